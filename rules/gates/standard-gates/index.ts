import type { Citation, GateDefinition } from '#contracts';

const CF = (article: string): Citation => ({ code: 'CF', law: '行政处罚法', article, version: '2021-01-22' });
const SJ = (article: string): Citation => ({
  code: 'SJ',
  law: '市场监督管理行政处罚程序规定',
  article,
  version: '2022-09-29',
});
const LJD = (article: string): Citation => ({
  code: 'LJD',
  law: '山东省行政执法监督条例',
  article,
  version: '2014-11-27',
});

/**
 * The standard gates of the penalty procedure (domain facts §4). Conditions are FEEL over `gateContext`; they read form
 * fields by their keys, events as `events.<name>` (civil dates), and people as `validOfficers`.
 */
export const STANDARD_GATES: readonly GateDefinition[] = [
  {
    code: 'G02',
    name: '人员资格',
    level: 'block',
    condition: 'officerCount >= 2 and count(validOfficers) = officerCount',
    message:
      '办案人员不符合要求：现有 {officerCount} 名，其中不合格的：{officerProblems}。至少要 2 名持有效执法证的在编执法人员',
    remedy: '请增加或更换办案人员，或先办理执法证',
    basis: [CF('第四十二条'), LJD('第十条')],
    origin: '法',
  },
  {
    code: 'G03',
    name: '亮证',
    level: 'block',
    condition: 'certificateShown = true',
    message: '还没有记载主动出示执法证件',
    remedy: '请在笔录中勾选“已主动出示执法证件”，并上传执法记录',
    basis: [CF('第五十五条')],
    origin: '法',
  },
  {
    code: 'G06',
    name: '追责时效',
    level: 'block',
    appliesWhen: 'violationEndedOn != null',
    condition:
      'date(today) <= date(violationEndedOn) + (if hazardousConsequence = true then duration("P5Y") else duration("P2Y"))',
    message: '违法行为终了于 {violationEndedOn}，已超过追责时效（一般二年；涉及生命健康、金融安全且有危害后果的五年）',
    remedy: '超过时效的不再给予处罚，请作不予立案处理；法律另有规定的由负责人批准',
    basis: [CF('第三十六条')],
    origin: '法',
    exceptionApprover: 'organ-leader',
  },
  {
    code: 'G08',
    name: '立案',
    level: 'block',
    condition: 'events.caseFiled != null and officerCount >= 2',
    message: '还没有批准立案，或没有指定两名以上办案人员，不能开展调查',
    remedy: '请先报机关负责人批准立案并指定办案人员',
    basis: [CF('第五十四条'), SJ('第十九条')],
    origin: '法',
  },
  {
    code: 'G09',
    name: '首次取证告知',
    level: 'record',
    condition: 'rightsExplained = true',
    message: '没有记载首次取证时告知陈述申辩权和申请回避权',
    remedy: '请补充告知并在笔录中勾选',
    basis: [SJ('第二十一条')],
    origin: '法',
  },
  {
    code: 'G13',
    name: '证据合法',
    level: 'block',
    condition: 'evidenceCount >= 1',
    message: '调查终结前还没有任何证据',
    remedy: '请上传查证属实的证据',
    basis: [CF('第四十条'), CF('第四十六条')],
    origin: '法',
  },
  {
    code: 'G16',
    name: '处罚告知',
    level: 'block',
    condition: 'events.noticeServed != null',
    message: '还没有送达处罚告知书，不得作出处罚决定',
    remedy: '请先告知拟处罚的内容及事实、理由、依据，以及陈述、申辩、听证的权利，并送达告知书',
    basis: [CF('第四十四条'), CF('第六十二条')],
    origin: '法',
  },
  {
    code: 'G17',
    name: '陈述申辩复核',
    level: 'block',
    condition:
      '(events.statementReceived = null or events.statementReviewed != null) and (decidedFineFen = null or noticedFineFen = null or increasedBecauseOfDefence != true or decidedFineFen <= noticedFineFen)',
    message: '当事人的陈述申辩还没有复核，或因申辩加重了处罚',
    remedy: '请对陈述申辩的事实、理由、证据逐项复核；成立的应当采纳，不得因申辩加重处罚',
    basis: [CF('第四十五条')],
    origin: '法',
  },
  {
    code: 'G18',
    name: '听证',
    level: 'block',
    condition:
      '(hearingRequired != true or hearingInformed = true) and (events.hearingRequested = null or events.hearingFinished != null) and (hearingHost = null or not(list contains(handlerIds, hearingHost)))',
    message: '本案属于听证范围或当事人已申请听证，但没有告知听证权、没有举行听证，或主持人是本案办案人员',
    remedy: '请告知听证权；当事人要求的，由非本案调查人员主持听证',
    basis: [CF('第六十三条'), CF('第六十四条')],
    origin: '法',
  },
  {
    code: 'G20',
    name: '法制审核',
    level: 'block',
    condition:
      'events.reviewDone != null and reviewConclusion = "agree" and (reviewerId = null or not(list contains(handlerIds, reviewerId)))',
    message: '还没有通过法制审核（案件审核），或审核人员是办案人员，不得作出决定',
    remedy: '请送审核机构审核；审核意见为建议纠正或补充调查的，办理后再次送审',
    basis: [CF('第五十八条'), SJ('第四十九条')],
    origin: '法',
  },
  {
    code: 'G21',
    name: '集体讨论',
    level: 'block',
    appliesWhen: 'collectiveRequired = true',
    condition: 'events.deliberationDone != null',
    message: '情节复杂或重大违法行为，应当由负责人集体讨论决定',
    remedy: '请组织集体讨论并录入讨论记录',
    basis: [CF('第五十七条')],
    origin: '法',
  },
  {
    code: 'G22',
    name: '裁量说明',
    level: 'block',
    condition:
      'discretionStatement != null and string length(discretionStatement) >= 10 and (deviates != true or (deviationReason != null and string length(deviationReason) >= 10))',
    message: '没有写明裁量基准的适用情况，或偏离裁量基准而没有说明理由',
    remedy: '请写明适用的裁量档次和理由；调整适用的，须经批准或集体讨论',
    basis: [{ law: '关于进一步规范行政裁量权基准制定和管理工作的意见（国办发〔2022〕27号）', article: '第十二项' }],
    origin: '法',
  },
  {
    code: 'G23',
    name: '责令改正',
    level: 'warn',
    condition: 'correctionOrdered = true',
    message: '没有责令当事人改正或限期改正',
    remedy: '实施处罚时应当责令改正；请补发责令改正通知书',
    basis: [CF('第二十八条')],
    origin: '法',
  },
  {
    code: 'G25',
    name: '决定书要素',
    level: 'block',
    condition:
      'partyName != null and violationFacts != null and string length(violationFacts) >= 10 and decisionBasis != null and decisionContent != null and performanceMethod != null and remedyText != null',
    message: '决定书要素不全：须有当事人、违法事实和证据、处罚种类和依据、履行方式和期限、复议诉讼途径和期限',
    remedy: '请补齐决定书的各项内容',
    basis: [CF('第五十九条')],
    origin: '法',
  },
  {
    code: 'G26',
    name: '罚缴分离',
    level: 'block',
    condition: 'collectedOnSpot != true or onSpotReason != null',
    message: '除法定当场收缴情形外，不得自行收缴罚款',
    remedy: '请通过银行或电子支付系统缴纳；当场收缴的，写明法定情形并出具财政统一票据',
    basis: [CF('第六十七条'), CF('第六十八条')],
    origin: '法',
  },
  {
    code: 'G33',
    name: '简易程序上限',
    level: 'block',
    condition:
      'decidedFineFen = null or (if partyKind = "person" then decidedFineFen <= 20000 else decidedFineFen <= 300000)',
    message: '超过当场处罚的上限：公民二百元以下，法人或者其他组织三千元以下',
    remedy: '请转为普通程序办理',
    basis: [CF('第五十一条')],
    origin: '法',
  },
];
