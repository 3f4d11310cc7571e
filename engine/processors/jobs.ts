import { NO_CATCH_EVENT } from '../appliers/jobs.ts';
import { findErrorCatch, throwError, unhandledErrorText } from '../behaviors/errors.ts';
import { triggering } from '../behaviors/event-triggers.ts';
import { createIncident } from '../behaviors/incidents.ts';
import { complete } from '../behaviors/transitions.ts';
import { setLocal } from '../behaviors/variables.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { JobValue } from '../records.ts';
import type { JobState } from '../state/engine-state.ts';
import type { CatchEvent } from '../behaviors/errors.ts';
import { canTrigger } from '../state/lookups.ts';
import type { CommandOf, Handlers } from './handler.ts';
import { withFields } from '../state/with-fields.ts';

type JobCommand = CommandOf<'JOB'>;

const requireJob = (
  processing: Processing,
  verb: string,
  key: number,
  states?: JobState[],
): { state: JobState; value: JobValue } => {
  const job = processing.state.jobs.get(key);
  if (!job) throw new Rejection('NOT_FOUND', `Expected to ${verb} job with key '${key}', but no such job was found`);
  if (states && !states.includes(job.state)) {
    throw new Rejection(
      'INVALID_STATE',
      `Expected to ${verb} job with key '${key}', but it is in state '${job.state}'`,
    );
  }
  return job;
};

const OPEN: JobState[] = ['ACTIVATABLE', 'ACTIVATED'];

const completeJob = (processing: Processing, { key, value }: JobCommand): void => {
  const job = requireJob(processing, 'complete', key, OPEN);
  const done = withFields(job.value, { variables: value.variables });
  const { elementInstanceKey, processDefinitionKey, processInstanceKey, elementId } = job.value;
  const instance = processing.state.elementInstances.get(elementInstanceKey)!;
  const scope = { scopeKey: elementInstanceKey, processDefinitionKey, processInstanceKey };
  processing.event(key, 'JOB', 'COMPLETED', done);
  processing.respond(key, done);
  if (job.value.jobKind === 'EXECUTION_LISTENER') {
    triggering(processing, scope, elementId, value.variables);
    processing.command(elementInstanceKey, 'PROCESS_INSTANCE', 'COMPLETE_EXECUTION_LISTENER', instance.value);
  } else if (processing.state.elementInstances.get(instance.value.flowScopeKey)?.state === 'ACTIVATED') {
    triggering(processing, scope, elementId, value.variables);
    complete(processing, instance);
  }
};

const failJob = (processing: Processing, { key, value }: JobCommand): void => {
  const job = requireJob(processing, 'fail', key, OPEN);
  const backoff = Math.max(0, value.retryBackoff);
  const failed: JobValue = {
    ...job.value,
    retries: value.retries,
    errorMessage: value.errorMessage,
    variables: value.variables,
    retryBackoff: backoff,
    recurringTime: backoff > 0 ? processing.now + backoff : -1,
  };
  processing.event(key, 'JOB', 'FAILED', failed);
  setLocal(processing, job.value.elementInstanceKey, value.variables, job.value);
  if (failed.retries > 0 && backoff === 0) processing.effect({ kind: 'jobs-available', type: failed.type });
  if (failed.retries <= 0) {
    const errorMessage = value.errorMessage || 'No more retries left.';
    createIncident(processing, job.value.elementInstanceKey, {
      errorType: failed.jobKind === 'EXECUTION_LISTENER' ? 'EXECUTION_LISTENER_NO_RETRIES' : 'JOB_NO_RETRIES',
      errorMessage,
      jobKey: key,
    });
  }
  processing.respond(key, failed);
};

/** The element must be at work, and what catches the error must still take events. */
const requireCatching = ({ state }: Processing, elementInstanceKey: number, { instance, event }: CatchEvent): void => {
  const element = state.elementInstances.get(elementInstanceKey);
  if (element?.state !== 'ACTIVATED')
    throw new Rejection('INVALID_STATE', 'Expected to find active service task, but it is not active');
  if (!canTrigger(state, instance.key, event.id))
    throw new Rejection('INVALID_STATE', 'Expected to find event scope that is accepting events, but it is not');
};

