import { CASE_EVENTS } from '#contracts';

export type GateFactType = 'boolean' | 'number' | 'money' | 'date' | 'text' | 'list';

/** A name that gate conditions may use: what it is, and where it comes from. */
export interface GateFact {
  name: string;
  label: string;
  type: GateFactType;
  group: '主体与管辖' | '人员' | '当事人' | '经过' | '证据与文书' | '金额与裁量' | '程序事项' | '强制与执行' | '检查';
  /** `computed` from the record of the case, or a form field that steps fill in under this key. */
  from: 'computed' | 'form';
  hint?: string;
  /** Values of a choice. */
  options?: readonly { value: string; label: string }[];
}

const computed = (
  group: GateFact['group'],
  type: GateFactType,
  name: string,
  label: string,
  more: Partial<GateFact> = {},
): GateFact => ({ name, label, type, group, from: 'computed', ...more });
const form = (
  group: GateFact['group'],
  type: GateFactType,
  name: string,
  label: string,
  more: Partial<GateFact> = {},
): GateFact => ({ name, label, type, group, from: 'form', ...more });

const DECISION_TYPES = [
  { value: 'penalty', label: '行政处罚' },
  { value: 'no-penalty', label: '不予行政处罚' },
  { value: 'transfer', label: '移送司法机关' },
] as const;

/** `notice.served` → `noticeServed`: events are read by name in conditions. */
export const eventName = (type: string): string =>
  type.replace(/[.-]([a-z])/g, (_all, letter: string) => letter.toUpperCase());

const EVENT_FACTS: GateFact[] = Object.entries(CASE_EVENTS).map(([type, label]) =>
  computed('经过', 'date', `events.${eventName(type)}`, `${label}的日期`, { hint: '还没有发生时为空' }),
);

