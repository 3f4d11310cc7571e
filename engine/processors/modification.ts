import { childValue, contextFor } from '../behaviors/context.ts';
import { terminated } from '../behaviors/transitions.ts';
import { setLocal } from '../behaviors/variables.ts';
import type { Element, ExecutableProcess } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { ModificationValue, Variables } from '../records.ts';
import type { ElementInstance } from '../state/engine-state.ts';
import { executableOf } from '../state/lookups.ts';
import { enterScope, scopePath } from './creation.ts';
import { BEHAVIORS } from './elements/index.ts';
import type { CommandOf, Handlers } from './handler.ts';

type Activation = ModificationValue['activateInstructions'][number];
const UNSUPPORTED = ['START_EVENT', 'BOUNDARY_EVENT', 'PROCESS'];

const quoted = (ids: string[]): string => ids.map((id) => `'${id}'`).join(', ');

const validate = (
  processing: Processing,
  root: ElementInstance,
  executable: ExecutableProcess,
  value: ModificationValue,
): void => {
  const expected = `Expected to modify instance of process '${root.value.bpmnProcessId}' but it contains one or more`;
  const unknown = value.activateInstructions.filter(({ elementId }) => !executable.elements.has(elementId));
  if (unknown.length > 0) {
    throw new Rejection(
      'INVALID_ARGUMENT',
      `${expected} activate instructions with an element that could not be found: ${quoted(unknown.map(({ elementId }) => elementId))}`,
    );
  }
  const unsupported = value.activateInstructions.filter(({ elementId }) =>
    UNSUPPORTED.includes(executable.elements.get(elementId)!.type),
  );
  if (unsupported.length > 0) {
    throw new Rejection(
      'INVALID_ARGUMENT',
      `${expected} activate instructions for elements that are unsupported: ${quoted(unsupported.map(({ elementId }) => elementId))}. The activation of elements of type 'START_EVENT', 'SEQUENCE_FLOW', 'BOUNDARY_EVENT' is not supported. Supported element types are: ...`,
    );
  }
  const gone = value.terminateInstructions.filter(({ elementInstanceKey }) => {
    const instance = processing.state.elementInstances.get(elementInstanceKey);
    return instance?.value.processInstanceKey !== root.key;
  });
  if (gone.length > 0) {
    throw new Rejection(
      'INVALID_ARGUMENT',
      `${expected} terminate instructions with an element instance that could not be found: ${quoted(gone.map(({ elementInstanceKey }) => String(elementInstanceKey)))}`,
    );
  }
  for (const { elementId, variableInstructions } of value.activateInstructions) {
    const path = scopePath(executable, executable.elements.get(elementId)!).map(({ id }) => id);
    const wrong = variableInstructions.filter(
      (instruction) => instruction.elementId && ![...path, elementId].includes(instruction.elementId),
    );
    if (wrong.length > 0) {
      throw new Rejection(
        'INVALID_ARGUMENT',
        `${expected} variable instructions with a scope element id that could not be found: ${quoted(wrong.map((instruction) => instruction.elementId))}`,
      );
    }
  }
};

const instancesOf = (processing: Processing, scopeKey: number, element: Element): number[] =>
  processing.state.children
    .all(scopeKey)
    .filter((key) => processing.state.elementInstances.get(key)!.value.elementId === element.id);

const setVariables = (
  processing: Processing,
  { variableInstructions }: Activation,
  elementId: string,
  scopeKey: number,
  root: ElementInstance,
): void => {
  const isRoot = elementId === root.value.elementId;
  const given = variableInstructions.filter(
    (instruction) => (instruction.elementId || root.value.elementId) === elementId,
  );
  const variables: Variables = Object.assign({}, ...given.map((instruction) => instruction.variables)) as Variables;
  if (isRoot || given.length > 0) setLocal(processing, scopeKey, variables, root.value);
};