const throwJobError = (processing: Processing, { key, value }: JobCommand): void => {
  const job = requireJob(processing, 'throw an error for', key, OPEN);
  const { jobKind, type, processInstanceKey } = job.value;
  if (jobKind === 'EXECUTION_LISTENER')
    throw new Rejection(
      'INVALID_STATE',
      `Cannot throw BPMN error from ${jobKind} job with key '${key}', type '${type}' and processInstanceKey '${processInstanceKey}'`,
    );
  const { errorCode, errorMessage, variables } = value;
  const thrown: JobValue = { ...job.value, errorCode, errorMessage, variables };
  const found = findErrorCatch(processing.state, errorCode, job.value.elementInstanceKey);
  if ('instance' in found) {
    requireCatching(processing, job.value.elementInstanceKey, found);
    processing.event(key, 'JOB', 'ERROR_THROWN', thrown);
    throwError(processing, found, variables);
  } else {
    processing.event(key, 'JOB', 'ERROR_THROWN', { ...thrown, elementId: NO_CATCH_EVENT });
    createIncident(processing, job.value.elementInstanceKey, {
      errorType: 'UNHANDLED_ERROR_EVENT',
      errorMessage: unhandledErrorText(errorCode, errorMessage, found.available),
      jobKey: key,
      elementId: NO_CATCH_EVENT,
    });
  }
  processing.respond(key, thrown);
};

const fewRetriesText = ({ key, value }: JobCommand): string =>
  `Expected to update retries for job with key '${key}' with a positive amount of retries, but the amount given was '${value.retries}'`;

const inactiveText = (key: number): string =>
  `Expected to update the timeout of job with key '${key}', but it is not active`;

const updateRetries = (processing: Processing, command: JobCommand): void => {
  const { key, value } = command;
  if (value.retries < 1) throw new Rejection('INVALID_ARGUMENT', fewRetriesText(command));
  const job = requireJob(processing, 'update', key);
  const updated = { ...job.value, retries: value.retries };
  processing.event(key, 'JOB', 'RETRIES_UPDATED', updated);
  processing.respond(key, updated);
};

const updateTimeout = (processing: Processing, { key, value }: JobCommand): void => {
  const job = requireJob(processing, 'update', key);
  if (job.state !== 'ACTIVATED') throw new Rejection('INVALID_STATE', inactiveText(key));
  const updated = { ...job.value, deadline: processing.now + value.timeout };
  processing.event(key, 'JOB', 'TIMEOUT_UPDATED', updated);
  processing.respond(key, updated);
};

/** Changes retries, timeout or both, by what the command names as changed; a refusal names all that is wrong. */
const update = (processing: Processing, command: JobCommand): void => {
  const { key, value } = command;
  const job = requireJob(processing, 'update', key);
  const { changedAttributes } = value;
  const updated = { ...job.value, changedAttributes };
  const wrong: string[] = [];
  if (changedAttributes.includes('retries')) {
    if (value.retries < 1) wrong.push(fewRetriesText(command));
    updated.retries = value.retries;
  }
  if (changedAttributes.includes('timeout')) {
    if (job.state !== 'ACTIVATED') wrong.push(inactiveText(key));
    updated.deadline = processing.now + value.timeout;
  }
  if (wrong.length > 0) throw new Rejection('INVALID_ARGUMENT', wrong.join(', '));
  processing.event(key, 'JOB', 'UPDATED', updated);
  processing.respond(key, updated);
};

const release =
  (intent: string, wanted: JobState) =>
  (processing: Processing, { key }: JobCommand): void => {
    const job = processing.state.jobs.get(key);
    if (job?.state !== wanted)
      throw new Rejection('NOT_FOUND', `Expected to release job with key '${key}', but it is not waiting`);
    processing.event(key, 'JOB', intent, job.value);
    processing.effect({ kind: 'jobs-available', type: job.value.type });
  };

export const jobHandlers: Handlers = {
  JOB: {
    COMPLETE: completeJob,
    FAIL: failJob,
    THROW_ERROR: throwJobError,
    UPDATE: update,
    UPDATE_RETRIES: updateRetries,
    UPDATE_TIMEOUT: updateTimeout,
    TIME_OUT: release('TIMED_OUT', 'ACTIVATED'),
    RECUR_AFTER_BACKOFF: release('RECURRED_AFTER_BACKOFF', 'FAILED'),
    YIELD: release('YIELDED', 'ACTIVATED'),
  },
};
