import type { ClockDefinition } from '#contracts';
import { cite, clock, naturalDays, workingDays } from './cite.ts';
import { pausesFor } from './pauses.ts';

/** Announcement (§2.3), the fall-back for procedures without a limit (R15), and hot lines of Jinan (§3.6). */
export const GENERAL_CLOCKS: readonly ClockDefinition[] = [
  {
    ...clock(
      ['GG-01', '公告送达'],
      'announcement.started',
      ['announcement.finished'],
      naturalDays(30),
      cite('MS', 95),
      {
        onExpiry: 'lapses',
        warnBefore: [],
        consequence: '届满视为送达',
        note: '只适用于下落不明或者其他方式无法送达；案卷须记明原因和经过',
      },
    ),
    group: 'general',
  },
  {
    ...clock(
      ['CX-01', '依职权程序办理'],
      'procedure.started',
      ['procedure.finished'],
      naturalDays(60),
      cite('LCX', 93),
      {
        pauses: pausesFor(cite('LCX', 94), 'hearing', 'bidding', 'testing', 'inquest', 'expertReview', 'publicity'),
        extensions: [
          {
            event: 'procedure.extended',
            add: naturalDays(30),
            approver: '本机关负责人',
            level: 'organ-leader',
            maxTimes: 1,
            basis: cite('LCX', 93),
          },
        ],
        note: '法律、法规、规章都没有规定办理期限的依职权程序',
      },
    ),
    group: 'general',
  },
  {
    ...clock(
      ['RX-01', '12345热线办理'],
      'hotline.assigned',
      ['hotline.answered'],
      workingDays(5),
      cite('JN12345', 24),
      {
        note: '法定期限更长的，告知进度和期限',
      },
    ),
    group: 'coordination',
  },
  {
    ...clock(
      ['RX-02', '省级政务服务投诉热线办理'],
      'complaint-line.assigned',
      ['complaint-line.closed'],
      workingDays(15),
      cite('SDRX', '办理期限条款'),
      {
        extensions: [
          { event: 'complaint-line.extended', add: workingDays(7), approver: '承办单位负责人', maxTimes: 1 },
        ],
        warnBefore: [workingDays(1)],
        consequence: '剩一个工作日黄牌，超期第一个工作日红牌，再不办督办',
        origin: '摘',
      },
    ),
    group: 'coordination',
  },
];
