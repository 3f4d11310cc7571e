import type { Processing } from '../processing.ts';
import type { ExecutionListener } from '../model/executable.ts';
import type { JobValue } from '../records.ts';
import { TENANT } from '../records.ts';
import { parseDateTime } from '../time/iso-8601.ts';
import type { Context } from './context.ts';
import { evaluateDate, evaluateNumber, evaluateString, evaluateStringList } from './expressions.ts';
import { resolveJobIncident } from './incidents.ts';

const HEADER = 'io.camunda.zeebe:';

/** What a job of a user task tells its worker in headers. */
const userTaskHeaders = (processing: Processing, { element, key }: Context): Record<string, string> => {
  const { userTask } = element;
  if (!userTask) return {};
  const headers: Record<string, string> = {};
  const put = (name: string, value: string): void => void (value && (headers[`${HEADER}${name}`] = value));
  if (userTask.assignee) put('assignee', evaluateString(processing, userTask.assignee, key));
  if (userTask.candidateGroups)
    put('candidateGroups', JSON.stringify(evaluateStringList(processing, userTask.candidateGroups, key)));
  if (userTask.candidateUsers)
    put('candidateUsers', JSON.stringify(evaluateStringList(processing, userTask.candidateUsers, key)));
  if (userTask.dueDate) put('dueDate', evaluateDate(processing, userTask.dueDate, key, parseDateTime));
  if (userTask.followUpDate) put('followUpDate', evaluateDate(processing, userTask.followUpDate, key, parseDateTime));
  return headers;
};

export interface PlannedJob {
  type: string;
  retries: number;
  headers: Record<string, string>;
}

export const planJob = (processing: Processing, context: Context): PlannedJob => {
  const job = context.element.job!;
  return {
    type: evaluateString(processing, job.type, context.key),
    retries: evaluateNumber(processing, job.retries, context.key),
    headers: { ...context.element.headers, ...userTaskHeaders(processing, context) },
  };
};

const create = (processing: Processing, { key, value, element }: Context, planned: PlannedJob, kind: JobKind): void => {
  processing.event(processing.nextKey(), 'JOB', 'CREATED', {
    type: planned.type,
    retries: planned.retries,
    worker: '',
    deadline: -1,
    timeout: -1,
    variables: {},
    customHeaders: planned.headers,
    retryBackoff: 0,
    recurringTime: -1,
    ...kind,
    errorCode: '',
    errorMessage: '',
    elementId: element.id,
    elementInstanceKey: key,
    bpmnProcessId: value.bpmnProcessId,
    processInstanceKey: value.processInstanceKey,
    processDefinitionKey: value.processDefinitionKey,
    processDefinitionVersion: value.version,
    changedAttributes: [],
    tenantId: TENANT,
  });
  processing.effect({ kind: 'jobs-available', type: planned.type });
};

type JobKind = Pick<JobValue, 'jobKind' | 'jobListenerEventType'>;

/** The job that does the work of an element. */
export const createJob = (processing: Processing, context: Context, planned: PlannedJob): void =>
  create(processing, context, planned, { jobKind: 'BPMN_ELEMENT', jobListenerEventType: 'UNSPECIFIED' });

/** The job of a listener: the element waits for it before it goes on. */
export const createListenerJob = (processing: Processing, context: Context, listener: ExecutionListener): void => {
  const planned = {
    type: evaluateString(processing, listener.type, context.key),
    retries: evaluateNumber(processing, listener.retries, context.key),
    headers: {},
  };
  const jobListenerEventType = listener.event.toUpperCase();
  create(processing, context, planned, { jobKind: 'EXECUTION_LISTENER', jobListenerEventType });
};

export const cancelJobOf = (processing: Processing, elementInstanceKey: number): void => {
  const { jobKey } = processing.state.elementInstances.get(elementInstanceKey) ?? {};
  const job = jobKey === undefined ? undefined : processing.state.jobs.get(jobKey);
  if (!job) return;
  processing.event(jobKey!, 'JOB', 'CANCELED', job.value);
  resolveJobIncident(processing, jobKey!);
};
