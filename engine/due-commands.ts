import type { Command, JobValue, MessageValue, TimerValue } from './records.ts';
import type { EngineState } from './state/engine-state.ts';
import type { Due } from './state/due-dates.ts';

/** The command for a due date, unless what it speaks of is gone or was given another date. */
const commandFor = (state: EngineState, { kind, key, at }: Due): Command | undefined => {
  if (kind === 'TIMER') {
    const timer = state.timers.get(key);
    return timer && { valueType: 'TIMER', intent: 'TRIGGER', key, value: timer satisfies TimerValue };
  }
  if (kind === 'MESSAGE') {
    const message = state.messages.get(key);
    return message && { valueType: 'MESSAGE', intent: 'EXPIRE', key, value: message satisfies MessageValue };
  }
  if (kind === 'CREATION_REQUEST') {
    const value = state.creationRequests.get(key);
    return value && { valueType: 'PROCESS_INSTANCE_CREATION', intent: 'FORGET', key, value };
  }
  const job = state.jobs.get(key);
  if (!job) return undefined;
  const value: JobValue = job.value;
  if (kind === 'JOB_TIMEOUT' && job.state === 'ACTIVATED' && value.deadline === at)
    return { valueType: 'JOB', intent: 'TIME_OUT', key, value };
  if (kind === 'JOB_BACKOFF' && job.state === 'FAILED' && value.recurringTime === at) {
    return { valueType: 'JOB', intent: 'RECUR_AFTER_BACKOFF', key, value };
  }
  return undefined;
};

/** What will fall due by the tables; nothing for a row that waits for no time. */
function* dueDatesOf(state: EngineState): Generator<Due | undefined> {
  for (const [key, { dueDate }] of state.timers.entries()) yield { at: dueDate, kind: 'TIMER', key };
  for (const [key, { deadline, timeToLive }] of state.messages.entries())
    yield timeToLive > 0 ? { at: deadline, kind: 'MESSAGE', key } : undefined;
  for (const [key, { requestKnownUntil }] of state.creationRequests.entries())
    yield { at: requestKnownUntil!, kind: 'CREATION_REQUEST', key };
  for (const [key, { state: jobState, value }] of state.jobs.entries()) {
    // One that failed for good waits for its incident, not for a time.
    const waits = jobState === 'FAILED' && value.retryBackoff > 0 && !state.incidentByJob.has(key);
    if (jobState === 'ACTIVATED') yield { at: value.deadline, kind: 'JOB_TIMEOUT', key };
    else yield waits ? { at: value.recurringTime, kind: 'JOB_BACKOFF', key } : undefined;
  }
}

/**
 * Gathers what will fall due from the tables, for a state that was not built by replay, one row at a step. The state may be
 * changed in between: what falls due by a record is gathered with the record, and what has gone by then is found out when it is
 * due. Until the end `takeDueCommand` does not know what is next.
 */
export function* collectDueDates(state: EngineState): Generator<void> {
  for (const due of dueDatesOf(state)) {
    if (due) state.dueDates.push(due);
    yield;
  }
}

/** Takes the next command whose time has come; call again until there is none. */
export const takeDueCommand = (state: EngineState, now: number): Command | undefined => {
  for (let due = state.dueDates.peek(); due && due.at <= now; due = state.dueDates.peek()) {
    state.dueDates.pop();
    const command = commandFor(state, due);
    if (command) return command;
  }
  return undefined;
};

/** When `takeDueCommand` should be asked again. */
export const nextDueDate = (state: EngineState): number | undefined => {
  for (let due = state.dueDates.peek(); due; due = state.dueDates.peek()) {
    if (commandFor(state, due)) return due.at;
    state.dueDates.pop();
  }
  return undefined;
};
