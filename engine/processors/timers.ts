import { canBeTriggered, triggerElement } from '../behaviors/event-triggers.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { TimerValue } from '../records.ts';
import { elementOf } from '../state/lookups.ts';
import { planTimer } from '../behaviors/subscriptions.ts';
import type { CommandOf, Handlers } from './handler.ts';
import { startInstance } from './start-instance.ts';

const timerElement = (processing: Processing, { processDefinitionKey, targetElementId }: TimerValue) =>
  elementOf(processing.state, { processDefinitionKey, elementId: targetElementId });

/**
 * The next date of a repeating timer counts from the date before, not from now, so that it does not drift; a cron
 * expression counts from now.
 */
const repeat = (processing: Processing, timer: TimerValue): void => {
  if (timer.repetitions !== -1 && timer.repetitions <= 1) return;
  const definition = timerElement(processing, timer).timer!;
  const planned = planTimer(processing, definition, timer.elementInstanceKey, timer.dueDate);
  const repetitions = timer.repetitions === -1 ? planned.repetitions : timer.repetitions - 1;
  processing.event(processing.nextKey(), 'TIMER', 'CREATED', { ...timer, dueDate: planned.dueDate, repetitions });
};

const startByTimer = (processing: Processing, key: number, timer: TimerValue): void => {
  const process = processing.state.processes.get(timer.processDefinitionKey)!;
  const processInstanceKey = processing.nextKey();
  const triggered = { ...timer, processInstanceKey };
  processing.event(key, 'TIMER', 'TRIGGERED', triggered);
  startInstance(processing, process, processInstanceKey, timer.targetElementId, {});
  repeat(processing, triggered);
};

const trigger = (processing: Processing, { key }: CommandOf<'TIMER'>): void => {
  const timer = processing.state.timers.get(key);
  if (!timer)
    throw new Rejection('NOT_FOUND', `Expected to trigger timer with key '${key}', but no such timer was found`);
  if (timer.elementInstanceKey < 0) {
    startByTimer(processing, key, timer);
    return;
  }
  const instance = processing.state.elementInstances.get(timer.elementInstanceKey);
  if (!canBeTriggered(processing.state, instance, timer.targetElementId)) {
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
