import type { Element } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { ProcessInstanceValue } from '../records.ts';
import { NO_KEY } from '../records.ts';
import type { ElementInstance, EngineState } from '../state/engine-state.ts';
import { executableOf } from '../state/lookups.ts';
import { Failure } from './failure.ts';
import { childValue } from './context.ts';
import { subscribe } from './subscriptions.ts';

/** Types that nobody can enter by naming them. */
export const NEVER_ENTERED = ['UNSPECIFIED', 'START_EVENT', 'SEQUENCE_FLOW', 'BOUNDARY_EVENT'];

/** Called for each scope on the way to the element, and for the element, with its key. */
export type OnEntered = (elementId: string, key: number) => void;

export interface Activation {
  root: { key: number; value: ProcessInstanceValue };
  element: Element;
  /** The scope instance to use where there are several; -1 when it was not said. */
  ancestorKey: number;
  onEntered: OnEntered;
}

/** The scopes of an element from the process inwards. */
export const scopesOf = (element: Element): Element[] => {
  const scopes: Element[] = [];
  for (let scope = element.scope; scope; scope = scope.scope) scopes.unshift(scope);
  return scopes;
};

export const isBehindEventGateway = (
  processing: Processing,
  value: ProcessInstanceValue,
  element: Element,
): boolean => {
  const { elements } = executableOf(processing.state, value.processDefinitionKey);
  return element.incoming.some(({ sourceId }) => elements.get(sourceId)?.type === 'EVENT_BASED_GATEWAY');
};

export const isInside = (state: EngineState, instance: ElementInstance, ancestorKey: number): boolean => {
  for (let key = instance.value.flowScopeKey; key >= 0; key = state.elementInstances.get(key)!.value.flowScopeKey)
    if (key === ancestorKey) return true;
  return false;
};

const severalScopes = (processId: string, scopeId: string): Rejection =>
  new Rejection(
    'INVALID_ARGUMENT',
    `Expected to modify instance of process '${processId}' but it contains one or more activate instructions for an element that has a flow scope with more than one active instance: '${scopeId}'. Can't decide in which instance of the flow scope the element should be activated. Please specify an ancestor element instance key for this activate instruction.`,
  );

/** The instance of a scope that is active already and meant: by the ancestor that was named, or the only one. */
const reusable = (
  { state }: Processing,
  { root, ancestorKey }: Activation,
  scope: Element,
  parentKey: number,
): number | undefined => {
  if (scope.type === 'PROCESS') return state.elementInstances.has(root.key) ? root.key : undefined;
  const instances = state.children
    .all(parentKey)
    .map((key) => state.elementInstances.get(key)!)
    .filter(({ value }) => value.elementId === scope.id && value.bpmnElementType === scope.type);
  const [only] = instances;
  if (instances.length <= 1) {
    const isBelow = only !== undefined && ancestorKey !== NO_KEY && isInside(state, only, ancestorKey);
    return isBelow ? undefined : only?.key;
  }
  if (ancestorKey === NO_KEY) throw severalScopes(root.value.bpmnProcessId, scope.id);
  if (instances.some(({ key }) => key === ancestorKey)) return ancestorKey;
  if (instances.some((instance) => isInside(state, instance, ancestorKey))) return undefined;
  const ancestor = state.elementInstances.get(ancestorKey);
  const around = ancestor && instances.find(({ key }) => isInside(state, ancestor, key));
  if (!around) throw severalScopes(root.value.bpmnProcessId, scope.id);
  return around.key;
};

/** Enters a scope without its start event; it waits for its events from now on. */
const enterScope = (processing: Processing, activation: Activation, scope: Element, parentKey: number): number => {
  const { root, onEntered } = activation;
  const isRoot = scope.type === 'PROCESS';
  const key = isRoot ? root.key : processing.nextKey();
  const value = isRoot ? root.value : childValue(parentKey, root.value, scope);
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', value);
  onEntered(scope.id, key);
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', value);
  try {
    const process = executableOf(processing.state, value.processDefinitionKey);
    subscribe(processing, { key, value, element: scope, process });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Rejection(
      'INVALID_ARGUMENT',
      `Expected to subscribe to catch event(s) of '${scope.id}' but ${error.message}`,
    );
  }
  return key;
};

const refuseMultiInstance = (scope: Element, { root }: Activation): void => {
  if (scope.type !== 'MULTI_INSTANCE_BODY' && scope.scope?.type !== 'MULTI_INSTANCE_BODY') return;
  throw new Rejection(
    'INVALID_ARGUMENT',
    `Expected to modify instance of process '${root.value.bpmnProcessId}' but it contains one or more activate instructions that would result in the activation of multi-instance element '${scope.id}', which is currently unsupported.`,
  );
};

/**
 * Activates an element by name: the scopes around it are entered at once where they are not active yet, the element
 * itself by a command. Returns the keys of those scopes. Throws Rejection, by which the whole command is taken back.
 */
export const activateByName = (processing: Processing, activation: Activation): number[] => {
  const { root, element, onEntered } = activation;
  const keys: number[] = [];
  for (const scope of scopesOf(element)) {
    const parentKey = keys.at(-1) ?? NO_KEY;
    let key = reusable(processing, activation, scope, parentKey);
    if (key === undefined) {
      refuseMultiInstance(scope, activation);
      key = enterScope(processing, activation, scope, parentKey);
    } else {
      onEntered(scope.id, key);
    }
    keys.push(key);
  }
  const key = processing.nextKey();
  const value = { ...childValue(keys.at(-1)!, root.value, element), parentProcessInstanceKey: -1 };
  processing.command(key, 'PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', { ...value, parentElementInstanceKey: -1 });
  onEntered(element.id, key);
  return keys;
};
