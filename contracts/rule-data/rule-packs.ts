import { z } from 'zod';
import { AmountFen, Citation, CivilDate, Instant, Origin } from '../common.ts';
import { GateDefinition } from './gates.ts';
import { RuleSource } from './source.ts';
import { ClockDefinition, Duration } from './timing.ts';

/** Where a rule pack applies; an empty list means everywhere. */
export const RuleScope = z.object({
  /** Names of departments as in `Organ.department`, e.g. `市场监管`. */
  departments: z.array(z.string()).default([]),
  /** Beginnings of region codes: `37` the province, `3701` the city, `370102` a district. */
  regions: z.array(z.string().regex(/^\d{2,9}$/, '区划代码应为 2 至 9 位数字')).default([]),
  /** Codes of procedures. */
  procedures: z.array(z.string()).default([]),
});
export type RuleScope = z.infer<typeof RuleScope>;

/** Field by field without defaults: what a pack does not say must stay unsaid, or it would overwrite its parent. */
const clockRuleShape = Object.fromEntries(
  Object.entries(ClockDefinition.shape).map(([key, schema]) => {
    const plain: z.ZodType = schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : (schema as z.ZodType);
    return [key, key === 'code' || key === 'basis' ? plain : plain.optional()];
  }),
);

/**
 * A change of one clock: what is given replaces what the standard, the procedure or the parent pack says. A rule that
 * names a clock which the procedure does not have adds it, when the rule is complete and the procedure has the event
 * that starts it.
 */
export type ClockRule = Partial<ClockDefinition> & Pick<ClockDefinition, 'code' | 'basis'>;
export const ClockRule = z.object(clockRuleShape) as unknown as z.ZodType<ClockRule, ClockRule>;

/** “较大数额” of a hearing (domain facts §6.2). `exclusive`: “超过”, the amount itself does not count. */
export const HearingThreshold = z.object({
  measure: z.enum(['fine', 'confiscation']),
  personFen: AmountFen,
  organizationFen: AmountFen,
  exclusive: z.boolean().default(false),
  basis: Citation,
  origin: Origin,
});
export type HearingThreshold = z.infer<typeof HearingThreshold>;

/**
 * Which standard of a hearing holds where a department's regulation and a region's rule both have one (domain facts §6.2).
 * `department`: the most specific pack, as for everything else; `region`: 省级规定优先于部门规章; `stricter`: 就低, either
 * standard gives the party its hearing. Once a level says `stricter`, no lower level takes it back.
 */
export const HearingPrecedence = z.object({
  rule: z.enum(['department', 'region', 'stricter']),
  basis: Citation,
  origin: Origin,
});
export type HearingPrecedence = z.infer<typeof HearingPrecedence>;

/**
 * How a range [a, b] is cut into 从轻 · 一般 · 从重 (domain facts §8.1): `thirty-percent` by 30 % and 70 %, `mid-point` by
 * the middle, `custom` by the two shares given. `zeroMinimum` says what the lower bound is where the law says only “X 元以下”.
 */
export const TierFormula = z.object({
  kind: z.enum(['thirty-percent', 'mid-point', 'custom']),
  lenientUpTo: z.number().min(0).max(1).optional(),
  aggravatedFrom: z.number().min(0).max(1).optional(),
  zeroMinimum: z.enum(['zero', 'share']).default('zero'),
  zeroMinimumShare: z.number().min(0).max(1).optional(),
  basis: Citation,
  origin: Origin,
});
export type TierFormula = z.infer<typeof TierFormula>;

/** What counts as 初次 (domain facts §8.2): nothing of the same kind within the window; absent window = ever. */
export const FirstOffenceRule = z.object({
  sameMatter: z.boolean().default(true),
  window: Duration.optional(),
  basis: Citation.optional(),
  origin: Origin,
});
export type FirstOffenceRule = z.infer<typeof FirstOffenceRule>;

