import type { Element, ExecutableProcess } from '../model/executable.ts';
import type { ProcessInstanceValue } from '../records.ts';
import type { ElementInstance, EngineState } from '../state/engine-state.ts';
import { elementFor, executableOf } from '../state/lookups.ts';

/** An element instance at work: its key, its record value and its model element. */
export interface Context {
  key: number;
  value: ProcessInstanceValue;
  element: Element;
  process: ExecutableProcess;
}

export const contextFor = (state: EngineState, key: number, value: ProcessInstanceValue): Context => {
  const process = executableOf(state, value.processDefinitionKey);
  return { key, value, element: elementFor(process, value), process };
};

export const contextOf = (state: EngineState, instance: ElementInstance): Context =>
  contextFor(state, instance.key, instance.value);

/** The scope around an element instance, while it exists. */
export const scopeContext = (state: EngineState, { value }: Pick<Context, 'value'>): Context | undefined => {
  const scope = state.elementInstances.get(value.flowScopeKey);
  return scope && contextOf(state, scope);
};

/** The record value for an element that starts inside `scope`, or for a flow there. */
export const childValue = (
  scopeKey: number,
  scope: ProcessInstanceValue,
  element: Pick<Element, 'type' | 'eventType' | 'id'>,
): ProcessInstanceValue => ({
  bpmnElementType: element.type,
  bpmnEventType: element.eventType,
  elementId: element.id,
  bpmnProcessId: scope.bpmnProcessId,
  version: scope.version,
  processDefinitionKey: scope.processDefinitionKey,
  processInstanceKey: scope.processInstanceKey,
  flowScopeKey: scopeKey,
  parentProcessInstanceKey: scope.parentProcessInstanceKey,
  parentElementInstanceKey: scope.parentElementInstanceKey,
  tenantId: scope.tenantId,
});
