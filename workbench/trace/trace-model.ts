import type { ElementVisit, TraceView } from '#contracts';
import { formatDuration } from '#ui';
import type { ElementMark } from '#ui';

/** Visits in the order in which they began. */
export function orderedVisits(trace: TraceView): ElementVisit[] {
  return [...trace.visits].sort(
    (a, b) => a.startedAt.localeCompare(b.startedAt) || a.elementInstanceKey.localeCompare(b.elementInstanceKey),
  );
}

const RANK = { incident: 3, active: 2, terminated: 1, completed: 0 } as const;
const STATE = { completed: 'done', active: 'active', incident: 'incident', terminated: 'terminated' } as const;

/** Whether an element is shown with its own time: events and gateways pass in no time. */
const lasts = (visit: ElementVisit) => /task|call/i.test(visit.elementType);

/**
 * How the diagram looked when the first `steps` visits had begun. At an earlier moment than the last, a visit that ended
 * after the newest one began still counts as running.
 */
export function marksAt(visits: readonly ElementVisit[], steps: number): Record<string, ElementMark> {
  const shown = visits.slice(0, steps);
  const moment = steps < visits.length ? shown.at(-1)?.startedAt : undefined;
  const stateAt = (visit: ElementVisit) =>
    moment !== undefined && (visit.endedAt === null || visit.endedAt > moment) ? 'active' : visit.state;
  const longest = Math.max(1, ...shown.filter(lasts).map((visit) => visit.durationMs ?? 0));
  const marks: Record<string, ElementMark> = {};
  const times: Record<string, number> = {};
  const ranks: Record<string, number> = {};
  for (const visit of shown) {
    const former = marks[visit.elementId];
    const state = stateAt(visit);
    const rank = RANK[state];
    const first = ranks[visit.elementId] === undefined;
    times[visit.elementId] = (times[visit.elementId] ?? 0) + (visit.durationMs ?? 0);
    ranks[visit.elementId] = first ? rank : Math.max(ranks[visit.elementId]!, rank);
    const spent = times[visit.elementId]!;
    marks[visit.elementId] = {
      state: first || rank >= (ranks[visit.elementId] ?? 0) ? STATE[state] : former!.state,
      count: (former?.count ?? 0) + 1,
      ...(lasts(visit) && spent > 0
        ? { note: formatDuration(spent), ...(state === 'completed' ? { heat: heatOf(spent, longest) } : {}) }
        : {}),
    };
  }
  return marks;
}

const NOTABLE_MS = 60_000;

/** Only what took a notable part of the longest step is warm. */
function heatOf(spentMs: number, longestMs: number): number {
  const share = Math.min(1, spentMs / longestMs);
  return share > 0.15 && spentMs >= NOTABLE_MS ? share : 0;
}
