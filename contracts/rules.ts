import { z } from 'zod';
import { AmountFen, Citation, CivilDate, Instant, JsonObject, Origin } from './common.ts';

// ---------------------------------------------------------------- time limits (期限)

/** WD 工作日 · ND 自然日 · H 小时 · M 月 · Y 年. */
export const TimeUnit = z.enum(['WD', 'ND', 'H', 'M', 'Y']);
export type TimeUnit = z.infer<typeof TimeUnit>;

export const Duration = z.object({ length: z.number().int().positive(), unit: TimeUnit });
export type Duration = z.infer<typeof Duration>;

/** A fact of a case at an instant; deadlines are derived from these and never typed. See `CASE_EVENTS`. */
export const CaseEvent = z.object({
  id: z.string(),
  type: z.string(),
  at: Instant,
  /** Element of the procedure whose completion produced the event. */
  elementId: z.string().optional(),
  actorId: z.string().optional(),
  data: JsonObject.optional(),
});
export type CaseEvent = z.infer<typeof CaseEvent>;

export const ClockDefinition = z.object({
  /** Number in the master table of domain facts §3, e.g. `CF-26`. */
  code: z.string(),
  name: z.string(),
  startsOn: z.string(),
  stopsOn: z.array(z.string()),
  limit: Duration,
  direction: z.enum(['forward', 'backward']).default('forward'),
  /** Whether the last day moves to the next working day when it falls on a rest day (R2). */
  rollOver: z.enum(['next-working-day', 'none']).default('next-working-day'),
  /** Whose duty: duties of the organ warn by the raw date and judge by the rolled one. */
  side: z.enum(['organ', 'party']).default('organ'),
  /** Pairs of events whose interval does not count (domain facts §2.2). */
  pauses: z.array(z.object({ from: z.string(), until: z.string(), reason: z.string() })).default([]),
  extensions: z
    .array(z.object({ event: z.string(), add: Duration.optional(), approver: z.string(), basis: Citation.optional() }))
    .default([]),
  /** How long before the due date the light turns 黄. */
  warnBefore: z.array(Duration).default([]),
  consequence: z.string().optional(),
  basis: Citation,
  origin: Origin.default('法'),
});
export type ClockDefinition = z.infer<typeof ClockDefinition>;

export const Light = z.enum(['normal', 'due-soon', 'overdue', 'paused', 'done', 'none']);
export type Light = z.infer<typeof Light>;

export const ExplainedDay = z.object({
  date: CivilDate,
  counted: z.boolean(),
  ordinal: z.number().int().optional(),
  reason: z.string(),
});

export const Deadline = z.object({
  code: z.string(),
  name: z.string(),
  state: z.enum(['not-started', 'running', 'paused', 'met', 'met-late', 'overdue']),
  startedAt: Instant.optional(),
  stoppedAt: Instant.optional(),
  /** Last day before rolling over (the warning basis of organ duties). */
  rawDueOn: CivilDate.optional(),
  dueOn: CivilDate.optional(),
  /** End of the due day (or the exact instant for hours). */
  dueAt: Instant.optional(),
  warnAt: Instant.optional(),
  light: Light,
  /** `余3个工作日`, `超期2天`, `余21天`. */
  remainingText: z.string(),
  basis: Citation,
  origin: Origin,
  calendarVersion: z.string(),
  provisional: z.boolean(),
  /** One Chinese sentence per step of the computation. */
  explanation: z.array(z.string()),
  /** The days that were counted and skipped, for the “为什么” view (at most 400). */
  days: z.array(ExplainedDay),
});
export type Deadline = z.infer<typeof Deadline>;

export const CalendarYear = z.object({
  year: z.number().int(),
  /** Statutory rest days on weekdays or weekends, with the name of the holiday. */
  holidays: z.array(z.object({ date: CivilDate, name: z.string() })),
  /** Weekend days that are worked (调休). */
  workdays: z.array(CivilDate),
});
export const WorkCalendar = z.object({ version: z.string(), source: z.string(), years: z.array(CalendarYear) });
export type WorkCalendar = z.infer<typeof WorkCalendar>;

// ---------------------------------------------------------------- facts of a case

export const CertificateStatus = z.enum(['active', 'suspended', 'revoked', 'expired', 'applying']);
export type CertificateStatus = z.infer<typeof CertificateStatus>;

export const Certificate = z.object({
  number: z.string(),
  /** 执法证 · 监督证 · 听证主持人 · 法律职业资格. */
  kind: z.enum(['enforcement', 'supervision', 'hearing-host', 'legal-profession']),
  status: CertificateStatus,
  validFrom: CivilDate,
  validTo: CivilDate,
});
export type Certificate = z.infer<typeof Certificate>;