/** Enters the scopes around the element that are not active yet; returns all scopes and the activation itself. */
const activate = (
  processing: Processing,
  root: ElementInstance,
  executable: ExecutableProcess,
  instruction: Activation,
) => {
  const element = executable.elements.get(instruction.elementId)!;
  const scopes = [root.key];
  setVariables(processing, instruction, root.value.elementId, root.key, root);
  for (const scope of scopePath(executable, element).slice(1)) {
    const parentKey = scopes.at(-1)!;
    const active = instancesOf(processing, parentKey, scope);
    if (active.length > 1 && instruction.ancestorScopeKey <= 0) {
      throw new Rejection(
        'INVALID_ARGUMENT',
        `Expected to modify instance of process '${root.value.bpmnProcessId}' but it contains one or more activate instructions for an element that has a flow scope with more than one active instance: '${scope.id}'. Can't decide in which instance of the flow scope the element should be activated. Please specify an ancestor element instance key for this activate instruction.`,
      );
    }
    const chosen = active.find((key) => key === instruction.ancestorScopeKey) ?? active[0];
    const parent = processing.state.elementInstances.get(parentKey)!.value;
    const enter = (key: number): void => setVariables(processing, instruction, scope.id, key, root);
    if (chosen !== undefined) enter(chosen);
    scopes.push(chosen ?? enterScope(processing, parentKey, parent, scope, enter));
  }
  const scopeKey = scopes.at(-1)!;
  const key = processing.nextKey();
  const value = childValue(scopeKey, processing.state.elementInstances.get(scopeKey)!.value, element);
  setVariables(processing, instruction, element.id, key, root);
  processing.command(key, 'PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', value);
  return scopes;
};

const terminateNow = (processing: Processing, key: number): void => {
  const { state } = processing;
  const instance = state.elementInstances.get(key);
  if (!instance) return;
  const context = contextFor(state, key, instance.value);
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_TERMINATING', instance.value);
  BEHAVIORS[instance.value.bpmnElementType as keyof typeof BEHAVIORS].cancel?.(processing, context);
  for (const child of state.children.all(key)) terminateNow(processing, child);
  if (instance.calledInstanceKey !== undefined) terminateNow(processing, instance.calledInstanceKey);
  terminated(processing, context);
};

/** A scope that lost its last element and gets no new one ends with it. */
const terminateEmptyScopes = (processing: Processing, scopeKey: number, kept: ReadonlySet<number>): void => {
  const scope = processing.state.elementInstances.get(scopeKey);
  if (!scope || kept.has(scopeKey) || processing.state.children.count(scopeKey) > 0) return;
  terminateNow(processing, scopeKey);
  if (scope.value.flowScopeKey >= 0) terminateEmptyScopes(processing, scope.value.flowScopeKey, kept);
};

const modify = (processing: Processing, { key, value }: CommandOf<'PROCESS_INSTANCE_MODIFICATION'>): void => {
  const root = processing.state.elementInstances.get(key);
  if (root?.value.bpmnElementType !== 'PROCESS' || root.state === 'TERMINATING') {
    throw new Rejection(
      'NOT_FOUND',
      `Expected to modify process instance but no process instance found with key '${key}'`,
    );
  }
  const executable = executableOf(processing.state, root.value.processDefinitionKey);
  validate(processing, root, executable, value);
  const activateInstructions = value.activateInstructions.map((instruction) => ({
    ...instruction,
    ancestorScopeKeys: activate(processing, root, executable, instruction),
  }));
  const kept = new Set(activateInstructions.flatMap(({ ancestorScopeKeys }) => ancestorScopeKeys));
  for (const { elementInstanceKey } of value.terminateInstructions) {
    const instance = processing.state.elementInstances.get(elementInstanceKey);
    terminateNow(processing, elementInstanceKey);
    if (instance && instance.value.flowScopeKey >= 0)
      terminateEmptyScopes(processing, instance.value.flowScopeKey, kept);
  }
  const modified = { ...value, activateInstructions, ancestorScopeKeys: [...kept] };
  processing.event(key, 'PROCESS_INSTANCE_MODIFICATION', 'MODIFIED', modified);
  processing.respond(key, modified);
};

export const modificationHandlers: Handlers = { PROCESS_INSTANCE_MODIFICATION: { MODIFY: modify } };
