import type { ClockDefinition, ClockState, DeadlineFinding, Duration, Light } from '#contracts';
import type { CalendarIndex } from './calendar.ts';
import type { CaseHistory } from './case-events.ts';
import { dayOfMs, endMsOfDay, formatDay, startMsOfDay } from './civil-date.ts';
import { addPeriod, subtractPeriod } from './count.ts';
import { mergeIntervals, pushedBy, type DayInterval } from './intervals.ts';
import { climbLadder, type Ladder } from './ladder.ts';
import { pausedDays, pausesOf, type Pause } from './pauses.ts';
import type { Run } from './runs.ts';
import { formatDuration } from './words.ts';

/** One run computed to numbers: what lists, sweeps and explanations are made of. Days are day numbers. */
export interface ComputedRun {
  run: Run;
  /** The day from which is counted, itself not counted: the day of the event, or the latest end of the offsets. */
  baseDay: number;
  /** End of each of `startOffsets`, rolled. */
  offsetEnds: number[];
  /** First day on which the act is allowed; null = not yet known (a requirement is missing). Windows only. */
  opensDay: number | null | undefined;
  /** First day of a window by its offsets alone or with its requirements; before it nothing runs. */
  beginsDay: number | undefined;
  ladder: Ladder;
  pauses: readonly Pause[];
  excluded: readonly DayInterval[];
  rawDay: number;
  dueDay: number;
  dueMs: number;
  warnMs: number | undefined;
  state: ClockState;
  light: Light;
  /** The open pause that holds the clock. */
  openPause: Pause | undefined;
  findings: DeadlineFinding[];
  /** The next instant at which state or light change by time alone; Infinity = only by an event. */
  changesMs: number;
}

const NO_DAYS: readonly DayInterval[] = [];
const NO_ENDS: number[] = [];
const NO_FINDINGS: DeadlineFinding[] = [];
const NO_OPENING = { opensDay: undefined, beginsDay: undefined, findings: NO_FINDINGS };

/** The ladder of a clock that was not extended: one for each definition, since a sweep asks for hundreds of thousands. */
const unextended = new WeakMap<ClockDefinition, Ladder>();
const noLadder = (definition: ClockDefinition): Ladder => {
  let ladder = unextended.get(definition);
  if (!ladder) {
    ladder = { limits: [definition.limit], grants: [], findings: NO_FINDINGS };
    unextended.set(definition, ladder);
  }
  return ladder;
};

const MS_PER_HOUR = 3_600_000;
const HOURS: Record<Duration['unit'], number> = { H: 1, WD: 24, ND: 24, M: 24 * 30, Y: 24 * 365 };

/** Hours run exactly from the instant (R12: the strict reading) through rest days, and do not roll over. */
const hourDueMs = (
  definition: ClockDefinition,
  run: Run,
  pauses: readonly Pause[],
  limits: Duration[],
  now: number,
) => {
  const hours = limits.reduce((sum, limit) => sum + limit.length * HOURS[limit.unit], 0) * MS_PER_HOUR;
  if (definition.direction === 'backward') return run.start.ms - hours;
  const spans = pauses.map((pause) => ({ from: pause.from.ms, to: pause.until?.ms ?? run.stop?.ms ?? now }));
  return pushedBy(spans, run.start.ms, run.start.ms + hours);
};

const warnMsOf = (
  definition: ClockDefinition,
  rawDay: number,
  dueDay: number,
  dueMs: number,
  calendar: CalendarIndex,
): number | undefined => {
  // Duties of the organ warn by the unrolled day (domain facts §2.5 note 1): the roll-over favours the party only.
  const basis = definition.side === 'organ' ? rawDay : dueDay;
  let warn: number | undefined;
  for (const before of definition.warnBefore) {
    const byHours = before.unit === 'H';
    if (definition.limit.unit === 'H' && !byHours) continue;
    const ms = byHours ? dueMs - before.length * MS_PER_HOUR : startMsOfDay(subtractPeriod(basis, before, calendar));
    if (warn === undefined || ms < warn) warn = ms;
  }
  return warn;
};

/** The first day of a window, and what still keeps it shut. */
const opening = (
  definition: ClockDefinition,
  history: CaseHistory,
  baseDay: number,
  calendar: CalendarIndex,
): Pick<ComputedRun, 'opensDay' | 'beginsDay' | 'findings'> => {
  if (!definition.startOffsets && !definition.requires) return NO_OPENING;
  let opens = definition.startOffsets ? baseDay + 1 : baseDay;
  const findings: DeadlineFinding[] = [];
  for (const required of definition.requires ?? []) {
    const event = history.events.findLast((candidate) => candidate.type === required.event);
    if (event) opens = Math.max(opens, calendar.nextWorking(addPeriod(event.day, required.limit, calendar)) + 1);
    else
      findings.push({
        kind: 'requirement-missing',
        message: `还没有${required.reason}，满${formatDuration(required.limit)}后才可以办理。`,
      });
  }
  const offset = definition.startOffsets ? baseDay + 1 : undefined;
  return findings.length > 0
    ? { opensDay: null, beginsDay: offset, findings }
    : { opensDay: opens, beginsDay: opens, findings };
};

const lightOf = (state: ClockState, warnMs: number | undefined, now: number): Light => {
  if (state === 'not-started') return 'none';
  if (state === 'met' || state === 'met-late' || state === 'lapsed') return 'done';
  if (state === 'paused' || state === 'overdue') return state;
  return warnMs !== undefined && now >= warnMs ? 'due-soon' : 'normal';
};

