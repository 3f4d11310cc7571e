import type {
  EngineRecord,
  MessageStartEventSubscriptionValue,
  MessageSubscriptionValue,
  MessageValue,
  ProcessMessageSubscriptionValue,
} from '../records.ts';
import type { EngineState } from '../state/engine-state.ts';

export const nameAndKey = (name: string, correlationKey: string): string => `${name}|${correlationKey}`;
export const messageIdKey = ({ name, correlationKey, messageId }: MessageValue): string =>
  `${name}|${correlationKey}|${messageId}`;

const published = (state: EngineState, { key, value }: EngineRecord): void => {
  const message = value as MessageValue;
  state.messages.put(key, message);
  state.messagesByName.add(nameAndKey(message.name, message.correlationKey), key);
  if (message.messageId) state.messageIds.put(messageIdKey(message), key);
  if (message.timeToLive > 0) state.dueDates.push({ at: message.deadline, kind: 'MESSAGE', key });
};

const expired = (state: EngineState, { key }: EngineRecord): void => {
  const message = state.messages.get(key);
  if (!message) return;
  state.messages.remove(key);
  state.messagesByName.remove(nameAndKey(message.name, message.correlationKey), key);
  if (message.messageId) state.messageIds.remove(messageIdKey(message));
  for (const processId of state.correlatedProcesses.all(key)) state.correlatedProcesses.remove(key, processId);
};

const putSubscription = (
  state: EngineState,
  key: number,
  value: MessageSubscriptionValue,
  correlating: boolean,
): void => state.messageSubscriptions.put(key, { key, value, correlating });

const subscriptionCreated = (state: EngineState, { key, value }: EngineRecord): void => {
  const subscription = value as MessageSubscriptionValue;
  putSubscription(state, key, subscription, false);
  state.messageSubscriptionsByName.add(nameAndKey(subscription.messageName, subscription.correlationKey), key);
  state.messageSubscriptionsByElement.add(subscription.elementInstanceKey, key);
};

const subscriptionCorrelating = (state: EngineState, { key, value }: EngineRecord): void => {
  const subscription = value as MessageSubscriptionValue;
  putSubscription(state, key, subscription, true);
  state.correlatedProcesses.add(subscription.messageKey, subscription.bpmnProcessId);
};

const removeSubscription = (state: EngineState, { key, value }: EngineRecord): void => {
  const subscription = value as MessageSubscriptionValue;
  state.messageSubscriptions.remove(key);
  state.messageSubscriptionsByName.remove(nameAndKey(subscription.messageName, subscription.correlationKey), key);
  state.messageSubscriptionsByElement.remove(subscription.elementInstanceKey, key);
};

const subscriptionCorrelated = (state: EngineState, record: EngineRecord): void => {
  const subscription = record.value as MessageSubscriptionValue;
  if (subscription.interrupting) removeSubscription(state, record);
  else putSubscription(state, record.key, subscription, false);
};

const putProcessSubscription = (state: EngineState, { key, value }: EngineRecord): void => {
  const subscription = value as ProcessMessageSubscriptionValue;
  state.processMessageSubscriptions.put(key, { key, value: subscription, correlating: false });
  state.processMessageSubscriptionsByElement.add(subscription.elementInstanceKey, key);
};

const removeProcessSubscription = (state: EngineState, { key, value }: EngineRecord): void => {
  state.processMessageSubscriptions.remove(key);
  state.processMessageSubscriptionsByElement.remove((value as ProcessMessageSubscriptionValue).elementInstanceKey, key);
};

const startCreated = (state: EngineState, { key, value }: EngineRecord): void => {
  const subscription = value as MessageStartEventSubscriptionValue;
  state.messageStartSubscriptions.put(key, subscription);
  state.messageStartSubscriptionsByName.add(subscription.messageName, key);
  state.messageStartSubscriptionsByProcess.add(subscription.processDefinitionKey, key);
};

const startDeleted = (state: EngineState, { key, value }: EngineRecord): void => {
  const subscription = value as MessageStartEventSubscriptionValue;
  state.messageStartSubscriptions.remove(key);
  state.messageStartSubscriptionsByName.remove(subscription.messageName, key);
  state.messageStartSubscriptionsByProcess.remove(subscription.processDefinitionKey, key);
};

const startCorrelated = (state: EngineState, { value }: EngineRecord): void => {
  const { bpmnProcessId, correlationKey, messageKey, messageName, processInstanceKey } =
    value as MessageStartEventSubscriptionValue;
  state.correlatedProcesses.add(messageKey, bpmnProcessId);
  if (!correlationKey) return;
  state.startedByMessage.put(`${bpmnProcessId}|${correlationKey}`, processInstanceKey);
  state.startedBy.put(processInstanceKey, { bpmnProcessId, correlationKey, messageName });
};

export const messageAppliers = {
  'MESSAGE PUBLISHED': published,
  'MESSAGE EXPIRED': expired,
  'MESSAGE_SUBSCRIPTION CREATED': subscriptionCreated,
  'MESSAGE_SUBSCRIPTION CORRELATING': subscriptionCorrelating,
  'MESSAGE_SUBSCRIPTION CORRELATED': subscriptionCorrelated,
  'MESSAGE_SUBSCRIPTION DELETED': removeSubscription,
  'PROCESS_MESSAGE_SUBSCRIPTION CREATING': putProcessSubscription,
  'PROCESS_MESSAGE_SUBSCRIPTION CORRELATED': (state: EngineState, record: EngineRecord) =>
    (record.value as ProcessMessageSubscriptionValue).interrupting
      ? removeProcessSubscription(state, record)
      : putProcessSubscription(state, record),
  'MESSAGE_SUBSCRIPTION MIGRATED': (state: EngineState, { key, value }: EngineRecord) =>
    putSubscription(state, key, value as MessageSubscriptionValue, state.messageSubscriptions.get(key)!.correlating),
  'PROCESS_MESSAGE_SUBSCRIPTION MIGRATED': putProcessSubscription,
  'PROCESS_MESSAGE_SUBSCRIPTION DELETED': removeProcessSubscription,
  'MESSAGE_START_EVENT_SUBSCRIPTION CREATED': startCreated,
  'MESSAGE_START_EVENT_SUBSCRIPTION DELETED': startDeleted,
  'MESSAGE_START_EVENT_SUBSCRIPTION CORRELATED': startCorrelated,
};
