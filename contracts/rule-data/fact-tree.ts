import { z } from 'zod';

/** How a fact is compared. `true` and `false` take no value; `between` takes `[low, high]`, both inclusive. */
export const FactOperator = z.enum(['=', '!=', '<', '<=', '>', '>=', 'between', 'in', 'not-in', 'true', 'false']);
export type FactOperator = z.infer<typeof FactOperator>;

export const FactValue = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.union([z.number(), z.string()])).max(50),
]);
export type FactValue = z.infer<typeof FactValue>;

/** One comparison of a fact with a threshold. Facts ending in `Fen` hold money in fen. */
export const FactTest = z.object({
  fact: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,60}$/, '事实名称用英文字母和数字，字母开头'),
  operator: FactOperator,
  value: FactValue.optional(),
  /** The words of the list or the law; absent = worded from the comparison. */
  text: z.string().optional(),
});
export type FactTest = z.infer<typeof FactTest>;

/** Conditions over facts as a tree of 全部满足 · 满足其一 · 不满足. */
export type FactTree = FactTest | { all: FactTree[] } | { any: FactTree[] } | { not: FactTree };

export const FactTree: z.ZodType<FactTree, FactTree> = z.lazy(() =>
  z.union([
    z.object({ all: z.array(FactTree).min(1).max(40) }),
    z.object({ any: z.array(FactTree).min(1).max(40) }),
    z.object({ not: FactTree }),
    FactTest,
  ]),
);

/** What became of a condition: `unknown` when a fact that it needs is not there. */
export const ConditionState = z.enum(['met', 'unmet', 'unknown']);
export type ConditionState = z.infer<typeof ConditionState>;

export const LookedAt = z.object({ name: z.string(), label: z.string(), value: z.string() });
export type LookedAt = z.infer<typeof LookedAt>;

/** One fact that is needed and not there: what to fill in, and why. */
export const MissingFact = z.object({
  fact: z.string(),
  label: z.string(),
  type: z.enum(['money', 'number', 'boolean', 'date', 'text']),
  unit: z.string().optional(),
  reason: z.string(),
});
export type MissingFact = z.infer<typeof MissingFact>;
