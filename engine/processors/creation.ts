import { activateByName, isBehindEventGateway, NEVER_ENTERED, scopesOf } from '../behaviors/element-activation.ts';
import { setLocal } from '../behaviors/variables.ts';
import type { Element, ExecutableProcess } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { BpmnElementType, ProcessInstanceCreationValue, ProcessValue } from '../records.ts';
import { NO_KEY } from '../records.ts';
import { executableOf, rootValue } from '../state/lookups.ts';
import { answerAgain, forgetRequest, requestParts } from './creation-requests.ts';
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

const refuse = (reason: string): Rejection =>
  new Rejection('INVALID_ARGUMENT', `Expected to create instance of process with start instructions but ${reason}`);

const TYPES: BpmnElementType[] = [
  'PROCESS',
  'SUB_PROCESS',
  'EVENT_SUB_PROCESS',
  'INTERMEDIATE_CATCH_EVENT',
  'INTERMEDIATE_THROW_EVENT',
  'END_EVENT',
  'SERVICE_TASK',
  'RECEIVE_TASK',
  'USER_TASK',
  'MANUAL_TASK',
  'TASK',
  'EXCLUSIVE_GATEWAY',
  'PARALLEL_GATEWAY',
  'EVENT_BASED_GATEWAY',
  'INCLUSIVE_GATEWAY',
  'MULTI_INSTANCE_BODY',
  'CALL_ACTIVITY',
  'BUSINESS_RULE_TASK',
  'SCRIPT_TASK',
  'SEND_TASK',
];

const checkStarts = (processing: Processing, executable: ExecutableProcess, ids: string[], key: number): Element[] => {
  const unknown = ids.find((id) => !executable.elements.has(id));
  if (unknown !== undefined) throw refuse(`no element found with id '${unknown}'.`);
  const elements = ids.map((id) => executable.elements.get(id)!);
  const repeated = elements.find((element) => scopesOf(element).some(({ type }) => type === 'MULTI_INSTANCE_BODY'));
  if (repeated)
    throw refuse(
      `the element with id '${repeated.id}' is inside a multi-instance subprocess. The creation of elements inside a multi-instance subprocess is not supported.`,
    );
  const unsupported = elements.find(({ type }) => NEVER_ENTERED.includes(type));
  if (unsupported)
    throw refuse(
      `the element with id '${unsupported.id}' targets unsupported element type '${unsupported.type}'. Supported element types are: [${TYPES.join(', ')}]`,
    );
  const value = rootValue(processing.state.processes.get(key)!, -1);
  const behind = elements.find((element) => isBehindEventGateway(processing, value, element));
  if (behind)
    throw refuse(
      `the element with id '${behind.id}' belongs to an event-based gateway. The creation of elements belonging to an event-based gateway is not supported.`,
    );
  return elements;
};

const create = (processing: Processing, command: CommandOf<'PROCESS_INSTANCE_CREATION'>): void => {
  const { value: request, intent } = command;
  if (answerAgain(processing, command)) return;
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
  const starts = checkStarts(processing, executable, ids, process.processDefinitionKey);
  const key = processing.nextKey();
  const value = rootValue(process, key);
  setLocal(processing, key, request.variables, value);
  if (starts.length === 0) processing.command(key, 'PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', value);
  for (const element of starts)
    activateByName(processing, { root: { key, value }, element, ancestorKey: NO_KEY, onEntered: () => undefined });
  const created: ProcessInstanceCreationValue = {
    ...request,
    bpmnProcessId: process.bpmnProcessId,
    version: process.version,
    processDefinitionKey: process.processDefinitionKey,
    processInstanceKey: key,
    ...requestParts(request, processing.now),
  };
  if (intent === 'CREATE_WITH_AWAITING_RESULT') processing.state.awaitedResults.set(key, []);
  processing.event(processing.nextKey(), 'PROCESS_INSTANCE_CREATION', 'CREATED', created);
  processing.respond(key, created);
};

export const creationHandlers: Handlers = {
  PROCESS_INSTANCE_CREATION: { CREATE: create, CREATE_WITH_AWAITING_RESULT: create, FORGET: forgetRequest },
};
