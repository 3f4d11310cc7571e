import { z } from 'zod';
import { Citation } from '../common.ts';

/** What the analysis of a decision table or list can find. */
export const DecisionFindingKind = z.enum([
  'gap', // 有输入没有规则命中
  'conflict', // 同一输入命中几条规则而结果不同
  'overlap', // 同一输入命中几条规则而结果相同，命中策略不允许
  'unreachable', // 永远轮不到的规则
  'redundant', // 去掉也不影响结果的规则
  'monotonicity', // 情节更重而结果更轻
  'invalid-cell', // 单元格永远不成立或类型不对
  'unanalysed', // 单元格无法静态分析
  'incomplete', // 分析没有做完（达到上限）
]);
export type DecisionFindingKind = z.infer<typeof DecisionFindingKind>;

export const DecisionFinding = z.object({
  kind: DecisionFindingKind,
  severity: z.enum(['error', 'warning', 'info']),
  /** False where a cell that could not be analysed takes part: the finding may not be real. */
  certain: z.boolean(),
  /** Rows in the order of the finding; `index` counts from 1 as the table is read. */
  rows: z.array(z.object({ index: z.number().int(), id: z.string() })),
  /** Id of the input or output column that the finding is about. */
  column: z.string().optional(),
  message: z.string(),
  remedy: z.string(),
  /** A counter-example: one value per input; inputs that do not matter are left out. */
  example: z.array(z.object({ input: z.string(), label: z.string(), value: z.unknown(), text: z.string() })),
});
export type DecisionFinding = z.infer<typeof DecisionFinding>;

export const DecisionAnalysis = z.object({
  decisionId: z.string(),
  decisionName: z.string(),
  hitPolicy: z.string(),
  rowCount: z.number().int(),
  inputCount: z.number().int(),
  /** `complete`: every input hits a rule, proven. `unknown`: not proven within the bound or because of cells. */
  coverage: z.enum(['complete', 'gaps', 'unknown']),
  /** False when a bound was reached; a finding of kind `incomplete` says which. */
  exhaustive: z.boolean(),
  steps: z.number().int(),
  stepLimit: z.number().int(),
  findings: z.array(DecisionFinding),
  /** How many of each kind there are in all; `findings` holds the first of each. */
  totals: z.partialRecord(DecisionFindingKind, z.number().int()),
  /** What was taken for granted, in Chinese. */
  assumptions: z.array(z.string()),
});
export type DecisionAnalysis = z.infer<typeof DecisionAnalysis>;

/**
 * Declares for a decision table which results are more severe and which facts are worse, so that “worse facts never
 * give a milder result” can be checked. Kept in `procedure.json`.
 */
export const DecisionCheck = z.object({
  decision: z.string(),
  /** Name of the output column. */
  output: z.string(),
  /** Values of that output from mild to severe; absent = numbers by size. */
  severityOrder: z.array(z.string()).default([]),
  inputs: z.array(
    z.object({
      /** Id or label of the input column. */
      input: z.string(),
      /** Which facts are worse: higher or lower values, or the values listed from mild to bad. */
      worse: z.union([z.enum(['higher', 'lower', 'true', 'false']), z.array(z.string())]),
    }),
  ),
  /** Rows that may be milder on purpose. */
  exceptions: z.array(z.object({ row: z.string(), reason: z.string().min(1), basis: Citation.optional() })).default([]),
});
export type DecisionCheck = z.infer<typeof DecisionCheck>;
