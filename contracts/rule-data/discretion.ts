import { z } from 'zod';
import { AmountFen, Citation, CivilDate, Instant, JsonObject, Origin } from '../common.ts';
import { ConditionState, FactTree, LookedAt, MissingFact } from './fact-tree.ts';
import { ClauseOutcome, PenaltyClause } from './penalty-clause.ts';
import { FirstOffenceRule, TierFormula } from './rule-packs.ts';
import { Duration } from './timing.ts';

/** 不予 · 免予 · 减轻 · 从轻 · 一般 · 从重. */
export const DiscretionTier = z.enum(['no-penalty', 'exempt', 'mitigated', 'lenient', 'ordinary', 'aggravated']);
export type DiscretionTier = z.infer<typeof DiscretionTier>;

export const DiscretionList = z.enum(['no-penalty', 'mitigated', 'lenient', 'aggravated']);
export type DiscretionList = z.infer<typeof DiscretionList>;

/**
 * A condition of a list item: structured (`test`), or a FEEL expression over the discretion context. A condition with
 * neither is a sentence that the officer confirms (`otherConditionsConfirmed`).
 */
export const ListCondition = z.object({
  id: z.string(),
  text: z.string().min(1, '条件不能为空'),
  feel: z.string().default(''),
  test: FactTree.optional(),
  /** The structure was suggested by a program from the text and nobody has confirmed it yet (待确认). */
  suggested: z.boolean().optional(),
});
export type ListCondition = z.infer<typeof ListCondition>;

export const PenaltyRange = z.object({
  /** Inclusive, in fen; `minFen` 0 for “X 元以下”. */
  minFen: AmountFen,
  maxFen: AmountFen,
  /** P1–P12 of domain facts §8.5. */
  pattern: z.string(),
  optional: z.boolean().default(false),
});
export type PenaltyRange = z.infer<typeof PenaltyRange>;

/** 配套监管措施 (domain facts §8.4). Other words are allowed, these are offered. */
export const SUPPORT_MEASURES = [
  '包容观察',
  '预警提示',
  '容缺执法',
  '说服教育',
  '劝导示范',
  '行政建议',
  '行政指导',
  '行政约谈',
  '行政告诫',
  '行政回访',
  '法规宣传教育提示',
  '签署承诺书',
] as const;

export const ItemStatus = z.enum(['effective', 'to-review', 'retired']);
export type ItemStatus = z.infer<typeof ItemStatus>;

export const DiscretionItem = z.object({
  code: z
    .string()
    .min(1)
    .max(60)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, '编号用文字、数字、点和短横'),
  list: DiscretionList,
  department: z.string().min(1, '部门不能为空'),
  violation: z.string().min(1, '违法行为不能为空').max(2_000),
  penaltyBasis: z.array(Citation),
  conditions: z.array(ListCondition),
  combine: z.enum(['all', 'any']).default('all'),
  exclusions: z.array(ListCondition).default([]),
  range: PenaltyRange.optional(),
  outcome: z.string(),
  measures: z.array(z.string()).default([]),
  origin: Origin,
  originNote: z.string().optional(),
  effectiveFrom: CivilDate,
  version: z.number().int().default(1),
  status: ItemStatus.default('effective'),
  /** Penalty clauses; several = several norms that forbid the same act (行政处罚法第二十九条: the higher fine). */
  clauses: z.array(PenaltyClause).max(20).optional(),
  /** 领域、类别. */
  category: z.string().optional(),
  /** 违反条款. */
  dutyBasis: z.array(Citation).optional(),
  /** The norm that the leniency rests on (不予处罚依据). */
  leniencyBasis: z.array(Citation).optional(),
  /** 前置：责令改正的期限与复查. */
  prerequisite: z
    .object({ correctWithin: Duration.optional(), recheck: z.boolean().default(true), text: z.string() })
    .optional(),
  /** What 初次 means for this item; absent = the department's rule. */
  firstOffence: FirstOffenceRule.optional(),
  /** 减轻后标准: the most that a mitigated fine may be. */
  mitigatedMaxFen: AmountFen.optional(),
  /** 实施层级. */
  levels: z.array(z.enum(['city', 'district', 'zone', 'street'])).optional(),
  /** 实施机关. */
  organ: z.string().optional(),
  /** Who made the list: a deviation from a superior's list is reported to it (国办发〔2022〕27号（十二）). */
  issuer: z.enum(['own', 'superior']).optional(),
  effectiveTo: CivilDate.optional(),
  /** Why it is 待复核 or retired. */
  statusReason: z.string().optional(),
  note: z.string().optional(),
  /** The import that brought this version. */
  importId: z.string().optional(),
});
export type DiscretionItem = z.infer<typeof DiscretionItem>;

/** A version of an item as it is kept: never changed. */
export const DiscretionItemVersion = z.object({
  item: DiscretionItem,
  recordedAt: Instant,
  recordedByName: z.string(),
  reason: z.string(),
});
export type DiscretionItemVersion = z.infer<typeof DiscretionItemVersion>;

/** Outcome of a condition; groups come before their members, which are one `depth` deeper. */
export const ConditionOutcome = z.object({
  text: z.string(),
  met: z.boolean(),
  state: ConditionState.optional(),
  depth: z.number().int().optional(),
  lookedAt: z.array(LookedAt).optional(),
});
export type ConditionOutcome = z.infer<typeof ConditionOutcome>;

