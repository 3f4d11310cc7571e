import { messageIdKey, nameAndKey } from '../appliers/messages.ts';
import { canBeTriggered, triggerElement } from '../behaviors/event-triggers.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { MessageStartEventSubscriptionValue, MessageSubscriptionValue, MessageValue } from '../records.ts';
import { NO_KEY, TENANT } from '../records.ts';
import { elementOf } from '../state/lookups.ts';
import { onInstanceEnded } from './elements/process-end.ts';
import type { CommandOf, Handlers } from './handler.ts';
import { startInstance } from './start-instance.ts';

/** Sends a message on to a waiting instance; what it does there is a command of its own. */
const correlate = (
  processing: Processing,
  key: number,
  subscription: MessageSubscriptionValue,
  messageKey: number,
  message: MessageValue,
): void => {
  const correlating = { ...subscription, messageKey, variables: message.variables };
  processing.event(key, 'MESSAGE_SUBSCRIPTION', 'CORRELATING', correlating);
  processing.command(key, 'PROCESS_MESSAGE_SUBSCRIPTION', 'CORRELATE', { ...correlating, elementId: '' });
};

const startByMessage = (
  processing: Processing,
  key: number,
  start: MessageStartEventSubscriptionValue,
  messageKey: number,
  message: MessageValue,
): number => {
  const { state } = processing;
  const processInstanceKey = processing.nextKey();
  const process = state.processes.get(start.processDefinitionKey)!;
  processing.event(key, 'MESSAGE_START_EVENT_SUBSCRIPTION', 'CORRELATED', {
    ...start,
    messageKey,
    processInstanceKey,
    correlationKey: message.correlationKey,
    variables: message.variables,
  });
  startInstance(processing, process, processInstanceKey, start.startEventId, message.variables);
  return processInstanceKey;
};

/** To one instance of each process that waits; tells the first of them. */
export const correlateToWaiting = (
  processing: Processing,
  messageKey: number,
  message: MessageValue,
): number | undefined => {
  const { state } = processing;
  let first: number | undefined;
  const reached = new Set<string>();
  for (const key of state.messageSubscriptionsByName.all(nameAndKey(message.name, message.correlationKey))) {
    const { value, correlating } = state.messageSubscriptions.get(key)!;
    // Each process gets a message once, however many of its instances wait.
    if (correlating || reached.has(value.bpmnProcessId)) continue;
    reached.add(value.bpmnProcessId);
    correlate(processing, key, value, messageKey, message);
    first ??= value.processInstanceKey;
  }
  return first;
};

const isRunning = (processing: Processing, bpmnProcessId: string, correlationKey: string): boolean =>
  correlationKey !== '' && processing.state.startedByMessage.has(`${bpmnProcessId}|${correlationKey}`);

/** Starts an instance of each process that begins with the message; tells the first of them. */
export const correlateToStarts = (
  processing: Processing,
  messageKey: number,
  message: MessageValue,
): number | undefined => {
  const { state } = processing;
  let first: number | undefined;
  for (const key of state.messageStartSubscriptionsByName.all(message.name)) {
    const start = state.messageStartSubscriptions.get(key)!;
    if (isRunning(processing, start.bpmnProcessId, message.correlationKey)) continue;
    if ([...state.correlatedProcesses.walk(messageKey)].includes(start.bpmnProcessId)) continue;
    const started = startByMessage(processing, key, start, messageKey, message);
    first ??= started;
  }
  return first;
};

const publish = (processing: Processing, command: CommandOf<'MESSAGE'>): void => {
  const { state, now } = processing;
  const message = { ...command.value, deadline: now + Math.max(0, command.value.timeToLive) };
  if (message.messageId && state.messageIds.has(messageIdKey(message))) {
    throw new Rejection(
      'ALREADY_EXISTS',
      `Expected to publish a new message with id '${message.messageId}', but a message with that id was already published`,
    );
  }
  const key = processing.nextKey();
  processing.event(key, 'MESSAGE', 'PUBLISHED', message);
  processing.respond(key, message);
  correlateToWaiting(processing, key, message);
  correlateToStarts(processing, key, message);
  if (message.timeToLive <= 0) processing.event(key, 'MESSAGE', 'EXPIRED', message);
};

