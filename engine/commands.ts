import { toBase64, utf8Bytes } from './bytes.ts';
import type {
  Command,
  DeploymentValue,
  JobValue,
  ProcessInstanceCreationValue,
  UserTaskValue,
  Variables,
} from './records.ts';
import { NO_KEY, TENANT } from './records.ts';

/** A file to deploy, as text. */
export interface ResourceText {
  name: string;
  content: string;
}

/** All of the files or none; their contents in base64. */
export const deployEncoded = (resources: DeploymentValue['resources']): Command => ({
  valueType: 'DEPLOYMENT',
  intent: 'CREATE',
  key: NO_KEY,
  value: {
    resources,
    processesMetadata: [],
    decisionsMetadata: [],
    decisionRequirementsMetadata: [],
    formMetadata: [],
    deploymentKey: NO_KEY,
    tenantId: TENANT,
  },
});

export const deploy = (resources: readonly ResourceText[]): Command =>
  deployEncoded(resources.map(({ name, content }) => ({ resourceName: name, resource: toBase64(utf8Bytes(content)) })));

/** A new instance of a definition, by id and version or by key; of the latest version unless told. */
export const create = (
  intent: 'CREATE' | 'CREATE_WITH_AWAITING_RESULT',
  part: Partial<ProcessInstanceCreationValue>,
): Command => ({
  valueType: 'PROCESS_INSTANCE_CREATION',
  intent,
  key: NO_KEY,
  value: {
    bpmnProcessId: '',
    processDefinitionKey: NO_KEY,
    version: NO_KEY,
    processInstanceKey: NO_KEY,
    startInstructions: [],
    variables: {},
    tenantId: TENANT,
    ...part,
  },
});

/** @param at elements to start at, instead of the none start event */
export const createInstance = (bpmnProcessId: string, variables: Variables = {}, at: readonly string[] = []): Command =>
  create('CREATE', { bpmnProcessId, variables, startInstructions: at.map((elementId) => ({ elementId })) });

/** What a command for a job says where it has nothing to say. */
export const NO_JOB: JobValue = {
  type: '',
  retries: NO_KEY,
  worker: '',
  deadline: NO_KEY,
  timeout: NO_KEY,
  variables: {},
  customHeaders: {},
  retryBackoff: 0,
  recurringTime: NO_KEY,
  jobKind: 'BPMN_ELEMENT',
  jobListenerEventType: 'UNSPECIFIED',
  errorCode: '',
  errorMessage: '',
  elementId: '',
  elementInstanceKey: NO_KEY,
  bpmnProcessId: '',
  processInstanceKey: NO_KEY,
  processDefinitionKey: NO_KEY,
  processDefinitionVersion: NO_KEY,
  changedAttributes: [],
  tenantId: TENANT,
};

export const jobCommand = (intent: string, key: number, part: Partial<JobValue> = {}): Command => ({
  valueType: 'JOB',
  intent,
  key,
  value: { ...NO_JOB, ...part },
});

export const completeJob = (key: number, variables: Variables = {}): Command =>
  jobCommand('COMPLETE', key, { variables });

/** @param retries 0 makes an incident */
export const failJob = (key: number, errorMessage: string, retries = 0): Command =>
  jobCommand('FAIL', key, { errorMessage, retries });

export const throwError = (key: number, errorCode: string, errorMessage = '', variables: Variables = {}): Command =>
  jobCommand('THROW_ERROR', key, { errorCode, errorMessage, variables });

export const updateRetries = (key: number, retries: number): Command => jobCommand('UPDATE_RETRIES', key, { retries });

/**
 * @param timeoutMs how long the worker has the jobs to itself
 * @param fetch names of the variables that come along; none: all
 */
