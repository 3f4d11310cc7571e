import type { ClockDefinition } from '#contracts';
import type { CaseHistory, PreparedEvent } from './case-events.ts';
import type { DayInterval } from './intervals.ts';
import type { Run } from './runs.ts';

export interface Pause {
  from: PreparedEvent;
  until: PreparedEvent | undefined;
  reason: string;
}

const NONE: readonly Pause[] = [];

/** The pauses that touch a run: one that began before the start counts from the start on. */
export const pausesOf = (definition: ClockDefinition, history: CaseHistory, run: Run): readonly Pause[] => {
  if (!definition.pauses.some((pause) => history.types.has(pause.from))) return NONE;
  const found: Pause[] = [];
  for (const pause of definition.pauses) {
    let open: PreparedEvent | null = null;
    for (let index = 0; index < run.endIndex; index++) {
      const event = history.events[index];
      if (!event) break;
      if (!open && event.type === pause.from) open = event;
      else if (open && event.type === pause.until) {
        if (index > run.startIndex) found.push({ from: open, until: event, reason: pause.reason });
        open = null;
      }
    }
    if (open) found.push({ from: open, until: undefined, reason: pause.reason });
  }
  return found;
};

/**
 * The days that a pause takes out: from the day after it began (its first day was partly used, as R1 has it) to the day
 * on which it ended. An open pause reaches to `today`.
 */
export const pausedDays = (pause: Pause, today: number): DayInterval => ({
  from: pause.from.day + 1,
  to: pause.until?.day ?? today,
});
