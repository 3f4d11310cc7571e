import { z } from 'zod';
import { Citation, Origin } from '../common.ts';

export const ProcedureIssue = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  rule: z.string(),
  file: z.string(),
  elementId: z.string().optional(),
  message: z.string(),
  remedy: z.string().optional(),
  basis: z.array(Citation).default([]),
  /** Where the rule comes from; 摘, 编 and 忆 are shown as 待确认. */
  origin: Origin.optional(),
  /** Elements that the issue is about, the first is `elementId`. */
  elements: z.array(z.string()).optional(),
  /** A run of the procedure that breaks the rule: ids of flows and elements in the order in which they are passed. */
  path: z.array(z.string()).optional(),
});
export type ProcedureIssue = z.infer<typeof ProcedureIssue>;
