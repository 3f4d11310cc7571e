import type { EngineRecord, IncidentValue, JobBatchValue, JobValue, TimerValue, UserTaskValue } from '../records.ts';
import type { EngineState, JobState } from '../state/engine-state.ts';
import { withFields } from '../state/with-fields.ts';

/** Stands for the element in the record of an error that nothing catches. */
export const NO_CATCH_EVENT = 'NO_CATCH_EVENT_FOUND';

const putJob = (state: EngineState, key: number, jobState: JobState, value: JobValue): void => {
  const before = state.jobs.get(key);
  if (before?.state === 'ACTIVATABLE' && jobState !== 'ACTIVATABLE')
    state.activatableJobs.remove(before.value.type, key);
  state.jobs.put(key, { state: jobState, value });
  if (jobState === 'ACTIVATABLE') state.activatableJobs.add(value.type, key);
};

/** The state keeps the job as it was made: variables of a command belong to the record, not to the job. */
const stored = (value: object): JobValue => withFields(value as JobValue, { variables: {} });

const removeJob = (state: EngineState, { key, value }: EngineRecord): void => {
  state.activatableJobs.remove((value as JobValue).type, key);
  state.jobs.remove(key);
  const elementKey = (value as JobValue).elementInstanceKey;
  const element = state.elementInstances.get(elementKey);
  if (element) {
    const { jobKey: _, ...rest } = element;
    state.elementInstances.put(elementKey, rest);
  }
};

/** A listener that is done makes room for the next one of its phase. */
const jobCompleted = (state: EngineState, record: EngineRecord): void => {
  removeJob(state, record);
  const { jobKind, elementInstanceKey } = record.value as JobValue;
  const element = state.elementInstances.get(elementInstanceKey);
  if (element && jobKind === 'EXECUTION_LISTENER')
    state.elementInstances.put(elementInstanceKey, { ...element, listenersDone: (element.listenersDone ?? 0) + 1 });
};

const jobCreated = (state: EngineState, { key, value }: EngineRecord): void => {
  putJob(state, key, 'ACTIVATABLE', stored(value));
  const element = state.elementInstances.get((value as JobValue).elementInstanceKey)!;
  state.elementInstances.put(element.key, withFields(element, { jobKey: key }));
};

const jobFailed = (state: EngineState, { key, value }: EngineRecord): void => {
  const job = stored(value);
  const waits = job.retries > 0 && job.retryBackoff > 0;
  putJob(state, key, job.retries > 0 && !waits ? 'ACTIVATABLE' : 'FAILED', job);
  if (waits) state.dueDates.push({ at: job.recurringTime, kind: 'JOB_BACKOFF', key });
};

const batchActivated = (state: EngineState, { value }: EngineRecord): void => {
  const batch = value as JobBatchValue;
  batch.jobKeys.forEach((key, index) => {
    const job = stored(batch.jobs[index]!);
    putJob(state, key, 'ACTIVATED', job);
    state.dueDates.push({ at: job.deadline, kind: 'JOB_TIMEOUT', key });
  });
};

const timeoutUpdated = (state: EngineState, { key, value }: EngineRecord): void => {
  const job = stored(value);
  putJob(state, key, state.jobs.get(key)!.state, job);
  state.dueDates.push({ at: job.deadline, kind: 'JOB_TIMEOUT', key });
};

const jobUpdated = (state: EngineState, { key, value }: EngineRecord): void => {
  const { changedAttributes, ...job } = stored(value);
  putJob(state, key, state.jobs.get(key)!.state, { ...job, changedAttributes: [] });
  if (changedAttributes.includes('timeout')) state.dueDates.push({ at: job.deadline, kind: 'JOB_TIMEOUT', key });
};

/** A caught error ends the job; an uncaught one, which the record marks, leaves it waiting for its incident. */
const errorThrown = (state: EngineState, record: EngineRecord): void => {
  const { key, value } = record;
  if ((value as JobValue).elementId !== NO_CATCH_EVENT) return removeJob(state, record);
  putJob(state, key, 'ERROR_THROWN', stored(value));
};

/** A job that no answer can hold keeps nobody waiting until its incident is resolved. */
const setJobAside = (state: EngineState, key: number): void => putJob(state, key, 'FAILED', state.jobs.get(key)!.value);

const createIncident = (state: EngineState, { key, value }: EngineRecord): void => {
  const incident = value as IncidentValue;
  state.incidents.put(key, incident);
  if (incident.jobKey >= 0) {
    state.incidentByJob.put(incident.jobKey, key);
    if (incident.errorType === 'MESSAGE_SIZE_EXCEEDED') setJobAside(state, incident.jobKey);
  } else state.incidentByElement.put(incident.elementInstanceKey, key);
};

