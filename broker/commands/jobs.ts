import type { Command, JobValue } from '#engine';
import { NO_KEY, TENANT } from '#engine';
import { InvalidArgument } from '../errors.ts';
import { routedKey } from './request-parts.ts';

/** What a command for a job says where it has nothing to say. */
export const NO_JOB: JobValue = {
  type: '',
  retries: -1,
  worker: '',
  deadline: -1,
  timeout: -1,
  variables: {},
  customHeaders: {},
  retryBackoff: 0,
  recurringTime: -1,
  jobKind: 'BPMN_ELEMENT',
  jobListenerEventType: 'UNSPECIFIED',
  errorCode: '',
  errorMessage: '',
  elementId: '',
  elementInstanceKey: NO_KEY,
  bpmnProcessId: '',
  processInstanceKey: NO_KEY,
  processDefinitionKey: NO_KEY,
  processDefinitionVersion: -1,
  changedAttributes: [],
  tenantId: TENANT,
};

/** A command for the job with this key. */
export const jobCommand = (intent: string, key: string, part: Partial<JobValue> = {}): Command => ({
  valueType: 'JOB',
  intent,
  key: routedKey(key),
  value: { ...NO_JOB, ...part },
});

/** @throws InvalidArgument in the words of Zeebe's rejection, which an empty activation here would never come to */
export const requireActivation = (type: string, timeout: number): void => {
  const refuse = (wanted: string): never => {
    throw new InvalidArgument(
      `Command 'ACTIVATE' rejected with code 'INVALID_ARGUMENT': Expected to activate job batch with ${wanted}`,
    );
  };
  if (type === '') refuse('type to be present, but it was blank');
  if (timeout < 1) refuse(`timeout to be greater than zero, but it was '${timeout}'`);
};

/**
 * JOB_BATCH ACTIVATE: up to `max` jobs of a type for `timeout` milliseconds, with the variables named by `fetch` (none:
 * all).
 * @throws InvalidArgument for no type or no time
 */
export const activateCommand = (
  type: string,
  worker: string,
  timeout: number,
  max: number,
  fetch: string[],
): Command => {
  requireActivation(type, timeout);
  return {
    valueType: 'JOB_BATCH',
    intent: 'ACTIVATE',
    key: NO_KEY,
    value: {
      type,
      worker,
      timeout,
      maxJobsToActivate: max,
      jobKeys: [],
      // The names of the wanted variables travel as a pattern of the job that is asked for.
      jobs: fetch.length > 0 ? [{ ...NO_JOB, variables: Object.fromEntries(fetch.map((name) => [name, null])) }] : [],
      truncated: false,
      tenantIds: [TENANT],
    },
  };
};
