import type { ClockDefinition } from '#contracts';
import { cite, clock, hours, months, naturalDays, PARTY_RIGHT, workingDays, years } from './cite.ts';
import { pausesFor } from './pauses.ts';

const NOT_THIS_DEPARTMENT = '条文只约束市场监管部门；其他部门没有配置时按此提示，由法制机构确认';

/** From the lead to the filing, and the help of other organs (domain facts §3.1, CF-01…CF-12). */
const BEFORE_DECISION: ClockDefinition[] = [
  clock(
    ['CF-01', '违法行为追责时效'],
    'violation.ended',
    ['violation.discovered', 'lead.registered', 'case.filed'],
    years(2),
    cite('CF', 36),
    {
      rollOver: 'none',
      consequence: '二年内未被发现的不再给予行政处罚',
      note: '有连续或者继续状态的从终了之日起算；法律另有规定的除外（税收违法为五年）',
      confirm: '届满日遇休息日是否顺延没有规定，按不顺延计算',
    },
  ),
  clock(
    ['CF-01-1', '违法行为追责时效（重大）'],
    'violation.grave-ended',
    ['violation.discovered', 'lead.registered', 'case.filed'],
    years(5),
    cite('CF', 36),
    { rollOver: 'none', consequence: '五年内未被发现的不再给予行政处罚' },
  ),
  clock(['CF-02', '线索核查'], 'lead.registered', ['case.filed', 'case.not-filed'], workingDays(15), cite('SJ', 18), {
    pauses: pausesFor(cite('SJ', 18), 'testing', 'identification'),
    extensions: [
      {
        event: 'lead.verification-extended',
        add: workingDays(15),
        approver: '机关负责人',
        level: 'organ-leader',
        maxTimes: 1,
        basis: cite('SJ', 18),
      },
    ],
    consequence: '逾期未决定是否立案',
    confirm: NOT_THIS_DEPARTMENT,
  }),
  clock(['CF-07', '立案结果告知举报人'], 'report.decided', ['reporter.informed'], workingDays(5), cite('TSJB', 31), {
    note: '适用于实名举报',
    confirm: NOT_THIS_DEPARTMENT,
  }),
  clock(['CF-08', '投诉受理与否告知'], 'complaint.received', ['complaint.answered'], workingDays(7), cite('TSJB', 14), {
    confirm: NOT_THIS_DEPARTMENT,
  }),
  clock(
    ['CF-08-1', '投诉调解'],
    'complaint.accepted',
    ['complaint.mediated', 'complaint.terminated'],
    workingDays(45),
    cite('TSJB', 21),
    { consequence: '四十五个工作日内未达成调解协议的终止调解', confirm: NOT_THIS_DEPARTMENT },
  ),
  clock(
    ['CF-08-2', '终止调解告知'],
    'complaint.terminated',
    ['complainant.informed'],
    workingDays(7),
    cite('TSJB', 21),
    { confirm: NOT_THIS_DEPARTMENT },
  ),
  clock(
    ['CF-09', '管辖争议协商'],
    'jurisdiction.disputed',
    ['jurisdiction.agreed', 'jurisdiction.referred'],
    workingDays(7),
    cite('SJ', 13),
    { consequence: '协商不成的报请共同的上一级机关指定管辖' },
  ),
  clock(['CF-09-1', '指定管辖'], 'jurisdiction.referred', ['jurisdiction.designated'], workingDays(7), cite('SJ', 16)),
  clock(
    ['CF-10', '先行登记保存处理'],
    'preservation.started',
    ['preservation.handled'],
    workingDays(7),
    cite('CF', 56),
    { rollOver: 'none', runs: 'each', consequence: '逾期自动解除' },
  ),
  clock(['CF-11', '协助调查'], 'assistance.received', ['assistance.completed'], workingDays(15), cite('SJ', 45), {
    extensions: [
      { event: 'assistance.extended', approver: '协助机关（届满前告知）', maxTimes: 1, basis: cite('SJ', 45) },
    ],
    confirm: NOT_THIS_DEPARTMENT,
  }),
  clock(
    ['CF-12', '当场采取措施补办批准'],
    'measure.urgent-taken',
    ['measure.approved-after'],
    hours(24),
    cite('QZ', 19),
    { rollOver: 'none', runs: 'each', consequence: '负责人不同意的应当立即解除' },
  ),
];