/** Values that rules read and that differ by department, region and date. */
export const RuleParameters = z.object({
  /** In a pack one a measure; in the rules of a case more than one under `stricter`. */
  hearingThresholds: z.array(HearingThreshold).optional(),
  hearingPrecedence: HearingPrecedence.optional(),
  tierFormula: TierFormula.optional(),
  firstOffence: FirstOffenceRule.optional(),
  /** 公告送达 (domain facts §2.3): 30 days, 60 in some older rules. */
  announcementDays: z.object({ days: z.number().int().positive(), basis: Citation, origin: Origin }).optional(),
  /** How often one organ may inspect one enterprise a year, as it was published (domain facts §12). */
  inspectionsPerYear: z
    .object({ times: z.number().int().positive().max(366), basis: Citation, origin: Origin })
    .optional(),
  /** Patterns of numbers by 文书代字; `*` for all (rules/identifiers). */
  numberPatterns: z.record(z.string(), z.string()).optional(),
});
export type RuleParameters = z.infer<typeof RuleParameters>;

export const RulePackContent = z.object({
  clocks: z.array(ClockRule).default([]),
  /** Additions, and tightened versions of gates of the levels above: a 阻断 is never loosened. */
  gates: z.array(GateDefinition).default([]),
  parameters: RuleParameters.default({}),
});
export type RulePackContent = z.infer<typeof RulePackContent>;

/** 草稿 · 送审 · 退回 · 已发布 · 已停用; the author can't approve. */
export const RulePackStatus = z.enum(['draft', 'submitted', 'returned', 'published', 'retired']);
export type RulePackStatus = z.infer<typeof RulePackStatus>;

/**
 * A version of a pack of parameters for a department, a region or both (domain facts §2.2, §3.2, §6.2, §11.3). Packs
 * inherit from a parent; each version has an effective date, and a case keeps the versions in force when it was
 * registered.
 */
export const RulePackVersion = z.object({
  pack: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, '规则包代码用小写字母、数字和短横'),
  name: z.string().min(1, '请填写规则包名称'),
  parent: z.string().nullable(),
  scope: RuleScope,
  number: z.number().int().positive(),
  status: RulePackStatus,
  effectiveFrom: CivilDate,
  content: RulePackContent,
  note: z.string().default(''),
  /** Place in the order of all publications, from 1; a case pinned at revision r never sees a later one. */
  revision: z.number().int().nullable(),
  /** Place in the same order of the withdrawal of this version; cases pinned before it keep the version. */
  retiredRevision: z.number().int().nullable().default(null),
  authorName: z.string(),
  publishedAt: Instant.nullable(),
  publishedByName: z.string().nullable(),
  /** How often the draft was saved; a save names the one it was made from. */
  draftRevision: z.number().int().default(1),
  submittedAt: Instant.nullable().default(null),
  reviewComment: z.string().nullable().default(null),
  retiredAt: Instant.nullable().default(null),
  updatedAt: Instant.optional(),
});
export type RulePackVersion = z.infer<typeof RulePackVersion>;

/** What a case is pinned to: its rules are computed from these and never change. */
export const RulePin = z.object({
  /** The day the case was registered. */
  asOf: CivilDate,
  revision: z.number().int().min(0),
  department: z.string(),
  regionCode: z.string(),
});
export type RulePin = z.infer<typeof RulePin>;

export const EffectiveClock = ClockDefinition.extend({ source: RuleSource.optional() });
export type EffectiveClock = z.infer<typeof EffectiveClock>;

/** The rules a case obeys: standard, procedure and packs put together. Pinned by `asOf` and `revision`. */
export const EffectiveRules = z.object({
  /** The day the case was registered. */
  asOf: CivilDate,
  revision: z.number().int(),
  /** From the root to the most specific. */
  packs: z.array(z.object({ pack: z.string(), name: z.string(), number: z.number().int() })),
  clocks: z.array(EffectiveClock),
  gates: z.array(GateDefinition),
  parameters: RuleParameters,
  /** Which pack each parameter comes from, by its name. */
  parameterSources: z.record(z.string(), RuleSource).optional(),
  /** Why a parameter is the one of that pack, where packs differed: a Chinese sentence, by its name. */
  parameterNotes: z.record(z.string(), z.string()).optional(),
});
export type EffectiveRules = z.infer<typeof EffectiveRules>;
