import type { CaseEvent } from '#contracts';
import { dayOfMs, startMsOfDay, toMs } from './civil-date.ts';

/** An event of a case with its instant read once. */
export interface PreparedEvent {
  type: string;
  /** Milliseconds since the epoch. */
  ms: number;
  /** Day number in Asia/Shanghai. */
  day: number;
  event: CaseEvent;
}

/** The events of a case in the order in which they happened. */
export interface CaseHistory {
  events: readonly PreparedEvent[];
  types: ReadonlySet<string>;
}

/**
 * Events whose step gave a date without a time stand at midnight. Such an event happened after what was recorded of the
 * same day before it: a decision made on the 7th at 15:00 and then served on the 7th is not served before it was made.
 */
const orderMs = (events: readonly PreparedEvent[]): Map<PreparedEvent, number> => {
  const latestOfDay = new Map<number, number>();
  const order = new Map<PreparedEvent, number>();
  for (const event of events) {
    const former = latestOfDay.get(event.day);
    const ms = event.ms === startMsOfDay(event.day) && former !== undefined ? former : event.ms;
    order.set(event, ms);
    latestOfDay.set(event.day, Math.max(former ?? ms, ms));
  }
  return order;
};

const isOrdered = (events: readonly PreparedEvent[]): boolean => {
  for (let index = 1; index < events.length; index++)
    if ((events[index - 1]?.ms ?? 0) > (events[index]?.ms ?? 0)) return false;
  return true;
};

/** Reads and orders the events once for all clocks of a case. @throws RangeError for an instant that can't be read */
export const prepareEvents = (events: readonly CaseEvent[]): CaseHistory => {
  const prepared: PreparedEvent[] = [];
  const types = new Set<string>();
  for (const event of events) {
    const ms = toMs(event.at);
    if (Number.isNaN(ms)) throw new RangeError(`事件“${event.type}”的时间“${event.at}”读不懂`);
    prepared.push({ type: event.type, ms, day: dayOfMs(ms), event });
    types.add(event.type);
  }
  if (!isOrdered(prepared)) {
    const order = orderMs(prepared);
    prepared.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  }
  return { events: prepared, types };
};
