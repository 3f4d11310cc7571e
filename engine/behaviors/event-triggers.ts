import type { Element } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import type { ProcessEventValue, ProcessInstanceValue, Variables } from '../records.ts';
import { TENANT } from '../records.ts';
import type { ElementInstance, EngineState, EventTrigger } from '../state/engine-state.ts';
import { canTrigger, executableOf } from '../state/lookups.ts';
import type { Context } from './context.ts';
import { childValue, contextOf } from './context.ts';
import { unsubscribe } from './subscriptions.ts';
import { activateChild, complete, terminate } from './transitions.ts';
import { setLocal } from './variables.ts';

export const peekTrigger = (state: EngineState, scopeKey: number): EventTrigger | undefined =>
  state.eventTriggers.get(scopeKey)?.[0];

/** An event that reached the element from outside; its own result waits in the same place and is left out. */
export const foreignTrigger = (state: EngineState, { key, value }: Context): EventTrigger | undefined => {
  const trigger = peekTrigger(state, key);
  return trigger?.elementId === value.elementId ? undefined : trigger;
};

interface Scope {
  scopeKey: number;
  processDefinitionKey: number;
  processInstanceKey: number;
}

const eventValue = (scope: Scope, targetElementId: string, variables: Variables): ProcessEventValue => ({
  scopeKey: scope.scopeKey,
  processDefinitionKey: scope.processDefinitionKey,
  processInstanceKey: scope.processInstanceKey,
  targetElementId,
  variables,
  tenantId: TENANT,
});

/** Notes that an event happened for a scope; the element takes it up when its next command is processed. */
export const triggering = (
  processing: Processing,
  scope: Scope,
  targetElementId: string,
  variables: Variables,
): EventTrigger => {
  const eventKey = processing.nextKey();
  processing.event(eventKey, 'PROCESS_EVENT', 'TRIGGERING', eventValue(scope, targetElementId, variables));
  return { eventKey, elementId: targetElementId, variables };
};

export const triggered = (processing: Processing, scope: Scope, trigger: EventTrigger): void =>
  processing.event(trigger.eventKey, 'PROCESS_EVENT', 'TRIGGERED', eventValue(scope, trigger.elementId, {}));

export const scopeFor = (key: number, { processDefinitionKey, processInstanceKey }: ProcessInstanceValue): Scope => ({
  scopeKey: key,
  processDefinitionKey,
  processInstanceKey,
});

/**
 * Starts an event that has happened already: it is active at once and only has to complete. An event subprocess is
 * entered instead; its start event takes up the event.
 */
export const activateTriggered = (
  processing: Processing,
  from: { key: number; value: ProcessInstanceValue },
  flowScopeKey: number,
  trigger: EventTrigger,
): void => {
  const element = executableOf(processing.state, from.value.processDefinitionKey).elements.get(trigger.elementId)!;
  if (element.type === 'START_EVENT' && element.scope?.type === 'EVENT_SUB_PROCESS') {
    activateChild(processing, { key: flowScopeKey, value: from.value }, element.scope);
    return;
  }
  triggered(processing, scopeFor(from.key, from.value), trigger);
  const key = processing.nextKey();
  const value = childValue(flowScopeKey, from.value, element);
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', value);
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', value);
  setLocal(processing, key, trigger.variables, value);
  complete(processing, { key, value });
};

/** Whether an event may still reach this instance: it is active, and the scope around it goes on. */
export const canBeTriggered = (
  state: EngineState,
  instance: ElementInstance | undefined,
  targetId: string,
): instance is ElementInstance =>
  instance?.state === 'ACTIVATED' &&
  canTrigger(state, instance.key, targetId) &&
  state.elementInstances.get(instance.value.flowScopeKey)?.interruptingId === undefined;

/** All else in the scope stops for an interrupting event; what stops last lets the event subprocess begin. */
const interruptScope = (processing: Processing, scope: Context): boolean => {
  const { state } = processing;
  const isStart = (elementId: string): boolean => scope.process.elements.get(elementId)?.type === 'START_EVENT';
  unsubscribe(processing, scope.key, isStart);
  const children = state.children.all(scope.key).sort((a, b) => a - b);
  for (const key of children) {
    const child = state.elementInstances.get(key)!;
    if (child.state !== 'TERMINATING') terminate(processing, child);
  }
  return children.length === 0;
};

const triggerEventSubProcess = (processing: Processing, start: Element, scope: Context): void => {
  const { state } = processing;
  const { interruptingId } = state.elementInstances.get(scope.key)!;
  if (interruptingId !== undefined && interruptingId !== start.scopeId) return;
  const trigger = peekTrigger(state, scope.key);
  if (!trigger) return;
  if (start.interrupting && !interruptScope(processing, scope)) return;
  activateTriggered(processing, scope, scope.key, { ...trigger, elementId: start.id });
};

const ENDS_BY_EVENT = ['INTERMEDIATE_CATCH_EVENT', 'RECEIVE_TASK', 'EVENT_BASED_GATEWAY'];

/** Lets an event reach a waiting instance: the event itself, one at its border, or an event subprocess inside. */
export const triggerElement = (
  processing: Processing,
  instance: ElementInstance,
  target: Element,
  variables: Variables,
): void => {
  const { key, value } = instance;
  const trigger = triggering(processing, scopeFor(key, value), target.id, variables);
  if (ENDS_BY_EVENT.includes(target.inner?.type ?? target.type)) complete(processing, instance);
  else if (target.type === 'START_EVENT')
    triggerEventSubProcess(processing, target, contextOf(processing.state, instance));
  else if (target.interrupting) terminate(processing, instance);
  else activateTriggered(processing, instance, value.flowScopeKey, trigger);
};
