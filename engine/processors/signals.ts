import { canBeTriggered, triggerElement } from '../behaviors/event-triggers.ts';
import type { Processing } from '../processing.ts';
import type { SignalSubscriptionValue, SignalValue } from '../records.ts';
import { NO_KEY } from '../records.ts';
import { elementOf } from '../state/lookups.ts';
import type { CommandOf, Handlers } from './handler.ts';
import { startInstance } from './start-instance.ts';

/** By the instance that waits, or by the definition that would start. */
const orderOf = ({ catchEventInstanceKey, processDefinitionKey }: SignalSubscriptionValue): number =>
  catchEventInstanceKey >= 0 ? catchEventInstanceKey : processDefinitionKey;

const reach = (processing: Processing, subscription: SignalSubscriptionValue, { variables }: SignalValue): void => {
  const { state } = processing;
  const { catchEventInstanceKey, catchEventId, processDefinitionKey } = subscription;
  if (catchEventInstanceKey === NO_KEY) {
    const process = state.processes.get(processDefinitionKey)!;
    startInstance(processing, process, processing.nextKey(), catchEventId, variables);
    return;
  }
  const instance = state.elementInstances.get(catchEventInstanceKey);
  if (!canBeTriggered(state, instance, catchEventId)) return;
  const event = elementOf(state, { ...instance.value, elementId: catchEventId });
  triggerElement(processing, instance, event, variables);
};

/** Reaches all that wait for the signal now; nobody else will get it later. */
const broadcast = (processing: Processing, { key, value }: CommandOf<'SIGNAL'>): void => {
  const { state } = processing;
  const eventKey = processing.nextKey();
  processing.event(eventKey, 'SIGNAL', 'BROADCASTED', value);
  if (key === NO_KEY) processing.respond(eventKey, value);
  const waiting = state.signalSubscriptionsByName.all(value.signalName).map((id) => state.signalSubscriptions.get(id)!);
  for (const subscription of waiting.sort((a, b) => orderOf(a) - orderOf(b))) reach(processing, subscription, value);
};

export const signalHandlers: Handlers = { SIGNAL: { BROADCAST: broadcast } };
