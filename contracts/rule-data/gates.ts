import { z } from 'zod';
import { Citation, CivilDate, Instant, Origin } from '../common.ts';
import { ConditionTree } from './conditions.ts';
import { RuleSource } from './source.ts';

export const GateLevel = z.enum(['block', 'warn', 'record']);
export type GateLevel = z.infer<typeof GateLevel>;

/** Where in a procedure a gate applies (domain facts §4, column 时点); none = 全程. */
export const GateStage = z.enum([
  'lead', // 线索核查
  'filing', // 立案
  'assignment', // 派单、签名
  'inspection', // 行政检查
  'investigation', // 调查取证
  'measure', // 登记保存、强制措施
  'report', // 调查终结
  'review', // 审核
  'notice', // 告知
  'hearing', // 听证
  'decision', // 决定
  'summary', // 当场处罚
  'service', // 送达、公开
  'execution', // 执行、强制执行
  'closing', // 结案
]);
export type GateStage = z.infer<typeof GateStage>;

export const GateDefinition = z.object({
  code: z.string().min(1, '请填写闸门编号'),
  name: z.string().min(1, '请填写闸门名称'),
  level: GateLevel,
  /** FEEL over the gate context (rules/gates/context.ts); true = the gate is passed. */
  condition: z.string().min(1, '请设置通过的条件'),
  /** FEEL; the gate applies only where true. */
  appliesWhen: z.string().optional(),
  /** The structure that `condition` and `appliesWhen` were compiled from; absent = written as FEEL. */
  conditionTree: ConditionTree.optional(),
  appliesTree: ConditionTree.optional(),
  /** What the officer reads when it fails: “还差一名执法人员”. */
  message: z.string(),
  remedy: z.string(),
  basis: z.array(Citation),
  origin: Origin.default('法'),
  /** Role that may except a case from the gate (`organ-leader`); absent = no exception. */
  exceptionApprover: z.string().optional(),
  /** Where it applies; absent or empty = throughout. */
  stages: z.array(GateStage).optional(),
  /**
   * Events after which the gate must have been passed: what supervision and the review of old cases go by. Absent = it
   * is looked at from the registration on.
   */
  dueAfter: z.array(z.string()).optional(),
  /** Set when the rules of a case are put together. */
  source: RuleSource.optional(),
});
export type GateDefinition = z.infer<typeof GateDefinition>;

/** 例外批准: a gate lifted for one case, by who may, with reason and document, until a day. */
export const GateException = z.object({
  id: z.string(),
  caseId: z.string(),
  gate: z.string(),
  reason: z.string(),
  /** 批准文书: its number or title. */
  document: z.string(),
  approvedById: z.string(),
  approvedByName: z.string(),
  approvedAt: Instant,
  /** Last day on which it holds. */
  validTo: CivilDate,
  revokedAt: Instant.nullable(),
  revokedByName: z.string().nullable(),
});
export type GateException = z.infer<typeof GateException>;

export const Finding = z.object({
  gate: z.string(),
  name: z.string(),
  level: GateLevel,
  outcome: z.enum(['passed', 'failed', 'not-applicable', 'error', 'excepted']),
  message: z.string(),
  remedy: z.string().optional(),
  basis: z.array(Citation),
  origin: Origin,
  /** What was looked at: names of facts and their values, for the reader. */
  lookedAt: z.array(z.object({ name: z.string(), value: z.string(), label: z.string().optional() })),
  /** Where the gate comes from: standard, procedure or pack. */
  source: RuleSource.optional(),
  /** Who may grant an exception, where one is possible. */
  exceptionApprover: z.string().optional(),
  /** The exception by which a failed gate lets pass (outcome `excepted`). */
  exception: z
    .object({
      id: z.string(),
      reason: z.string(),
      document: z.string(),
      approvedByName: z.string(),
      validTo: CivilDate,
    })
    .optional(),
});
export type Finding = z.infer<typeof Finding>;
