import type { Element, ExecutableProcess } from '../model/executable.ts';
import type { ProcessInstanceValue } from '../records.ts';
import type { ElementInstance, EngineState } from '../state/engine-state.ts';
import { elementOf, executableOf } from '../state/lookups.ts';

/** An element instance at work: its key, its record value and its model element. */
export interface Context {
  key: number;
  value: ProcessInstanceValue;
  element: Element;
  process: ExecutableProcess;
}

export const contextFor = (state: EngineState, key: number, value: ProcessInstanceValue): Context => {
  const process = executableOf(state, value.processDefinitionKey);
  return { key, value, element: process.elements.get(value.elementId)!, process };
};

export const contextOf = (state: EngineState, instance: ElementInstance): Context =>
  contextFor(state, instance.key, instance.value);

/** The record value for an element that starts inside `scope`. */
export const childValue = (scopeKey: number, scope: ProcessInstanceValue, element: Element): ProcessInstanceValue => ({
  ...scope,
  bpmnElementType: element.type,
  bpmnEventType: element.eventType,
  elementId: element.id,
  flowScopeKey: scopeKey,
  parentProcessInstanceKey: scope.parentProcessInstanceKey,
  parentElementInstanceKey: scope.parentElementInstanceKey,
});

export { elementOf };
