import type { SequenceFlow } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import type { ElementInstance } from '../state/engine-state.ts';
import type { Context } from './context.ts';
import { childValue, contextOf } from './context.ts';
import { resolveIncidentsOf } from './incidents.ts';

export const activated = (processing: Processing, { key, value }: Context): void =>
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', value);

/** Asks for the element to complete in the next command. */
export const complete = (processing: Processing, { key, value }: { key: number; value: Context['value'] }): void =>
  processing.command(key, 'PROCESS_INSTANCE', 'COMPLETE_ELEMENT', value);

export const terminate = (processing: Processing, { key, value }: ElementInstance): void =>
  processing.command(key, 'PROCESS_INSTANCE', 'TERMINATE_ELEMENT', value);

const canComplete = (processing: Processing, scope: ElementInstance): boolean =>
  scope.state === 'ACTIVATED' && processing.state.children.count(scope.key) === 0 && scope.activeSequenceFlows === 0;

/** A path through a scope has ended: the scope completes when it was the last. */
export const pathCompleted = (processing: Processing, flowScopeKey: number): void => {
  const scope = processing.state.elementInstances.get(flowScopeKey);
  if (scope && canComplete(processing, scope)) complete(processing, scope);
};

export const takeFlow = (processing: Processing, context: Context, flow: SequenceFlow): void => {
  const { value, process } = context;
  const target = process.elements.get(flow.targetId)!;
  processing.event(processing.nextKey(), 'PROCESS_INSTANCE', 'SEQUENCE_FLOW_TAKEN', {
    ...value,
    elementId: flow.id,
    bpmnElementType: 'SEQUENCE_FLOW',
    bpmnEventType: 'UNSPECIFIED',
  });
  const next = childValue(value.flowScopeKey, value, target);
  processing.command(processing.nextKey(), 'PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', next);
};

/** The element is done and the token goes on along all its flows, or its path ends here. */
export const completed = (
  processing: Processing,
  context: Context,
  flows: SequenceFlow[] = context.element.outgoing,
): void => {
  processing.event(context.key, 'PROCESS_INSTANCE', 'ELEMENT_COMPLETED', context.value);
  if (flows.length === 0) pathCompleted(processing, context.value.flowScopeKey);
  for (const flow of flows) takeFlow(processing, context, flow);
};

/** What follows when an element has been terminated, for the scope around it. */
export const childTerminated = (processing: Processing, flowScopeKey: number): void => {
  const scope = processing.state.elementInstances.get(flowScopeKey);
  if (!scope || processing.state.children.count(flowScopeKey) > 0) return;
  if (scope.state === 'TERMINATING') finishTermination(processing, scope);
  else if (scope.interrupted) pathCompleted(processing, flowScopeKey);
};

/** Set by the element processors, as how a termination ends depends on the kind of element. */
let finish: (processing: Processing, context: Context) => void = () => undefined;

export const onFinishTermination = (handler: typeof finish): void => {
  finish = handler;
};

const finishTermination = (processing: Processing, scope: ElementInstance): void =>
  finish(processing, contextOf(processing.state, scope));

export const terminated = (processing: Processing, { key, value }: Context): void => {
  resolveIncidentsOf(processing, key);
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_TERMINATED', value);
};

/** Terminates all that runs inside a scope; true when there was nothing to terminate. */
export const terminateChildren = (processing: Processing, scopeKey: number): boolean => {
  const children = processing.state.children.all(scopeKey).map((key) => processing.state.elementInstances.get(key)!);
  for (const child of children) terminate(processing, child);
  return children.length === 0;
};