export const ItemOutcome = z.object({
  code: z.string(),
  version: z.number(),
  list: z.string(),
  violation: z.string(),
  origin: Origin,
  conditions: z.array(ConditionOutcome),
  /** Conditions whose structure nobody has confirmed, or an item 待复核: shown as 待确认. */
  unconfirmed: z.boolean().optional(),
});
export type ItemOutcome = z.infer<typeof ItemOutcome>;

/** What a deviation needs before it may be decided. */
export const DeviationNeed = z.object({
  kind: z.enum(['reason', 'approval', 'forbidden', 'prerequisite']),
  text: z.string(),
  /** 主要负责人批准或者集体讨论 · 制定机关批准. */
  approver: z.enum(['organ-leader', 'collective', 'issuer']).optional(),
  basis: Citation,
});
export type DeviationNeed = z.infer<typeof DeviationNeed>;

export const Distribution = z.object({
  n: z.number().int(),
  /** In fen; absent when n = 0. */
  minFen: AmountFen.optional(),
  p10Fen: AmountFen.optional(),
  q1Fen: AmountFen.optional(),
  medianFen: AmountFen.optional(),
  q3Fen: AmountFen.optional(),
  p90Fen: AmountFen.optional(),
  maxFen: AmountFen.optional(),
  histogram: z.array(z.object({ fromFen: AmountFen, toFen: AmountFen, count: z.number().int() })),
});
export type Distribution = z.infer<typeof Distribution>;

/** Past penalties of the same violation, and of the same violation with the same circumstances. */
export const SimilarCases = z.object({
  violation: z.string(),
  sameCircumstances: Distribution,
  sameViolation: Distribution,
  /** Without a fine (不予处罚). */
  withoutFine: z.number().int(),
  /** Set when a proposal was compared. */
  comparison: z
    .object({
      proposedFen: AmountFen,
      outside: z.boolean(),
      side: z.enum(['below', 'above']).optional(),
      text: z.string(),
    })
    .optional(),
  /** Parties are masked. */
  examples: z.array(
    z.object({
      caseNumber: z.string(),
      partyMasked: z.string(),
      organName: z.string(),
      decidedOn: CivilDate,
      fineFen: AmountFen,
      circumstances: z.array(z.string()),
    }),
  ),
});
export type SimilarCases = z.infer<typeof SimilarCases>;

/** One violation by one party: what the penalty is decided for (domain facts §19.7). */
export const PenaltyUnit = z.object({
  id: z.string().min(1),
  violationCode: z.string(),
  partyId: z.string().optional(),
  /** Units with the same act are one 违法行为: fined once only. Absent = an act of its own. */
  act: z.string().optional(),
  /** Facts of this unit; they come before those of the case. */
  facts: JsonObject.optional(),
  circumstances: z.array(z.string()).optional(),
  proposedFineFen: AmountFen.optional(),
});
export type PenaltyUnit = z.infer<typeof PenaltyUnit>;

export const SameActFinding = z.object({
  /** `within`: several norms or units of this case; `history`: an earlier case. */
  kind: z.enum(['within', 'history']),
  text: z.string(),
  basis: Citation,
  caseId: z.string().optional(),
  units: z.array(z.string()).optional(),
});

const Result = z.object({
  recommendedTier: DiscretionTier,
  /** Bounds of the recommended tier, in fen; absent when no fine. */
  minFen: AmountFen.optional(),
  maxFen: AmountFen.optional(),
  statutory: PenaltyRange.optional(),
  matched: z.array(ItemOutcome),
  missed: z.array(ItemOutcome),
  factors: z.array(z.object({ id: z.string(), text: z.string(), effect: z.string(), basis: Citation })),
  measures: z.array(z.string()),
  explanation: z.array(z.string()),
  deviation: z
    .object({
      proposedFen: AmountFen.optional(),
      proposedTier: DiscretionTier.optional(),
      deviates: z.boolean(),
      outsideStatutory: z.boolean(),
      needs: z.string(),
      reason: z.string().optional(),
      requirements: z.array(DeviationNeed).optional(),
    })
    .optional(),
  /** Clauses of the chosen item; the first is the one that the amounts come from. */
  clauses: z.array(ClauseOutcome).optional(),
  tierFormula: TierFormula.optional(),
  /** Facts that some clause or condition needs and that are not there. */
  missing: z.array(MissingFact).optional(),
  sameAct: z.array(SameActFinding).optional(),
  /** 从旧兼从轻: a newer version of an item is milder. */
  milderVersions: z.array(z.object({ code: z.string(), version: z.number().int(), text: z.string() })).optional(),
  similar: SimilarCases.optional(),
});

export const UnitResult = Result.extend({
  unitId: z.string(),
  violationCode: z.string(),
  violation: z.string(),
  partyId: z.string().optional(),
  partyName: z.string().optional(),
  /** Not fined: another unit of the same act is. */
  absorbedBy: z.string().optional(),
});
export type UnitResult = z.infer<typeof UnitResult>;

export const DiscretionResult = Result.extend({
  /** Several violations or parties: one result each; the members above are those of the first unit. */
  units: z.array(UnitResult).optional(),
  totals: z
    .object({
      minFen: AmountFen.optional(),
      maxFen: AmountFen.optional(),
      proposedFen: AmountFen.optional(),
      text: z.string(),
    })
    .optional(),
});
export type DiscretionResult = z.infer<typeof DiscretionResult>;
