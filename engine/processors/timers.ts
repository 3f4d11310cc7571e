import { canBeTriggered, triggerElement, triggering } from '../behaviors/event-triggers.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { TimerValue } from '../records.ts';
import { elementOf } from '../state/lookups.ts';
import { planTimer } from '../behaviors/subscriptions.ts';
import { rootValue } from './creation.ts';
import type { CommandOf, Handlers } from './handler.ts';

const timerElement = (processing: Processing, { processDefinitionKey, targetElementId }: TimerValue) =>
  elementOf(processing.state, { processDefinitionKey, elementId: targetElementId });

/** The next date of a repeating timer counts from the date before, not from now, so that it does not drift. */
const repeat = (processing: Processing, timer: TimerValue): void => {
  const left = timer.repetitions === -1 ? -1 : timer.repetitions - 1;
  const definition = timerElement(processing, timer).timer!;
  if (definition.kind !== 'cycle' || left === 0) return;
  const { dueDate } = planTimer(processing, definition, timer.elementInstanceKey, timer.dueDate);
  processing.event(processing.nextKey(), 'TIMER', 'CREATED', { ...timer, dueDate, repetitions: left });
};

const startInstance = (processing: Processing, key: number, timer: TimerValue): void => {
  const { state } = processing;
  const process = state.processes.get(timer.processDefinitionKey)!;
  const processInstanceKey = processing.nextKey();
  const triggered = { ...timer, processInstanceKey };
  processing.event(key, 'TIMER', 'TRIGGERED', triggered);
  const scope = {
    scopeKey: timer.processDefinitionKey,
    processDefinitionKey: timer.processDefinitionKey,
    processInstanceKey,
  };
  triggering(processing, scope, timer.targetElementId, {});
  processing.command(
    processInstanceKey,
    'PROCESS_INSTANCE',
    'ACTIVATE_ELEMENT',
    rootValue(process, processInstanceKey),
  );
  repeat(processing, triggered);
};

const trigger = (processing: Processing, { key }: CommandOf<'TIMER'>): void => {
  const timer = processing.state.timers.get(key);
  if (!timer)
    throw new Rejection('NOT_FOUND', `Expected to trigger timer with key '${key}', but no such timer was found`);
  if (timer.elementInstanceKey < 0) {
    startInstance(processing, key, timer);
    return;
  }
  const instance = processing.state.elementInstances.get(timer.elementInstanceKey);
  if (!canBeTriggered(processing.state, instance)) {
    throw new Rejection(
      'INVALID_STATE',
      `Expected to trigger a timer with key '${key}', but the timer is not active anymore`,
    );
  }
  processing.event(key, 'TIMER', 'TRIGGERED', timer);
  triggerElement(processing, instance, timerElement(processing, timer), {});
  repeat(processing, timer);
};

export const timerHandlers: Handlers = { TIMER: { TRIGGER: trigger } };