export const activateJobs = (
  type: string,
  worker: string,
  timeoutMs: number,
  maxJobsToActivate: number,
  fetch: readonly string[] = [],
): Command => ({
  valueType: 'JOB_BATCH',
  intent: 'ACTIVATE',
  key: NO_KEY,
  value: {
    type,
    worker,
    timeout: timeoutMs,
    maxJobsToActivate,
    jobKeys: [],
    // The names of the wanted variables travel as a pattern of the job that is asked for.
    jobs: fetch.length > 0 ? [{ ...NO_JOB, variables: Object.fromEntries(fetch.map((name) => [name, null])) }] : [],
    truncated: false,
    tenantIds: [TENANT],
  },
});

const NO_TASK: UserTaskValue = {
  userTaskKey: NO_KEY,
  action: '',
  assignee: '',
  candidateGroupsList: [],
  candidateUsersList: [],
  dueDate: '',
  followUpDate: '',
  formKey: NO_KEY,
  externalFormReference: '',
  priority: 50,
  variables: {},
  customHeaders: {},
  creationTimestamp: NO_KEY,
  changedAttributes: [],
  elementId: '',
  elementInstanceKey: NO_KEY,
  bpmnProcessId: '',
  processInstanceKey: NO_KEY,
  processDefinitionKey: NO_KEY,
  processDefinitionVersion: NO_KEY,
  tenantId: TENANT,
};

export const userTaskCommand = (intent: string, key: number, part: Partial<UserTaskValue>): Command => ({
  valueType: 'USER_TASK',
  intent,
  key,
  value: { ...NO_TASK, userTaskKey: key, ...part },
});

export const completeUserTask = (key: number, variables: Variables = {}): Command =>
  userTaskCommand('COMPLETE', key, { variables });

/** @param timeToLiveMs how long the message waits for somebody to take it */
export const publishMessage = (
  name: string,
  correlationKey: string,
  variables: Variables = {},
  timeToLiveMs = 0,
  messageId = '',
): Command => ({
  valueType: 'MESSAGE',
  intent: 'PUBLISH',
  key: NO_KEY,
  value: {
    name,
    correlationKey,
    timeToLive: timeToLiveMs,
    deadline: NO_KEY,
    messageId,
    variables,
    tenantId: TENANT,
  },
});

export const broadcastSignal = (signalName: string, variables: Variables = {}): Command => ({
  valueType: 'SIGNAL',
  intent: 'BROADCAST',
  key: NO_KEY,
  value: { signalName, variables, tenantId: TENANT },
});

export const setVariables = (scopeKey: number, variables: Variables, local = false): Command => ({
  valueType: 'VARIABLE_DOCUMENT',
  intent: 'UPDATE',
  key: NO_KEY,
  value: { scopeKey, updateSemantics: local ? 'LOCAL' : 'PROPAGATE', variables, tenantId: TENANT },
});

export const resolveIncident = (key: number): Command => ({
  valueType: 'INCIDENT',
  intent: 'RESOLVE',
  key,
  value: {
    errorType: 'UNKNOWN',
    errorMessage: '',
    bpmnProcessId: '',
    processDefinitionKey: NO_KEY,
    processInstanceKey: NO_KEY,
    elementId: '',
    elementInstanceKey: NO_KEY,
    jobKey: NO_KEY,
    variableScopeKey: NO_KEY,
    elementInstancePath: [],
    processDefinitionPath: [],
    callingElementPath: [],
    tenantId: TENANT,
  },
});

export const cancelInstance = (key: number): Command => ({
  valueType: 'PROCESS_INSTANCE',
  intent: 'CANCEL',
  key,
  value: {
    bpmnElementType: 'PROCESS',
    bpmnEventType: 'UNSPECIFIED',
    elementId: '',
    bpmnProcessId: '',
    version: NO_KEY,
    processDefinitionKey: NO_KEY,
    processInstanceKey: NO_KEY,
    flowScopeKey: NO_KEY,
    parentProcessInstanceKey: NO_KEY,
    parentElementInstanceKey: NO_KEY,
    tenantId: TENANT,
  },
});
