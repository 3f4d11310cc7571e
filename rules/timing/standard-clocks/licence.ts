import type { ClockDefinition } from '#contracts';
import { cite, clock, naturalDays, PARTY_RIGHT, workingDays } from './cite.ts';
import { pausesFor } from './pauses.ts';

const LICENCE_PAUSES = pausesFor(cite('XK', 45), 'hearing', 'bidding', 'testing', 'expertReview');

/** Licensing (domain facts §3.4); the periods of an organ are working days throughout (R6: XK82). */
export const LICENCE_CLOCKS: readonly ClockDefinition[] = [
  clock(
    ['XK-01', '一次性告知补正'],
    'licence.received',
    ['licence.correction-told', 'licence.accepted'],
    workingDays(5),
    cite('XK', 32),
    { consequence: '逾期不告知的，自收到申请材料之日起即为受理' },
  ),
  clock(['XK-02', '许可决定'], 'licence.accepted', ['licence.decided'], workingDays(20), cite('XK', 42), {
    pauses: LICENCE_PAUSES,
    extensions: [
      {
        event: 'licence.extended',
        add: workingDays(10),
        approver: '机关负责人',
        level: 'organ-leader',
        maxTimes: 1,
        basis: cite('XK', 42),
      },
    ],
    note: '延长须将理由告知申请人；扣除的时间须书面告知',
  }),
  clock(
    ['XK-03', '许可决定（统一、联合、集中办理）'],
    'licence.joint-accepted',
    ['licence.decided'],
    workingDays(45),
    cite('XK', 42),
    {
      pauses: LICENCE_PAUSES,
      extensions: [
        {
          event: 'licence.joint-extended',
          add: workingDays(15),
          approver: '本级人民政府负责人',
          level: 'government-leader',
          maxTimes: 1,
          basis: cite('XK', 42),
        },
      ],
    },
  ),
  clock(
    ['XK-04', '下级机关先行审查'],
    'licence.first-received',
    ['licence.first-reviewed'],
    workingDays(20),
    cite('XK', 43),
  ),
  clock(['XK-05', '颁发送达许可证件'], 'licence.granted', ['licence.delivered'], workingDays(10), cite('XK', 44)),
  clock(
    ['XK-06', '申请许可听证'],
    'licence.hearing-told',
    ['licence.hearing-requested', 'licence.decided'],
    workingDays(5),
    cite('XK', 47),
    { ...PARTY_RIGHT },
  ),
  clock(
    ['XK-06-1', '组织许可听证'],
    'licence.hearing-requested',
    ['licence.hearing-held'],
    workingDays(20),
    cite('XK', 47),
  ),
  clock(
    ['XK-06-2', '许可听证通知'],
    'licence.hearing-planned',
    ['licence.hearing-notified'],
    workingDays(7),
    cite('XK', 48),
    { direction: 'backward' },
  ),
  clock(['XK-07', '申请延续许可'], 'licence.expiring', ['licence.renewal-applied'], workingDays(30), cite('XK', 50), {
    side: 'party',
    direction: 'backward',
    warnBefore: [naturalDays(30)],
    note: '法律、法规、规章另有规定的除外',
    confirm: '许可法第八十二条说的是行政机关的期限；被许可人申请延续是否按工作日由法制机构确认',
  }),
].map((definition): ClockDefinition => ({ ...definition, group: 'licence' }));
