import { z } from 'zod';
import { Citation, CivilDate, Instant, JsonObject, Origin } from '../common.ts';
import { RuleSource } from './source.ts';

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

/** Who grants an extension, as the law names the level. */
export const ApproverLevel = z.enum([
  'unit-head',
  'organ-leader',
  'collective',
  'superior',
  'government-leader',
  'chief-judge',
]);
export type ApproverLevel = z.infer<typeof ApproverLevel>;

/**
 * One rung of the ladder of extensions (domain facts §3.2). `add` is the fixed or the longest length; without it the
 * grant itself says how long (`days` in the data of its event).
 */
export const ExtensionStep = z.object({
  event: z.string(),
  add: Duration.optional(),
  approver: z.string(),
  level: ApproverLevel.optional(),
  /** How often this rung may be used; absent = as often as it is granted. */
  maxTimes: z.number().int().positive().optional(),
  /** The event of the rung that must have been used before (“仍不能结案的，再延长”). */
  after: z.string().optional(),
  basis: Citation.optional(),
});
export type ExtensionStep = z.infer<typeof ExtensionStep>;

export const ClockDefinition = z.object({
  /** Number in the master table of domain facts §3, e.g. `CF-26`. */
  code: z.string(),
  name: z.string(),
  startsOn: z.string(),
  stopsOn: z.array(z.string()),
  limit: Duration,
  /** `backward`: the act is due so long before the start event, both ends not counted (CF-22 “七日前”). */
  direction: z.enum(['forward', 'backward']).default('forward'),
  /** Whether the last day moves to the next working day when it falls on a rest day (R2). */
  rollOver: z.enum(['next-working-day', 'none']).default('next-working-day'),
  /** Whose duty: duties of the organ warn by the raw date and judge by the rolled one. */
  side: z.enum(['organ', 'party']).default('organ'),
  /** Pairs of events whose interval does not count (domain facts §2.2). */
  pauses: z
    .array(z.object({ from: z.string(), until: z.string(), reason: z.string(), basis: Citation.optional() }))
    .default([]),
  extensions: z.array(ExtensionStep).default([]),
  /** How long before the due date the light turns 黄. */
  warnBefore: z.array(Duration).default([]),
  consequence: z.string().optional(),
  basis: Citation,
  origin: Origin.default('法'),
  // What follows is optional and has no defaults: a rule pack that patches a clock must not reset it.
  /** Section of the master table, for lists. */
  group: z
    .enum(['penalty', 'compulsion', 'licence', 'reconsideration', 'litigation', 'transfer', 'coordination', 'general'])
    .optional(),
  /** A window: the count begins at the latest end of these periods after the start event (QZ-07: 60 日 and 6 个月). */
  startOffsets: z.array(Duration).optional(),
  /** Events from whose day the count begins anew, without offsets (CF72: end of a deferral). */
  restartsOn: z.array(z.string()).optional(),
  /** What must have happened, and how long ago, before the act is allowed (QZ-07: demand served 10 working days ago). */
  requires: z.array(z.object({ event: z.string(), limit: Duration, reason: z.string() })).optional(),
  /** `each`: several runs at a time (two seizures), told apart by `ref` in the data of the events; default `latest`. */
  runs: z.enum(['latest', 'each']).optional(),
  /** `lapses`: a right that is gone when the limit ends (逾期视为放弃) — nobody is late; default `breach`. */
  onExpiry: z.enum(['breach', 'lapses']).optional(),
  /** Other limits of the same matter, exceptions, remedies: shown beside the clock. */
  note: z.string().optional(),
  /** Why a rule still has to be confirmed by the legal office although its text was read (shown as 待确认). */
  confirm: z.string().optional(),
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

/** What is wrong with how a clock was handled; never changes an event, only tells. */
export const DeadlineFinding = z.object({
  kind: z.enum([
    'extension-too-often',
    'extension-too-long',
    'extension-too-late',
    'extension-out-of-order',
    'extension-without-length',
    'too-early',
    'requirement-missing',
    'open-pause',
  ]),
  message: z.string(),
  eventId: z.string().optional(),
});
export type DeadlineFinding = z.infer<typeof DeadlineFinding>;

export const ClockState = z.enum(['not-started', 'running', 'paused', 'met', 'met-late', 'overdue', 'lapsed']);
export type ClockState = z.infer<typeof ClockState>;

export const Deadline = z.object({
  code: z.string(),
  name: z.string(),
  state: ClockState,
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
  /** The first day on which the act is allowed (windows only). */
  opensOn: CivilDate.optional(),
  findings: z.array(DeadlineFinding).optional(),
  /** Years counted with weekends only because their arrangement is not announced. */
  provisionalYears: z.array(z.number().int()).optional(),
  /** Other runs of the same clock (a second seizure): earliest first. */
  otherRuns: z
    .array(
      z.object({
        startedAt: Instant,
        dueOn: CivilDate,
        stoppedAt: Instant.optional(),
        state: ClockState,
        light: Light,
        ref: z.string().optional(),
      }),
    )
    .optional(),
  /** A right that lapses: never the most urgent clock of a case. */
  lapses: z.boolean().optional(),
  consequence: z.string().optional(),
  note: z.string().optional(),
  confirm: z.string().optional(),
  /** The layer that set this limit: the procedure, or the version of a rule pack that the case keeps. */
  source: RuleSource.optional(),
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
