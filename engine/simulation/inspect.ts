import type { Json } from '#feel';
import type { EngineRecord, Variables } from '../records.ts';
import type { EngineState } from '../state/engine-state.ts';
import { elementFor, executableOf, visibleVariables } from '../state/lookups.ts';

/** A place where the instance is. */
export interface Token {
  key: number;
  elementId: string;
  elementType: string;
  /** The instance that the element belongs to: a called process has one of its own. */
  processInstanceKey: number;
  bpmnProcessId: string;
  /** True where it has children: a process, a subprocess, the body of a multi-instance activity. */
  scope: boolean;
  /** The place in a collection, counted from 1. */
  loopCounter?: number;
}

interface At {
  key: number;
  elementId: string;
  processInstanceKey: number;
}

export type WaitingTask = At & { formId: string; candidateGroups: string[]; assignee: string; dueDate: string };
export type WaitingJob = At & {
  elementInstanceKey: number;
  type: string;
  headers: Record<string, string>;
  retries: number;
  kind: string;
  /** Failed without retries: it waits for its incident. */
  failed: boolean;
};
/** `dueAt` in milliseconds since the epoch; `repetitions` left, -1 for ever. */
export type WaitingTimer = At & { dueAt: number; repetitions: number };
export type WaitingMessage = At & { name: string; correlationKey: string };
export type WaitingSignal = At & { name: string };
export type OpenIncident = At & { errorType: string; message: string; jobKey: number };

/** A variable with the scope that holds it. */
export interface ScopedVariable {
  scopeKey: number;
  scopeElementId: string;
  processInstanceKey: number;
  name: string;
  value: Json;
}

/** What there is to see at one moment. */
export interface Waiting {
  tokens: Token[];
  tasks: WaitingTask[];
  jobs: WaitingJob[];
  timers: WaitingTimer[];
  messages: WaitingMessage[];
  signals: WaitingSignal[];
  incidents: OpenIncident[];
  variables: ScopedVariable[];
}

const tokensOf = (state: EngineState): Token[] =>
  [...state.elementInstances.values()].map(({ key, value, loopCounter }) => ({
    key,
    elementId: value.elementId,
    elementType: value.bpmnElementType,
    processInstanceKey: value.processInstanceKey,
    bpmnProcessId: value.bpmnProcessId,
    scope: ['PROCESS', 'SUB_PROCESS', 'EVENT_SUB_PROCESS', 'MULTI_INSTANCE_BODY', 'CALL_ACTIVITY'].includes(
      value.bpmnElementType,
    ),
    ...(loopCounter === undefined ? {} : { loopCounter }),
  }));

/** What an element instance waits for carries the name of the event, not of the element that has it. */
const ownerOf = (state: EngineState, key: number): { elementId: string; processInstanceKey: number } => {
  const value = state.elementInstances.get(key)?.value;
  return { elementId: value?.elementId ?? '', processInstanceKey: value?.processInstanceKey ?? -1 };
};

const variablesOf = (state: EngineState): ScopedVariable[] =>
  [...state.variables.entries()].flatMap(([scopeKey, variables]) => {
    const { elementId, processInstanceKey } = ownerOf(state, scopeKey);
    return Object.entries(variables).map(([name, { json }]) => ({
      scopeKey,
      scopeElementId: elementId,
      processInstanceKey,
      name,
      value: json,
    }));
  });

/** Everything that waits, in the order in which it came. */
export const waitingOf = (state: EngineState): Waiting => ({
  tokens: tokensOf(state),
  tasks: [...state.userTasks.entries()].map(([key, task]) => ({
    key,
    elementId: task.elementId,
    processInstanceKey: task.processInstanceKey,
    formId: state.forms.get(task.formKey)?.formId ?? '',
    candidateGroups: task.candidateGroupsList,
    assignee: task.assignee,
    dueDate: task.dueDate,
  })),
  jobs: [...state.jobs.entries()].map(([key, { state: jobState, value }]) => ({
    key,
    elementId: value.elementId,
    elementInstanceKey: value.elementInstanceKey,
    processInstanceKey: value.processInstanceKey,
    type: value.type,
    headers: value.customHeaders,
    retries: value.retries,
    kind: value.jobKind,
    failed: jobState === 'ERROR_THROWN' || (jobState === 'FAILED' && value.retries <= 0),
  })),
  // Timers that start instances belong to no instance.
  timers: [...state.timers.entries()].flatMap(([key, timer]) =>
    timer.elementInstanceKey < 0
      ? []
      : [
          {
            key,
            elementId: timer.targetElementId,
            processInstanceKey: timer.processInstanceKey,
            dueAt: timer.dueDate,
            repetitions: timer.repetitions,
          },
        ],
  ),
  messages: [...state.processMessageSubscriptions.entries()].map(([key, { value }]) => ({
    key,
    elementId: value.elementId,
    processInstanceKey: value.processInstanceKey,
    name: value.messageName,
    correlationKey: value.correlationKey,
  })),
  signals: [...state.signalSubscriptions.entries()].flatMap(([key, value]) =>
    value.catchEventInstanceKey < 0
      ? []
      : [
          {
            key,
            elementId: value.catchEventId,
            processInstanceKey: ownerOf(state, value.catchEventInstanceKey).processInstanceKey,
            name: value.signalName,
          },
        ],
  ),
  incidents: [...state.incidents.entries()].map(([key, incident]) => ({
    key,
    elementId: ownerOf(state, incident.elementInstanceKey).elementId || incident.elementId,
    processInstanceKey: incident.processInstanceKey,
    errorType: incident.errorType,
    message: incident.errorMessage,
    jobKey: incident.jobKey,
  })),
  variables: variablesOf(state),
});

/** All that a job or a task sees, inner variables before outer ones. */
export const variablesSeenBy = (state: EngineState, elementInstanceKey: number): Variables =>
  Object.fromEntries(
    Object.entries(visibleVariables(state, elementInstanceKey)).map(([name, { json }]) => [name, json]),
  );

/** BPMN error codes that something around the element catches; `*` for one that catches all. */
export const caughtErrorCodes = (state: EngineState, elementInstanceKey: number): string[] => {
  const codes = new Set<string>();
  for (let key = elementInstanceKey; key >= 0;) {
    const instance = state.elementInstances.get(key);
    if (!instance) break;
    const element = elementFor(executableOf(state, instance.value.processDefinitionKey), instance.value);
    for (const event of element.events) {
      if (event.eventType !== 'ERROR') continue;
      const code = event.errorCode;
      if (!code) codes.add('*');
      else if (typeof code.fixed === 'string') codes.add(code.fixed);
    }
    key = instance.value.flowScopeKey;
  }
  return [...codes];
};

/** How often elements were entered and flows were taken, by id. */
export const trailOf = (
  records: readonly EngineRecord[],
): { visits: Map<string, number>; flows: Map<string, number> } => {
  const visits = new Map<string, number>();
  const flows = new Map<string, number>();
  for (const { valueType, intent, value } of records) {
    if (valueType !== 'PROCESS_INSTANCE') continue;
    const { elementId, bpmnElementType } = value as { elementId: string; bpmnElementType: string };
    const into = intent === 'SEQUENCE_FLOW_TAKEN' ? flows : intent === 'ELEMENT_ACTIVATED' ? visits : undefined;
    // The body of a multi-instance activity has the id of what it repeats: that counts alone. The process is no place.
    if (into && bpmnElementType !== 'MULTI_INSTANCE_BODY' && bpmnElementType !== 'PROCESS')
      into.set(elementId, (into.get(elementId) ?? 0) + 1);
  }
  return { visits, flows };
};