const NO_MESSAGE: MessageValue = {
  name: '',
  correlationKey: '',
  timeToLive: -1,
  deadline: -1,
  messageId: '',
  variables: {},
  tenantId: TENANT,
};

const expire = (processing: Processing, { key }: CommandOf<'MESSAGE'>): void => {
  if (!processing.state.messages.has(key))
    throw new Rejection('NOT_FOUND', `Expected to expire message with key '${key}', but no such message was found`);
  processing.event(key, 'MESSAGE', 'EXPIRED', NO_MESSAGE);
};

/** A waiting instance takes the oldest buffered message that its process has not had yet. */
const correlateBuffered = (processing: Processing, subscriptionKey: number): boolean => {
  const { state, now } = processing;
  const subscription = state.messageSubscriptions.get(subscriptionKey);
  if (!subscription || subscription.correlating) return false;
  const { messageName, correlationKey, bpmnProcessId } = subscription.value;
  for (const key of state.messagesByName.all(nameAndKey(messageName, correlationKey))) {
    const message = state.messages.get(key)!;
    if (message.deadline <= now || [...state.correlatedProcesses.walk(key)].includes(bpmnProcessId)) continue;
    correlate(processing, subscriptionKey, subscription.value, key, message);
    return true;
  }
  return false;
};

const createSubscription = (processing: Processing, { value }: CommandOf<'MESSAGE_SUBSCRIPTION'>): void => {
  const { state } = processing;
  const key = processing.nextKey();
  processing.event(key, 'MESSAGE_SUBSCRIPTION', 'CREATED', value);
  if (correlateBuffered(processing, key)) return;
  const waiting = state.processMessageSubscriptionsByElement
    .all(value.elementInstanceKey)
    .find((candidate) => state.processMessageSubscriptions.get(candidate)!.value.messageName === value.messageName);
  if (waiting === undefined) return;
  const { value: opened } = state.processMessageSubscriptions.get(waiting)!;
  processing.command(waiting, 'PROCESS_MESSAGE_SUBSCRIPTION', 'CREATE', opened);
};

const findSubscription = (
  processing: Processing,
  elementInstanceKey: number,
  messageName: string,
): number | undefined =>
  processing.state.messageSubscriptionsByElement
    .all(elementInstanceKey)
    .find((key) => processing.state.messageSubscriptions.get(key)!.value.messageName === messageName);

const deleteSubscription = (processing: Processing, command: CommandOf<'MESSAGE_SUBSCRIPTION'>): void => {
  const { elementInstanceKey, messageName } = command.value;
  const key = findSubscription(processing, elementInstanceKey, messageName);
  if (key !== undefined)
    processing.event(key, 'MESSAGE_SUBSCRIPTION', 'DELETED', processing.state.messageSubscriptions.get(key)!.value);
  const waiting = processing.state.processMessageSubscriptions.get(command.key);
  if (waiting) processing.command(command.key, 'PROCESS_MESSAGE_SUBSCRIPTION', 'DELETE', waiting.value);
};

/** The message went nowhere: its instance stopped waiting meanwhile. Another instance may have it. */
const rejectCorrelation = (processing: Processing, key: number): void => {
  const subscription = processing.state.messageSubscriptions.get(key);
  if (subscription) processing.event(key, 'MESSAGE_SUBSCRIPTION', 'DELETED', subscription.value);
};

