import type { ClockDefinition } from '#contracts';
import { cite, clock, months, naturalDays, workingDays, years } from './cite.ts';
import { pausesFor } from './pauses.ts';

const leaderExtends = (event: string, article: number): ClockDefinition['extensions'] => [
  {
    event,
    add: naturalDays(30),
    approver: '机关负责人',
    level: 'organ-leader',
    maxTimes: 1,
    basis: cite('QZ', article),
  },
];

/** Administrative compulsion and its execution through the court (domain facts §3.3). QZ-12 is a gate, not a clock. */
export const COMPULSION_CLOCKS: readonly ClockDefinition[] = [
  clock(['QZ-01', '查封、扣押'], 'seizure.started', ['seizure.handled'], naturalDays(30), cite('QZ', 25), {
    rollOver: 'none',
    runs: 'each',
    pauses: pausesFor(cite('QZ', 25), 'testing'),
    extensions: leaderExtends('seizure.extended', 25),
    consequence: '期限届满未处理的应当立即解除（行政强制法第二十八条）',
    note: '延长须书面告知并说明理由；检测、检验、检疫、技术鉴定的期间须明确并书面告知；法律、行政法规另有规定的除外',
  }),
  clock(['QZ-02', '冻结'], 'freeze.started', ['freeze.handled'], naturalDays(30), cite('QZ', 32), {
    rollOver: 'none',
    runs: 'each',
    extensions: leaderExtends('freeze.extended', 32),
    consequence: '期限届满未处理的应当解除',
    note: '法律另有规定的除外',
  }),
  clock(['QZ-03', '交付冻结决定书'], 'freeze.started', ['freeze.served'], workingDays(3), cite('QZ', 31), {
    runs: 'each',
  }),
  clock(
    ['QZ-04', '催告履行'],
    'demand.served',
    ['payment.done', 'performance.done', 'court.applied'],
    workingDays(10),
    cite('QZ', 54),
    {
      side: 'party',
      onExpiry: 'lapses',
      warnBefore: [],
      consequence: '届满仍不履行的，可以申请人民法院强制执行',
      note: '自行强制执行的，催告期限由机关指定（行政强制法第三十五条）',
    },
  ),
  clock(
    ['QZ-05', '代履行催告'],
    'substitute.demanded',
    ['performance.done', 'substitute.started'],
    workingDays(3),
    cite('QZ', 51),
    {
      side: 'party',
      onExpiry: 'lapses',
      warnBefore: [],
      consequence: '届满仍不履行的，可以代履行',
      note: '需要立即清除的可以立即代履行（行政强制法第五十二条）',
    },
  ),
  clock(
    ['QZ-06', '加处罚款满三十日'],
    'addition.started',
    ['payment.done', 'performance.done', 'enforcement.started', 'court.applied'],
    naturalDays(30),
    cite('QZ', 46),
    {
      rollOver: 'none',
      side: 'party',
      onExpiry: 'lapses',
      warnBefore: [],
      consequence: '超过三十日且经催告仍不履行的，可以强制执行',
    },
  ),
  clock(
    ['QZ-07', '申请法院强制执行'],
    'decision.served',
    ['court.applied', 'payment.done', 'performance.done'],
    months(3),
    cite('QZ', 53),
    {
      startOffsets: [naturalDays(60), months(6)],
      restartsOn: ['deferral.ended', 'ruling.effective'],
      requires: [{ event: 'demand.served', limit: workingDays(10), reason: '送达催告书' }],
      warnBefore: [naturalDays(30)],
      consequence: '逾期无正当理由的，人民法院不予受理',
      note: '批准延期、分期的自期限结束之日起（处罚法第七十二条）；已经复议、诉讼的自文书生效之日起，须人工确认',
    },
  ),
  clock(['QZ-08', '法院受理强制执行申请'], 'court.received', ['court.accepted'], workingDays(5), cite('QZ', 56), {
    side: 'party',
    note: '不予受理的，十五日内可以向上一级法院申请复议，上一级法院十五日内裁定',
  }),
  clock(['QZ-09', '法院执行裁定'], 'court.accepted', ['court.ruled'], workingDays(7), cite('QZ', 57), {
    side: 'party',
    note: '第五十八条情形为三十日；不予执行的五日内送达，机关可以在十五日内申请复议',
  }),
  clock(['QZ-10', '紧急情况立即执行'], 'court.urgent-ruled', ['court.executed'], workingDays(5), cite('QZ', 59), {
    side: 'party',
  }),
  clock(
    ['QZ-11', '中止执行满三年'],
    'enforcement.suspended',
    ['enforcement.resumed', 'performance.done'],
    years(3),
    cite('QZ', 39),
    {
      rollOver: 'none',
      onExpiry: 'lapses',
      warnBefore: [],
      consequence: '没有明显社会危害且确无能力履行的，不再执行',
    },
  ),
].map((definition): ClockDefinition => ({ ...definition, group: 'compulsion' }));
