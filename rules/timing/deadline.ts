import type { CaseEvent, ClockDefinition, Deadline, DeadlineVariable, Duration, Light, WorkCalendar } from '#contracts';
import { clockVariable } from '#contracts';
import type { z } from 'zod';
import { addDuration, addHours, dueInstant, type Counted, type ExcludedInterval } from './add-duration.ts';
import { indexCalendar, type CalendarIndex } from './calendar.ts';
import { addDays, daysBetween, endOfDay, formatCivilDate, startOfDay, toCivilDate } from './civil-date.ts';

const UNIT_NAMES = { WD: '个工作日', ND: '日', H: '小时', M: '个月', Y: '年' } as const;
const formatDuration = (duration: Duration): string => `${duration.length}${UNIT_NAMES[duration.unit]}`;
const MAX_EXPLAINED_DAYS = 400;

interface Run {
  start: CaseEvent;
  stop: CaseEvent | undefined;
  /** Events between start and stop (or now), in order. */
  between: CaseEvent[];
}

/** The last run of the clock: its latest start and the first stop after it. An earlier run was answered before. */
const lastRun = (definition: ClockDefinition, events: readonly CaseEvent[]): Run | null => {
  const ordered = [...events].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  let startIndex = -1;
  ordered.forEach((event, index) => {
    if (event.type === definition.startsOn) startIndex = index;
  });
  const start = ordered[startIndex];
  if (!start) return null;
  const after = ordered.slice(startIndex + 1);
  const stopIndex = after.findIndex((event) => definition.stopsOn.includes(event.type));
  return {
    start,
    stop: stopIndex < 0 ? undefined : after[stopIndex],
    between: stopIndex < 0 ? after : after.slice(0, stopIndex),
  };
};

interface Pause {
  fromAt: string;
  untilAt: string | null;
  reason: string;
}

const pausesOf = (definition: ClockDefinition, run: Run): Pause[] =>
  definition.pauses.flatMap((pause) => {
    const found: Pause[] = [];
    let open: CaseEvent | null = null;
    for (const event of run.between) {
      if (!open && event.type === pause.from) open = event;
      else if (open && event.type === pause.until) {
        found.push({ fromAt: open.at, untilAt: event.at, reason: pause.reason });
        open = null;
      }
    }
    if (open) found.push({ fromAt: open.at, untilAt: null, reason: pause.reason });
    return found;
  });

/** The day a pause begins and the day it ends are both given to the duty bearer: days strictly in favour of neither side are counted once. */
const excludedIntervals = (pauses: readonly Pause[], now: string): ExcludedInterval[] =>
  pauses.map((pause) => ({
    from: addDays(toCivilDate(pause.fromAt), 1),
    to: pause.untilAt ? toCivilDate(pause.untilAt) : toCivilDate(now),
    reason: pause.reason,
  }));

/** Limit plus granted extensions; units other than the basic one are added one after the other. */
const withExtensions = (definition: ClockDefinition, run: Run): { limits: Duration[]; sentences: string[] } => {
  const limits: Duration[] = [definition.limit];
  const sentences: string[] = [];
  for (const extension of definition.extensions) {
    for (const event of run.between.filter((candidate) => candidate.type === extension.event)) {
      const days = typeof event.data?.['days'] === 'number' ? event.data['days'] : undefined;
      const add = extension.add ?? (days ? { length: days, unit: definition.limit.unit } : undefined);
      if (!add) continue;
      const last = limits[limits.length - 1];
      if (last && last.unit === add.unit)
        limits[limits.length - 1] = { length: last.length + add.length, unit: add.unit };
      else limits.push(add);
      sentences.push(
        `经${extension.approver}批准延长${formatDuration(add)}（${formatCivilDate(toCivilDate(event.at))}）。`,
      );
    }
  }
  return { limits, sentences };
};

const countAll = (
  start: string,
  limits: readonly Duration[],
  calendar: CalendarIndex,
  definition: ClockDefinition,
  excluded: ExcludedInterval[],
): Counted => {
  let from = start;
  let result: Counted = { rawDueOn: start, dueOn: start, days: [], provisional: false };
  limits.forEach((limit, index) => {
    const last = index === limits.length - 1;
    const counted = addDuration(from, limit, calendar, {
      rollOver: last && definition.rollOver === 'next-working-day',
      excluded,
      direction: definition.direction,
    });
    result = {
      rawDueOn: counted.rawDueOn,
      dueOn: counted.dueOn,
      days: [...result.days, ...counted.days],
      provisional: result.provisional || counted.provisional,
    };
    from = counted.rawDueOn;
  });
  return result;
};

/** The earliest of the warning points: so many days before the due date. */
const warnDate = (
  definition: ClockDefinition,
  rawDueOn: string,
  dueOn: string,
  calendar: CalendarIndex,
): string | undefined => {
  // Duties of the organ warn by the unrolled day (domain facts §2.5 note 1): the roll-over favours the party only.
  const basis = definition.side === 'organ' ? rawDueOn : dueOn;
  const dates = definition.warnBefore.map(
    (before) => addDuration(basis, before, calendar, { rollOver: false, direction: 'backward' }).rawDueOn,
  );
  return dates.sort()[0];
};

const workingDaysUntil = (from: string, to: string, calendar: CalendarIndex): number => {
  let count = 0;
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) if (calendar.kindOf(date).working) count++;
  return count;
};