const correlateInInstance = (processing: Processing, command: CommandOf<'PROCESS_MESSAGE_SUBSCRIPTION'>): void => {
  const { state } = processing;
  const { elementInstanceKey, messageName, messageKey, variables } = command.value;
  const instance = state.elementInstances.get(elementInstanceKey);
  const waiting = state.processMessageSubscriptionsByElement
    .all(elementInstanceKey)
    .find((key) => state.processMessageSubscriptions.get(key)!.value.messageName === messageName);
  const target = waiting === undefined ? '' : state.processMessageSubscriptions.get(waiting)!.value.elementId;
  if (waiting === undefined || !canBeTriggered(state, instance, target)) {
    rejectCorrelation(processing, command.key);
    throw new Rejection(
      'INVALID_STATE',
      `Expected to correlate message subscription with element key '${elementInstanceKey}' and message name '${messageName}', but the subscription is not active anymore`,
    );
  }
  const { value } = state.processMessageSubscriptions.get(waiting)!;
  processing.event(waiting, 'PROCESS_MESSAGE_SUBSCRIPTION', 'CORRELATED', { ...value, messageKey, variables });
  triggerElement(processing, instance, elementOf(state, { ...instance.value, elementId: value.elementId }), variables);
  processing.command(
    command.key,
    'MESSAGE_SUBSCRIPTION',
    'CORRELATE',
    state.messageSubscriptions.get(command.key)!.value,
  );
};

const migrateSubscription = (processing: Processing, { value }: CommandOf<'MESSAGE_SUBSCRIPTION'>): void => {
  const key = findSubscription(processing, value.elementInstanceKey, value.messageName);
  if (key === undefined) return;
  const { value: before } = processing.state.messageSubscriptions.get(key)!;
  const { bpmnProcessId, interrupting } = value;
  processing.event(key, 'MESSAGE_SUBSCRIPTION', 'MIGRATED', { ...before, bpmnProcessId, interrupting });
};

/** Tells the sender who waits for it that an instance has taken the message. */
const answerCorrelation = (processing: Processing, messageKey: number, processInstanceKey: number): void => {
  const asked = processing.correlations.get(messageKey);
  if (!asked) return;
  processing.correlations.delete(messageKey);
  const done = { ...asked, processInstanceKey };
  processing.event(messageKey, 'MESSAGE_CORRELATION', 'CORRELATED', done);
  processing.respond(messageKey, done);
};

const finishCorrelation = (processing: Processing, { key, value }: CommandOf<'MESSAGE_SUBSCRIPTION'>): void => {
  if (!processing.state.messageSubscriptions.has(key)) return;
  processing.event(key, 'MESSAGE_SUBSCRIPTION', 'CORRELATED', value);
  answerCorrelation(processing, value.messageKey, value.processInstanceKey);
  if (!value.interrupting) correlateBuffered(processing, key);
};

/** When an instance that a message started has ended, the next buffered message with the same key starts one. */
onInstanceEnded((processing, { bpmnProcessId, correlationKey }) => {
  const { state, now } = processing;
  if (isRunning(processing, bpmnProcessId, correlationKey)) return;
  const latest = state.processVersions.get(bpmnProcessId)?.at(-1)?.key ?? NO_KEY;
  // The oldest one, over all start events of the process.
  const waiting = state.messageStartSubscriptionsByProcess.all(latest).flatMap((key) => {
    const start = state.messageStartSubscriptions.get(key)!;
    const messageKey = state.messagesByName
      .all(nameAndKey(start.messageName, correlationKey))
      .find(
        (candidate) =>
          state.messages.get(candidate)!.deadline > now &&
          ![...state.correlatedProcesses.walk(candidate)].includes(bpmnProcessId),
      );
    return messageKey === undefined ? [] : [{ key, start, messageKey }];
  });
  const [next] = waiting.sort((a, b) => a.messageKey - b.messageKey);
  if (next) startByMessage(processing, next.key, next.start, next.messageKey, state.messages.get(next.messageKey)!);
});

export const messageHandlers: Handlers = {
  MESSAGE: { PUBLISH: publish, EXPIRE: expire },
  MESSAGE_SUBSCRIPTION: {
    CREATE: createSubscription,
    DELETE: deleteSubscription,
    CORRELATE: finishCorrelation,
    MIGRATE: migrateSubscription,
  },
  PROCESS_MESSAGE_SUBSCRIPTION: {
    CREATE: (processing, { key, value }) => {
      if (processing.state.processMessageSubscriptions.has(key))
        processing.event(key, 'PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', value);
    },
    CORRELATE: correlateInInstance,
    DELETE: (processing, { key, value }) => processing.event(key, 'PROCESS_MESSAGE_SUBSCRIPTION', 'DELETED', value),
  },
};
