import type { ClockDefinition, Deadline } from '#contracts';
import type { CalendarIndex } from './calendar.ts';
import { fromDayNumber } from './civil-date.ts';
import type { ComputedRun } from './clock-run.ts';
import { pausedDays } from './pauses.ts';

export type ExplainedDays = Deadline['days'];

const MAX_EXPLAINED_DAYS = 400;

/** Why a day is taken out, or null. Days in two pauses are named by the first. */
const pauseReasons = (computed: ComputedRun, today: number): ((day: number) => string | null) => {
  if (computed.pauses.length === 0) return () => null;
  const spans = computed.pauses.map((pause) => ({ ...pausedDays(pause, today), reason: pause.reason }));
  return (day) => spans.find((span) => day >= span.from && day <= span.to)?.reason ?? null;
};

const forwardDays = (
  computed: ComputedRun,
  working: boolean,
  calendar: CalendarIndex,
  reasonOf: (day: number) => string | null,
): ExplainedDays => {
  const days: ExplainedDays = [];
  let ordinal = 0;
  const first = Math.max(computed.baseDay + 1, computed.dueDay - MAX_EXPLAINED_DAYS + 1);
  // The ordinals go on counting where the first days are not listed.
  for (let day = computed.baseDay + 1; day <= computed.rawDay; day++) {
    const pause = reasonOf(day);
    const counted = pause === null && (!working || calendar.isWorking(day));
    if (counted) ordinal++;
    if (day < first) continue;
    const date = fromDayNumber(day);
    const reason = pause ?? calendar.kindOfDay(day).reason;
    days.push(counted ? { date, counted, ordinal, reason } : { date, counted, reason });
  }
  for (let day = computed.rawDay + 1; day <= computed.dueDay; day++) {
    const kind = calendar.kindOfDay(day);
    const reason = kind.working ? '届满日顺延至此日' : `届满日顺延（${kind.reason}）`;
    days.push({ date: fromDayNumber(day), counted: false, reason });
  }
  return days;
};

const backwardDays = (
  computed: ComputedRun,
  working: boolean,
  calendar: CalendarIndex,
  reasonOf: (day: number) => string | null,
): ExplainedDays => {
  const days: ExplainedDays = [];
  let ordinal = 0;
  for (let day = computed.baseDay - 1; day > computed.rawDay && days.length < MAX_EXPLAINED_DAYS - 1; day--) {
    const pause = reasonOf(day);
    const kind = calendar.kindOfDay(day);
    const counted = pause === null && (!working || kind.working);
    const date = fromDayNumber(day);
    const reason = pause ?? kind.reason;
    days.push(counted ? { date, counted, ordinal: ++ordinal, reason } : { date, counted, reason });
  }
  days.push({ date: fromDayNumber(computed.dueDay), counted: false, reason: '最迟在此日办理，当日不计入' });
  return days.reverse();
};

/** Each day that was counted or skipped, with the reason (at most 400, the last ones). Years and hours list none. */
export const explainedDays = (
  definition: ClockDefinition,
  computed: ComputedRun,
  calendar: CalendarIndex,
  today: number,
): ExplainedDays => {
  const { unit } = definition.limit;
  if (unit === 'H' || unit === 'Y') return [];
  const reasonOf = pauseReasons(computed, computed.run.stop?.day ?? today);
  return definition.direction === 'backward'
    ? backwardDays(computed, unit === 'WD', calendar, reasonOf)
    : forwardDays(computed, unit === 'WD', calendar, reasonOf);
};
