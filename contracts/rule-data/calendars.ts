import { z } from 'zod';
import { CivilDate, Instant } from '../common.ts';
import { CalendarYear, WorkCalendar } from './timing.ts';

/** What is wrong with a calendar: errors keep it from being stored, warnings are told. */
export const CalendarProblem = z.object({
  level: z.enum(['error', 'warning']),
  /** Where in the calendar: `years[2].holidays[5].date`; absent for problems of a sheet's row. */
  path: z.string().optional(),
  /** Row and column of a sheet, as a person counts them (the heading is row 1). */
  row: z.number().int().optional(),
  column: z.string().optional(),
  message: z.string(),
});
export type CalendarProblem = z.infer<typeof CalendarProblem>;

/** One day that two calendars know differently. */
export const CalendarChange = z.object({ date: CivilDate, before: z.string(), after: z.string() });
export type CalendarChange = z.infer<typeof CalendarChange>;

/** A calendar version with what was noted when it was stored. */
export const CalendarVersionView = z.object({
  version: z.string(),
  source: z.string(),
  ordinal: z.number().int(),
  years: z.array(z.object({ year: z.number().int(), workingDays: z.number().int() })),
  /** Years that running cases take from this version although their own calendar has them. */
  correctsYears: z.array(z.number().int()),
  reason: z.string(),
  createdAt: Instant.nullable(),
  createdByName: z.string(),
});
export type CalendarVersionView = z.infer<typeof CalendarVersionView>;

/** Body of storing a calendar: the calendar itself, and which of its years are corrections for running cases. */
export const PutCalendarBody = WorkCalendar.extend({
  correctsYears: z.array(z.number().int()).optional(),
  reason: z.string().max(500).optional(),
});

/** What an import would make; nothing is stored before it is sent to `putCalendar`. */
export const CalendarImport = z.object({
  /** The years that were read, complete. */
  years: z.array(CalendarYear),
  problems: z.array(CalendarProblem),
  /** Against the current calendar, for the years that were read. */
  changes: z.array(CalendarChange),
  source: z.string(),
});
export type CalendarImport = z.infer<typeof CalendarImport>;
