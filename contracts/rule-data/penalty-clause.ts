import { z } from 'zod';
import { AmountFen, Citation, Origin } from '../common.ts';
import { FactTree, MissingFact } from './fact-tree.ts';
import { Duration } from './timing.ts';

/** Patterns of penalty clauses, domain facts §8.5. */
export const PenaltyPattern = z.enum(['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11', 'P12']);
export type PenaltyPattern = z.infer<typeof PenaltyPattern>;

/** Kinds of penalty (行政处罚法第九条). */
export const PenaltyKind = z.enum([
  'warning',
  'criticism',
  'fine',
  'confiscate-gains',
  'confiscate-goods',
  'suspend-licence',
  'downgrade',
  'revoke-licence',
  'restrict',
  'stop-business',
  'close',
  'ban',
  'detention',
  'other',
]);
export type PenaltyKind = z.infer<typeof PenaltyKind>;

/** A decimal number as text, so that 0.05 stays 0.05. */
export const DecimalText = z.string().regex(/^\d{1,12}(\.\d{1,8})?$/, '应为数字，例如 5 或 0.05');

/** How much a fine may be. Bounds are inclusive (民法典第一千二百五十九条：以上、以下包括本数). */
export const FineMeasure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount'), minFen: AmountFen, maxFen: AmountFen }),
  /** So many times an amount, e.g. the value of the goods. `baseAtLeastFen`: “不足十万元的，按十万元计算”. */
  z.object({
    kind: z.literal('multiple'),
    of: z.string(),
    min: DecimalText,
    max: DecimalText,
    baseAtLeastFen: AmountFen.optional(),
  }),
  /** So many per cent of an amount. */
  z.object({ kind: z.literal('percent'), of: z.string(), min: DecimalText, max: DecimalText }),
  /** So much for each person, thing or place counted by a fact. */
  z.object({ kind: z.literal('per-head'), of: z.string(), minFen: AmountFen, maxFen: AmountFen }),
  /** So many per cent of the fine imposed on the unit (质量条例第七十三条). */
  z.object({ kind: z.literal('percent-of-unit-fine'), min: DecimalText, max: DecimalText }),
]);
export type FineMeasure = z.infer<typeof FineMeasure>;

/** One range of a clause and when it applies: `when` absent = always. The first band that applies counts. */
export const FineBand = z.object({
  id: z.string(),
  text: z.string(),
  when: FactTree.optional(),
  fine: FineMeasure,
});
export type FineBand = z.infer<typeof FineBand>;

/** 应当并处 · 可以并处 · 择一. */
export const PenaltyPartMode = z.enum(['shall', 'may', 'or']);

/** A kind of penalty that the clause gives beside (or instead of) the fine. */
export const PenaltyPart = z.object({
  kind: PenaltyKind,
  mode: PenaltyPartMode,
  text: z.string(),
  when: FactTree.optional(),
  /** 报经有批准权的人民政府批准 (P12). */
  approval: z.string().optional(),
});
export type PenaltyPart = z.infer<typeof PenaltyPart>;

/**
 * A penalty clause as data. Correction: `first` = a fine only after an order to correct was not obeyed (P1);
 * `concurrent` = the order and the fine together (P2). `overdueBands` are what follows when the order was not obeyed.
 */
export const PenaltyClause = z.object({
  id: z.string(),
  text: z.string(),
  patterns: z.array(PenaltyPattern).min(1),
  basis: z.array(Citation),
  origin: Origin,
  correction: z.enum(['none', 'first', 'concurrent']).default('none'),
  /** “可以”: whether to fine at all is discretion (P3). */
  optional: z.boolean().default(false),
  bands: z.array(FineBand).default([]),
  overdueBands: z.array(FineBand).default([]),
  parts: z.array(PenaltyPart).default([]),
  overdueParts: z.array(PenaltyPart).default([]),
  /** P9: what the people responsible pay beside the unit. */
  responsible: z.object({ when: z.enum(['always', 'overdue']), bands: z.array(FineBand).min(1) }).optional(),
  /** P8: from the day after the order to correct, the original fine for each day. */
  daily: z.object({ text: z.string(), basis: Citation, optional: z.boolean().default(true) }).optional(),
  /** P10: from so many violations within a window on, other bands and parts. The present violation counts. */
  escalation: z
    .object({
      atLeast: z.number().int().min(2),
      window: Duration,
      text: z.string(),
      bands: z.array(FineBand).default([]),
      parts: z.array(PenaltyPart).default([]),
    })
    .optional(),
});
export type PenaltyClause = z.infer<typeof PenaltyClause>;

/** What a clause gives for the facts of a case. Amounts are absent where a fact is missing: never a guess. */
export const ClauseOutcome = z.object({
  clauseId: z.string(),
  text: z.string(),
  basis: z.array(Citation),
  origin: Origin,
  patterns: z.array(z.string()),
  /**
   * `range`: a fine may be imposed now · `missing-facts`: it can't be computed · `correct-first`: order to correct first ·
   * `awaiting-recheck`: ordered, not yet looked at again · `corrected`: obeyed, so the fine's condition is not there ·
   * `no-fine`: the clause has none.
   */
  state: z.enum(['range', 'missing-facts', 'correct-first', 'awaiting-recheck', 'corrected', 'no-fine']),
  minFen: AmountFen.optional(),
  maxFen: AmountFen.optional(),
  /** “X 元以下”: the law names no lower bound. */
  noMinimum: z.boolean().default(false),
  optional: z.boolean(),
  band: z.string().optional(),
  multiple: z.object({ of: z.string(), baseFen: AmountFen, min: z.string(), max: z.string() }).optional(),
  missing: z.array(MissingFact),
  parts: z.array(
    z.object({
      kind: PenaltyKind,
      mode: PenaltyPartMode,
      text: z.string(),
      state: z.enum(['met', 'unmet', 'unknown']),
      approval: z.string().optional(),
    }),
  ),
  responsible: z
    .object({
      minFen: AmountFen.optional(),
      maxFen: AmountFen.optional(),
      text: z.string(),
      missing: z.array(MissingFact),
    })
    .optional(),
  daily: z.object({ from: z.string().optional(), days: z.number().int().optional(), text: z.string() }).optional(),
  escalated: z.object({ count: z.number().int(), text: z.string() }).optional(),
  steps: z.array(z.string()),
});
export type ClauseOutcome = z.infer<typeof ClauseOutcome>;
