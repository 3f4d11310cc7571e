import type {
  JobBatchValue,
  JobValue,
  ProcessEventValue,
  ProcessInstanceValue,
  RecordValues,
  ValueType,
  VariableValue,
} from '#engine';

/**
 * How a field of a value is put into text: `same` is nearly always what it was in the value before that speaks of the
 * same element, and belongs to the template; a `key` is a number of mostly the same length; the others are put for each
 * value.
 */
export type FieldKind = 'same' | 'key' | 'number' | 'numbers' | 'string' | 'json' | 'jobs';

/** The fields of a value in the order in which the engine makes them, and what its template is found by. */
export interface Layout<Value> {
  fields: { [Field in keyof Value]-?: FieldKind };
  definition: (value: Value) => number;
  element: (value: Value) => string;
}

const processInstance: Layout<ProcessInstanceValue> = {
  fields: {
    bpmnElementType: 'same',
    bpmnEventType: 'same',
    elementId: 'same',
    bpmnProcessId: 'same',
    version: 'same',
    processDefinitionKey: 'same',
    processInstanceKey: 'key',
    flowScopeKey: 'key',
    parentProcessInstanceKey: 'key',
    parentElementInstanceKey: 'key',
    tenantId: 'same',
  },
  definition: (value) => value.processDefinitionKey,
  element: (value) => value.elementId,
};

const job: Layout<JobValue> = {
  fields: {
    type: 'same',
    retries: 'same',
    worker: 'string',
    deadline: 'number',
    timeout: 'same',
    variables: 'json',
    customHeaders: 'json',
    retryBackoff: 'same',
    recurringTime: 'same',
    jobKind: 'same',
    jobListenerEventType: 'same',
    errorCode: 'same',
    errorMessage: 'same',
    elementId: 'same',
    elementInstanceKey: 'key',
    bpmnProcessId: 'same',
    processInstanceKey: 'key',
    processDefinitionKey: 'same',
    processDefinitionVersion: 'same',
    changedAttributes: 'json',
    tenantId: 'same',
  },
  definition: (value) => value.processDefinitionKey,
  element: (value) => value.elementId,
};

const jobBatch: Layout<JobBatchValue> = {
  fields: {
    type: 'string',
    worker: 'string',
    timeout: 'number',
    maxJobsToActivate: 'number',
    jobKeys: 'numbers',
    jobs: 'jobs',
    truncated: 'json',
    tenantIds: 'json',
  },
  definition: () => 0,
  element: () => '',
};

const processEvent: Layout<ProcessEventValue> = {
  fields: {
    scopeKey: 'key',
    processDefinitionKey: 'same',
    processInstanceKey: 'key',
    targetElementId: 'same',
    variables: 'json',
    tenantId: 'same',
  },
  definition: (value) => value.processDefinitionKey,
  element: (value) => value.targetElementId,
};

const variable: Layout<VariableValue> = {
  fields: {
    name: 'string',
    value: 'string',
    scopeKey: 'key',
    processInstanceKey: 'key',
    processDefinitionKey: 'same',
    bpmnProcessId: 'same',
    tenantId: 'same',
  },
  definition: (value) => value.processDefinitionKey,
  element: () => '',
};

/** Of the values that most records have; the others are put into text as a whole. */
export const LAYOUTS: { [Type in ValueType]?: Layout<RecordValues[Type]> } = {
  PROCESS_INSTANCE: processInstance,
  JOB: job,
  JOB_BATCH: jobBatch,
  PROCESS_EVENT: processEvent,
  VARIABLE: variable,
};
