import { togetherKey } from '../../appliers/resources.ts';
import type { Context } from '../../behaviors/context.ts';
import { childValue } from '../../behaviors/context.ts';
import { activateTriggered, peekTrigger } from '../../behaviors/event-triggers.ts';
import { evaluateString } from '../../behaviors/expressions.ts';
import { Failure } from '../../behaviors/failure.ts';
import { subscribe, unsubscribe } from '../../behaviors/subscriptions.ts';
import { activated, complete, completed } from '../../behaviors/transitions.ts';
import { applyInputMappings, applyOutputMappings, setLocal } from '../../behaviors/variables.ts';
import type { Processing } from '../../processing.ts';
import type { ProcessInstanceValue, ProcessValue } from '../../records.ts';
import { TENANT } from '../../records.ts';
import { executableOf, localVariables, visibleVariables } from '../../state/lookups.ts';
import type { ElementBehavior } from './behavior.ts';

const activateNoneStart = (processing: Processing, { key, value, element }: Context): void => {
  const start = element.startEvents.find(({ eventType }) => eventType === 'NONE')!;
  processing.command(processing.nextKey(), 'PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', childValue(key, value, start));
};

export const subProcess: ElementBehavior = {
  activate: (processing, context) => {
    applyInputMappings(processing, context);
    subscribe(processing, context);
    activated(processing, context);
    activateNoneStart(processing, context);
  },
  complete: (processing, context) => {
    applyOutputMappings(processing, context);
    unsubscribe(processing, context.key);
    completed(processing, context);
  },
  cancel: (processing, { key }) => unsubscribe(processing, key),
};

/** The start event that triggered this new instance, if it was not started by a command. */
const startTrigger = (processing: Processing, { key, value }: Context) => {
  const trigger = peekTrigger(processing.state, value.processDefinitionKey);
  return trigger && processing.state.processes.has(value.processDefinitionKey) && key === value.processInstanceKey
    ? trigger
    : undefined;
};

const endProcess = (processing: Processing, context: Context): void => {
  const { key, value } = context;
  const { state } = processing;
  const fetch = state.awaitedResults.get(key);
  if (fetch) {
    const all = localVariables(state, key);
    const wanted =
      fetch.length > 0 ? Object.fromEntries(fetch.filter((name) => name in all).map((name) => [name, all[name]])) : all;
    processing.effect({ kind: 'instance-ended', processInstanceKey: key, value: { ...value, variables: wanted } });
  }
  const startedBy = state.startedBy.get(key);
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_COMPLETED', value);
  const caller = state.elementInstances.get(value.parentElementInstanceKey);
  if (caller) complete(processing, caller);
  if (startedBy) correlateNextStart(processing, startedBy);
};

let correlateNext: (
  processing: Processing,
  startedBy: { bpmnProcessId: string; correlationKey: string; messageName: string },
) => void = () => undefined;
/** Set by the message processors: a message that waited for this instance to end may start the next one. */
export const onInstanceEnded = (handler: typeof correlateNext): void => {
  correlateNext = handler;
};
export const correlateNextStart = (processing: Processing, startedBy: Parameters<typeof correlateNext>[1]): void =>
  correlateNext(processing, startedBy);

export const process: ElementBehavior = {
  activate: (processing, context) => {
    activated(processing, context);
    const trigger = startTrigger(processing, context);
    if (!trigger) {
      if (context.element.startEvents.some(({ eventType }) => eventType === 'NONE'))
        activateNoneStart(processing, context);
      return;
    }
    const { key, value } = context;
    const from = { key: value.processDefinitionKey, value };
    activateTriggered(processing, from, key, value, trigger);
  },
  complete: endProcess,
};

const findCalled = (processing: Processing, { element, key, value }: Context): ProcessValue => {
  const { state } = processing;
  const id = evaluateString(processing, element.called!.processId, key);
  if (element.called!.binding === 'latest') {
    const latest = state.processVersions.get(id)?.at(-1);
    if (!latest)
      throw new Failure(
        'CALLED_ELEMENT_ERROR',
        `Expected process with BPMN process id '${id}' to be deployed, but not found.`,
      );
    return state.processes.get(latest.key)!;
  }
  const { deploymentKey } = state.processes.get(value.processDefinitionKey)!;
  const bound = state.deployedTogether.get(togetherKey(deploymentKey, 'PROCESS', id));
  if (bound === undefined) {
    throw new Failure(
      'CALLED_ELEMENT_ERROR',
      `Expected to call process with BPMN process id '${id}' with binding type 'deployment', but no such process found in the deployment with key ${deploymentKey} which contained the current process. To resolve this incident, migrate the process instance to a process definition that is deployed together with the intended process to call.`,
    );
  }
  return state.processes.get(bound)!;
};

const startCalled = (processing: Processing, context: Context, called: ProcessValue): void => {
  const { key, value, element } = context;
  const instanceKey = processing.nextKey();
  const child: ProcessInstanceValue = {
    bpmnElementType: 'PROCESS',
    bpmnEventType: 'UNSPECIFIED',
    elementId: called.bpmnProcessId,
    bpmnProcessId: called.bpmnProcessId,
    version: called.version,
    processDefinitionKey: called.processDefinitionKey,
    processInstanceKey: instanceKey,
    flowScopeKey: -1,
    parentProcessInstanceKey: value.processInstanceKey,
    parentElementInstanceKey: key,
    tenantId: TENANT,
  };
  const seen = element.called!.propagateAllParent
    ? visibleVariables(processing.state, key)
    : (processing.state.variables.get(key) ?? {});
  setLocal(
    processing,
    instanceKey,
    Object.fromEntries(Object.entries(seen).map(([name, { json }]) => [name, json])),
    child,
  );
  processing.command(instanceKey, 'PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', child);
};

export const callActivity: ElementBehavior = {
  activate: (processing, context) => {
    applyInputMappings(processing, context);
    const called = findCalled(processing, context);
    const { startEvents } = executableOf(processing.state, called.processDefinitionKey).elements.get(
      called.bpmnProcessId,
    )!;
    if (!startEvents.some(({ eventType }) => eventType === 'NONE')) {
      throw new Failure(
        'CALLED_ELEMENT_ERROR',
        `Expected process with BPMN process id '${called.bpmnProcessId}' to have a none start event, but not found.`,
      );
    }
    subscribe(processing, context);
    activated(processing, context);
    startCalled(processing, context, called);
  },
  complete: (processing, context) => {
    applyOutputMappings(processing, context);
    unsubscribe(processing, context.key);
    completed(processing, context);
  },
  cancel: (processing, { key }) => unsubscribe(processing, key),
};
