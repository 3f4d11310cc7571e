import type { ClockDefinition } from '#contracts';
import type { CaseHistory, PreparedEvent } from './case-events.ts';

/** One run of a clock: from a start event to the first stop after it, or still open. */
export interface Run {
  start: PreparedEvent;
  stop: PreparedEvent | undefined;
  /** The count begins at the start event itself, not at the end of `startOffsets` (a deferral ended). */
  restarted: boolean;
  /** Position of the start and of the stop (or the number of events) in the history. */
  startIndex: number;
  endIndex: number;
  ref: string | undefined;
}

const refOf = (event: PreparedEvent): string | undefined => {
  const ref = event.event.data?.['ref'];
  return typeof ref === 'string' && ref !== '' ? ref : undefined;
};

const isStart = (definition: ClockDefinition, type: string): boolean =>
  type === definition.startsOn || (definition.restartsOn?.includes(type) ?? false);

/** The latest start and the first stop after it; an earlier run was answered before. */
const latestRun = (definition: ClockDefinition, { events }: CaseHistory): Run | null => {
  let startIndex = -1;
  let endIndex = events.length;
  for (let index = 0; index < events.length; index++) {
    const type = events[index]?.type ?? '';
    if (isStart(definition, type)) {
      startIndex = index;
      endIndex = events.length;
    } else if (startIndex >= 0 && endIndex === events.length && definition.stopsOn.includes(type)) endIndex = index;
  }
  const start = events[startIndex];
  if (!start) return null;
  return {
    start,
    stop: events[endIndex],
    restarted: start.type !== definition.startsOn,
    startIndex,
    endIndex,
    ref: refOf(start),
  };
};

/** A stop before the anchor answers a clock that runs backwards: notified on the 1st, heard on the 20th. */
const backwardRun = (definition: ClockDefinition, { events }: CaseHistory): Run | null => {
  let startIndex = -1;
  let formerIndex = -1;
  events.forEach((event, index) => {
    if (event.type !== definition.startsOn) return;
    formerIndex = startIndex;
    startIndex = index;
  });
  const start = events[startIndex];
  if (!start) return null;
  const stopIndex = events.findIndex((event, index) => index > formerIndex && definition.stopsOn.includes(event.type));
  return {
    start,
    stop: events[stopIndex],
    restarted: false,
    startIndex,
    endIndex: stopIndex > startIndex ? stopIndex : events.length,
    ref: refOf(start),
  };
};

/** Every start opens a run; a stop closes the runs of its `ref`, without one all that are open. */
const eachRun = (definition: ClockDefinition, { events }: CaseHistory): Run[] => {
  const runs: Run[] = [];
  events.forEach((event, index) => {
    if (isStart(definition, event.type))
      runs.push({
        start: event,
        stop: undefined,
        restarted: event.type !== definition.startsOn,
        startIndex: index,
        endIndex: events.length,
        ref: refOf(event),
      });
    else if (definition.stopsOn.includes(event.type)) {
      const ref = refOf(event);
      for (const run of runs)
        if (!run.stop && (ref === undefined || run.ref === undefined || run.ref === ref)) {
          run.stop = event;
          run.endIndex = index;
        }
    }
  });
  return runs;
};

/** The runs of a clock, earliest first; empty before its start. Without `runs: 'each'` only the last one. */
export const runsOf = (definition: ClockDefinition, history: CaseHistory): Run[] => {
  const begun =
    history.types.has(definition.startsOn) || definition.restartsOn?.some((type) => history.types.has(type));
  if (!begun) return [];
  if (definition.direction === 'backward') {
    const run = backwardRun(definition, history);
    return run ? [run] : [];
  }
  if (definition.runs === 'each') return eachRun(definition, history);
  const run = latestRun(definition, history);
  return run ? [run] : [];
};
