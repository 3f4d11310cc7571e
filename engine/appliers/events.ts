import type {
  CompensationSubscriptionValue,
  EngineRecord,
  ProcessEventValue,
  SignalSubscriptionValue,
} from '../records.ts';
import type { EngineState } from '../state/engine-state.ts';
import { canTrigger, elementFor, executableOf } from '../state/lookups.ts';
import { change } from './process-instance.ts';

/** What an event does to its scope: an interrupting one closes it for others. */
const mark = (state: EngineState, key: number, targetId: string): void => {
  const instance = state.elementInstances.get(key)!;
  const process = executableOf(state, instance.value.processDefinitionKey);
  const element = elementFor(process, instance.value);
  if (element.interruptingIds.has(targetId)) {
    const isBoundary = element.boundaryEvents.some(({ id }) => id === targetId);
    change(state, key, { eventInterrupted: true, ...(isBoundary && { closed: true }) });
  }
  const target = process.elements.get(targetId);
  if (target?.type === 'START_EVENT' && target.scope?.type === 'EVENT_SUB_PROCESS' && target.interrupting)
    change(state, key, { interruptingId: target.scopeId });
};

const triggering = (state: EngineState, { key, value }: EngineRecord): void => {
  const event = value as ProcessEventValue;
  const { scopeKey, targetElementId, variables, processDefinitionKey, processInstanceKey } = event;
  const ofDefinition = scopeKey === processDefinitionKey;
  if (!ofDefinition && !canTrigger(state, scopeKey, targetElementId)) return;
  const waiting = state.eventTriggers.get(scopeKey) ?? [];
  const trigger = { eventKey: key, elementId: targetElementId, variables };
  state.eventTriggers.put(scopeKey, [...waiting, ofDefinition ? { ...trigger, processInstanceKey } : trigger]);
  if (!ofDefinition) mark(state, scopeKey, targetElementId);
};

const triggered = (state: EngineState, { key, value }: EngineRecord): void => {
  const { scopeKey } = value as ProcessEventValue;
  const left = (state.eventTriggers.get(scopeKey) ?? []).filter(({ eventKey }) => eventKey !== key);
  if (left.length > 0) state.eventTriggers.put(scopeKey, left);
  else state.eventTriggers.remove(scopeKey);
};

const signalCreated = (state: EngineState, { key, value }: EngineRecord): void => {
  const subscription = value as SignalSubscriptionValue;
  state.signalSubscriptions.put(key, subscription);
  state.signalSubscriptionsByName.add(subscription.signalName, key);
  if (subscription.catchEventInstanceKey >= 0)
    state.signalSubscriptionsByElement.add(subscription.catchEventInstanceKey, key);
  else state.signalStartsByProcess.add(subscription.processDefinitionKey, key);
};

const signalDeleted = (state: EngineState, { key, value }: EngineRecord): void => {
  const subscription = value as SignalSubscriptionValue;
  state.signalSubscriptions.remove(key);
  state.signalSubscriptionsByName.remove(subscription.signalName, key);
  state.signalSubscriptionsByElement.remove(subscription.catchEventInstanceKey, key);
  state.signalStartsByProcess.remove(subscription.processDefinitionKey, key);
};

const compensationPut = (state: EngineState, { key, value }: EngineRecord): void => {
  const subscription = value as CompensationSubscriptionValue;
  state.compensations.put(key, subscription);
  state.compensationsByInstance.add(subscription.processInstanceKey, key);
};

const compensationRemoved = (state: EngineState, { key, value }: EngineRecord): void => {
  state.compensations.remove(key);
  state.compensationsByInstance.remove((value as CompensationSubscriptionValue).processInstanceKey, key);
};

export const eventAppliers = {
  'PROCESS_EVENT TRIGGERING': triggering,
  'PROCESS_EVENT TRIGGERED': triggered,
  'SIGNAL_SUBSCRIPTION CREATED': signalCreated,
  'SIGNAL_SUBSCRIPTION DELETED': signalDeleted,
  'SIGNAL_SUBSCRIPTION MIGRATED': signalCreated,
  'COMPENSATION_SUBSCRIPTION CREATED': compensationPut,
  'COMPENSATION_SUBSCRIPTION TRIGGERED': compensationPut,
  'COMPENSATION_SUBSCRIPTION MIGRATED': compensationPut,
  'COMPENSATION_SUBSCRIPTION COMPLETED': compensationRemoved,
  'COMPENSATION_SUBSCRIPTION DELETED': compensationRemoved,
};
