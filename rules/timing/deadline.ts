import type {
  CaseEvent,
  ClockDefinition,
  ClockState,
  Deadline,
  DeadlineVariable,
  Duration,
  EffectiveClock,
  WorkCalendar,
} from '#contracts';
import { clockVariable } from '#contracts';
import type { z } from 'zod';
import { indexCalendar, type CalendarIndex } from './calendar.ts';
import { prepareEvents, type CaseHistory } from './case-events.ts';
import { dayOfMs, fromDayNumber, toMs, toShanghaiInstant } from './civil-date.ts';
import { chooseRun, computeRun, type ComputedRun } from './clock-run.ts';
import { explainRun } from './explain.ts';
import { explainedDays } from './explain-days.ts';
import { runsOf } from './runs.ts';

export interface DeadlineOptions {
  /** Off: no list of days (lists and checks need none). */
  days?: boolean;
}

const about = (definition: ClockDefinition): Pick<Deadline, 'lapses' | 'consequence' | 'note' | 'confirm'> => ({
  ...(definition.onExpiry === 'lapses' ? { lapses: true } : {}),
  ...(definition.consequence === undefined ? {} : { consequence: definition.consequence }),
  ...(definition.note === undefined ? {} : { note: definition.note }),
  ...(definition.confirm ? { confirm: definition.confirm } : {}),
});

const notStarted = (definition: ClockDefinition, calendar: CalendarIndex): Deadline => ({
  code: definition.code,
  name: definition.name,
  state: 'not-started',
  light: 'none',
  remainingText: '尚未起算',
  basis: definition.basis,
  origin: definition.origin,
  calendarVersion: calendar.version,
  provisional: false,
  explanation: ['起算事件尚未发生。'],
  days: [],
  ...about(definition),
});

export interface RemainingInput {
  state: ClockState;
  unit: Duration['unit'];
  dueDay: number;
  dueMs: number;
  /** First day of a window that has not begun. */
  beginsDay?: number | undefined;
  pauseReason?: string | undefined;
}

/** `余3个工作日`, `余21天`, `余5小时`, `今天到期`, `超期2天`, `中止（检验）`: what lists show beside a light. */
export const remainingText = (input: RemainingInput, now: number, calendar: CalendarIndex): string => {
  const today = dayOfMs(now);
  switch (input.state) {
    case 'met':
      return '已按期办理';
    case 'met-late':
      return '已办理（超期）';
    case 'lapsed':
      return '已届满';
    case 'paused':
      return `中止（${input.pauseReason ?? ''}）`;
    case 'not-started':
      return input.beginsDay === undefined ? '尚未起算' : `${fromDayNumber(input.beginsDay)}起可以办理`;
    default:
      break;
  }
  if (input.unit === 'H') {
    const hours = (input.dueMs - now) / 3_600_000;
    return hours < 0 ? `超期${Math.ceil(-hours)}小时` : `余${Math.floor(hours)}小时`;
  }
  if (today > input.dueDay) return `超期${today - input.dueDay}天`;
  if (today === input.dueDay) return '今天到期';
  if (input.unit === 'WD') return `余${calendar.workingBetween(today, input.dueDay)}个工作日`;
  return `余${input.dueDay - today}天`;
};

/** What `remainingText` needs of a computed run. */
export const remainingOf = (definition: ClockDefinition, computed: ComputedRun): RemainingInput => ({
  state: computed.state,
  unit: definition.limit.unit,
  dueDay: computed.dueDay,
  dueMs: computed.dueMs,
  beginsDay: computed.beginsDay,
  pauseReason: computed.openPause?.reason,
});

/** Years without announced arrangement that the date depends on. */
export const provisionalYearsOf = (
  definition: ClockDefinition,
  computed: ComputedRun,
  calendar: CalendarIndex,
): number[] => {
  if (definition.limit.unit === 'H') return [];
  const working = definition.limit.unit === 'WD' || computed.ladder.limits.some((limit) => limit.unit === 'WD');
  const { baseDay, rawDay, dueDay } = computed;
  if (working)
    return rawDay < baseDay
      ? calendar.unannouncedYears(rawDay, baseDay - 1)
      : calendar.unannouncedYears(baseDay + 1, dueDay);
  const rolls = definition.rollOver === 'next-working-day' && definition.direction !== 'backward';
  return rolls ? calendar.unannouncedYears(rawDay, dueDay) : [];
};

