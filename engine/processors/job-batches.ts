import { createIncident } from '../behaviors/incidents.ts';
import { utf8Bytes } from '../bytes.ts';
import type { Processing } from '../processing.ts';
import type { JobValue } from '../records.ts';
import type { Variable } from '../state/engine-state.ts';
import { visibleVariables } from '../state/lookups.ts';
import type { CommandOf, Handlers } from './handler.ts';
import { withFields } from '../state/with-fields.ts';

/** The limit of one answer, as Zeebe's: what would not fit waits for the next call. */
const MAX_BATCH_BYTES = 4 * 1024 * 1024 - 8 * 1024;
/** What a job takes beside its variables, about. */
const JOB_BYTES = 500;
/** UTF-8 takes at most so many bytes for a unit of a text. */
const MAX_BYTES_OF_UNIT = 3;

type Seen = [name: string, variable: Variable][];

/** Bytes of the variables, looked at closely only when they could be too many. */
const sizeOf = (seen: Seen): number => {
  const units = seen.reduce((sum, [name, { text }]) => sum + name.length + text.length, 0);
  if (units * MAX_BYTES_OF_UNIT < MAX_BATCH_BYTES) return JOB_BYTES + units;
  return JOB_BYTES + seen.reduce((sum, [name, { text }]) => sum + utf8Bytes(name).length + utf8Bytes(text).length, 0);
};

const raiseTooLarge = (processing: Processing, key: number, { elementInstanceKey }: JobValue, bytes: number): void => {
  const size = `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  createIncident(processing, elementInstanceKey, {
    errorType: 'MESSAGE_SIZE_EXCEEDED',
    errorMessage: `The job with key '${key}' can not be activated, because with ${size} it is larger than the configured message size (per default is 4 MB). Try to reduce the size by reducing the number of fetched variables or modifying the variable values.`,
    jobKey: key,
  });
};

/**
 * Locks jobs of a type for a worker. The batch is marked as truncated where the size of an answer ended it; a job that
 * alone is too large becomes an incident, and the jobs behind it are for the next call.
 */
const activateBatch = (processing: Processing, { value }: CommandOf<'JOB_BATCH'>): void => {
  const { state, now } = processing;
  const batchKey = processing.nextKey();
  const deadline = now + value.timeout;
  const fetch = new Set(value.jobs[0] ? Object.keys(value.jobs[0].variables) : []);
  const jobKeys: number[] = [];
  const jobs: JobValue[] = [];
  let bytes = 0;
  let truncated = false;
  // The oldest jobs first, also those that were handed out before and came back.
  for (const key of state.activatableJobs.walkBySize(value.type)) {
    if (jobKeys.length >= value.maxJobsToActivate) break;
    const job = state.jobs.get(key)!.value;
    const seen: Seen = Object.entries(visibleVariables(state, job.elementInstanceKey)).filter(
      ([name]) => fetch.size === 0 || fetch.has(name),
    );
    const size = sizeOf(seen);
    truncated = bytes + size > MAX_BATCH_BYTES;
    if (truncated) {
      if (jobKeys.length === 0) raiseTooLarge(processing, key, job, size);
      break;
    }
    bytes += size;
    jobKeys.push(key);
    const variables = Object.fromEntries(seen.map(([name, { json }]) => [name, json]));
    jobs.push(withFields(job, { worker: value.worker, deadline, variables }));
  }
  const activated = { ...value, jobKeys, jobs, truncated };
  processing.event(batchKey, 'JOB_BATCH', 'ACTIVATED', activated);
  processing.respond(batchKey, activated);
};

export const jobBatchHandlers: Handlers = { JOB_BATCH: { ACTIVATE: activateBatch } };
