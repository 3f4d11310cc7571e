import { z } from 'zod';
import { Citation, Origin } from '../common.ts';

export const GateLevel = z.enum(['block', 'warn', 'record']);
export type GateLevel = z.infer<typeof GateLevel>;

export const GateDefinition = z.object({
  code: z.string(),
  name: z.string(),
  level: GateLevel,
  /** FEEL over the gate context (rules/gates/context.ts); true = the gate is passed. */
  condition: z.string(),
  /** FEEL; the gate applies only where true. */
  appliesWhen: z.string().optional(),
  /** What the officer reads when it fails: “还差一名执法人员”. */
  message: z.string(),
  remedy: z.string(),
  basis: z.array(Citation),
  origin: Origin.default('法'),
  exceptionApprover: z.string().optional(),
});
export type GateDefinition = z.infer<typeof GateDefinition>;

export const Finding = z.object({
  gate: z.string(),
  name: z.string(),
  level: GateLevel,
  outcome: z.enum(['passed', 'failed', 'not-applicable', 'error']),
  message: z.string(),
  remedy: z.string().optional(),
  basis: z.array(Citation),
  origin: Origin,
  /** What was looked at: names of facts and their values, for the reader. */
  lookedAt: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type Finding = z.infer<typeof Finding>;
