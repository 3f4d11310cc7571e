import { containerOf } from '../behaviors/containers.ts';
import type { Context } from '../behaviors/context.ts';
import { contextFor, scopeContext } from '../behaviors/context.ts';
import { peekTrigger, scopeFor, triggered } from '../behaviors/event-triggers.ts';
import { Failure } from '../behaviors/failure.ts';
import { refuseEarlyJoin } from '../behaviors/joins.ts';
import { createIncident } from '../behaviors/incidents.ts';
import { cancelJobOf, createListenerJob } from '../behaviors/jobs.ts';
import { activateChildWithKey, terminate } from '../behaviors/transitions.ts';
import { setLocal } from '../behaviors/variables.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { BpmnElementType } from '../records.ts';
import { NO_KEY } from '../records.ts';
import type { ElementState } from '../state/engine-state.ts';
import type { ElementBehavior } from './elements/behavior.ts';
import { BEHAVIORS } from './elements/index.ts';
import type { CommandOf, Handlers } from './handler.ts';

type PiCommand = CommandOf<'PROCESS_INSTANCE'>;

const behaviorOf = ({ value }: Context): ElementBehavior =>
  BEHAVIORS[value.bpmnElementType as Exclude<BpmnElementType, 'SEQUENCE_FLOW'>];

/** Runs a step of an element; what it can't do becomes an incident. */
const attempt = (processing: Processing, context: Context, step: () => void): void => {
  try {
    step();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { errorType, message, variableScopeKey } = error;
    createIncident(processing, context.key, { errorType, errorMessage: message, variableScopeKey });
  }
};

const invalidState = (reason: string): Rejection => new Rejection('INVALID_STATE', reason);

const requireActiveScope = ({ state }: Processing, { value }: PiCommand): void => {
  if (value.bpmnElementType === 'PROCESS') return;
  const scope = state.elementInstances.get(value.flowScopeKey);
  if (!scope)
    throw invalidState(
      `Expected flow scope instance with key '${value.flowScopeKey}' to be present in state but not found.`,
    );
  if (scope.state !== 'ACTIVATED')
    throw invalidState(
      `Expected flow scope instance to be in state 'ELEMENT_ACTIVATED' but was 'ELEMENT_${scope.state}'.`,
    );
  if (scope.interruptingId !== undefined && scope.interruptingId !== value.elementId)
    throw invalidState(
      `Expected flow scope instance to be not interrupted but was interrupted by an event with id '${scope.interruptingId}'.`,
    );
};

const requireState = ({ state }: Processing, { key }: PiCommand, first: ElementState, ...others: ElementState[]) => {
  const instance = state.elementInstances.get(key);
  if (!instance)
    throw invalidState(`Expected element instance with key '${key}' to be present in state but not found.`);
  if (![first, ...others].includes(instance.state))
    throw invalidState(
      `Expected element instance to be in state 'ELEMENT_${first}' or one of '[${others.map((other) => `ELEMENT_${other}`).join(', ')}]' but was 'ELEMENT_${instance.state}'.`,
    );
  return instance;
};

/** Creates the job of the next listener of a phase; false when all of them are done. */
const listen = (processing: Processing, context: Context, phase: 'start' | 'end'): boolean => {
  const listeners = context.element.listeners.filter(({ event }) => event === phase);
  const next = listeners[processing.state.elementInstances.get(context.key)?.listenersDone ?? 0];
  if (next) createListenerJob(processing, context, next);
  return next !== undefined;
};

const activateElement = (processing: Processing, command: PiCommand): void => {
  const key = command.key === NO_KEY ? processing.nextKey() : command.key;
  const context = contextFor(processing.state, key, command.value);
  requireActiveScope(processing, command);
  // An instance that exists already waits with an incident: it goes on where it stopped.
  if (!processing.state.elementInstances.has(key)) {
    refuseEarlyJoin(processing, context);
    processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', command.value);
  }
  const behavior = behaviorOf(context);
  attempt(processing, context, () => {
    const scope = scopeContext(processing.state, context);
    if (scope) containerOf(scope).onChildActivating?.(processing, scope, context);
    behavior.enter?.(processing, context);
    if (!listen(processing, context, 'start')) behavior.activate(processing, context);
  });
};

const completeElement = (processing: Processing, command: PiCommand): void => {
  const instance = requireState(processing, command, 'ACTIVATED', 'COMPLETING');
  requireActiveScope(processing, { ...command, value: instance.value });
  const context = contextFor(processing.state, instance.key, instance.value);
  if (instance.state === 'ACTIVATED')
    processing.event(instance.key, 'PROCESS_INSTANCE', 'ELEMENT_COMPLETING', instance.value);
  const behavior = behaviorOf(context);
  attempt(processing, context, () => {
    behavior.leave?.(processing, context);
    if (!listen(processing, context, 'end')) behavior.complete(processing, context);
  });
};