const otherRun = (computed: ComputedRun): NonNullable<Deadline['otherRuns']>[number] => ({
  startedAt: computed.run.start.event.at,
  dueOn: fromDayNumber(computed.dueDay),
  ...(computed.run.stop ? { stoppedAt: computed.run.stop.event.at } : {}),
  state: computed.state,
  light: computed.light,
  ...(computed.run.ref === undefined ? {} : { ref: computed.run.ref }),
});

/**
 * The deadline of a clock for events that are prepared once for all clocks.
 *
 * @param now milliseconds since the epoch
 */
export const deadlineOf = (
  definition: ClockDefinition,
  history: CaseHistory,
  calendar: CalendarIndex,
  now: number,
  options: DeadlineOptions = {},
): Deadline => {
  const runs = runsOf(definition, history).map((run) => computeRun(definition, history, run, calendar, now));
  const computed = chooseRun(runs);
  if (!computed) return notStarted(definition, calendar);
  const { run } = computed;
  const years = provisionalYearsOf(definition, computed, calendar);
  const others = runs.filter((other) => other !== computed);
  return {
    code: definition.code,
    name: definition.name,
    state: computed.state,
    startedAt: run.start.event.at,
    ...(run.stop ? { stoppedAt: run.stop.event.at } : {}),
    rawDueOn: fromDayNumber(computed.rawDay),
    dueOn: fromDayNumber(computed.dueDay),
    dueAt: toShanghaiInstant(computed.dueMs),
    ...(computed.warnMs === undefined ? {} : { warnAt: toShanghaiInstant(computed.warnMs) }),
    light: computed.light,
    remainingText: remainingText(remainingOf(definition, computed), now, calendar),
    basis: definition.basis,
    origin: definition.origin,
    calendarVersion: calendar.version,
    provisional: years.length > 0,
    explanation: explainRun(definition, computed, calendar, years),
    days: options.days === false ? [] : explainedDays(definition, computed, calendar, dayOfMs(now)),
    ...(typeof computed.opensDay === 'number' ? { opensOn: fromDayNumber(computed.opensDay) } : {}),
    ...(computed.findings.length > 0 ? { findings: computed.findings } : {}),
    ...(years.length > 0 ? { provisionalYears: years } : {}),
    ...(others.length > 0 ? { otherRuns: others.map(otherRun) } : {}),
    ...about(definition),
  };
};

/**
 * The state of one statutory clock, derived from the events of the case.
 *
 * @param now ISO instant with offset; the only clock there is
 * @returns dates as civil days of Asia/Shanghai, and the explanation in Chinese sentences
 */
export const computeDeadline = (
  definition: ClockDefinition,
  events: readonly CaseEvent[],
  workCalendar: WorkCalendar,
  now: string,
  options: DeadlineOptions = {},
): Deadline => deadlineOf(definition, prepareEvents(events), indexCalendar(workCalendar), toMs(now), options);

export const computeDeadlines = (
  definitions: readonly EffectiveClock[],
  events: readonly CaseEvent[],
  workCalendar: WorkCalendar,
  now: string,
  options: DeadlineOptions = {},
): Deadline[] => {
  const history = prepareEvents(events);
  const calendar = indexCalendar(workCalendar);
  const ms = toMs(now);
  return definitions.map((definition) => ({
    ...deadlineOf(definition, history, calendar, ms, options),
    ...(definition.source ? { source: definition.source } : {}),
  }));
};

/** The running or overdue clock with the nearest due date; paused ones only when nothing runs. */
export const mostUrgent = (deadlines: readonly Deadline[]): Deadline | null => {
  const byDue = (a: Deadline, b: Deadline): number => (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999');
  const running = deadlines
    .filter((deadline) => !deadline.lapses && (deadline.state === 'running' || deadline.state === 'overdue'))
    .sort(byDue);
  const paused = deadlines.filter((deadline) => !deadline.lapses && deadline.state === 'paused');
  return running[0] ?? paused.sort(byDue)[0] ?? null;
};

/** What a timing check hands to the engine: `= deadlines.CF26.warnAt` in timer events. A warning point never lies before the start. */
export const deadlineVariables = (deadlines: readonly Deadline[]): Record<string, z.infer<typeof DeadlineVariable>> =>
  Object.fromEntries(
    deadlines.map((deadline) => [
      clockVariable(deadline.code),
      {
        state: deadline.state,
        light: deadline.light,
        dueOn: deadline.dueOn ?? null,
        dueAt: deadline.dueAt ?? null,
        warnAt: deadline.warnAt ?? deadline.dueAt ?? null,
      },
    ]),
  );
