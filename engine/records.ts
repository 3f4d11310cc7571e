import type { Json } from '#feel';

export type RecordType = 'EVENT' | 'COMMAND' | 'COMMAND_REJECTION';
export type RejectionType =
  'NULL_VAL' | 'INVALID_ARGUMENT' | 'NOT_FOUND' | 'ALREADY_EXISTS' | 'INVALID_STATE' | 'PROCESSING_ERROR';
export type Variables = Record<string, Json>;

/** One fact of the log. Keys are numbers below 2^53 inside (partition 1 only) and become text at every border. */
export interface EngineRecord {
  position: number;
  sourceRecordPosition: number;
  key: number;
  timestamp: number;
  recordType: RecordType;
  valueType: ValueType;
  intent: string;
  value: object;
  rejectionType?: RejectionType;
  rejectionReason?: string;
  /** Digits by which the client refers to the command that all this follows from. */
  operationReference?: string;
}

export type ValueType = keyof RecordValues;

export interface ProcessInstanceValue {
  bpmnElementType: BpmnElementType;
  bpmnEventType: BpmnEventType;
  elementId: string;
  bpmnProcessId: string;
  version: number;
  processDefinitionKey: number;
  processInstanceKey: number;
  flowScopeKey: number;
  parentProcessInstanceKey: number;
  parentElementInstanceKey: number;
  tenantId: string;
}

export type BpmnElementType =
  | 'PROCESS'
  | 'SUB_PROCESS'
  | 'EVENT_SUB_PROCESS'
  | 'MULTI_INSTANCE_BODY'
  | 'START_EVENT'
  | 'INTERMEDIATE_CATCH_EVENT'
  | 'INTERMEDIATE_THROW_EVENT'
  | 'BOUNDARY_EVENT'
  | 'END_EVENT'
  | 'SERVICE_TASK'
  | 'RECEIVE_TASK'
  | 'USER_TASK'
  | 'MANUAL_TASK'
  | 'TASK'
  | 'BUSINESS_RULE_TASK'
  | 'SCRIPT_TASK'
  | 'SEND_TASK'
  | 'EXCLUSIVE_GATEWAY'
  | 'PARALLEL_GATEWAY'
  | 'INCLUSIVE_GATEWAY'
  | 'EVENT_BASED_GATEWAY'
  | 'SEQUENCE_FLOW'
  | 'CALL_ACTIVITY';

export type BpmnEventType =
  | 'UNSPECIFIED'
  | 'NONE'
  | 'MESSAGE'
  | 'TIMER'
  | 'ERROR'
  | 'TERMINATE'
  | 'SIGNAL'
  | 'ESCALATION'
  | 'LINK'
  | 'COMPENSATION';

export interface JobValue {
  type: string;
  retries: number;
  worker: string;
  deadline: number;
  timeout: number;
  variables: Variables;
  customHeaders: Record<string, string>;
  retryBackoff: number;
  recurringTime: number;
  jobKind: string;
  jobListenerEventType: string;
  errorCode: string;
  errorMessage: string;
  elementId: string;
  elementInstanceKey: number;
  bpmnProcessId: string;
  processInstanceKey: number;
  processDefinitionKey: number;
  processDefinitionVersion: number;
  changedAttributes: string[];
  tenantId: string;
}

export interface UserTaskValue {
  userTaskKey: number;
  action: string;
  assignee: string;
  candidateGroupsList: string[];
  candidateUsersList: string[];
  dueDate: string;
  followUpDate: string;
  formKey: number;
  externalFormReference: string;
  priority: number;
  variables: Variables;
  customHeaders: Record<string, string>;
  creationTimestamp: number;
  changedAttributes: string[];
  elementId: string;
  elementInstanceKey: number;
  bpmnProcessId: string;
  processInstanceKey: number;
  processDefinitionKey: number;
  processDefinitionVersion: number;
  tenantId: string;
}

export interface TimerValue {
  elementInstanceKey: number;
  processInstanceKey: number;
  processDefinitionKey: number;
  targetElementId: string;
  dueDate: number;
  repetitions: number;
  tenantId: string;
}

export interface VariableValue {
  name: string;
  value: string;
  scopeKey: number;
  processInstanceKey: number;
  processDefinitionKey: number;
  bpmnProcessId: string;
  tenantId: string;
}

