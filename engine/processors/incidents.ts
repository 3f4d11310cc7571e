import { retryElement } from './process-instance.ts';
import { propagate, setLocal } from '../behaviors/variables.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { CommandOf, Handlers } from './handler.ts';

const NO_RETRIES_TYPE = 'JOB_NO_RETRIES';

const resolve = (processing: Processing, { key }: CommandOf<'INCIDENT'>): void => {
  const { state } = processing;
  const incident = state.incidents.get(key);
  if (!incident)
    throw new Rejection('NOT_FOUND', `Expected to resolve incident with key '${key}', but no such incident was found`);
  const job = state.jobs.get(incident.jobKey);
  if (incident.errorType === NO_RETRIES_TYPE && job && job.value.retries <= 0) {
    // Zeebe answers this one as not found, and so do we: clients look at the code.
    throw new Rejection(
      'NOT_FOUND',
      `Expected to resolve incident with key '${key}', but job with key '${incident.jobKey}' has no retries left. Please update the job retries and retry resolving the incident`,
    );
  }
  processing.event(key, 'INCIDENT', 'RESOLVED', incident);
  processing.respond(key, incident);
  if (job) {
    processing.effect({ kind: 'jobs-available', type: job.value.type });
    return;
  }
  retryElement(processing, incident.elementInstanceKey);
};

const updateDocument = (processing: Processing, { value }: CommandOf<'VARIABLE_DOCUMENT'>): void => {
  const instance = processing.state.elementInstances.get(value.scopeKey);
  if (!instance)
    throw new Rejection(
      'NOT_FOUND',
      `Expected to update variables for element with key '${value.scopeKey}', but no such element was found`,
    );
  const set = value.updateSemantics === 'LOCAL' ? setLocal : propagate;
  set(processing, value.scopeKey, value.variables, instance.value);
  const key = processing.nextKey();
  processing.event(key, 'VARIABLE_DOCUMENT', 'UPDATED', value);
  processing.respond(key, value);
};

export const incidentHandlers: Handlers = {
  INCIDENT: { RESOLVE: resolve },
  VARIABLE_DOCUMENT: { UPDATE: updateDocument },
};
