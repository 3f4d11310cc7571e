import type { Citation, ClockDefinition } from '#contracts';

type Pause = ClockDefinition['pauses'][number];

/** Intervals that do not count (domain facts §2.2), by what happens in them. */
const PAUSES = {
  suspension: ['case.suspended', 'case.resumed', '中止调查'],
  hearing: ['hearing.requested', 'hearing.finished', '听证'],
  announcement: ['announcement.started', 'announcement.finished', '公告'],
  testing: ['testing.started', 'testing.finished', '检测、检验、检疫、鉴定'],
  identification: ['identification.started', 'identification.finished', '权利人辨认或者鉴别'],
  refund: ['refund.ordered', 'refund.done', '责令退还多收价款'],
  instruction: ['instruction.requested', 'instruction.received', '请示上级机关或者征求意见'],
  majorReview: ['major-review.submitted', 'major-review.decided', '提请重大案件审理'],
  lateMaterials: ['materials.overdue', 'materials.provided', '当事人超期提供资料'],
  criminal: ['criminal.transferred', 'criminal.concluded', '移送司法机关至文书生效'],
  inquest: ['inquest.started', 'inquest.finished', '勘验'],
  bidding: ['bidding.started', 'bidding.finished', '招标、拍卖'],
  expertReview: ['expert-review.started', 'expert-review.finished', '专家评审'],
  publicity: ['publicity-period.started', 'publicity-period.finished', '公示'],
} as const satisfies Record<string, readonly [string, string, string]>;

/** `pausesFor(cite('SJ', 64), 'suspension', 'hearing')`: pairs of events with reason and article. */
export const pausesFor = (basis: Citation, ...kinds: (keyof typeof PAUSES)[]): Pause[] =>
  kinds.map((kind) => {
    const [from, until, reason] = PAUSES[kind];
    return { from, until, reason, basis };
  });
