import type { ContainerBehavior } from '../../behaviors/containers.ts';
import type { Context } from '../../behaviors/context.ts';
import { Failure } from '../../behaviors/failure.ts';
import { resolveIncidentsOf } from '../../behaviors/incidents.ts';
import { calledProcess } from '../../behaviors/resources.ts';
import { subscribe, unsubscribe } from '../../behaviors/subscriptions.ts';
import { terminatedByEvent } from '../../behaviors/termination.ts';
import { activated, complete, terminate } from '../../behaviors/transitions.ts';
import { setLocal } from '../../behaviors/variables.ts';
import type { Processing } from '../../processing.ts';
import { NO_KEY } from '../../records.ts';
import type { ProcessValue } from '../../records.ts';
import { rootValue, visibleVariables } from '../../state/lookups.ts';
import { activity } from './activities.ts';
import type { ElementBehavior } from './behavior.ts';

/**
 * Processes may call each other this deep. Zeebe has no bound and goes on until its disk is full; here the call that
 * goes too far waits with an incident.
 */
const MAX_CALL_DEPTH = 500;

const refuseEndlessCalls = ({ state }: Processing, { value }: Context, processId: string): void => {
  let depth = 1;
  let parentKey = value.parentElementInstanceKey;
  for (; parentKey >= 0; depth++) parentKey = state.elementInstances.get(parentKey)!.value.parentElementInstanceKey;
  if (depth < MAX_CALL_DEPTH) return;
  throw new Failure(
    'CALLED_ELEMENT_ERROR',
    `Expected to call process with BPMN process id '${processId}', but ${depth} calls are nested already. A process that calls itself must come to an end.`,
  );
};

const handDown = (processing: Processing, { element, key }: Context) => {
  if (element.called!.propagateAllParent) return visibleVariables(processing.state, key);
  return element.inputs.length > 0 ? (processing.state.variables.get(key) ?? {}) : {};
};

const startCalled = (processing: Processing, context: Context, called: ProcessValue): void => {
  const { key, value } = context;
  const instanceKey = processing.nextKey();
  const child = {
    ...rootValue(called, instanceKey),
    parentProcessInstanceKey: value.processInstanceKey,
    parentElementInstanceKey: key,
  };
  processing.command(instanceKey, 'PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', child);
  const variables = Object.entries(handDown(processing, context)).map(([name, { json }]) => [name, json]);
  setLocal(processing, instanceKey, Object.fromEntries(variables), child);
};

export const callActivityScope: ContainerBehavior = {
  afterPathCompleted: (processing, scope) => {
    const { state } = processing.state.elementInstances.get(scope.key)!;
    if (state === 'ACTIVATED') complete(processing, scope);
    else if (state === 'TERMINATING') terminatedByEvent(processing, scope);
  },
  onChildTerminated: (processing, scope) => terminatedByEvent(processing, scope),
};

export const callActivity: ElementBehavior = {
  ...activity((processing, context) => {
    const called = calledProcess(processing, context);
    refuseEndlessCalls(processing, context, called.bpmnProcessId);
    subscribe(processing, context);
    activated(processing, context);
    startCalled(processing, context, called);
  }),
  terminate: (processing, context) => {
    const { state } = processing;
    unsubscribe(processing, context.key);
    resolveIncidentsOf(processing, context.key);
    const called = state.elementInstances.get(state.elementInstances.get(context.key)?.calledInstanceKey ?? NO_KEY);
    if (called) terminate(processing, called);
    else callActivityScope.onChildTerminated(processing, context, undefined);
  },
};
