/** What a case of the demonstration is about. */
export interface DemoCase {
  partyName: string;
  partyUscc: string;
  violation: string;
  violationCode: string;
  content: string;
  circumstances: string[];
  proposedFineYuan: string;
}

/** Ids of people and evidence that only the running platform knows, and the civil date of today. */
export interface StepContext {
  handlers: string[];
  evidenceIds: string[];
  hearingHosts: string[];
  /** `YYYY-MM-DD`. */
  today: string;
}

type StepData = (demo: DemoCase, context: StepContext) => Record<string, unknown>;

const at = (context: StepContext, time: string): string => `${context.today}T${time}`;

/** `货值 86 元` of the content, for the clauses that reckon by the value of the goods. */
const goodsValueOf = (demo: DemoCase): { goodsValueYuan?: string } => {
  const value = /货值 (\d+) 元/.exec(demo.content)?.[1];
  return value ? { goodsValueYuan: `${value}.00` } : {};
};

/**
 * Form data that takes a case of 行政处罚普通程序 through each of its steps on the ordinary way: filed, inspected,
 * corrected, reviewed, notified, stated, decided, served, paid, closed. Keyed by element id.
 */
export const PENALTY_STEPS: Readonly<Record<string, StepData>> = {
  Start: (demo, context) => ({
    caseSource: 'inspection',
    leadReceivedOn: context.today,
    leadPlace: '济南市历下区解放路 1 号',
    leadContent: demo.content,
    partyKind: 'organization',
    partyName: demo.partyName,
    partyUscc: demo.partyUscc,
    partyLegalRepresentative: '钱某',
    partyPhone: '13805310000',
    partyAddress: '济南市历下区解放路 1 号',
  }),
  Task_Verify: (demo, context) => ({
    verifyOn: context.today,
    violationEndedOn: context.today,
    verifyFindings: `经核查，${demo.content}`,
    verifyCertificateShown: true,
    caseTitle: `${demo.partyName}涉嫌${demo.violation}案`,
    filingProposed: 'yes',
    handlers: context.handlers,
    filingReason: '有证据初步证明存在违法行为，依法应当给予行政处罚，属于本机关管辖，且在追责时效内，建议立案。',
  }),
  Task_Filing: (_demo, context) => ({
    handlers: context.handlers,
    filingDecision: 'approve',
    filingOpinion: '同意立案，请依法调查取证。',
  }),
  Task_Inspect: (demo, context) => ({
    inspectionStartedAt: at(context, '09:30'),
    inspectionEndedAt: at(context, '10:40'),
    inspectionPlace: '济南市历下区解放路 1 号营业场所',
    inspectionCertificateShown: true,
    inspectionRightsExplained: true,
    inspectionSituation: `执法人员到达现场后出示证件。${demo.content}`,
    inspectionPresent: '钱某',
    inspectionPartyOpinion: '以上情况属实。',
    inspectionEvidence: context.evidenceIds,
    preservationNeeded: false,
    correctionNeeded: true,
  }),
  Task_Interview: (demo, context) => ({
    interviewStartedAt: at(context, '14:00'),
    interviewEndedAt: at(context, '15:10'),
    interviewPlace: '历下区市场监督管理局询问室',
    intervieweeName: '钱某',
    intervieweeRole: '法定代表人',
    intervieweeIdNumber: '370102199003071238',
    interviewCertificateShown: true,
    interviewRightsExplained: true,
    interviewContent: `问：请说明情况。答：${demo.content}问：是否已经改正？答：已经全部下架并停止销售。`,
    interviewConfirmed: true,
  }),
  Task_Preserve: () => ({
    preservationItems: [{ itemName: '涉案食品', itemQuantity: '12 袋', itemSpec: '500 克/袋' }],
    preservationReason: '涉案物品可能被转移或者销毁，需要先行登记保存。',
    preservationPlace: '当事人经营场所',
    preservationMethod: 'onsite',
    preservationDecision: 'approve',
    preservationOpinion: '同意。',
  }),
  Task_PreserveHandle: () => ({
    preservationHandling: 'release',
    preservationHandlingReason: '已采取拍照、复制等保全措施，解除登记保存。',
  }),
  Task_Correct: (demo, context) => ({
    correctionContent: '立即停止违法行为，下架并封存涉案物品，完善进货查验制度。',
    correctionBasis: '《行政处罚法》第二十八条第一款',
    correctionDueOn: context.today,
    correctionRecheckedOn: context.today,
    correctionResult: demo.circumstances.includes('refused-correction') ? 'not-done' : 'done',
  }),
  Task_Report: (demo) => ({
    violationFacts: `${demo.partyName}${demo.content}上述行为有现场笔录、询问笔录和照片为证。`,
    evidenceSummary: '现场笔录、询问笔录、照片、进货票据，相互印证，证明违法事实。',
    violationCode: demo.violationCode,
    lawArticles: '违反《食品安全法》第三十四条，依据第一百二十四条处理。',
    circumstances: demo.circumstances,
    ...goodsValueOf(demo),
    penaltyKinds: ['fine'],
    proposedFineYuan: demo.proposedFineYuan,
    discretionStatement: '当事人积极配合调查并主动提供证据，依照裁量基准在法定幅度较低部分确定罚款。',
    deviationReason: '本案货值较小且已全部召回，按裁量规则综合考虑后确定。',
    processingOpinion: `建议责令改正，并处罚款 ${demo.proposedFineYuan} 元。`,
  }),
  Task_Review: () => ({
    reviewChecklist: ['jurisdiction', 'party', 'facts', 'nature', 'basis', 'procedure', 'proper'],
    reviewConclusion: 'agree',
    reviewOpinion: '事实清楚，证据充分，程序合法，处理适当，同意。',
    hearingRequired: false,
    collectiveRequired: false,
  }),
  Task_Notice: (demo) => ({
    noticedContent: `责令改正，并处罚款 ${demo.proposedFineYuan} 元。`,
    noticedFacts: `${demo.content}违反《食品安全法》的规定，拟依法处罚。`,
    noticedFineYuan: demo.proposedFineYuan,
    hearingInformed: false,
    noticeContact: '历下区市场监督管理局法规科，0531-82960000',
  }),
  Task_NoticeService: (_demo, context) => ({
    noticeServedOn: context.today,
    noticeServiceMethod: 'direct',
    noticeReceiver: '钱某',
    noticeReceiverRelation: '法定代表人',
    noticeServiceEvidence: context.evidenceIds,
  }),
  Task_Statement: (_demo, context) => ({
    partyResponse: 'statement',
    responseOn: context.today,
    statementContent: '我单位已经全部改正并召回，请求从轻处理。',
  }),
  Task_StatementReview: () => ({
    statementAccepted: 'partly',
    statementReviewOpinion: '当事人已经改正的事实属实，已在裁量中考虑；其余请求没有法律依据，不予采纳。',
  }),
  Task_Hearing: (_demo, context) => ({
    hearingNotifiedOn: context.today,
    hearingHeldOn: context.today,
    hearingHosts: context.hearingHosts,
    hearingSummary: '双方围绕事实、证据和法律适用进行了陈述、申辩和质证。',
    hearingOpinion: '建议维持拟处罚意见。',
  }),
  Task_ReviewAfterHearing: () => ({
    reviewChecklist: ['jurisdiction', 'party', 'facts', 'nature', 'basis', 'procedure', 'proper'],
    reviewConclusion: 'agree',
    reviewOpinion: '听证程序合法，同意。',
    hearingRequired: true,
    collectiveRequired: false,
  }),
  Task_Collective: (_demo, context) => ({
    deliberatedOn: context.today,
    deliberationHost: '刘守正',
    deliberationAttendees: '局领导班子成员五人，应到五人，实到五人',
    deliberationOpinions: '与会人员一致同意处理意见。',
    deliberationConclusion: '同意按拟处罚意见作出决定。',
  }),
  Task_Draft: (demo) => ({
    decisionType: 'penalty',
    doubleFineReviewed: true,
    decidedFineYuan: demo.proposedFineYuan,
    decisionContent: `责令改正违法行为，并处罚款 ${demo.proposedFineYuan} 元。`,
    decisionBasis: '《食品安全法》第一百二十四条第一款',
    discretionStatement: '当事人积极配合调查并主动提供证据，依照裁量基准在法定幅度较低部分确定罚款。',
    deviationReason: '本案货值较小且已全部召回，按裁量规则综合考虑后确定。',
    increasedBecauseOfDefence: false,
    performanceMethod: '自收到本决定书之日起十五日内，到指定银行或者通过电子支付系统缴纳罚款。',
    remedyText:
      '如不服本决定，可以自收到本决定书之日起六十日内申请行政复议，也可以自收到本决定书之日起六个月内向人民法院提起行政诉讼。',
  }),
  Task_Decision: () => ({ decisionApproval: 'approve', decisionOpinion: '同意。' }),
  Task_DecisionService: (_demo, context) => ({
    decisionServedOn: context.today,
    decisionServiceMethod: 'direct',
    decisionReceiver: '钱某',
    decisionReceiverRelation: '法定代表人',
    decisionServiceEvidence: context.evidenceIds,
  }),
  Task_Publicity: (demo, context) => ({
    publicityReviewed: true,
    publishedOn: context.today,
    publishChannel: 'both',
    publicText: `${demo.partyName}因${demo.violation}被处罚款。`,
  }),
  Task_Performance: (demo, context) => ({
    paymentStatus: 'paid',
    paidOn: context.today,
    paidAmountYuan: demo.proposedFineYuan,
    receiptNumber: '鲁财 0001',
    performanceNote: '已全部缴清。',
  }),
  Task_Demand: (_demo, context) => ({
    demandServedOn: context.today,
    demandContent: '请自收到本催告书之日起十日内履行缴款义务。',
    demandNote: '已催告，当事人随后履行。',
  }),
  Task_Closing: () => ({
    closingReason: 'performed',
    executionSummary: '罚款已全部缴清，违法行为已改正。',
    itemsHandling: '无涉案物品。',
    closingOpinion: '同意结案。',
  }),
};

/** Who works on a step in the demonstration; accounts of `DEMO_USERS`. */
export const STEP_ACCOUNTS: Readonly<Record<string, string>> = {
  Start: 'zhifa1',
  Task_Verify: 'zhifa1',
  Task_Filing: 'juzhang1',
  Task_Inspect: 'zhifa1',
  Task_Interview: 'zhifa2',
  Task_Preserve: 'juzhang1',
  Task_PreserveHandle: 'zhifa1',
  Task_Correct: 'zhifa1',
  Task_Report: 'zhifa1',
  Task_Review: 'shenhe1',
  Task_Notice: 'zhifa1',
  Task_NoticeService: 'zhifa2',
  Task_Statement: 'zhifa1',
  Task_StatementReview: 'zhifa1',
  Task_Hearing: 'shenhe1',
  Task_ReviewAfterHearing: 'shenhe1',
  Task_Collective: 'juzhang1',
  Task_Draft: 'zhifa1',
  Task_Decision: 'juzhang1',
  Task_DecisionService: 'zhifa2',
  Task_Publicity: 'zhifa1',
  Task_Performance: 'zhifa1',
  Task_Demand: 'zhifa1',
  Task_Closing: 'kezhang1',
};
