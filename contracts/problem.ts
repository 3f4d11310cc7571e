import { z } from 'zod';

/** One thing wrong at one place, in words for the person who can mend it. */
export const ProblemIssue = z.object({
  /** Path of the field (`partyName`, `handlers[1]`) or of the element (`process.bpmn#Task_Decision`). */
  path: z.string(),
  label: z.string().optional(),
  message: z.string(),
});
export type ProblemIssue = z.infer<typeof ProblemIssue>;

/** RFC 9457 problem details. `title` and `detail` are Chinese sentences: what, where, how to mend it. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  issues: z.array(ProblemIssue).optional(),
  /** Gate findings that block a task completion. */
  findings: z.array(z.unknown()).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** The kinds of problem; `type` is `urn:quanheng:problem:<kind>`. */
export const PROBLEM_KINDS = [
  'validation', // 422: a field or a file is wrong
  'gate-blocked', // 422: a 阻断 gate failed
  'unauthenticated', // 401
  'forbidden', // 403
  'not-found', // 404
  'conflict', // 409: someone else was faster, or an old version
  'rejected-by-engine', // 422: the engine refused the model or the command
  'too-large', // 413
  'unsupported-media', // 415: disguised or unknown file type
  'rate-limited', // 429
  'storage-full', // 507
  'engine-unavailable', // 503
  'internal', // 500
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];
