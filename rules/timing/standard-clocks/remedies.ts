import type { ClockDefinition } from '#contracts';
import { cite, clock, hours, months, naturalDays, PARTY_RIGHT, workingDays } from './cite.ts';

/** Reconsideration (domain facts §3.4); 3, 5, 7 and 10 days are working days, others natural (R7: FY88). */
const RECONSIDERATION: ClockDefinition[] = [
  clock(['FY-01', '申请行政复议'], 'decision.served', ['reconsideration.applied'], naturalDays(60), cite('FY', 20), {
    ...PARTY_RIGHT,
    note: '法律规定超过六十日的从其规定；未告知权利的最长一年；不动产二十年，其他五年（第二十一条）',
  }),
  clock(
    ['FY-02', '审查是否受理复议'],
    'reconsideration.received',
    ['reconsideration.examined', 'reconsideration.accepted'],
    workingDays(5),
    cite('FY', 30),
    { note: '补正通知五个工作日，申请人补正十个工作日（第三十一条）' },
  ),
  clock(
    ['FY-03', '发送复议申请书副本'],
    'reconsideration.accepted',
    ['reconsideration.copy-sent'],
    workingDays(7),
    cite('FY', 48),
    { note: '简易程序三个工作日（第五十四条）' },
  ),
  clock(
    ['FY-04', '复议答复'],
    'reconsideration.copy-received',
    ['reconsideration.answered'],
    workingDays(10),
    cite('FY', 48),
    { note: '简易程序五个工作日（第五十四条）' },
  ),
  clock(
    ['FY-05', '复议决定'],
    'reconsideration.accepted',
    ['reconsideration.decided'],
    naturalDays(60),
    cite('FY', 62),
    {
      extensions: [
        {
          event: 'reconsideration.extended',
          add: naturalDays(30),
          approver: '行政复议机构负责人',
          level: 'unit-head',
          maxTimes: 1,
          basis: cite('FY', 62),
        },
      ],
      note: '简易程序三十日',
    },
  ),
  clock(
    ['FY-06', '转送复议申请'],
    'reconsideration.relay-received',
    ['reconsideration.relayed'],
    workingDays(5),
    cite('FY', 32),
    { note: '当场处罚、电子监控处罚经原机关提交，认为需要维持的转送' },
  ),
  clock(
    ['FY-07', '报送复议意见书纠正情况'],
    'reconsideration.opinion-received',
    ['reconsideration.opinion-reported'],
    naturalDays(60),
    cite('FY', 76),
  ),
].map((definition) => ({ ...definition, group: 'reconsideration' }));

const LITIGATION: ClockDefinition[] = [
  clock(['SS-01', '提起行政诉讼'], 'decision.served', ['litigation.filed'], months(6), cite('SS', 46), {
    ...PARTY_RIGHT,
    note: '未告知起诉期限的最长一年；不动产二十年，其他五年',
  }),
  clock(
    ['SS-02', '对复议决定起诉'],
    'reconsideration.decision-served',
    ['litigation.filed'],
    naturalDays(15),
    cite('SS', 45),
    { ...PARTY_RIGHT },
  ),
  clock(
    ['SS-03', '答辩和提交证据'],
    'litigation.copy-received',
    ['litigation.answered'],
    naturalDays(15),
    cite('SS', 67),
  ),
].map((definition) => ({ ...definition, group: 'litigation' }));

const STRICT = '移送规定没有写明工作日，按自然日从严计算，由法制机构书面确认';

/** Transfer of suspected crimes (R12: natural days and hours, the strict reading). */
const TRANSFER: ClockDefinition[] = [
  clock(
    ['YS-01', '批准移送'],
    'transfer.proposed',
    ['transfer.decided', 'transfer.approved'],
    naturalDays(3),
    cite('YS', 5),
    {
      note: '不批准的须记录理由',
      confirm: STRICT,
    },
  ),
  clock(['YS-02', '移送公安机关'], 'transfer.approved', ['transfer.sent'], hours(24), cite('YS', 5), {
    confirm: STRICT,
  }),
  clock(
    ['YS-03', '公安机关决定立案与否'],
    'transfer.accepted',
    ['transfer.police-decided'],
    naturalDays(3),
    cite('YS', 8),
    { side: 'party', note: '不属于其管辖的二十四小时内转送（第七条）', confirm: STRICT },
  ),
  clock(['YS-04', '提请复议'], 'transfer.refused', ['transfer.review-requested'], naturalDays(3), cite('YS', 9), {
    note: '公安机关三日内作出复议决定；仍有异议的三日内建议检察机关监督',
    confirm: STRICT,
  }),
  clock(['YS-05', '移交涉案物品材料'], 'transfer.filed', ['transfer.items-handed'], naturalDays(3), cite('YS', 12), {
    confirm: STRICT,
  }),
].map((definition) => ({ ...definition, group: 'transfer', rollOver: 'none' }));

export const REMEDY_CLOCKS: readonly ClockDefinition[] = [...RECONSIDERATION, ...LITIGATION, ...TRANSFER];
