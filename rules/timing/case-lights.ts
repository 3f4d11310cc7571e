import type { CaseEvent, ClockDefinition, ClockState, Light, WorkCalendar } from '#contracts';
import { indexCalendar, type CalendarIndex } from './calendar.ts';
import { prepareEvents, type CaseHistory } from './case-events.ts';
import { dayOfMs, startMsOfDay } from './civil-date.ts';
import { chooseRun, computeRun, type ComputedRun } from './clock-run.ts';
import { provisionalYearsOf } from './deadline.ts';
import { runsOf } from './runs.ts';

/** A clock without texts: all that a sweep over many cases needs. Days are day numbers, instants milliseconds. */
export interface DeadlineState {
  definition: ClockDefinition;
  state: ClockState;
  light: Light;
  computed: ComputedRun;
}

/** The state of one clock; null before its start. The cheap sister of `deadlineOf`, by the same computation. */
export const deadlineState = (
  definition: ClockDefinition,
  history: CaseHistory,
  calendar: CalendarIndex,
  now: number,
): DeadlineState | null => {
  const runs = runsOf(definition, history);
  const [first] = runs;
  if (!first) return null;
  const computed =
    runs.length === 1
      ? computeRun(definition, history, first, calendar, now)
      : chooseRun(runs.map((run) => computeRun(definition, history, run, calendar, now)));
  return computed ? { definition, state: computed.state, light: computed.light, computed } : null;
};

/** As `deadlineState`, but nothing is computed for a clock that was answered. */
const openState = (
  definition: ClockDefinition,
  history: CaseHistory,
  calendar: CalendarIndex,
  now: number,
): DeadlineState | null => {
  let computed: ComputedRun | undefined;
  for (const run of runsOf(definition, history)) {
    if (run.stop) continue;
    const next = computeRun(definition, history, run, calendar, now);
    if (!computed || next.dueMs < computed.dueMs) computed = next;
  }
  return computed ? { definition, state: computed.state, light: computed.light, computed } : null;
};

/** What lists, warnings and the sweep know of a case's clocks. */
export interface CaseLights {
  /** The running or overdue clock that is due first, else a paused one. */
  urgent: DeadlineState | null;
  /** How many clocks are due soon or overdue. */
  warnings: number;
  /**
   * When a light or a due date changes next by time alone, in milliseconds: a warning point, the end of a limit, the
   * opening of a window, and the next midnight while a pause is open (its due date moves day by day). Infinity = never.
   */
  changesMs: number;
  /** Years without announced arrangement that a running clock depends on, ascending. */
  provisionalYears: number[];
}

/** Clocks by the events that begin them: a case is asked only for those that can have begun. */
const byStart = new WeakMap<readonly ClockDefinition[], ReadonlyMap<string, readonly ClockDefinition[]>>();

const clocksByStart = (definitions: readonly ClockDefinition[]): ReadonlyMap<string, readonly ClockDefinition[]> => {
  const known = byStart.get(definitions);
  if (known) return known;
  const map = new Map<string, ClockDefinition[]>();
  for (const definition of definitions)
    for (const type of new Set([definition.startsOn, ...(definition.restartsOn ?? [])]))
      map.set(type, [...(map.get(type) ?? []), definition]);
  byStart.set(definitions, map);
  return map;
};

/** The clocks that have begun, each once. */
const begunClocks = (definitions: readonly ClockDefinition[], history: CaseHistory): readonly ClockDefinition[] => {
  const starts = clocksByStart(definitions);
  const begun: ClockDefinition[] = [];
  for (const type of history.types)
    for (const definition of starts.get(type) ?? [])
      if (!definition.restartsOn || !begun.includes(definition)) begun.push(definition);
  return begun;
};

const isUrgent = (
  next: DeadlineState,
  than: DeadlineState | null,
  definitions: readonly ClockDefinition[],
): boolean => {
  if (!than) return true;
  const paused = (one: DeadlineState): boolean => one.state === 'paused';
  if (paused(next) !== paused(than)) return paused(than);
  if (next.computed.dueMs !== than.computed.dueMs) return next.computed.dueMs < than.computed.dueMs;
  // Of two that end together the first of the list is shown, whichever began first.
  return definitions.indexOf(next.definition) < definitions.indexOf(than.definition);
};

/** @param now milliseconds since the epoch */
export const caseLights = (
  definitions: readonly ClockDefinition[],
  history: CaseHistory,
  calendar: CalendarIndex,
  now: number,
): CaseLights => {
  const lights: CaseLights = { urgent: null, warnings: 0, changesMs: Infinity, provisionalYears: [] };
  const years = new Set<number>();
  for (const definition of begunClocks(definitions, history)) {
    const clock = openState(definition, history, calendar, now);
    if (!clock || clock.light === 'done') continue;
    if (clock.light === 'due-soon' || clock.light === 'overdue') lights.warnings++;
    const { changesMs } = clock.computed;
    if (changesMs < lights.changesMs) lights.changesMs = changesMs;
    if (clock.state === 'paused') lights.changesMs = Math.min(lights.changesMs, startMsOfDay(dayOfMs(now) + 1));
    if (
      clock.state !== 'not-started' &&
      definition.onExpiry !== 'lapses' &&
      isUrgent(clock, lights.urgent, definitions)
    )
      lights.urgent = clock;
    for (const year of provisionalYearsOf(definition, clock.computed, calendar)) years.add(year);
  }
  if (years.size > 0) lights.provisionalYears = [...years].sort((a, b) => a - b);
  return lights;
};

export const computeCaseLights = (
  definitions: readonly ClockDefinition[],
  events: readonly CaseEvent[],
  calendar: WorkCalendar,
  nowMs: number,
): CaseLights => caseLights(definitions, prepareEvents(events), indexCalendar(calendar), nowMs);
