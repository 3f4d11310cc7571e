import { z } from 'zod';
import { Citation, CivilDate, Instant, JsonObject, Origin } from '../common.ts';

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
