import { z } from 'zod';

/** What a test of one fact may ask. */
export const ConditionOperator = z.enum([
  'is-true', // 为“是”
  'is-not-true', // 不为“是”（否或未填写）
  'present', // 已有
  'absent', // 没有
  'equals',
  'not-equals',
  'less',
  'at-most',
  'more',
  'at-least',
  'one-of', // 属于（列举）
  'none-of',
  'includes', // 列表包含
  'excludes',
  'count-at-least', // 至少几项
  'count-equals',
  'longer-than', // 文字至少几个字
]);
export type ConditionOperator = z.infer<typeof ConditionOperator>;

/** A value, or another fact to compare with. */
export const ConditionValue = z.union([
  z.object({ fact: z.string() }),
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number()])),
]);
export type ConditionValue = z.infer<typeof ConditionValue>;

/** One question about one fact of `gateContext`; the facts are listed in `GATE_FACTS` (rules/gates). */
export const ConditionTest = z.object({
  kind: z.literal('test'),
  fact: z.string().min(1, '请选择一项事实'),
  operator: ConditionOperator,
  value: ConditionValue.optional(),
});
export type ConditionTest = z.infer<typeof ConditionTest>;

export type ConditionTree =
  ConditionTest | { kind: 'all' | 'any'; items: ConditionTree[] } | { kind: 'not'; item: ConditionTree };

/** 同时满足 · 满足其一 · 不满足, over tests of facts. Compiled to FEEL, and read back from it where possible. */
export const ConditionTree: z.ZodType<ConditionTree, ConditionTree> = z.lazy(() =>
  z.union([
    ConditionTest,
    z.object({ kind: z.enum(['all', 'any']), items: z.array(ConditionTree) }),
    z.object({ kind: z.literal('not'), item: ConditionTree }),
  ]),
);
