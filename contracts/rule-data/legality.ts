import { z } from 'zod';
import { Citation, Origin } from '../common.ts';
import { ProcedureIssue } from './procedure-issues.ts';

/** A legality rule that the procedure does not obey on purpose; shown, and needs a comment of who approves. */
export const LegalityException = z.object({
  rule: z.string(),
  /** Without a reason the exception counts for nothing. */
  reason: z.string(),
  basis: z.array(Citation).default([]),
});
export type LegalityException = z.infer<typeof LegalityException>;

/** What a rule said of a procedure. */
export const LegalityOutcome = z.object({
  rule: z.string(),
  name: z.string(),
  outcome: z.enum(['passed', 'failed', 'not-applicable', 'excepted', 'unfinished']),
  basis: z.array(Citation),
  origin: Origin,
  /** States of the control flow that were looked at for this rule; 0 where the rule reads the settings only. */
  states: z.number().int(),
  note: z.string().optional(),
});
export type LegalityOutcome = z.infer<typeof LegalityOutcome>;

export const LegalityReport = z.object({
  issues: z.array(ProcedureIssue),
  outcomes: z.array(LegalityOutcome),
  /** States looked at in all, and the bound for each exploration. */
  states: z.number().int(),
  stateLimit: z.number().int(),
  exhaustive: z.boolean(),
  /** “在 200,000 个状态的上限内已穷尽：共 1,234 个状态”. */
  summary: z.string(),
  /** What was simplified, in Chinese. */
  assumptions: z.array(z.string()),
});
export type LegalityReport = z.infer<typeof LegalityReport>;