export interface IncidentValue {
  errorType: string;
  errorMessage: string;
  bpmnProcessId: string;
  processDefinitionKey: number;
  processInstanceKey: number;
  elementId: string;
  elementInstanceKey: number;
  jobKey: number;
  variableScopeKey: number;
  elementInstancePath: number[][];
  processDefinitionPath: number[];
  callingElementPath: number[];
  tenantId: string;
}

export interface ProcessEventValue {
  scopeKey: number;
  targetElementId: string;
  variables: Variables;
  processDefinitionKey: number;
  processInstanceKey: number;
  tenantId: string;
}

export interface MessageValue {
  name: string;
  correlationKey: string;
  timeToLive: number;
  deadline: number;
  messageId: string;
  variables: Variables;
  tenantId: string;
}

/** A message whose sender waits for the instance that takes it. */
export interface MessageCorrelationValue {
  name: string;
  correlationKey: string;
  messageKey: number;
  processInstanceKey: number;
  variables: Variables;
  requestId: number;
  requestStreamId: number;
  tenantId: string;
}

export interface MessageSubscriptionValue {
  bpmnProcessId: string;
  processInstanceKey: number;
  elementInstanceKey: number;
  messageKey: number;
  messageName: string;
  correlationKey: string;
  interrupting: boolean;
  variables: Variables;
  tenantId: string;
}

export interface ProcessMessageSubscriptionValue extends MessageSubscriptionValue {
  elementId: string;
}

export interface MessageStartEventSubscriptionValue {
  processDefinitionKey: number;
  bpmnProcessId: string;
  startEventId: string;
  messageName: string;
  messageKey: number;
  processInstanceKey: number;
  correlationKey: string;
  variables: Variables;
  tenantId: string;
}

export interface ProcessValue {
  bpmnProcessId: string;
  version: number;
  versionTag: string;
  processDefinitionKey: number;
  resourceName: string;
  checksum: string;
  duplicate: boolean;
  deploymentKey: number;
  tenantId: string;
  resource: string;
}

export interface FormValue {
  formId: string;
  version: number;
  versionTag: string;
  formKey: number;
  resourceName: string;
  checksum: string;
  duplicate: boolean;
  deploymentKey: number;
  tenantId: string;
  resource: string;
}

export interface DecisionRequirementsValue {
  decisionRequirementsId: string;
  decisionRequirementsName: string;
  decisionRequirementsVersion: number;
  decisionRequirementsKey: number;
  namespace: string;
  resourceName: string;
  checksum: string;
  duplicate: boolean;
  tenantId: string;
  resource: string;
}

export interface DecisionValue {
  decisionId: string;
  decisionName: string;
  version: number;
  versionTag: string;
  decisionKey: number;
  decisionRequirementsId: string;
  decisionRequirementsKey: number;
  deploymentKey: number;
  duplicate: boolean;
  tenantId: string;
}

export interface DeploymentValue {
  resources: { resourceName: string; resource: string }[];
  processesMetadata: Omit<ProcessValue, 'resource'>[];
  decisionsMetadata: DecisionValue[];
  decisionRequirementsMetadata: Omit<DecisionRequirementsValue, 'resource'>[];
  formMetadata: Omit<FormValue, 'resource'>[];
  deploymentKey: number;
  tenantId: string;
}

export interface ProcessInstanceCreationValue {
  bpmnProcessId: string;
  version: number;
  processDefinitionKey: number;
  processInstanceKey: number;
  startInstructions: { elementId: string }[];
  variables: Variables;
  tenantId: string;
  /** What the client names its request by, so that one sent again is not carried out again. Not in Zeebe 8.6. */
  requestId?: string;
  /** Tells two requests of one name apart. */
  requestDigest?: string;
  /** Until when the request is known, in milliseconds since 1970. */
  requestKnownUntil?: number;
}

export interface JobBatchValue {
  type: string;
  worker: string;
  timeout: number;
  maxJobsToActivate: number;
  jobKeys: number[];
  jobs: JobValue[];
  truncated: boolean;
  tenantIds: string[];
}

export interface VariableDocumentValue {
  scopeKey: number;
  updateSemantics: 'PROPAGATE' | 'LOCAL';
  variables: Variables;
  tenantId: string;
}

export interface ModificationValue {
  processInstanceKey: number;
  activateInstructions: {
    elementId: string;
    ancestorScopeKey: number;
    ancestorScopeKeys: number[];
    variableInstructions: { elementId: string; variables: Variables }[];
  }[];
  terminateInstructions: { elementInstanceKey: number }[];
  ancestorScopeKeys: number[];
  tenantId: string;
}

