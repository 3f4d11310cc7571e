import { takenKey } from '../appliers/process-instance.ts';
import type { Context } from '../behaviors/context.ts';
import { contextFor } from '../behaviors/context.ts';
import { activateTriggered, peekTrigger } from '../behaviors/event-triggers.ts';
import { Failure } from '../behaviors/failure.ts';
import { createIncident } from '../behaviors/incidents.ts';
import {
  childTerminated,
  onFinishTermination,
  terminate,
  terminateChildren,
  terminated,
} from '../behaviors/transitions.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { BpmnElementType } from '../records.ts';
import { NO_KEY } from '../records.ts';
import type { ElementBehavior } from './elements/behavior.ts';
import { correlateNextStart } from './elements/containers.ts';
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
    const { errorType, message } = error;
    createIncident(processing, context.key, { errorType, errorMessage: message });
  }
};

const requireActiveScope = (processing: Processing, { value }: PiCommand): void => {
  if (value.flowScopeKey < 0) return;
  const scope = processing.state.elementInstances.get(value.flowScopeKey);
  if (scope?.state !== 'ACTIVATED' || scope.interrupted) {
    throw new Rejection(
      'INVALID_STATE',
      `Expected flow scope instance to be in state 'ELEMENT_ACTIVATED' but was '${scope ? `ELEMENT_${scope.state}` : 'NULL'}'.`,
    );
  }
};

const requireAllFlowsTaken = (processing: Processing, context: Context): void => {
  const { element, value } = context;
  if (element.type !== 'PARALLEL_GATEWAY' || element.incoming.length < 2) return;
  const taken = processing.state.takenFlows.get(takenKey(value.flowScopeKey, element.id)) ?? {};
  // An activation that came by no flow at all was asked for by a modification.
  const arrived = Object.keys(taken).length;
  if (arrived > 0 && arrived < new Set(element.incoming.map(({ id }) => id)).size) {
    throw new Rejection(
      'INVALID_STATE',
      `Expected to be able to activate parallel gateway '${element.id}', but not all sequence flows have been taken.`,
    );
  }
};

const activateElement = (processing: Processing, command: PiCommand): void => {
  const key = command.key === NO_KEY ? processing.nextKey() : command.key;
  const context = contextFor(processing.state, key, command.value);
  requireActiveScope(processing, command);
  // An instance that exists already waits with an incident: it goes on where it stopped.
  if (!processing.state.elementInstances.has(key)) {
    requireAllFlowsTaken(processing, context);
    processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', command.value);
  }
  attempt(processing, context, () => behaviorOf(context).activate(processing, context));
};

const completeElement = (processing: Processing, command: PiCommand): void => {
  const instance = processing.state.elementInstances.get(command.key);
  if (!instance || (instance.state !== 'ACTIVATED' && instance.state !== 'COMPLETING')) {
    throw new Rejection(
      'INVALID_STATE',
      `Expected element instance to be in state 'ELEMENT_ACTIVATED' but was '${instance ? `ELEMENT_${instance.state}` : 'NULL'}'.`,
    );
  }
  requireActiveScope(processing, { ...command, value: instance.value });
  const context = contextFor(processing.state, instance.key, instance.value);
  if (instance.state === 'ACTIVATED')
    processing.event(instance.key, 'PROCESS_INSTANCE', 'ELEMENT_COMPLETING', instance.value);
  attempt(processing, context, () => behaviorOf(context).complete(processing, context));
};

/** The last step of a termination, when nothing runs inside any more: a waiting boundary event takes over. */
const finishTermination = (processing: Processing, context: Context): void => {
  const { key, value } = context;
  const { state } = processing;
  const scope = state.elementInstances.get(value.flowScopeKey);
  const trigger = peekTrigger(state, key);
  const startedBy = state.startedBy.get(key);
  terminated(processing, context);
  if (trigger && scope?.state === 'ACTIVATED' && !scope.interrupted) {
    activateTriggered(processing, context, scope.key, scope.value, trigger);
    return;
  }
  if (value.flowScopeKey >= 0) {
    childTerminated(processing, value.flowScopeKey);
    return;
  }
  if (state.awaitedResults.has(key))
    processing.effect({ kind: 'instance-ended', processInstanceKey: key, value: null });
  const caller = state.elementInstances.get(value.parentElementInstanceKey);
  if (caller?.state === 'TERMINATING') finishTermination(processing, contextFor(state, caller.key, caller.value));
  if (startedBy) correlateNextStart(processing, startedBy);
};
onFinishTermination(finishTermination);

const terminateElement = (processing: Processing, command: PiCommand): void => {
  const { state } = processing;
  const instance = state.elementInstances.get(command.key);
  if (!instance || instance.state === 'TERMINATING') {
    throw new Rejection(
      'INVALID_STATE',
      `Expected element instance to be in state 'ELEMENT_ACTIVATED' but was '${instance ? `ELEMENT_${instance.state}` : 'NULL'}'.`,
    );
  }
  const context = contextFor(state, instance.key, instance.value);
  processing.event(instance.key, 'PROCESS_INSTANCE', 'ELEMENT_TERMINATING', instance.value);
  behaviorOf(context).cancel?.(processing, context);
  const called = state.elementInstances.get(instance.calledInstanceKey ?? NO_KEY);
  if (called) terminate(processing, called);
  else if (terminateChildren(processing, instance.key)) finishTermination(processing, context);
};

const cancel = (processing: Processing, command: PiCommand): void => {
  const instance = processing.state.elementInstances.get(command.key);
  const expected = `Expected to cancel a process instance with key '${command.key}', but`;
  if (instance?.value.bpmnElementType !== 'PROCESS' || instance.state === 'TERMINATING') {
    throw new Rejection('NOT_FOUND', `${expected} no such process was found`);
  }
  if (instance.value.parentProcessInstanceKey >= 0) {
    const root = rootOf(processing, instance.value.parentProcessInstanceKey);
    throw new Rejection(
      'INVALID_STATE',
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

export const processInstanceHandlers: Handlers = {
  PROCESS_INSTANCE: {
    ACTIVATE_ELEMENT: activateElement,
    COMPLETE_ELEMENT: completeElement,
    TERMINATE_ELEMENT: terminateElement,
    CANCEL: cancel,
  },
};