/** Review, notice, hearing (CF-13…CF-25). */
const REVIEW_AND_HEARING: ClockDefinition[] = [
  clock(['CF-13', '法制审核（案件审核）'], 'review.submitted', ['review.done'], workingDays(10), cite('SJ', 55), {
    extensions: [{ event: 'review.extended', approver: '机关负责人', level: 'organ-leader', basis: cite('SJ', 55) }],
    confirm: NOT_THIS_DEPARTMENT,
  }),
  clock(
    ['CF-16', '听证申请'],
    'notice.served',
    ['hearing.requested', 'response.waived', 'decision.made'],
    workingDays(5),
    cite('CF', 64, '第一项'),
    { ...PARTY_RIGHT, consequence: '逾期视为放弃' },
  ),
  clock(
    ['CF-17', '陈述申辩'],
    'notice.served',
    ['statement.received', 'response.waived', 'decision.made'],
    workingDays(5),
    cite('SJ', 57),
    { ...PARTY_RIGHT, consequence: '逾期视为放弃', confirm: '处罚法没有统一期限，由部门规章规定' },
  ),
  clock(
    ['CF-19', '确定听证主持人'],
    'hearing.requested',
    ['hearing.host-appointed', 'hearing.finished'],
    workingDays(3),
    cite('SJT', 18),
    { confirm: NOT_THIS_DEPARTMENT },
  ),
  clock(
    ['CF-20', '移交听证材料'],
    'hearing.host-appointed',
    ['hearing.materials-handed', 'hearing.finished'],
    workingDays(3),
    cite('SJT', 19),
    { confirm: NOT_THIS_DEPARTMENT },
  ),
  clock(
    ['CF-21', '确定听证时间地点'],
    'hearing.materials-handed',
    ['hearing.arranged', 'hearing.finished'],
    workingDays(5),
    cite('SJT', 20),
    { confirm: NOT_THIS_DEPARTMENT },
  ),
  clock(['CF-22', '听证通知'], 'hearing.planned', ['hearing.notified'], workingDays(7), cite('CF', 64, '第二项'), {
    direction: 'backward',
    warnBefore: [workingDays(2)],
    consequence: '通知不足七日的，听证日期应当推后',
    note: '通知之日和举行之日都不算，至少留足七个完整的工作日',
  }),
  clock(['CF-23', '公开听证公告'], 'hearing.planned', ['hearing.announced'], workingDays(3), cite('SJT', 22), {
    direction: 'backward',
    confirm: NOT_THIS_DEPARTMENT,
  }),
  clock(
    ['CF-24', '听证报告'],
    'hearing.finished',
    ['hearing.reported', 'review.done'],
    workingDays(5),
    cite('SJT', 29),
    {
      note: '山东一般执法为十日（山东省行政程序规定第八十三条）',
      confirm: NOT_THIS_DEPARTMENT,
    },
  ),
];

/** The decision and what follows it (CF-26…CF-38). */
const DECISION_AND_AFTER: ClockDefinition[] = [
  clock(['CF-26', '办案期限'], 'case.filed', ['decision.made'], naturalDays(90), cite('CF', 60), {
    pauses: pausesFor(cite('SJ', 64), 'suspension', 'hearing', 'announcement', 'testing'),
    consequence: '超期办案',
    note: '法律、法规、规章另有规定的从其规定；处罚法没有规定延长，由部门规章规定',
  }),
  clock(['CF-27', '决定书送达'], 'decision.made', ['decision.served'], workingDays(7), cite('CF', 61), {
    note: '宣告后当场交付；当事人不在场的七日内送达',
  }),
  clock(
    ['CF-28', '当场处罚备案'],
    'summary.decided',
    ['summary.recorded', 'case.closed'],
    naturalDays(5),
    cite('LCX', 88),
    {
      note: '处罚法第五十二条只要求备案，期限由部门规定',
      confirm: '各部门备案期限不同，没有配置的按山东省行政程序规定五日（自然日从严）',
    },
  ),
  clock(
    ['CF-29', '缴纳罚款'],
    'decision.served',
    ['payment.done', 'performance.done', 'payment.deferred'],
    naturalDays(15),
    cite('CF', 67),
    { side: 'party', consequence: '每日加处百分之三，不超过本金' },
  ),
  clock(['CF-30', '当场收缴罚款交至机关'], 'fine.collected', ['fine.handed-in'], workingDays(2), cite('CF', 71), {
    note: '在水上当场收缴的自抵岸之日起',
  }),
  clock(['CF-31', '罚款缴付银行'], 'fine.handed-in', ['fine.banked'], workingDays(2), cite('CF', 71)),
  clock(['CF-33', '撤回公开信息'], 'decision.changed', ['publicity.withdrawn'], workingDays(3), cite('CF', 48), {
    note: '同时公开说明理由',
  }),
  clock(['CF-34', '结案审批'], 'closing.condition-met', ['case.closed'], workingDays(15), cite('SJ', 77), {
    confirm: '市场监管、住房城乡建设有此规定；其他部门由法制机构确认',
  }),
  clock(
    ['CF-35', '处罚、许可决定公开'],
    'decision.made',
    ['decision.published'],
    workingDays(7),
    cite('118号', '第六项'),
    { note: '法律、行政法规另有规定的除外' },
  ),
  clock(
    ['CF-35-1', '其他执法决定公开'],
    'other-decision.made',
    ['other-decision.published'],
    workingDays(20),
    cite('118号', '第六项'),
  ),
  clock(
    ['CF-36', '企业信用信息公示'],
    'decision.made',
    ['publicity.entered', 'decision.published'],
    workingDays(20),
    cite('SJG', 9),
    { note: '跨省的十个工作日推送，对方十个工作日公示', confirm: NOT_THIS_DEPARTMENT },
  ),
  clock(['CF-37', '停止公示'], 'publicity.started', ['publicity.stopped'], years(3), cite('SJG', 13), {
    note: '限制从业超过三年的按实际期限；仅受警告的不公示',
    confirm: NOT_THIS_DEPARTMENT,
  }),
  clock(
    ['CF-37-1', '停止公示（通报批评、较低数额罚款）'],
    'publicity.minor-started',
    ['publicity.stopped'],
    months(3),
    cite('SJG', 13),
    { confirm: NOT_THIS_DEPARTMENT },
  ),
  clock(['CF-38', '通报原许可机关'], 'revocation.proposed', ['revocation.informed'], naturalDays(15), cite('NY', 20), {
    confirm: '条文只约束农业农村部门',
  }),
];

export const PENALTY_CLOCKS: readonly ClockDefinition[] = [
  ...BEFORE_DECISION,
  ...REVIEW_AND_HEARING,
  ...DECISION_AND_AFTER,
].map((definition) => ({ ...definition, group: 'penalty' }));
