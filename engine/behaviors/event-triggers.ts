import type { Element } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import type { ProcessInstanceValue, Variables } from '../records.ts';
import { TENANT } from '../records.ts';
import type { ElementInstance, EngineState, EventTrigger } from '../state/engine-state.ts';
import { elementOf, executableOf } from '../state/lookups.ts';
import { childValue } from './context.ts';
import { setLocal } from './variables.ts';

export const peekTrigger = (state: EngineState, scopeKey: number): EventTrigger | undefined =>
  state.eventTriggers.get(scopeKey)?.[0];

interface Scope {
  scopeKey: number;
  processDefinitionKey: number;
  processInstanceKey: number;
}

/** Notes that an event happened for a scope; the element takes it up when its next command is processed. */
export const triggering = (
  processing: Processing,
  scope: Scope,
  targetElementId: string,
  variables: Variables,
): EventTrigger => {
  const eventKey = processing.nextKey();
  processing.event(eventKey, 'PROCESS_EVENT', 'TRIGGERING', { ...scope, targetElementId, variables, tenantId: TENANT });
  return { eventKey, elementId: targetElementId, variables };
};

export const triggered = (processing: Processing, scope: Scope, trigger: EventTrigger): void =>
  processing.event(trigger.eventKey, 'PROCESS_EVENT', 'TRIGGERED', {
    ...scope,
    targetElementId: trigger.elementId,
    variables: {},
    tenantId: TENANT,
  });

const scopeFor = (key: number, { processDefinitionKey, processInstanceKey }: ProcessInstanceValue): Scope => ({
  scopeKey: key,
  processDefinitionKey,
  processInstanceKey,
});

/** Starts an event that has happened already: it is active at once and only has to complete. */
export const activateTriggered = (
  processing: Processing,
  from: { key: number; value: ProcessInstanceValue },
  flowScopeKey: number,
  flowScope: ProcessInstanceValue,
  trigger: EventTrigger,
): void => {
  const element = executableOf(processing.state, flowScope.processDefinitionKey).elements.get(trigger.elementId)!;
  const key = processing.nextKey();
  const value = childValue(flowScopeKey, flowScope, element);
  triggered(processing, scopeFor(from.key, from.value), trigger);
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', value);
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', value);
  setLocal(processing, key, trigger.variables, value);
  processing.command(key, 'PROCESS_INSTANCE', 'COMPLETE_ELEMENT', value);
};

/** Whether an event may still reach this instance: it is active, and so is the scope around it. */
export const canBeTriggered = (
  state: EngineState,
  instance: ElementInstance | undefined,
): instance is ElementInstance => {
  if (
    instance?.state !== 'ACTIVATED' ||
    state.eventTriggers.get(instance.key)?.some((trigger) => isInterrupting(state, instance, trigger))
  ) {
    return false;
  }
  const scope = state.elementInstances.get(instance.value.flowScopeKey);
  return !scope || (scope.state === 'ACTIVATED' && !scope.interrupted);
};

const isInterrupting = (state: EngineState, instance: ElementInstance, { elementId }: EventTrigger): boolean => {
  const element = executableOf(state, instance.value.processDefinitionKey).elements.get(elementId);
  return element?.type !== 'BOUNDARY_EVENT' || element.interrupting;
};

/** Lets an event reach a waiting instance: a boundary event of it, the event itself, or a target of its gateway. */
export const triggerElement = (
  processing: Processing,
  instance: ElementInstance,
  target: Element,
  variables: Variables,
): void => {
  const { key, value } = instance;
  const trigger = triggering(processing, scopeFor(key, value), target.id, variables);
  if (target.type !== 'BOUNDARY_EVENT') {
    processing.command(key, 'PROCESS_INSTANCE', 'COMPLETE_ELEMENT', value);
  } else if (target.interrupting) {
    processing.command(key, 'PROCESS_INSTANCE', 'TERMINATE_ELEMENT', value);
  } else {
    const scope = processing.state.elementInstances.get(value.flowScopeKey)!;
    activateTriggered(processing, instance, scope.key, scope.value, trigger);
  }
};

export { elementOf };
