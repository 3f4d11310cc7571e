import { contextFor } from '../behaviors/context.ts';
import type { OnEntered } from '../behaviors/element-activation.ts';
import { activateByName } from '../behaviors/element-activation.ts';
import { resolveIncidentsOf } from '../behaviors/incidents.ts';
import { cancelJobOf } from '../behaviors/jobs.ts';
import { unsubscribe } from '../behaviors/subscriptions.ts';
import { terminated } from '../behaviors/transitions.ts';
import { setLocal } from '../behaviors/variables.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { ModificationValue } from '../records.ts';
import { NO_KEY } from '../records.ts';
import type { ElementInstance } from '../state/engine-state.ts';
import { executableOf, isIdle } from '../state/lookups.ts';
import { cancelUserTask } from './elements/user-task.ts';
import type { CommandOf, Handlers } from './handler.ts';
import { checkModification } from './modification-checks.ts';

type Activation = ModificationValue['activateInstructions'][number];

/** Sets the variables that an instruction has for each scope that it enters; unnamed ones belong to the process. */
const variableSetter =
  (processing: Processing, root: ElementInstance, { variableInstructions }: Activation): OnEntered =>
  (elementId, key) => {
    for (const instruction of variableInstructions) {
      const scopeId = instruction.elementId || root.value.bpmnProcessId;
      if (scopeId === elementId) setLocal(processing, key, instruction.variables, root.value);
    }
  };

/** Ends an element with all inside it at once, without a boundary event taking over. */
const terminateNow = (processing: Processing, key: number): void => {
  const { state } = processing;
  const instance = state.elementInstances.get(key);
  if (!instance || instance.state === 'TERMINATING') return;
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_TERMINATING', instance.value);
  cancelJobOf(processing, key);
  cancelUserTask(processing, key);
  resolveIncidentsOf(processing, key);
  unsubscribe(processing, key);
  for (const child of state.children.all(key).sort((a, b) => a - b)) terminateNow(processing, child);
  if (instance.calledInstanceKey !== undefined) terminateNow(processing, instance.calledInstanceKey);
  terminated(processing, contextFor(state, key, instance.value));
};

/** A scope that lost its last element and gets no new one ends with it. */
const terminateEmptyScopes = (processing: Processing, scopeKey: number, kept: ReadonlySet<number>): void => {
  const scope = processing.state.elementInstances.get(scopeKey);
  if (!scope || kept.has(scopeKey) || !isIdle(processing.state, scopeKey)) return;
  const { bpmnElementType, bpmnProcessId, parentElementInstanceKey, flowScopeKey } = scope.value;
  if (bpmnElementType === 'PROCESS' && parentElementInstanceKey >= 0)
    throw new Rejection(
      'INVALID_ARGUMENT',
      `Expected to modify instance of process '${bpmnProcessId}' but the given instructions would terminate the instance. The instance was created by a call activity in the parent process. To terminate this instance please modify the parent process instead.`,
    );
  terminateNow(processing, scopeKey);
  terminateEmptyScopes(processing, flowScopeKey, kept);
};

const modify = (processing: Processing, { key, value }: CommandOf<'PROCESS_INSTANCE_MODIFICATION'>): void => {
  const { elementInstances } = processing.state;
  const root = elementInstances.get(key);
  if (root?.value.bpmnElementType !== 'PROCESS') {
    throw new Rejection(
      'NOT_FOUND',
      `Expected to modify process instance but no process instance found with key '${key}'`,
    );
  }
  const executable = executableOf(processing.state, root.value.processDefinitionKey);
  checkModification({ processing, root, executable, value });
  const activateInstructions = value.activateInstructions.map((instruction) => ({
    ...instruction,
    ancestorScopeKeys: activateByName(processing, {
      root,
      element: executable.elements.get(instruction.elementId)!,
      ancestorKey: instruction.ancestorScopeKey > 0 ? instruction.ancestorScopeKey : NO_KEY,
      onEntered: variableSetter(processing, root, instruction),
    }),
  }));
  const kept = new Set(activateInstructions.flatMap(({ ancestorScopeKeys }) => ancestorScopeKeys));
  for (const { elementInstanceKey } of value.terminateInstructions) {
    const instance = elementInstances.get(elementInstanceKey);
    if (!instance) continue;
    terminateNow(processing, elementInstanceKey);
    terminateEmptyScopes(processing, instance.value.flowScopeKey, kept);
  }
  const modified = { ...value, activateInstructions, ancestorScopeKeys: [...kept] };
  processing.event(key, 'PROCESS_INSTANCE_MODIFICATION', 'MODIFIED', modified);
  processing.respond(key, modified);
};

export const modificationHandlers: Handlers = { PROCESS_INSTANCE_MODIFICATION: { MODIFY: modify } };
