import { md5, toBase64, utf8Bytes } from '../bytes.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { ProcessInstanceCreationValue } from '../records.ts';
import type { CommandOf } from './handler.ts';

type CreationCommand = CommandOf<'PROCESS_INSTANCE_CREATION'>;

/** How long a request is known after it was carried out. */
const KNOWN_FOR_MS = 24 * 3_600_000;

/** Over what the request means: beside an id the key is not looked at, and all versions below 0 are the latest. */
const digestOf = (value: ProcessInstanceCreationValue): string => {
  const { bpmnProcessId, processDefinitionKey, version, startInstructions, variables } = value;
  const process = bpmnProcessId ? [bpmnProcessId, Math.max(version, -1)] : [processDefinitionKey];
  const request = [process, startInstructions, variables];
  return toBase64(md5(utf8Bytes(JSON.stringify(request))));
};

/** What the record of a creation keeps of a named request; nothing when it has no name. */
export const requestParts = (
  value: ProcessInstanceCreationValue,
  now: number,
): Partial<ProcessInstanceCreationValue> =>
  value.requestId ? { requestDigest: digestOf(value), requestKnownUntil: now + KNOWN_FOR_MS } : {};

/**
 * Answers a request that was carried out before with the instance that it made then; the log says that it came again.
 * @returns whether it was answered
 * @throws Rejection when another request had this name, or when the result is asked for and the instance has ended
 */
export const answerAgain = (processing: Processing, command: CreationCommand): boolean => {
  const { state } = processing;
  const { requestId } = command.value;
  const known = requestId && state.creationRequests.get(state.creationRequestIds.get(requestId)!);
  if (!known) return false;
  const key = known.processInstanceKey;
  if (known.requestDigest !== digestOf(command.value))
    throw new Rejection(
      'ALREADY_EXISTS',
      `Expected to create instance of process by the request with id '${requestId}', but another request with that id created the process instance with key '${key}'`,
    );
  if (command.intent === 'CREATE_WITH_AWAITING_RESULT') {
    if (!state.elementInstances.has(key))
      throw new Rejection(
        'INVALID_STATE',
        `Expected to await the result of process instance with key '${key}', which the request with id '${requestId}' created before, but it has ended`,
      );
    state.awaitedResults.set(key, []);
  }
  processing.reject(
    command,
    'ALREADY_EXISTS',
    `Expected to create instance of process, but the request with id '${requestId}' was carried out before`,
  );
  processing.respond(key, known);
  return true;
};

/** The time in which a request may come again is over. */
export const forgetRequest = (processing: Processing, { key }: CreationCommand): void => {
  const known = processing.state.creationRequests.get(key);
  if (known) processing.event(key, 'PROCESS_INSTANCE_CREATION', 'FORGOTTEN', known);
};