/** The result of a listener is kept where its phase belongs: inside the element, or in the scope around it. */
const mergeListenerVariables = (processing: Processing, { key, value }: Context, inside: boolean): void => {
  const trigger = peekTrigger(processing.state, key);
  if (!trigger) return;
  const scopeKey = inside || value.flowScopeKey <= 0 ? key : value.flowScopeKey;
  setLocal(processing, scopeKey, trigger.variables, value);
  triggered(processing, scopeFor(key, value), trigger);
};

const completeListener = (processing: Processing, command: PiCommand): void => {
  const instance = requireState(processing, command, 'ACTIVATING', 'COMPLETING');
  const context = contextFor(processing.state, instance.key, instance.value);
  const starts = instance.state === 'ACTIVATING';
  const behavior = behaviorOf(context);
  attempt(processing, context, () => {
    mergeListenerVariables(processing, context, starts);
    if (listen(processing, context, starts ? 'start' : 'end')) return;
    if (starts) behavior.activate(processing, context);
    else behavior.complete(processing, context);
  });
};

const terminateElement = (processing: Processing, command: PiCommand): void => {
  const instance = requireState(processing, command, 'ACTIVATING', 'ACTIVATED', 'COMPLETING');
  const context = contextFor(processing.state, instance.key, instance.value);
  processing.event(instance.key, 'PROCESS_INSTANCE', 'ELEMENT_TERMINATING', instance.value);
  if (instance.jobKey !== undefined) cancelJobOf(processing, instance.key);
  behaviorOf(context).terminate(processing, context);
};

const cancel = (processing: Processing, command: PiCommand): void => {
  const instance = processing.state.elementInstances.get(command.key);
  const expected = `Expected to cancel a process instance with key '${command.key}', but`;
  if (instance?.value.bpmnElementType !== 'PROCESS' || instance.state === 'TERMINATING') {
    throw new Rejection('NOT_FOUND', `${expected} no such process was found`);
  }
  if (instance.value.parentProcessInstanceKey >= 0) {
    const root = rootOf(processing, instance.value.parentProcessInstanceKey);
    throw invalidState(
      `${expected} it is created by a parent process instance. Cancel the root process instance '${root}' instead.`,
    );
  }
  processing.respond(command.key, instance.value);
  terminate(processing, instance);
};

const rootOf = (processing: Processing, key: number): number => {
  const parent = processing.state.elementInstances.get(key)?.value.parentProcessInstanceKey ?? NO_KEY;
  return parent >= 0 ? rootOf(processing, parent) : key;
};

/** Tries again the step of an element that had failed. */
export const retryElement = (processing: Processing, key: number): void => {
  const instance = processing.state.elementInstances.get(key);
  if (!instance) return;
  const command = { valueType: 'PROCESS_INSTANCE' as const, key, value: instance.value };
  if (instance.state === 'ACTIVATING') activateElement(processing, { ...command, intent: 'ACTIVATE_ELEMENT' });
  if (instance.state === 'COMPLETING') completeElement(processing, { ...command, intent: 'COMPLETE_ELEMENT' });
};

/** Starts the inner instances of a parallel multi-instance body. */
const activateBatch = (processing: Processing, { value }: CommandOf<'PROCESS_INSTANCE_BATCH'>): void => {
  const body = processing.state.elementInstances.get(value.batchElementInstanceKey);
  if (!body) return;
  const { element } = contextFor(processing.state, body.key, body.value);
  for (let count = 0; count < value.index; count++) activateChildWithKey(processing, body, element.inner!);
};

/** Terminates what runs inside an element, in the order of its keys. */
const terminateBatch = (processing: Processing, { value }: CommandOf<'PROCESS_INSTANCE_BATCH'>): void => {
  const { state } = processing;
  for (const key of state.children.all(value.batchElementInstanceKey).sort((a, b) => a - b)) {
    const child = state.elementInstances.get(key)!;
    if (child.state !== 'TERMINATING') terminate(processing, child);
  }
};

export const processInstanceHandlers: Handlers = {
  PROCESS_INSTANCE: {
    ACTIVATE_ELEMENT: activateElement,
    COMPLETE_ELEMENT: completeElement,
    COMPLETE_EXECUTION_LISTENER: completeListener,
    TERMINATE_ELEMENT: terminateElement,
    CANCEL: cancel,
  },
  PROCESS_INSTANCE_BATCH: { ACTIVATE: activateBatch, TERMINATE: terminateBatch },
};