/** Work on many children of one element: how many to start, or from which child on to terminate. */
export interface ProcessInstanceBatchValue {
  processInstanceKey: number;
  batchElementInstanceKey: number;
  index: number;
  tenantId: string;
}

export interface EscalationValue {
  processInstanceKey: number;
  escalationCode: string;
  throwElementId: string;
  catchElementId: string;
  tenantId: string;
}

export interface SignalValue {
  signalName: string;
  variables: Variables;
  tenantId: string;
}

export interface SignalSubscriptionValue {
  processDefinitionKey: number;
  bpmnProcessId: string;
  signalName: string;
  catchEventId: string;
  catchEventInstanceKey: number;
  tenantId: string;
}

export interface CompensationSubscriptionValue {
  processInstanceKey: number;
  processDefinitionKey: number;
  compensableActivityId: string;
  compensableActivityInstanceKey: number;
  compensableActivityScopeKey: number;
  throwEventId: string;
  throwEventInstanceKey: number;
  compensationHandlerId: string;
  compensationHandlerInstanceKey: number;
  variables: Variables;
  tenantId: string;
}

export interface MigrationValue {
  processInstanceKey: number;
  targetProcessDefinitionKey: number;
  mappingInstructions: { sourceElementId: string; targetElementId: string }[];
}

export interface ResourceDeletionValue {
  resourceKey: number;
  tenantId: string;
}

export interface DecisionEvaluationValue {
  decisionId: string;
  decisionKey: number;
  decisionName: string;
  decisionVersion: number;
  decisionRequirementsId: string;
  decisionRequirementsKey: number;
  decisionOutput: string;
  bpmnProcessId: string;
  processDefinitionKey: number;
  processInstanceKey: number;
  elementId: string;
  elementInstanceKey: number;
  evaluatedDecisions: object[];
  evaluationFailureMessage: string;
  failedDecisionId: string;
  variables: Variables;
  tenantId: string;
}

/** Which value belongs to which type of record. */
export interface RecordValues {
  PROCESS_INSTANCE: ProcessInstanceValue;
  PROCESS_INSTANCE_CREATION: ProcessInstanceCreationValue;
  PROCESS_INSTANCE_MODIFICATION: ModificationValue;
  PROCESS_EVENT: ProcessEventValue;
  VARIABLE: VariableValue;
  VARIABLE_DOCUMENT: VariableDocumentValue;
  JOB: JobValue;
  JOB_BATCH: JobBatchValue;
  USER_TASK: UserTaskValue;
  TIMER: TimerValue;
  INCIDENT: IncidentValue;
  MESSAGE: MessageValue;
  MESSAGE_CORRELATION: MessageCorrelationValue;
  MESSAGE_SUBSCRIPTION: MessageSubscriptionValue;
  PROCESS_MESSAGE_SUBSCRIPTION: ProcessMessageSubscriptionValue;
  MESSAGE_START_EVENT_SUBSCRIPTION: MessageStartEventSubscriptionValue;
  SIGNAL: SignalValue;
  SIGNAL_SUBSCRIPTION: SignalSubscriptionValue;
  ESCALATION: EscalationValue;
  COMPENSATION_SUBSCRIPTION: CompensationSubscriptionValue;
  PROCESS_INSTANCE_BATCH: ProcessInstanceBatchValue;
  PROCESS_INSTANCE_MIGRATION: MigrationValue;
  RESOURCE_DELETION: ResourceDeletionValue;
  DEPLOYMENT: DeploymentValue;
  PROCESS: ProcessValue;
  FORM: FormValue;
  DECISION: DecisionValue;
  DECISION_REQUIREMENTS: DecisionRequirementsValue;
  DECISION_EVALUATION: DecisionEvaluationValue;
}

/** A request to the engine: from outside, from a due date, or from the engine to itself. */
export type Command = {
  [Type in ValueType]: {
    valueType: Type;
    intent: string;
    key: number;
    value: RecordValues[Type];
    /** Digits that all records of the command carry. */
    operationReference?: string;
  };
}[ValueType];

export const TENANT = '<default>';
export const NO_KEY = -1;
const PARTITION_ID = 1;
/** Keys carry the partition in the bits above 51, as Zeebe's do. */
export const PARTITION_BASE = PARTITION_ID * 2 ** 51;