const changesMsOf = (
  state: ClockState,
  warnMs: number | undefined,
  dueMs: number,
  beginsDay: number | undefined,
  now: number,
): number => {
  if (state === 'not-started') return startMsOfDay(beginsDay ?? Infinity);
  if (state !== 'running') return Infinity;
  return warnMs !== undefined && warnMs > now ? warnMs : dueMs + 1;
};

const stateOf = (
  definition: ClockDefinition,
  run: Run,
  dueMs: number,
  openPause: Pause | undefined,
  beginsDay: number | undefined,
  now: number,
): ClockState => {
  if (run.stop) return run.stop.ms <= dueMs ? 'met' : 'met-late';
  if (openPause) return 'paused';
  if (now > dueMs) return definition.onExpiry === 'lapses' ? 'lapsed' : 'overdue';
  return beginsDay !== undefined && now < startMsOfDay(beginsDay) ? 'not-started' : 'running';
};

interface Course {
  definition: ClockDefinition;
  calendar: CalendarIndex;
  baseDay: number;
  excluded: readonly DayInterval[];
}

const isBackward = (definition: ClockDefinition): boolean => definition.direction === 'backward';

/** The last day of a chain of limits before it rolls over. Backwards both ends are not counted: one day earlier still. */
const endOf = ({ definition, calendar, baseDay, excluded }: Course, limits: readonly Duration[]): number => {
  let day = baseDay;
  if (isBackward(definition)) {
    for (const limit of limits) day = subtractPeriod(day, limit, calendar, excluded);
    return day - 1;
  }
  for (const limit of limits) day = addPeriod(day, limit, calendar, excluded);
  return day;
};

const rolledOf = ({ definition, calendar }: Course, day: number): number =>
  definition.rollOver === 'next-working-day' && !isBackward(definition) ? calendar.nextWorking(day) : day;

const ladderOf = (course: Course, history: CaseHistory, run: Run): Ladder => {
  const { definition } = course;
  if (!definition.extensions.some((step) => history.types.has(step.event))) return noLadder(definition);
  const between = history.events.slice(run.startIndex + 1, run.endIndex);
  return climbLadder(definition, between, (limits) => rolledOf(course, endOf(course, limits)));
};

const offsetEndsOf = (definition: ClockDefinition, run: Run, calendar: CalendarIndex): number[] =>
  definition.startOffsets && !run.restarted
    ? definition.startOffsets.map((offset) => calendar.nextWorking(addPeriod(run.start.day, offset, calendar)))
    : NO_ENDS;

/** Computes one run. Cheap: no texts but those of findings, no lists of days. */
export const computeRun = (
  definition: ClockDefinition,
  history: CaseHistory,
  run: Run,
  calendar: CalendarIndex,
  now: number,
): ComputedRun => {
  const offsetEnds = offsetEndsOf(definition, run, calendar);
  const baseDay = offsetEnds.length > 0 ? Math.max(...offsetEnds) : run.start.day;
  const pauses = pausesOf(definition, history, run);
  const today = run.stop?.day ?? dayOfMs(now);
  const excluded = pauses.length > 0 ? mergeIntervals(pauses.map((pause) => pausedDays(pause, today))) : NO_DAYS;
  const course: Course = { definition, calendar, baseDay, excluded };
  const ladder = ladderOf(course, history, run);
  const byHours = definition.limit.unit === 'H';
  const hourMs = byHours ? hourDueMs(definition, run, pauses, ladder.limits, now) : 0;
  const rawDay = byHours ? dayOfMs(hourMs) : endOf(course, ladder.limits);
  const dueDay = byHours ? rawDay : rolledOf(course, rawDay);
  const dueMs = byHours ? hourMs : endMsOfDay(dueDay);
  const warnMs = warnMsOf(definition, rawDay, dueDay, dueMs, calendar);
  const openPause = run.stop ? undefined : pauses.find((pause) => !pause.until && pause.from.ms <= dueMs);
  const { opensDay, beginsDay, findings } = opening(definition, history, baseDay, calendar);
  const state = stateOf(definition, run, dueMs, openPause, beginsDay, now);
  return {
    run,
    baseDay,
    offsetEnds,
    opensDay,
    beginsDay,
    ladder,
    pauses,
    excluded,
    rawDay,
    dueDay,
    dueMs,
    warnMs,
    state,
    light: lightOf(state, warnMs, now),
    openPause,
    findings: joined(ladder.findings, findings, earlyFinding(run, opensDay)),
    changesMs: changesMsOf(state, warnMs, dueMs, beginsDay, now),
  };
};

const joined = (...lists: DeadlineFinding[][]): DeadlineFinding[] =>
  lists.every((list) => list.length === 0) ? NO_FINDINGS : lists.flat();

const earlyFinding = (run: Run, opensDay: number | null | undefined): DeadlineFinding[] =>
  run.stop && typeof opensDay === 'number' && run.stop.day < opensDay
    ? [
        {
          kind: 'too-early',
          message: `${formatDay(run.stop.day)}的办理早于可以办理之日${formatDay(opensDay)}。`,
          eventId: run.stop.event.id,
        },
      ]
    : NO_FINDINGS;

/** Of several runs the one to show: the open one that is due first, else the last. */
export const chooseRun = (runs: readonly ComputedRun[]): ComputedRun | undefined =>
  runs
    .filter((computed) => !computed.run.stop)
    .reduce<ComputedRun | undefined>((first, next) => (first && first.dueMs <= next.dueMs ? first : next), undefined) ??
  runs.at(-1);
