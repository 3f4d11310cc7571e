export * from './civil-date.ts';
export { accruedAddition, type AccrualInput, type Instalment } from './accrual.ts';
export { addDuration } from './add-duration.ts';
export { holidayRange, indexCalendar, type CalendarIndex } from './calendar.ts';
export { prepareEvents, type CaseHistory } from './case-events.ts';
export { caseLights, computeCaseLights, deadlineState, type CaseLights } from './case-lights.ts';
export {
  computeDeadline,
  computeDeadlines,
  deadlineOf,
  deadlineVariables,
  mostUrgent,
  remainingOf,
  remainingText,
  type RemainingInput,
} from './deadline.ts';
export {
  clocksOfDepartment,
  MASTER_TABLE,
  STANDARD_ANNOUNCEMENT,
  STANDARD_CLOCK_VARIANTS,
  STANDARD_CLOCKS,
  type ClockVariant,
} from './standard-clocks/index.ts';
export { formatDuration, UNIT_NAMES } from './words.ts';
export { checkCalendar, workingDaysOf } from './calendars/check-calendar.ts';
export { diffCalendars } from './calendars/diff-calendar.ts';
export { effectiveCalendar, type StoredCalendar } from './calendars/effective-calendar.ts';
export { readCalendarRows, type SheetRow } from './calendars/calendar-rows.ts';
