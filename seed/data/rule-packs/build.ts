import type { ClockRule, Citation, HearingThreshold, Origin, RulePackContent, RuleScope } from '#contracts';

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

const EXCLUDED = {
  testing: { from: 'testing.started', until: 'testing.finished', reason: '检测、检验、检疫、鉴定' },
  hearing: { from: 'hearing.requested', until: 'hearing.finished', reason: '听证' },
  announcement: { from: 'announcement.started', until: 'announcement.finished', reason: '公告' },
  suspension: { from: 'case.suspended', until: 'case.resumed', reason: '中止调查' },
} as const;

/** Intervals that do not count (domain facts §2.2). */
export const excluding = (...names: (keyof typeof EXCLUDED)[]): NonNullable<ClockRule['pauses']> =>
  names.map((name) => ({ ...EXCLUDED[name] }));

export const workingDays = (length: number) => ({ length, unit: 'WD' as const });
export const days = (length: number) => ({ length, unit: 'ND' as const });