/** A phase that is tried again begins with its first listener. */
const restartListeners = (state: EngineState, key: number): void => {
  const element = state.elementInstances.get(key);
  if (element?.listenersDone) state.elementInstances.put(key, { ...element, listenersDone: 0 });
};

const resolveIncident = (state: EngineState, { key, value }: EngineRecord): void => {
  const incident = value as IncidentValue;
  state.incidents.remove(key);
  if (incident.jobKey < 0) {
    state.incidentByElement.remove(incident.elementInstanceKey);
    restartListeners(state, incident.elementInstanceKey);
    return;
  }
  state.incidentByJob.remove(incident.jobKey);
  const job = state.jobs.get(incident.jobKey);
  if (!job || (job.state !== 'FAILED' && job.state !== 'ERROR_THROWN')) return;
  const { elementId } = state.elementInstances.get(job.value.elementInstanceKey)!.value;
  putJob(state, incident.jobKey, 'ACTIVATABLE', { ...job.value, elementId });
};

const createTimer = (state: EngineState, { key, value }: EngineRecord): void => {
  const timer = value as TimerValue;
  state.timers.put(key, timer);
  state.dueDates.push({ at: timer.dueDate, kind: 'TIMER', key });
  if (timer.elementInstanceKey >= 0) state.timersByElement.add(timer.elementInstanceKey, key);
  else state.startTimers.add(timer.processDefinitionKey, key);
};

const removeTimer = (state: EngineState, { key, value }: EngineRecord): void => {
  const timer = value as TimerValue;
  state.timers.remove(key);
  state.timersByElement.remove(timer.elementInstanceKey, key);
  state.startTimers.remove(timer.processDefinitionKey, key);
};

const putUserTask = (state: EngineState, { key, value }: EngineRecord): void => {
  state.userTasks.put(key, { ...(value as UserTaskValue), variables: {}, action: '', changedAttributes: [] });
};

const userTaskCreated = (state: EngineState, record: EngineRecord): void => {
  putUserTask(state, record);
  const element = state.elementInstances.get((record.value as UserTaskValue).elementInstanceKey)!;
  state.elementInstances.put(element.key, { ...element, userTaskKey: record.key });
};

const removeUserTask = (state: EngineState, { key }: EngineRecord): void => state.userTasks.remove(key);

export const jobAppliers = {
  'JOB CREATED': jobCreated,
  'JOB COMPLETED': jobCompleted,
  'JOB CANCELED': removeJob,
  'JOB FAILED': jobFailed,
  'JOB ERROR_THROWN': errorThrown,
  'JOB TIMED_OUT': (state: EngineState, { key, value }: EngineRecord) =>
    putJob(state, key, 'ACTIVATABLE', stored(value)),
  'JOB RECURRED_AFTER_BACKOFF': (state: EngineState, { key, value }: EngineRecord) =>
    putJob(state, key, 'ACTIVATABLE', stored(value)),
  'JOB RETRIES_UPDATED': (state: EngineState, { key, value }: EngineRecord) =>
    putJob(state, key, state.jobs.get(key)!.state, stored(value)),
  'JOB TIMEOUT_UPDATED': timeoutUpdated,
  'JOB UPDATED': jobUpdated,
  'JOB MIGRATED': (state: EngineState, { key, value }: EngineRecord) =>
    putJob(state, key, state.jobs.get(key)!.state, stored(value)),
  'JOB YIELDED': (state: EngineState, { key, value }: EngineRecord) => putJob(state, key, 'ACTIVATABLE', stored(value)),
  'JOB_BATCH ACTIVATED': batchActivated,
  'INCIDENT CREATED': createIncident,
  'INCIDENT RESOLVED': resolveIncident,
  'INCIDENT MIGRATED': createIncident,
  'TIMER CREATED': createTimer,
  'TIMER TRIGGERED': removeTimer,
  'TIMER CANCELED': removeTimer,
  'TIMER MIGRATED': (state: EngineState, { key, value }: EngineRecord) => state.timers.put(key, value as TimerValue),
  'USER_TASK CREATED': userTaskCreated,
  'USER_TASK ASSIGNED': putUserTask,
  'USER_TASK UPDATED': putUserTask,
  'USER_TASK MIGRATED': putUserTask,
  'USER_TASK COMPLETED': removeUserTask,
  'USER_TASK CANCELED': removeUserTask,
};
