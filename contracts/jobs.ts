import { z } from 'zod';
import { Key } from './common.ts';
import { Deadline, DiscretionResult, Finding } from './rule-data/index.ts';

/** Variables that every case instance carries. */
export const CaseVariables = z.looseObject({ caseId: z.string(), organId: z.string(), procedureCode: z.string() });

/** `CF-26` → `CF26`: the member of the process variable `deadlines`. */
export const clockVariable = (code: string): string => code.replace(/[^A-Za-z0-9]/g, '');

/** What a timing check leaves for BPMN timer events: `= deadlines.CF26.warnAt`. */
export const DeadlineVariable = z.object({
  state: z.string(),
  light: z.string(),
  dueOn: z.string().nullable(),
  dueAt: z.string().nullable(),
  warnAt: z.string().nullable(),
});

export const JOB_TYPES = [
  'timing-check',
  'review-check',
  'discretion-check',
  'document-generate',
  'evidence-seal',
  'notify',
] as const;
export type JobType = (typeof JOB_TYPES)[number];

/**
 * Job contracts: headers (set in the model), variables in, variables out. A technical failure fails the job (retries,
 * then an incident with a Chinese reason); a legal finding is output or a BPMN error with the code given here.
 */
export const JOBS = {
  'timing-check': {
    name: '期限检查',
    headers: z.object({
      /** Codes separated by commas; empty = all clocks of the procedure. */
      clocks: z.string().optional(),
      /** `fired`: called because a timer fired: records a warning when the clock is still running. */
      mode: z.enum(['compute', 'fired']).optional(),
    }),
    variables: CaseVariables,
    output: z.object({ deadlines: z.record(z.string(), DeadlineVariable) }),
    errors: [],
  },
  'review-check': {
    name: '闸门检查',
    headers: z.object({
      gates: z.string(),
      /** `error` (default): a failed 阻断 gate throws the BPMN error; `output`: only tells. */
      onBlock: z.enum(['error', 'output']).optional(),
    }),
    variables: CaseVariables,
    output: z.object({
      review: z.object({
        passed: z.boolean(),
        blocking: z.number(),
        warnings: z.number(),
        failedGates: z.array(z.string()),
      }),
    }),
    errors: ['GATE_BLOCKED'],
  },
  'discretion-check': {
    name: '裁量检查',
    headers: z.object({ onDeviation: z.enum(['error', 'output']).optional() }),
    variables: CaseVariables,
    output: z.object({
      discretion: z.object({
        tier: z.string(),
        minFen: z.number().nullable(),
        maxFen: z.number().nullable(),
        deviates: z.boolean(),
        outsideStatutory: z.boolean(),
        matched: z.array(z.string()),
      }),
    }),
    errors: ['DISCRETION_DEVIATION', 'OUTSIDE_STATUTORY_RANGE'],
  },
  'document-generate': {
    name: '生成文书',
    headers: z.object({ document: z.string() }),
    variables: CaseVariables,
    output: z.object({ lastDocument: z.object({ id: z.string(), code: z.string(), number: z.string().nullable() }) }),
    errors: [],
  },
  'evidence-seal': {
    name: '证据封存',
    headers: z.object({}),
    variables: CaseVariables,
    output: z.object({ evidenceSeal: z.object({ count: z.number(), digest: z.string() }) }),
    errors: [],
  },
  notify: {
    name: '通知',
    headers: z.object({
      to: z.string(),
      message: z.string(),
      severity: z.enum(['info', 'warning', 'urgent']).optional(),
    }),
    variables: CaseVariables,
    output: z.object({}),
    errors: [],
  },
} as const;

// ------------------------------------------------- the runtime's internal API for workers (service credential)

/** Body of `POST /internal/checks`; idempotent by `jobKey`. */
export const CheckReport = z.object({
  jobKey: Key,
  caseId: z.string(),
  elementId: z.string(),
  processInstanceKey: Key,
  kind: z.enum(['timing', 'review', 'discretion']),
  passed: z.boolean(),
  deadlines: z.array(Deadline).optional(),
  findings: z.array(Finding).optional(),
  discretion: DiscretionResult.optional(),
  /** Set by `timing-check` in mode `fired`: which clocks to warn about. */
  warnings: z.array(z.object({ clock: z.string(), message: z.string() })).optional(),
});
export type CheckReport = z.infer<typeof CheckReport>;
