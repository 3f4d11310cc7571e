import { z } from 'zod';
import { Citation } from '../common.ts';

export const ProcedureIssue = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  rule: z.string(),
  file: z.string(),
  elementId: z.string().optional(),
  message: z.string(),
  remedy: z.string().optional(),
  basis: z.array(Citation).default([]),
});
export type ProcedureIssue = z.infer<typeof ProcedureIssue>;
