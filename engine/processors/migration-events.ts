import type { Context } from '../behaviors/context.ts';
import { evaluateString } from '../behaviors/expressions.ts';
import { Failure } from '../behaviors/failure.ts';
import { subscribe, unsubscribe } from '../behaviors/subscriptions.ts';
import type { Element } from '../model/executable.ts';
import type { Migrating } from './migration-checks.ts';
import { alreadySubscribed, cannotSubscribe } from './migration-checks.ts';

/** Opens what the target waits for and nothing was mapped to. */
const openNew = (migrating: Migrating, context: Context, sourceId: string, names: ReadonlySet<string>): void => {
  const { processing, root, map } = migrating;
  const { key, element } = context;
  const instance = processing.state.elementInstances.get(key)!;
  const mapped = new Set(map.values());
  const isNew = (event: Element): boolean => {
    if (mapped.has(event.id) || instance.interruptingId !== undefined) return false;
    const name = event.message && evaluateString(processing, event.message.name, key);
    if (name !== undefined && names.has(name)) throw alreadySubscribed(root.key, sourceId, name, event.id);
    return true;
  };
  try {
    subscribe(processing, context, isNew);
  } catch (error) {
    if (error instanceof Failure) throw cannotSubscribe(root.key, sourceId, element.id, error.message);
    throw error;
  }
};

const moveMessages = ({ processing, map }: Migrating, { key, value, element }: Context, before: number[]): void => {
  const { state } = processing;
  for (const subscriptionKey of before.filter((each) => state.processMessageSubscriptions.has(each))) {
    const subscription = state.processMessageSubscriptions.get(subscriptionKey)!.value;
    const elementId = map.get(subscription.elementId);
    if (elementId === undefined) continue;
    const { bpmnProcessId } = value;
    const interrupting = element.events.find(({ id }) => id === elementId)?.interrupting ?? subscription.interrupting;
    const moved = { ...subscription, bpmnProcessId, elementId, interrupting };
    processing.event(subscriptionKey, 'PROCESS_MESSAGE_SUBSCRIPTION', 'MIGRATED', moved);
    const { elementId: _, ...opened } = moved;
    processing.command(subscriptionKey, 'MESSAGE_SUBSCRIPTION', 'MIGRATE', { ...opened, elementInstanceKey: key });
  }
};

const moveTimers = ({ processing, map }: Migrating, { value }: Context, before: number[]): void => {
  for (const key of before) {
    const timer = processing.state.timers.get(key);
    const targetElementId = timer && map.get(timer.targetElementId);
    if (!targetElementId) continue;
    const { processDefinitionKey } = value;
    processing.event(key, 'TIMER', 'MIGRATED', { ...timer, targetElementId, processDefinitionKey });
  }
};

const moveSignals = ({ processing, map }: Migrating, { value }: Context, before: number[]): void => {
  for (const key of before) {
    const subscription = processing.state.signalSubscriptions.get(key);
    const catchEventId = subscription && map.get(subscription.catchEventId);
    if (!catchEventId) continue;
    const { processDefinitionKey, bpmnProcessId } = value;
    const moved = { ...subscription, catchEventId, processDefinitionKey, bpmnProcessId };
    processing.event(key, 'SIGNAL_SUBSCRIPTION', 'MIGRATED', moved);
  }
};

/** Events that are mapped keep what they wait for; others stop waiting, and new ones begin. */
export const migrateEvents = (migrating: Migrating, context: Context, sourceId: string): void => {
  const { processing, map } = migrating;
  const { state } = processing;
  const { key } = context;
  const messages = state.processMessageSubscriptionsByElement.all(key);
  const timers = state.timersByElement.all(key);
  const signals = state.signalSubscriptionsByElement.all(key);
  const names = new Set(messages.map((each) => state.processMessageSubscriptions.get(each)!.value.messageName));
  unsubscribe(processing, key, (elementId) => !map.has(elementId), ['message', 'timer', 'signal']);
  openNew(migrating, context, sourceId, names);
  moveMessages(migrating, context, messages);
  moveTimers(migrating, context, timers);
  moveSignals(migrating, context, signals);
};