/** Everything that `gateContext` gives, and the form keys that the standard gates read. */
export const GATE_FACTS: readonly GateFact[] = [
  computed('主体与管辖', 'boolean', 'organQualified', '办案机关具有执法主体资格'),
  computed('主体与管辖', 'text', 'organDepartment', '办案机关所属部门'),
  computed('主体与管辖', 'text', 'organLevel', '办案机关层级'),
  form('主体与管辖', 'boolean', 'entrusted', '受委托执法'),
  form('主体与管辖', 'text', 'entrustmentDocument', '委托书编号'),
  form('主体与管辖', 'boolean', 'entrustmentCovers', '委托书载明本事项和权限'),
  form('主体与管辖', 'date', 'entrustmentValidTo', '委托期限届满日'),
  computed('主体与管辖', 'boolean', 'entrustmentInForce', '委托书在期限内'),
  form('主体与管辖', 'boolean', 'entrustmentPublished', '委托书已公布'),
  computed('主体与管辖', 'boolean', 'outsideRegion', '违法行为发生地不在本机关辖区'),
  form('主体与管辖', 'boolean', 'jurisdictionDisputed', '存在管辖争议'),
  form('主体与管辖', 'boolean', 'jurisdictionAssigned', '已由上级指定管辖'),
  computed('人员', 'number', 'officerCount', '办案人员人数'),
  computed('人员', 'list', 'validOfficers', '持有效执法证的在编办案人员'),
  computed('人员', 'list', 'officerProblems', '不合格的办案人员'),
  computed('人员', 'list', 'handlerIds', '办案人员'),
  computed('人员', 'boolean', 'actorIsHandler', '提交人是本案办案人员'),
  computed('人员', 'list', 'recusedHandlers', '应当回避而仍在办案的人员'),
  computed('人员', 'boolean', 'actorRecused', '提交人应当回避'),
  computed('人员', 'number', 'recusalsPending', '还没有决定的回避申请'),
  computed('人员', 'list', 'recusalsPendingNames', '回避申请所涉人员'),
  computed('人员', 'number', 'openConflictCount', '还没有处理的利害关系提示'),
  form('人员', 'boolean', 'certificateShown', '已主动出示执法证件'),
  form('人员', 'boolean', 'rightsExplained', '已告知陈述申辩权和申请回避权'),
  form('人员', 'text', 'hearingHost', '听证主持人'),
  form('人员', 'text', 'reviewerId', '审核人员'),
  form('人员', 'boolean', 'reviewerUnqualified', '初次从事审核而没有法律职业资格'),
  computed('当事人', 'text', 'partyKind', '当事人类型', {
    options: [
      { value: 'person', label: '自然人' },
      { value: 'organization', label: '单位' },
      { value: 'individual-business', label: '个体工商户' },
    ],
  }),
  computed('当事人', 'number', 'partyAge', '当事人年龄（今日）'),
  computed('当事人', 'number', 'partyAgeAtAct', '当事人在违法行为终了时的年龄'),
  computed('当事人', 'boolean', 'partyIsMinor', '当事人行为时不满十八周岁'),
  form('当事人', 'boolean', 'mentalIncapacity', '不能辨认或控制自己行为'),
  form('当事人', 'boolean', 'guardianOrdered', '已责令监护人管教或看管治疗'),
  ...EVENT_FACTS,
  computed('经过', 'date', 'today', '今日'),
  computed('经过', 'date', 'discoveredOn', '违法行为被发现之日', { hint: '线索登记日；没有时为今日' }),
  form('经过', 'date', 'violationEndedOn', '违法行为终了之日'),
  form('经过', 'boolean', 'hazardousConsequence', '涉及生命健康、金融安全且有危害后果'),
  form('经过', 'number', 'limitationYears', '法律另行规定的追责时效（年）'),
  computed('经过', 'date', 'limitationEndsOn', '追责时效届满日'),
  computed('证据与文书', 'number', 'evidenceCount', '证据件数'),
  computed('证据与文书', 'list', 'evidenceKinds', '证据种类'),
  computed('证据与文书', 'number', 'audiovisualCount', '视听资料、电子数据件数'),
  computed('证据与文书', 'list', 'documentCodes', '已生成的文书'),
  form('证据与文书', 'boolean', 'illegalEvidence', '存在以非法手段取得的证据'),
  form('证据与文书', 'boolean', 'monitoringEvidence', '使用电子技术监控设备取证'),
  form('证据与文书', 'boolean', 'monitoringLegalReviewed', '监控设备经过法制审核'),
  form('证据与文书', 'boolean', 'monitoringTechnicalReviewed', '监控设备经过技术审核'),
  form('证据与文书', 'boolean', 'monitoringSignPosted', '监控设备标志明显'),
  form('证据与文书', 'boolean', 'monitoringPlacePublished', '监控设备地点已向社会公布'),
  form('证据与文书', 'boolean', 'monitoringRecordReviewed', '监控记录经审核真实、清晰、完整、准确'),
  computed('金额与裁量', 'money', 'proposedFineFen', '拟罚款'),
  computed('金额与裁量', 'money', 'noticedFineFen', '告知的罚款'),
  computed('金额与裁量', 'money', 'decidedFineFen', '决定的罚款'),
  computed('金额与裁量', 'money', 'fineFen', '罚款（决定，没有时取告知、拟定）'),
  computed('金额与裁量', 'money', 'confiscationFen', '没收合计（决定，没有时取拟定）'),
  computed('金额与裁量', 'money', 'illegalGainsFen', '违法所得'),
  form('金额与裁量', 'boolean', 'illegalGainsRefunded', '违法所得已依法退赔'),
  form('金额与裁量', 'list', 'penaltyKinds', '处罚种类', {
    options: [
      { value: 'warning', label: '警告、通报批评' },
      { value: 'fine', label: '罚款' },
      { value: 'confiscation', label: '没收' },
      { value: 'suspend-licence', label: '暂扣许可证件、降低资质等级' },
      { value: 'revoke-licence', label: '吊销许可证件' },
      { value: 'stop-business', label: '责令停产停业、责令关闭' },
      { value: 'restrict', label: '限制开展生产经营活动、限制从业' },
    ],
  }),
  computed('金额与裁量', 'boolean', 'heavyPenalty', '较大数额或较重种类的处罚', {
    hint: '按本案适用的听证标准和处罚种类判断（处罚法63条）',
  }),
  computed('金额与裁量', 'text', 'heavyReason', '较重处罚的理由'),
  computed('金额与裁量', 'boolean', 'heavyKinds', '含吊销、停产停业、限制从业等较重种类'),
  computed('金额与裁量', 'boolean', 'leniencyApplied', '已从轻或者减轻'),
  computed('金额与裁量', 'boolean', 'hearingInScope', '属于听证范围', { hint: '较重处罚，或审核认定属于听证范围' }),
  computed('金额与裁量', 'text', 'hearingReason', '属于听证范围的理由'),
  computed('金额与裁量', 'number', 'similarPriorFines', '同一当事人因同类违法行为被罚款的次数'),
  computed('金额与裁量', 'boolean', 'possibleDoubleFine', '同一违法行为可能已经罚过款'),
  form('金额与裁量', 'boolean', 'doubleFineReviewed', '已核实不是同一违法行为'),
  form('金额与裁量', 'list', 'circumstances', '情节'),
  form('金额与裁量', 'text', 'discretionStatement', '裁量说明'),
  computed('金额与裁量', 'money', 'recommendedMinFen', '裁量建议的下限'),
  computed('金额与裁量', 'money', 'recommendedMaxFen', '裁量建议的上限'),
  computed('金额与裁量', 'boolean', 'decidedOutsideRecommended', '决定的罚款不在裁量建议的幅度内'),
  form('金额与裁量', 'boolean', 'deviates', '偏离裁量基准'),
  form('金额与裁量', 'text', 'deviationReason', '偏离的理由'),
  form('程序事项', 'text', 'decisionType', '处理决定', { options: DECISION_TYPES }),
  form('程序事项', 'boolean', 'hearingRequired', '审核认定属于听证范围'),
  form('程序事项', 'boolean', 'hearingInformed', '已告知听证权利'),
  form('程序事项', 'text', 'hearingSummary', '听证笔录摘要'),
  form('程序事项', 'text', 'hearingOpinion', '听证意见'),
  form('程序事项', 'boolean', 'decidedBeyondHearing', '决定采用了听证笔录以外的事实证据'),
  form('程序事项', 'boolean', 'collectiveRequired', '审核认定应当集体讨论'),
  form('程序事项', 'text', 'reviewConclusion', '审核意见', {
    options: [
      { value: 'agree', label: '同意' },
      { value: 'correct', label: '建议纠正' },
      { value: 'supplement', label: '建议补充调查' },
      { value: 'other', label: '其他意见' },
    ],
  }),
  computed('程序事项', 'boolean', 'legalReviewRequired', '应当法制审核', {
    hint: '经过听证、属于听证范围，或审核认定重大复杂（处罚法58条）',
  }),
  form('程序事项', 'text', 'reviewKind', '审核种类', {
    options: [
      { value: 'legal', label: '法制审核' },
      { value: 'case', label: '案件审核' },
    ],
  }),
  form('程序事项', 'boolean', 'increasedBecauseOfDefence', '因陈述申辩加重'),
  form('程序事项', 'boolean', 'suspectedCrime', '涉嫌犯罪'),
  computed('程序事项', 'boolean', 'transferred', '已移送司法机关'),
  form('程序事项', 'date', 'criminalTransferredOn', '移送司法机关日期'),
  computed('程序事项', 'boolean', 'corrected', '已责令改正'),
  form('程序事项', 'boolean', 'correctionOrdered', '已责令改正（勾选）'),
  form('程序事项', 'text', 'educationContent', '教育内容'),
  form('程序事项', 'boolean', 'lawChanged', '行为时与决定时的法律不同'),
  form('程序事项', 'text', 'lawChoiceReason', '法律适用时点的说明'),
  form('程序事项', 'text', 'partyName', '当事人名称'),
  form('程序事项', 'text', 'violationFacts', '违法事实'),
  form('程序事项', 'text', 'decisionBasis', '处罚依据'),
  form('程序事项', 'text', 'decisionContent', '处罚内容'),
  form('程序事项', 'text', 'performanceMethod', '履行方式和期限'),
  form('程序事项', 'text', 'remedyText', '救济途径和期限'),
  computed('程序事项', 'boolean', 'remedyNamesReconsideration', '救济告知写明行政复议'),
  computed('程序事项', 'boolean', 'remedyNamesLitigation', '救济告知写明行政诉讼'),
  computed('程序事项', 'boolean', 'remedyNamesReconsiderationFirst', '救济告知写明应当先申请复议'),
  computed('人员', 'number', 'stepActorCount', '参与办理的人数'),
  form('程序事项', 'text', 'publishChannel', '公开渠道', {
    options: [
      { value: 'site', label: '机关网站' },
      { value: 'credit', label: '信用信息公示系统' },
      { value: 'both', label: '网站和公示系统' },
      { value: 'none', label: '依法不公开' },
    ],
  }),
  form('程序事项', 'boolean', 'publicityReviewed', '已审查并隐去秘密和隐私'),
  form('强制与执行', 'text', 'preservationDecision', '登记保存审批', {
    options: [
      { value: 'approve', label: '批准' },
      { value: 'reject', label: '不批准' },
    ],
  }),
  form('强制与执行', 'text', 'preservationReason', '登记保存理由'),
  form('强制与执行', 'list', 'preservationItems', '登记保存的物品'),
  form('强制与执行', 'text', 'measureKind', '行政强制措施种类'),
  form('强制与执行', 'text', 'measureBasis', '强制措施的法律、法规依据'),
  form('强制与执行', 'boolean', 'measureApproved', '强制措施事前经负责人批准'),
  form('强制与执行', 'boolean', 'measureUrgent', '情况紧急当场采取'),
  form('强制与执行', 'boolean', 'measureApprovedLater', '已在二十四小时内补办批准'),
  form('强制与执行', 'boolean', 'measureReasonTold', '已当场告知理由、依据和权利'),
  form('强制与执行', 'boolean', 'measureStatementHeard', '已听取陈述和申辩'),
  form('强制与执行', 'boolean', 'measureRecordSigned', '现场笔录已由当事人或见证人签名'),
  form('强制与执行', 'boolean', 'measureDelivered', '决定书和清单已当场交付'),
  form('强制与执行', 'boolean', 'collectedOnSpot', '当场收缴罚款'),
  form('强制与执行', 'text', 'onSpotReason', '当场收缴的法定情形', {
    options: [
      { value: 'small', label: '一百元以下罚款' },
      { value: 'hard', label: '不当场收缴事后难以执行' },
      { value: 'remote', label: '边远、水上、交通不便且当事人提出' },
    ],
  }),
  form('强制与执行', 'date', 'courtAppliedOn', '申请法院强制执行日期'),
  computed('强制与执行', 'date', 'demandServedOn', '催告书送达日期'),
  computed('强制与执行', 'date', 'enforcedOn', '自行强制执行的日期'),
  computed('强制与执行', 'date', 'demandMaturesOn', '催告满十个工作日之日'),
  form('强制与执行', 'text', 'enforcedAt', '自行强制执行的时间'),
  computed('强制与执行', 'boolean', 'enforcedAtNight', '在夜间实施', { hint: '二十二时至次日六时' }),
  computed('强制与执行', 'boolean', 'enforcedOnHoliday', '在法定节假日实施'),
  form('强制与执行', 'boolean', 'enforcementUrgent', '强制执行情况紧急'),
  form('检查', 'text', 'inspectionType', '检查类型', {
    options: [
      { value: 'routine', label: '日常检查' },
      { value: 'case', label: '个案检查' },
      { value: 'special', label: '专项检查' },
      { value: 'superior', label: '上级部署的专项检查' },
    ],
  }),
  computed('检查', 'number', 'recentInspections', '本次检查前三十日内对同一当事人的检查次数'),
  computed('检查', 'list', 'recentInspectionCases', '这些检查所在的案件'),
  computed('检查', 'number', 'inspectionsThisYear', '本机关本年度对同一当事人的检查次数（含本次）', {
    hint: '上级部署的专项检查不计入',
  }),
  computed('检查', 'number', 'inspectionYearlyLimit', '公布的年度检查频次上限', { hint: '规则包没有规定时为空' }),
  form('检查', 'boolean', 'inspectionMatterPublished', '检查事项已公布'),
  form('检查', 'boolean', 'inspectionApproved', '检查经负责人批准'),
  form('检查', 'boolean', 'inspectionUrgent', '紧急检查'),
  form('检查', 'boolean', 'inspectionApprovedLater', '紧急检查已补办批准'),
];

const BY_NAME = new Map(GATE_FACTS.map((fact) => [fact.name, fact]));

export const gateFact = (name: string): GateFact | undefined => BY_NAME.get(name);
/** Events that only some procedures emit are facts as well. */
export const isGateFact = (name: string): boolean => BY_NAME.has(name) || /^events\.[a-z][A-Za-z0-9]*$/.test(name);