export const OfficerFact = z.object({
  userId: z.string(),
  name: z.string(),
  organId: z.string(),
  /** 在编 / 合同制 / 劳务派遣 / 借调: only `established` may enforce (CF42, LJD10). */
  employment: z.enum(['established', 'contract', 'dispatched', 'seconded']),
  certificates: z.array(Certificate),
});
export type OfficerFact = z.infer<typeof OfficerFact>;

export const Party = z.object({
  id: z.string(),
  kind: z.enum(['person', 'organization', 'individual-business']),
  name: z.string(),
  uscc: z.string().optional(),
  idNumber: z.string().optional(),
  legalRepresentative: z.string().optional(),
  address: z.string().optional(),
  phone: z.string().optional(),
});
export type Party = z.infer<typeof Party>;

/** Everything that gates and discretion look at. `data` holds the latest value of every form field by key. */
export const CaseFacts = z.object({
  caseId: z.string(),
  procedureCode: z.string(),
  organ: z.object({
    id: z.string(),
    name: z.string(),
    level: z.string(),
    department: z.string(),
    regionCode: z.string(),
  }),
  parties: z.array(Party),
  officers: z.array(OfficerFact),
  events: z.array(CaseEvent),
  data: JsonObject,
  evidence: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      name: z.string(),
      elementId: z.string().optional(),
      at: Instant,
      sealed: z.boolean(),
    }),
  ),
  documents: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      number: z.string().optional(),
      at: Instant,
      elementId: z.string().optional(),
    }),
  ),
  /** Who completed which step (separation of duties). */
  stepActors: z.array(z.object({ elementId: z.string(), userId: z.string(), at: Instant })),
  /** Penalties of the same party decided before (first offence, escalation by count). */
  history: z.array(
    z.object({ caseId: z.string(), violationCode: z.string(), decidedOn: CivilDate, fineFen: AmountFen }),
  ),
});
export type CaseFacts = z.infer<typeof CaseFacts>;

// ---------------------------------------------------------------- gates (闸门)

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

// ---------------------------------------------------------------- discretion (裁量)

/** 不予 · 免予 · 减轻 · 从轻 · 一般 · 从重. */
export const DiscretionTier = z.enum(['no-penalty', 'exempt', 'mitigated', 'lenient', 'ordinary', 'aggravated']);
export type DiscretionTier = z.infer<typeof DiscretionTier>;

/** A condition of a list item: a question answered by a form field or a fact, in FEEL over the discretion context. */
export const ListCondition = z.object({ id: z.string(), text: z.string(), feel: z.string() });

export const PenaltyRange = z.object({
  /** Inclusive, in fen; `minFen` 0 for “X 元以下”. */
  minFen: AmountFen,
  maxFen: AmountFen,
  /** P1–P12 of domain facts §8.5. */
  pattern: z.string(),
  optional: z.boolean().default(false),
});

export const DiscretionItem = z.object({
  code: z.string(),
  list: z.enum(['no-penalty', 'mitigated', 'lenient', 'aggravated']),
  department: z.string(),
  violation: z.string(),
  penaltyBasis: z.array(Citation),
  conditions: z.array(ListCondition),
  combine: z.enum(['all', 'any']).default('all'),
  exclusions: z.array(ListCondition).default([]),
  range: PenaltyRange.optional(),
  outcome: z.string(),
  measures: z.array(z.string()).default([]),
  origin: Origin,
  originNote: z.string().optional(),
  effectiveFrom: CivilDate,
  version: z.number().int().default(1),
  status: z.enum(['effective', 'to-review', 'retired']).default('effective'),
});
export type DiscretionItem = z.infer<typeof DiscretionItem>;

export const DiscretionResult = z.object({
  recommendedTier: DiscretionTier,
  /** Bounds of the recommended tier, in fen; absent when no fine. */
  minFen: AmountFen.optional(),
  maxFen: AmountFen.optional(),
  statutory: PenaltyRange.optional(),
  matched: z.array(
    z.object({
      code: z.string(),
      version: z.number(),
      list: z.string(),
      violation: z.string(),
      origin: Origin,
      conditions: z.array(z.object({ text: z.string(), met: z.boolean() })),
    }),
  ),
  missed: z.array(
    z.object({
      code: z.string(),
      version: z.number(),
      list: z.string(),
      violation: z.string(),
      origin: Origin,
      conditions: z.array(z.object({ text: z.string(), met: z.boolean() })),
    }),
  ),
  factors: z.array(z.object({ id: z.string(), text: z.string(), effect: z.string(), basis: Citation })),
  measures: z.array(z.string()),
  explanation: z.array(z.string()),
  deviation: z
    .object({
      proposedFen: AmountFen.optional(),
      proposedTier: DiscretionTier.optional(),
      deviates: z.boolean(),
      outsideStatutory: z.boolean(),
      needs: z.string(),
      reason: z.string().optional(),
    })
    .optional(),
});
export type DiscretionResult = z.infer<typeof DiscretionResult>;

// ---------------------------------------------------------------- findings about a procedure

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
