import { childValue } from '../behaviors/context.ts';
import { subscribe } from '../behaviors/subscriptions.ts';
import { setLocal } from '../behaviors/variables.ts';
import type { Element, ExecutableProcess } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { ProcessInstanceCreationValue, ProcessInstanceValue, ProcessValue } from '../records.ts';
import { TENANT } from '../records.ts';
import { executableOf } from '../state/lookups.ts';
import type { CommandOf, Handlers } from './handler.ts';

const findProcess = (processing: Processing, value: ProcessInstanceCreationValue): ProcessValue => {
  const { state } = processing;
  const { bpmnProcessId, processDefinitionKey, version } = value;
  if (bpmnProcessId) {
    const versions = state.processVersions.get(bpmnProcessId) ?? [];
    const found = version >= 0 ? versions.find((known) => known.version === version) : versions.at(-1);
    if (found) return state.processes.get(found.key)!;
    const which = version >= 0 ? ` and version '${version}'` : '';
    throw new Rejection(
      'NOT_FOUND',
      `Expected to find process definition with process ID '${bpmnProcessId}'${which}, but none found`,
    );
  }
  if (processDefinitionKey < 0)
    throw new Rejection(
      'INVALID_ARGUMENT',
      'Expected at least a bpmnProcessId or a key greater than -1, but none given',
    );
  const process = state.processes.get(processDefinitionKey);
  if (!process)
    throw new Rejection(
      'NOT_FOUND',
      `Expected to find process definition with key '${processDefinitionKey}', but none found`,
    );
  return process;
};

const UNSUPPORTED_STARTS = ['START_EVENT', 'SEQUENCE_FLOW', 'BOUNDARY_EVENT'];

const checkStartInstruction = (executable: ExecutableProcess, elementId: string): void => {
  const element = executable.elements.get(elementId);
  if (!element || element.type === 'PROCESS') {
    throw new Rejection(
      'INVALID_ARGUMENT',
      `Expected to create instance of process with start instructions but no element found with id '${elementId}'.`,
    );
  }
  const gateway = element.incoming.some(
    (flow) => executable.elements.get(flow.sourceId)?.type === 'EVENT_BASED_GATEWAY',
  );
  if (gateway) {
    throw new Rejection(
      'INVALID_ARGUMENT',
      `Expected to create instance of process with start instructions but the element with id '${elementId}' belongs to an event-based gateway. The creation of elements belonging to an event-based gateway is not supported.`,
    );
  }
  if (UNSUPPORTED_STARTS.includes(element.type)) {
    throw new Rejection(
      'INVALID_ARGUMENT',
      `Expected to create instance of process with start instructions but the element with id '${elementId}' targets unsupported element type '${element.type}'. Supported element types are: ...`,
    );
  }
};

/** The scopes from the process down to the one that holds the element. */
export const scopePath = (executable: ExecutableProcess, element: Element): Element[] => {
  const path: Element[] = [];
  for (let id = element.scopeId; id; id = executable.elements.get(id)!.scopeId)
    path.unshift(executable.elements.get(id)!);
  return path;
};

/** Enters a scope without its start event, as its inner element is activated by name. */
export const enterScope = (
  processing: Processing,
  parentKey: number,
  parent: ProcessInstanceValue,
  element: Element,
  onActivating?: (key: number) => void,
): number => {
  const key = processing.nextKey();
  const value = childValue(parentKey, parent, element);
  const process = executableOf(processing.state, value.processDefinitionKey);
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', value);
  onActivating?.(key);
  subscribe(processing, { key, value, element, process });
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', value);
  return key;
};

const startAt = (
  processing: Processing,
  instanceKey: number,
  value: ProcessInstanceValue,
  executable: ExecutableProcess,
  ids: string[],
): (() => void)[] => {
  const entered = new Map<string, number>([[executable.id, instanceKey]]);
  processing.event(instanceKey, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', value);
  processing.event(instanceKey, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', value);
  return ids.map((id) => {
    const element = executable.elements.get(id)!;
    let scopeKey = instanceKey;
    for (const scope of scopePath(executable, element).slice(1)) {
      const known = entered.get(scope.id);
      scopeKey =
        known ?? enterScope(processing, scopeKey, processing.state.elementInstances.get(scopeKey)!.value, scope);
      entered.set(scope.id, scopeKey);
    }
    const inner = childValue(scopeKey, processing.state.elementInstances.get(scopeKey)!.value, element);
    return () => processing.command(processing.nextKey(), 'PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', inner);
  });
};

export const rootValue = (process: ProcessValue, processInstanceKey: number): ProcessInstanceValue => ({
  bpmnElementType: 'PROCESS',
  bpmnEventType: 'UNSPECIFIED',
  elementId: process.bpmnProcessId,
  bpmnProcessId: process.bpmnProcessId,
  version: process.version,
  processDefinitionKey: process.processDefinitionKey,
  processInstanceKey,
  flowScopeKey: -1,
  parentProcessInstanceKey: -1,
  parentElementInstanceKey: -1,
  tenantId: TENANT,
});

const create = (processing: Processing, { value: request, intent }: CommandOf<'PROCESS_INSTANCE_CREATION'>): void => {
  const process = findProcess(processing, request);
  const executable = executableOf(processing.state, process.processDefinitionKey);
  const ids = request.startInstructions.map(({ elementId }) => elementId);
  const { startEvents } = executable.elements.get(executable.id)!;
  if (ids.length === 0 && !startEvents.some(({ eventType }) => eventType === 'NONE')) {
    throw new Rejection(
      'INVALID_STATE',
      'Expected to create instance of process with none start event, but there is no such event',
    );
  }
  for (const id of ids) checkStartInstruction(executable, id);
  const key = processing.nextKey();
  const value = rootValue(process, key);
  setLocal(processing, key, request.variables, value);
  const activations = ids.length > 0 ? startAt(processing, key, value, executable, ids) : [];
  if (ids.length === 0) processing.command(key, 'PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', value);
  for (const activate of activations) activate();
  const created: ProcessInstanceCreationValue = {
    ...request,
    bpmnProcessId: process.bpmnProcessId,
    version: process.version,
    processDefinitionKey: process.processDefinitionKey,
    processInstanceKey: key,
  };
  if (intent === 'CREATE_WITH_AWAITING_RESULT') processing.state.awaitedResults.set(key, []);
  processing.event(processing.nextKey(), 'PROCESS_INSTANCE_CREATION', 'CREATED', created);
  processing.respond(key, created);
};

export const creationHandlers: Handlers = {
  PROCESS_INSTANCE_CREATION: { CREATE: create, CREATE_WITH_AWAITING_RESULT: create },
};
