import { applyRecord } from './appliers/index.ts';
import type { Effect, Response } from './processing.ts';
import { Processing, Rejection } from './processing.ts';
import { creationHandlers } from './processors/creation.ts';
import { decisionHandlers } from './processors/decision-evaluation.ts';
import { deploymentHandlers } from './processors/deployment.ts';
import type { Handler } from './processors/handler.ts';
import { incidentHandlers } from './processors/incidents.ts';
import { jobBatchHandlers } from './processors/job-batches.ts';
import { jobHandlers } from './processors/jobs.ts';
import { messageCorrelationHandlers } from './processors/message-correlation.ts';
import { messageHandlers } from './processors/messages.ts';
import { migrationHandlers } from './processors/migration.ts';
import { modificationHandlers } from './processors/modification.ts';
import { processInstanceHandlers } from './processors/process-instance.ts';
import { resourceDeletionHandlers } from './processors/resource-deletion.ts';
import { signalHandlers } from './processors/signals.ts';
import { timerHandlers } from './processors/timers.ts';
import { userTaskHandlers } from './processors/user-tasks.ts';
import type { Command, EngineRecord, ValueType } from './records.ts';
import { EngineState } from './state/engine-state.ts';

const HANDLERS = Object.assign(
  {},
  processInstanceHandlers,
  creationHandlers,
  deploymentHandlers,
  jobHandlers,
  jobBatchHandlers,
  userTaskHandlers,
  timerHandlers,
  messageHandlers,
  messageCorrelationHandlers,
  signalHandlers,
  incidentHandlers,
  decisionHandlers,
  modificationHandlers,
  migrationHandlers,
  resourceDeletionHandlers,
) as Record<string, Record<string, Handler<ValueType>>>;

/** More than any sane command needs; a model that never waits would otherwise run for ever. */
const MAX_COMMANDS = 100_000;

/** The reason in the rejection of a command that was stopped for the number of commands it led to. */
export const ENDLESS = 'the command does not come to an end';

export interface StepResult {
  records: EngineRecord[];
  effects: Effect[];
  response: Response | undefined;
}

const execute = (processing: Processing, command: Command, outer: boolean): void => {
  processing.beginCommand();
  const handler = HANDLERS[command.valueType]?.[command.intent];
  if (!handler) throw new Error(`no handler for ${command.valueType} ${command.intent}`);
  try {
    handler(processing, command as never);
  } catch (error) {
    // What the host asked for is done whole or not at all.
    if (outer || !(error instanceof Rejection)) throw error;
    processing.reject(command, error.type, error.message);
  }
};

/**
 * Carries out one command to its end, with everything that follows from it without waiting.
 *
 * The state is changed in place, only by appliers; a command that fails unexpectedly leaves it as it was and is
 * answered as a processing error. The same state, command and `now` always give the same records.
 *
 * @param maxCommands how many commands may follow before it counts as endless
 */
export const step = (
  state: EngineState,
  command: Command,
  now: number,
  maxCommands: number = MAX_COMMANDS,
): StepResult => {
  const processing = new Processing(state, now, command.operationReference);
  const { lastKey, lastPosition } = state;
  state.journal.begin();
  try {
    execute(processing, command, true);
    for (let count = 0, next = processing.takeCommand(); next; next = processing.takeCommand()) {
      if (++count > maxCommands) throw new Error(ENDLESS);
      execute(processing, next, false);
    }
    state.journal.commit();
    // A key that no record names was not used: replay would not know of it either.
    state.lastKey = processing.records.reduce(
      (last, { key, recordType }) => (recordType === 'EVENT' && key > last ? key : last),
      lastKey,
    );
    return { records: processing.records, effects: processing.effects, response: processing.response };
  } catch (error) {
    state.journal.rollback();
    state.lastKey = lastKey;
    state.lastPosition = lastPosition;
    return rejectWhole(state, command, now, error);
  }
};

/** The reason is in the log and in the answer; the state is as before the command. */
const rejectWhole = (state: EngineState, command: Command, now: number, error: unknown): StepResult => {
  const processing = new Processing(state, now, command.operationReference);
  const reason =
    error instanceof Rejection
      ? error.message
      : `Expected to process command '${command.intent}', but caught an exception: ${String(error)}`;
  const type = error instanceof Rejection ? error.type : 'PROCESSING_ERROR';
  processing.beginCommand();
  processing.reject(command, type, reason);
  return {
    records: processing.records,
    effects: [],
    response: { kind: 'rejected', type, reason, intent: command.intent },
  };
};

/** Rebuilds state from records, by appliers alone. */
export const replay = (records: Iterable<EngineRecord>, state = new EngineState()): EngineState => {
  for (const record of records) applyRecord(state, record);
  return state;
};
