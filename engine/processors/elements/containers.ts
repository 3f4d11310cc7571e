import type { ContainerBehavior } from '../../behaviors/containers.ts';
import { forgetAllCompensation, forgetCompensationIn } from '../../behaviors/compensation.ts';
import type { Context } from '../../behaviors/context.ts';
import { activateTriggered, foreignTrigger } from '../../behaviors/event-triggers.ts';
import { resolveIncidentsOf } from '../../behaviors/incidents.ts';
import { unsubscribe } from '../../behaviors/subscriptions.ts';
import { takingOver } from '../../behaviors/termination.ts';
import {
  activateChild,
  activated,
  canComplete,
  canTerminate,
  complete,
  completed,
  onTerminated,
  terminateChildren,
  terminated,
} from '../../behaviors/transitions.ts';
import { applyInputMappings, applyOutputMappings } from '../../behaviors/variables.ts';
import type { Processing } from '../../processing.ts';
import { completeActivity, leaveActivity } from './activities.ts';
import type { ElementBehavior } from './behavior.ts';
import { endProcess, instanceEnded } from './process-end.ts';

const noneStart = ({ element }: Context) => element.startEvents.find(({ eventType }) => eventType === 'NONE');

const afterPathCompleted: ContainerBehavior['afterPathCompleted'] = (processing, scope, child) => {
  if (canComplete(processing, child)) complete(processing, scope);
};

const instanceOf = ({ state }: Processing, { key }: Context) => state.elementInstances.get(key)!;

/** Whether a terminate end event stopped the scope, or an interrupting event subprocess did, and nothing runs any more. */
const interruption = (processing: Processing, scope: Context): 'terminate' | 'event' | undefined => {
  const { interruptingId, state } = instanceOf(processing, scope);
  if (interruptingId === undefined || state !== 'ACTIVATED' || processing.state.children.count(scope.key) > 0)
    return undefined;
  return scope.process.elements.get(interruptingId)?.type === 'END_EVENT' ? 'terminate' : 'event';
};

/** What interrupted the scope begins, now that nothing else runs in it. */
const beginInterrupting = (processing: Processing, scope: Context): void => {
  const trigger = foreignTrigger(processing.state, scope);
  if (trigger) activateTriggered(processing, scope, scope.key, trigger);
};

export const subProcessScope: ContainerBehavior = {
  afterPathCompleted,
  onChildTerminated: (processing, scope, child) => {
    const interrupted = interruption(processing, scope);
    if (interrupted === 'event') beginInterrupting(processing, scope);
    else if (!child || canTerminate(processing, child)) {
      const trigger = takingOver(processing, scope);
      if (trigger) {
        terminated(processing, scope);
        activateTriggered(processing, scope, scope.value.flowScopeKey, trigger);
      } else if (instanceOf(processing, scope).state === 'TERMINATING') {
        terminated(processing, scope);
        onTerminated(processing, scope);
      } else if (interrupted === 'terminate') complete(processing, scope);
    }
  },
};

export const subProcess: ElementBehavior = {
  enter: applyInputMappings,
  activate: (processing, context) => {
    activated(processing, context);
    activateChild(processing, context, noneStart(context)!);
  },
  leave: leaveActivity,
  complete: completeActivity,
  terminate: (processing, context) => {
    unsubscribe(processing, context.key);
    resolveIncidentsOf(processing, context.key);
    forgetCompensationIn(processing, context);
    if (terminateChildren(processing, context)) subProcessScope.onChildTerminated(processing, context, undefined);
  },
};

export const eventSubProcessScope: ContainerBehavior = {
  afterPathCompleted,
  onChildTerminated: (processing, scope, child) => {
    if (child && !canTerminate(processing, child)) return;
    if (instanceOf(processing, scope).state === 'TERMINATING') {
      terminated(processing, scope);
      onTerminated(processing, scope);
    } else if (interruption(processing, scope) === 'terminate') complete(processing, scope);
  },
};

export const eventSubProcess: ElementBehavior = {
  enter: applyInputMappings,
  activate: (processing, context) => {
    activated(processing, context);
    activateChild(processing, context, context.element.startEvents[0]!);
  },
  leave: applyOutputMappings,
  complete: completed,
  terminate: (processing, context) => {
    resolveIncidentsOf(processing, context.key);
    if (terminateChildren(processing, context)) eventSubProcessScope.onChildTerminated(processing, context, undefined);
  },
};

/** The start event that triggered this new instance, if it was not started by a command. */
const startTrigger = ({ state }: Processing, { key, value }: Context) =>
  state.eventTriggers.get(value.processDefinitionKey)?.find(({ processInstanceKey }) => processInstanceKey === key);

const terminateProcess = (processing: Processing, context: Context): void => {
  const ended = instanceEnded(processing, context);
  terminated(processing, context);
  ended('terminated');
};

export const processScope: ContainerBehavior = {
  afterPathCompleted,
  onChildTerminated: (processing, scope, child) => {
    const interrupted = interruption(processing, scope);
    if (interrupted === 'terminate') complete(processing, scope);
    else if (interrupted === 'event') beginInterrupting(processing, scope);
    else if (child && canTerminate(processing, child) && instanceOf(processing, scope).state === 'TERMINATING')
      terminateProcess(processing, scope);
  },
};

export const process: ElementBehavior = {
  activate: (processing, context) => {
    activated(processing, context);
    const trigger = startTrigger(processing, context);
    if (!trigger) {
      activateChild(processing, context, noneStart(context)!);
      return;
    }
    const { key, value } = context;
    activateTriggered(processing, { key: value.processDefinitionKey, value }, key, trigger);
  },
  leave: (processing, { key }) => {
    unsubscribe(processing, key);
    forgetAllCompensation(processing, key);
  },
  complete: endProcess,
  terminate: (processing, context) => {
    unsubscribe(processing, context.key);
    resolveIncidentsOf(processing, context.key);
    forgetAllCompensation(processing, context.key);
    if (terminateChildren(processing, context)) terminateProcess(processing, context);
  },
};