const remaining = (definition: ClockDefinition, dueOn: string, now: string, calendar: CalendarIndex): string => {
  const today = toCivilDate(now);
  if (today > dueOn) return `超期${daysBetween(dueOn, today)}天`;
  if (today === dueOn) return '今天到期';
  if (definition.limit.unit === 'WD') return `余${workingDaysUntil(today, dueOn, calendar)}个工作日`;
  return `余${daysBetween(today, dueOn)}天`;
};

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
});

const stateOf = (stop: CaseEvent | undefined, dueAt: string, paused: boolean, now: string): Deadline['state'] => {
  if (stop) return Date.parse(stop.at) <= Date.parse(dueAt) ? 'met' : 'met-late';
  if (paused) return 'paused';
  return Date.parse(now) > Date.parse(dueAt) ? 'overdue' : 'running';
};

const lightOf = (state: Deadline['state'], warnAt: string | undefined, now: string): Light => {
  if (state === 'met' || state === 'met-late') return 'done';
  if (state === 'paused') return 'paused';
  if (state === 'overdue') return 'overdue';
  return warnAt !== undefined && Date.parse(now) >= Date.parse(warnAt) ? 'due-soon' : 'normal';
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
): Deadline => {
  const calendar = indexCalendar(workCalendar);
  const run = lastRun(definition, events);
  if (!run) return notStarted(definition, calendar);

  const startOn = toCivilDate(run.start.at);
  const pauses = pausesOf(definition, run);
  const openPause = pauses.find((pause) => pause.untilAt === null);
  const { limits, sentences } = withExtensions(definition, run);

  let rawDueOn: string, dueOn: string, dueAt: string;
  let days: Counted['days'] = [];
  let provisional = false;
  if (definition.limit.unit === 'H') {
    const pausedMs = pauses.reduce(
      (sum, pause) => sum + (Date.parse(pause.untilAt ?? now) - Date.parse(pause.fromAt)),
      0,
    );
    const hours = limits.reduce((sum, limit) => sum + (limit.unit === 'H' ? limit.length : limit.length * 24), 0);
    dueAt = addHours(run.start.at, definition.direction === 'backward' ? -hours : hours, pausedMs);
    rawDueOn = dueOn = toCivilDate(dueAt);
  } else {
    const counted = countAll(startOn, limits, calendar, definition, excludedIntervals(pauses, run.stop?.at ?? now));
    ({ rawDueOn, dueOn, days, provisional } = counted);
    dueAt = dueInstant(dueOn);
  }

  const warnOn = definition.limit.unit === 'H' ? undefined : warnDate(definition, rawDueOn, dueOn, calendar);
  const warnAt = warnOn === undefined ? undefined : startOfDay(warnOn);
  const state = stateOf(run.stop, dueAt, openPause !== undefined && !run.stop, now);
  const explanation = [
    `${formatCivilDate(startOn)}发生起算事件，当日不计入，从次日起算${formatDuration(definition.limit)}（${definition.basis.law}${definition.basis.article}）。`,
    ...sentences,
    ...pauses.map(
      (pause) =>
        `${pause.reason}：${formatCivilDate(toCivilDate(pause.fromAt))}起${pause.untilAt ? `至${formatCivilDate(toCivilDate(pause.untilAt))}` : '，尚未结束'}，期间不计入。`,
    ),
    dueOn === rawDueOn
      ? `届满日为${formatCivilDate(dueOn)}。`
      : `按日计算到${formatCivilDate(rawDueOn)}，遇${calendar.kindOf(rawDueOn).reason}顺延，届满日为${formatCivilDate(dueOn)}。`,
    ...(definition.side === 'organ' && dueOn !== rawDueOn
      ? [`机关自身的义务建议在${formatCivilDate(rawDueOn)}前完成，不依赖顺延。`]
      : []),
    ...(provisional ? ['所涉年份的放假安排尚未公布，暂按周末推算，公布后自动重算。'] : []),
    ...(run.stop
      ? [`${formatCivilDate(toCivilDate(run.stop.at))}已办理${state === 'met-late' ? '，晚于届满日' : ''}。`]
      : []),
  ];
  return {
    code: definition.code,
    name: definition.name,
    state,
    startedAt: run.start.at,
    ...(run.stop ? { stoppedAt: run.stop.at } : {}),
    rawDueOn,
    dueOn,
    dueAt,
    ...(warnAt === undefined ? {} : { warnAt }),
    light: lightOf(state, warnAt, now),
    remainingText: run.stop
      ? state === 'met'
        ? '已按期办理'
        : '已办理（超期）'
      : openPause
        ? `中止（${openPause.reason}）`
        : remaining(definition, dueOn, now, calendar),
    basis: definition.basis,
    origin: definition.origin,
    calendarVersion: calendar.version,
    provisional,
    explanation,
    days: days.slice(-MAX_EXPLAINED_DAYS),
  };
};

export const computeDeadlines = (
  definitions: readonly ClockDefinition[],
  events: readonly CaseEvent[],
  calendar: WorkCalendar,
  now: string,
): Deadline[] => definitions.map((definition) => computeDeadline(definition, events, calendar, now));

/** The running or overdue clock with the nearest due date; paused ones only when nothing runs. */
export const mostUrgent = (deadlines: readonly Deadline[]): Deadline | null => {
  const byDue = (a: Deadline, b: Deadline): number => (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999');
  const running = deadlines
    .filter((deadline) => deadline.state === 'running' || deadline.state === 'overdue')
    .sort(byDue);
  return running[0] ?? deadlines.filter((deadline) => deadline.state === 'paused').sort(byDue)[0] ?? null;
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
        warnAt: deadline.warnAt ?? (deadline.dueOn ? endOfDay(deadline.dueOn) : null),
      },
    ]),
  );
