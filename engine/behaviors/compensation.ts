import type { Element } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import type { CompensationSubscriptionValue } from '../records.ts';
import { NO_KEY, TENANT } from '../records.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Context } from './context.ts';
import { childValue } from './context.ts';
import { complete } from './transitions.ts';

interface Subscription {
  key: number;
  value: CompensationSubscriptionValue;
}

const subscriptionsOf = (state: EngineState, processInstanceKey: number): Subscription[] =>
  state.compensationsByInstance
    .all(processInstanceKey)
    .sort((a, b) => a - b)
    .map((key) => ({ key, value: state.compensations.get(key)! }));

const boundaryOf = ({ boundaryEvents }: Element): Element | undefined =>
  boundaryEvents.find(({ eventType }) => eventType === 'COMPENSATION');

const SCOPES = ['SUB_PROCESS', 'MULTI_INSTANCE_BODY'];

const holdsSubscriptions = (state: EngineState, { key, value }: Context): boolean =>
  SCOPES.includes(value.bpmnElementType) &&
  subscriptionsOf(state, value.processInstanceKey).some((other) => other.value.compensableActivityScopeKey === key);

/** An activity that completes can be undone from now on, or holds others that can. */
export const subscribeCompensation = (processing: Processing, context: Context): void => {
  const { element, key, value } = context;
  const boundary = boundaryOf(element);
  if (!boundary && !holdsSubscriptions(processing.state, context)) return;
  processing.event(processing.nextKey(), 'COMPENSATION_SUBSCRIPTION', 'CREATED', {
    processInstanceKey: value.processInstanceKey,
    processDefinitionKey: value.processDefinitionKey,
    compensableActivityId: element.id,
    compensableActivityInstanceKey: key,
    compensableActivityScopeKey: value.flowScopeKey,
    throwEventId: '',
    throwEventInstanceKey: NO_KEY,
    compensationHandlerId: boundary?.handler?.id ?? '',
    compensationHandlerInstanceKey: NO_KEY,
    variables: {},
    tenantId: TENANT,
  });
};

const isTriggered = ({ value }: Subscription): boolean => value.throwEventId !== '';

/** The boundary event comes and goes in an instant; the handler is entered where the compensation was thrown. */
const activateHandler = (processing: Processing, context: Context, activityId: string): number => {
  const { value, process } = context;
  const boundary = boundaryOf(process.elements.get(activityId)!)!;
  const key = processing.nextKey();
  const boundaryValue = childValue(value.flowScopeKey, value, boundary);
  for (const intent of ['ELEMENT_ACTIVATING', 'ELEMENT_ACTIVATED', 'ELEMENT_COMPLETING', 'ELEMENT_COMPLETED'])
    processing.event(key, 'PROCESS_INSTANCE', intent, boundaryValue);
  const handlerKey = processing.nextKey();
  const handlerValue = childValue(value.flowScopeKey, value, boundary.handler!);
  processing.command(handlerKey, 'PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', {
    ...handlerValue,
    bpmnEventType: 'COMPENSATION',
  });
  return handlerKey;
};

const triggerOne = (processing: Processing, context: Context, open: Subscription[], { key, value }: Subscription) => {
  const handlerKey = value.compensationHandlerId
    ? activateHandler(processing, context, value.compensableActivityId)
    : NO_KEY;
  processing.event(key, 'COMPENSATION_SUBSCRIPTION', 'TRIGGERED', {
    ...value,
    throwEventId: context.element.id,
    throwEventInstanceKey: context.key,
    compensationHandlerInstanceKey: handlerKey,
  });
  const inside = open.filter(
    (other) => other.value.compensableActivityScopeKey === value.compensableActivityInstanceKey,
  );
  for (const subscription of inside) triggerOne(processing, context, open, subscription);
};

/** Undoes what completed in the scope of a throwing event, or one activity of it; false when there is nothing. */
export const triggerCompensation = (processing: Processing, context: Context): boolean => {
  const { state } = processing;
  const { element, value } = context;
  const scopes = [value.flowScopeKey];
  // Out of an event subprocess, what is around it is undone as well.
  if (element.scope?.type === 'EVENT_SUB_PROCESS')
    scopes.push(state.elementInstances.get(value.flowScopeKey)!.value.flowScopeKey);
  const open = subscriptionsOf(state, value.processInstanceKey).filter((subscription) => !isTriggered(subscription));
  const meant = open.filter(
    (subscription) =>
      scopes.includes(subscription.value.compensableActivityScopeKey) &&
      (element.compensates === undefined || subscription.value.compensableActivityId === element.compensates),
  );
  for (const subscription of meant) triggerOne(processing, context, open, subscription);
  return meant.length > 0;
};

/** A scope whose compensations are all done is done itself, and so are the scopes around it. */
const completeScopes = (processing: Processing, processInstanceKey: number, scopeKey: number): void => {
  const all = subscriptionsOf(processing.state, processInstanceKey);
  if (all.some(({ value }) => value.compensableActivityScopeKey === scopeKey)) return;
  const around = all.find(
    ({ value }) => value.compensableActivityInstanceKey === scopeKey && !value.compensationHandlerId,
  );
  if (!around) return;
  processing.event(around.key, 'COMPENSATION_SUBSCRIPTION', 'COMPLETED', around.value);
  completeScopes(processing, processInstanceKey, around.value.compensableActivityScopeKey);
};

/** A handler has completed: the throwing event completes with the last one. */
export const completeCompensation = (processing: Processing, { key, value }: Context): void => {
  if (value.bpmnEventType !== 'COMPENSATION') return;
  const { state } = processing;
  const done = subscriptionsOf(state, value.processInstanceKey).find(
    (subscription) => isTriggered(subscription) && subscription.value.compensationHandlerInstanceKey === key,
  );
  if (!done) return;
  processing.event(done.key, 'COMPENSATION_SUBSCRIPTION', 'COMPLETED', done.value);
  completeScopes(processing, value.processInstanceKey, done.value.compensableActivityScopeKey);
  const { throwEventInstanceKey } = done.value;
  const waiting = subscriptionsOf(state, value.processInstanceKey).some(
    (subscription) => subscription.value.throwEventInstanceKey === throwEventInstanceKey,
  );
  const thrower = state.elementInstances.get(throwEventInstanceKey);
  if (!waiting && thrower) complete(processing, thrower);
};

const forget = (processing: Processing, { key, value }: Subscription): void =>
  processing.event(key, 'COMPENSATION_SUBSCRIPTION', 'DELETED', value);

export const forgetAllCompensation = (processing: Processing, processInstanceKey: number): void => {
  for (const subscription of subscriptionsOf(processing.state, processInstanceKey)) forget(processing, subscription);
};

/** A subprocess that is terminated can't be undone any more, nor can what is inside it. */
export const forgetCompensationIn = (processing: Processing, { key, value }: Context): void => {
  const all = subscriptionsOf(processing.state, value.processInstanceKey);
  const forgetIn = (scopeKey: number): void => {
    for (const subscription of all.filter((other) => other.value.compensableActivityScopeKey === scopeKey)) {
      forget(processing, subscription);
      forgetIn(subscription.value.compensableActivityInstanceKey);
    }
  };
  forgetIn(key);
};
