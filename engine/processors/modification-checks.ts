import { isBehindEventGateway, NEVER_ENTERED, scopesOf } from '../behaviors/element-activation.ts';
import type { Element, ExecutableProcess } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { ModificationValue } from '../records.ts';
import type { ElementInstance } from '../state/engine-state.ts';

interface Checked {
  processing: Processing;
  root: ElementInstance;
  executable: ExecutableProcess;
  value: ModificationValue;
}

const quoted = (parts: (string | number)[]): string => `'${[...new Set(parts)].join("', '")}'`;

const refuse = ({ root }: Checked, reason: string): Rejection =>
  new Rejection(
    'INVALID_ARGUMENT',
    `Expected to modify instance of process '${root.value.bpmnProcessId}' but it contains one or more ${reason}`,
  );

const elementsOf = ({ executable, value }: Checked): Element[] =>
  [...new Set(value.activateInstructions.map(({ elementId }) => elementId))].flatMap(
    (id) => executable.elements.get(id) ?? [],
  );

const SUPPORTED =
  '[PROCESS, SUB_PROCESS, EVENT_SUB_PROCESS, INTERMEDIATE_CATCH_EVENT, INTERMEDIATE_THROW_EVENT, END_EVENT, SERVICE_TASK, RECEIVE_TASK, USER_TASK, MANUAL_TASK, TASK, EXCLUSIVE_GATEWAY, PARALLEL_GATEWAY, EVENT_BASED_GATEWAY, INCLUSIVE_GATEWAY, MULTI_INSTANCE_BODY, CALL_ACTIVITY, BUSINESS_RULE_TASK, SCRIPT_TASK, SEND_TASK]';

const checkElements = (checked: Checked): void => {
  const { processing, root, executable, value } = checked;
  const unknown = value.activateInstructions
    .map(({ elementId }) => elementId)
    .filter((elementId) => !executable.elements.has(elementId));
  if (unknown.length > 0)
    throw refuse(checked, `activate instructions with an element that could not be found: ${quoted(unknown)}`);
  const elements = elementsOf(checked);
  const unsupported = 'activate instructions for elements that are unsupported';
  const behind = elements.filter((element) => isBehindEventGateway(processing, root.value, element));
  if (behind.length > 0)
    throw refuse(
      checked,
      `${unsupported}: ${quoted(behind.map(({ id }) => id))}. The activation of events belonging to an event-based gateway is not supported.`,
    );
  const never = elements.filter(({ type }) => NEVER_ENTERED.includes(type));
  if (never.length > 0)
    throw refuse(
      checked,
      `${unsupported}: ${quoted(never.map(({ id }) => id))}. The activation of elements with type ${quoted(never.map(({ type }) => type))} is not supported. Supported element types are: ${SUPPORTED}.`,
    );
};

const checkTerminations = (checked: Checked): void => {
  const { elementInstances } = checked.processing.state;
  const gone = checked.value.terminateInstructions
    .map(({ elementInstanceKey }) => elementInstanceKey)
    .filter((key) => !elementInstances.has(key));
  if (gone.length > 0)
    throw refuse(checked, `terminate instructions with an element instance that could not be found: ${quoted(gone)}`);
};

const checkVariableScopes = (checked: Checked): void => {
  const { executable, value } = checked;
  const named = value.activateInstructions.flatMap(({ elementId, variableInstructions }) =>
    variableInstructions.filter((each) => each.elementId).map((each) => ({ elementId, scopeId: each.elementId })),
  );
  const unknown = named.filter(({ scopeId }) => !executable.elements.has(scopeId));
  if (unknown.length > 0)
    throw refuse(
      checked,
      `variable instructions with a scope element id that could not be found: ${quoted(unknown.map(({ scopeId }) => scopeId))}`,
    );
  const foreign = named.filter(
    ({ elementId, scopeId }) =>
      elementId !== scopeId && !scopesOf(executable.elements.get(elementId)!).some(({ id }) => id === scopeId),
  );
  if (foreign.length > 0)
    throw refuse(
      checked,
      `variable instructions with a scope element that doesn't belong to the activating element's flow scope. These variables should be set before or after the modification.`,
    );
};

const checkAncestors = (checked: Checked): void => {
  const { processing, root, executable, value } = checked;
  const named = value.activateInstructions.filter(({ ancestorScopeKey }) => ancestorScopeKey > 0);
  const instanceOf = (key: number) => processing.state.elementInstances.get(key);
  const keysOf = (instructions: typeof named) => quoted(instructions.map(({ ancestorScopeKey }) => ancestorScopeKey));
  const inactive = named.filter(({ ancestorScopeKey }) => instanceOf(ancestorScopeKey)?.state !== 'ACTIVATED');
  if (inactive.length > 0)
    throw refuse(
      checked,
      `activate instructions with an ancestor scope key that does not exist, or is not in an active state: ${keysOf(inactive)}`,
    );
  const foreign = named.filter(
    ({ ancestorScopeKey }) => instanceOf(ancestorScopeKey)!.value.processInstanceKey !== root.key,
  );
  if (foreign.length > 0)
    throw refuse(
      checked,
      `activate instructions with an ancestor scope key that does not belong to the modified process instance: ${keysOf(foreign)}`,
    );
  const wrong = named.flatMap(({ ancestorScopeKey, elementId }) => {
    const ancestorId = instanceOf(ancestorScopeKey)!.value.elementId;
    const scopes = scopesOf(executable.elements.get(elementId)!);
    if (scopes.some(({ id }) => id === ancestorId)) return [];
    return [
      `\n- instance '${ancestorScopeKey}' of element '${ancestorId}' is not an ancestor of element '${elementId}'`,
    ];
  });
  if (wrong.length > 0)
    throw refuse(
      checked,
      `activate instructions with an ancestor scope key that is not an ancestor of the element to activate:${wrong.join('')}`,
    );
};

/** Everything that can be said against a modification before anything of it is done. */
export const checkModification = (checked: Checked): void => {
  checkElements(checked);
  checkTerminations(checked);
  checkVariableScopes(checked);
  checkAncestors(checked);
};
