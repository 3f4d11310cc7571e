import type { Command, JobValue, Variables } from '#engine';
import { TENANT } from '#engine';
import { invalidArgument } from './grpc-error.ts';

/** Variables as a JSON object; an empty text means none. */
export const parseVariables = (text: string | undefined): Variables => {
  if (!text) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw invalidArgument(`Invalid JSON value for property 'variables': ${(error as Error).message}`);
  }
  if (parsed === null) return {};
  if (typeof parsed !== 'object' || Array.isArray(parsed)) {
    const kind = Array.isArray(parsed)
      ? 'ARRAY'
      : typeof parsed === 'string'
        ? 'STRING'
        : typeof parsed === 'boolean'
          ? 'BOOLEAN'
          : 'INTEGER';
    throw invalidArgument(
      `Property 'variables' is invalid: Expected document to be a root level object, but was '${kind}'`,
    );
  }
  return parsed as Variables;
};

const NO_JOB: JobValue = {
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
  elementInstanceKey: -1,
  bpmnProcessId: '',
  processInstanceKey: -1,
  processDefinitionKey: -1,
  processDefinitionVersion: -1,
  changedAttributes: [],
  tenantId: TENANT,
};

export const jobCommand = (intent: string, key: string, part: Partial<JobValue>): Command => ({
  valueType: 'JOB',
  intent,
  key: Number(key),
  value: { ...NO_JOB, ...part },
});

export const activateCommand = (
  type: string,
  worker: string,
  timeout: number,
  max: number,
  fetch: string[],
): Command => ({
  valueType: 'JOB_BATCH',
  intent: 'ACTIVATE',
  key: -1,
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
});
