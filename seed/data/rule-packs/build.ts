import type {
  ClockRule,
  Citation,
  HearingPrecedence,
  HearingThreshold,
  Origin,
  RulePackContent,
  RuleScope,
} from '#contracts';

/** A pack of the demonstration: published in this order, parents before children. */
export interface SeedPack {
  pack: string;
  name: string;
  parent: string | null;
  scope: RuleScope;
  effectiveFrom: string;
  note: string;
  content: RulePackContent;
}

export const scopeOf = (departments: string[] = [], regions: string[] = [], procedures: string[] = []): RuleScope => ({
  departments,
  regions,
  procedures,
});

const WAN = 1_000_000;

/** “较大数额” of fines and of confiscation, in units of 10,000 yuan. */
export const hearing = (
  person: number,
  organization: number,
  basis: Citation,
  origin: Origin = '法',
  exclusive = false,
): HearingThreshold[] =>
  (['fine', 'confiscation'] as const).map((measure) => ({
    measure,
    personFen: person * WAN,
    organizationFen: organization * WAN,
    exclusive,
    basis,
    origin,
  }));

/** The regulation itself says that the standard of the province comes first. */
export const regionFirst = (basis: Citation, origin: Origin = '法'): HearingPrecedence => ({
  rule: 'region',
  basis,
  origin,
});

const EXCLUDED = {
  testing: { from: 'testing.started', until: 'testing.finished', reason: '检测、检验、检疫、鉴定' },
  hearing: { from: 'hearing.requested', until: 'hearing.finished', reason: '听证' },
  announcement: { from: 'announcement.started', until: 'announcement.finished', reason: '公告' },
  suspension: { from: 'case.suspended', until: 'case.resumed', reason: '中止调查' },
  identification: { from: 'identification.started', until: 'identification.finished', reason: '权利人辨认或者鉴别' },
  refund: { from: 'refund.ordered', until: 'refund.done', reason: '责令退还多收价款' },
  instruction: { from: 'instruction.requested', until: 'instruction.received', reason: '请示上级机关或者征求意见' },
  majorReview: { from: 'major-review.submitted', until: 'major-review.decided', reason: '提请重大案件审理' },
  lateMaterials: { from: 'materials.overdue', until: 'materials.provided', reason: '当事人超期提供资料' },
  criminal: { from: 'criminal.transferred', until: 'criminal.concluded', reason: '移送司法机关至文书生效' },
} as const;

/** Intervals that do not count (domain facts §2.2). */
export const excluding = (...names: (keyof typeof EXCLUDED)[]): NonNullable<ClockRule['pauses']> =>
  names.map((name) => ({ ...EXCLUDED[name] }));

export const workingDays = (length: number) => ({ length, unit: 'WD' as const });
export const days = (length: number) => ({ length, unit: 'ND' as const });

type Extension = NonNullable<ClockRule['extensions']>[number];

/** The first step of a ladder (domain facts §3.2): granted once; without a bound it could be granted again and again. */
export const once = (
  event: string,
  add: NonNullable<Extension['add']>,
  approver: string,
  basis: Citation,
  level: 'organ-leader' | 'superior' = 'organ-leader',
): Extension => ({ event, add, approver, level, maxTimes: 1, basis });

/** The second step of a ladder (domain facts §3.2): once, after the first, as long as who grants it decides. */
export const again = (approver: string, level: 'collective' | 'superior', basis: Citation): Extension => ({
  event: 'limit.extended-again',
  approver,
  level,
  maxTimes: 1,
  after: 'limit.extended',
  basis,
});
