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

/** Gathers what will fall due from the tables, for a state that was not built by replay. */
export const collectDueDates = (state: EngineState): void => {
  const { dueDates } = state;
  for (const [key, { dueDate }] of state.timers.entries()) dueDates.push({ at: dueDate, kind: 'TIMER', key });
  for (const [key, { deadline, timeToLive }] of state.messages.entries())
    if (timeToLive > 0) dueDates.push({ at: deadline, kind: 'MESSAGE', key });
  for (const [key, { requestKnownUntil }] of state.creationRequests.entries())
    dueDates.push({ at: requestKnownUntil!, kind: 'CREATION_REQUEST', key });
  for (const [key, { state: jobState, value }] of state.jobs.entries()) {
    if (jobState === 'ACTIVATED') dueDates.push({ at: value.deadline, kind: 'JOB_TIMEOUT', key });
    // One that failed for good waits for its incident, not for a time.
    const waits = jobState === 'FAILED' && value.retryBackoff > 0 && !state.incidentByJob.has(key);
    if (waits) dueDates.push({ at: value.recurringTime, kind: 'JOB_BACKOFF', key });
  }
};

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
