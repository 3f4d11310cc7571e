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

/** The record value for an element that starts inside `scope`. */
export const childValue = (scopeKey: number, scope: ProcessInstanceValue, element: Element): ProcessInstanceValue => ({
  ...scope,
  bpmnElementType: element.type,
  bpmnEventType: element.eventType,
  elementId: element.id,
  flowScopeKey: scopeKey,
});
