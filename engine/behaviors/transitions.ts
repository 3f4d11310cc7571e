import type { Element, SequenceFlow } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import { TENANT } from '../records.ts';
import { isIdle } from '../state/lookups.ts';
import { containerOf } from './containers.ts';
import type { Context } from './context.ts';
import { childValue, scopeContext } from './context.ts';

type Instance = Pick<Context, 'key' | 'value'>;

export const activated = (processing: Processing, { key, value }: Instance): void =>
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', value);

/** Asks for the element to complete in the next command. */
export const complete = (processing: Processing, { key, value }: Instance): void =>
  processing.command(key, 'PROCESS_INSTANCE', 'COMPLETE_ELEMENT', value);

export const terminate = (processing: Processing, { key, value }: Instance): void =>
  processing.command(key, 'PROCESS_INSTANCE', 'TERMINATE_ELEMENT', value);

/** Enters an element inside a scope; its key is taken when the command is carried out. */
export const activateChild = (processing: Processing, { key, value }: Instance, child: Element): void =>
  processing.command(-1, 'PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', childValue(key, value, child));

export const activateChildWithKey = (processing: Processing, { key, value }: Instance, child: Element): void =>
  processing.command(processing.nextKey(), 'PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', childValue(key, value, child));

/** Enters an element beside another one, in the same scope. */
export const activateBeside = (processing: Processing, { value }: Instance, target: Element): void =>
  processing.command(
    processing.nextKey(),
    'PROCESS_INSTANCE',
    'ACTIVATE_ELEMENT',
    childValue(value.flowScopeKey, value, target),
  );

export const takeFlow = (processing: Processing, context: Context, flow: SequenceFlow): void => {
  const { value, process } = context;
  const taken = childValue(value.flowScopeKey, value, {
    type: 'SEQUENCE_FLOW',
    eventType: 'UNSPECIFIED',
    id: flow.id,
  });
  processing.event(processing.nextKey(), 'PROCESS_INSTANCE', 'SEQUENCE_FLOW_TAKEN', taken);
  activateBeside(processing, context, process.elements.get(flow.targetId)!);
};

/** The element is done; where its path ends, the scope around learns of it, and may throw Failure beforehand. */
export const completed = (processing: Processing, context: Context): void => {
  const { element, key, value } = context;
  const ends = element.type !== 'PROCESS' && element.linkTarget === undefined && element.outgoing.length === 0;
  const scope = ends ? scopeContext(processing.state, context) : undefined;
  const satisfied = (scope && containerOf(scope).beforePathCompleted?.(processing, scope, context)) ?? false;
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_COMPLETED', value);
  if (scope) containerOf(scope).afterPathCompleted(processing, scope, context, satisfied);
};

export const takeFlows = (processing: Processing, context: Context): void => {
  for (const flow of context.element.outgoing) takeFlow(processing, context, flow);
};

/** Done, and the token goes on along all flows. */
export const completedAndLeft = (processing: Processing, context: Context): void => {
  completed(processing, context);
  takeFlows(processing, context);
};

export const canComplete = (processing: Processing, { value }: Instance): boolean =>
  isIdle(processing.state, value.flowScopeKey);

export const canTerminate = (processing: Processing, { value }: Instance): boolean =>
  processing.state.children.count(value.flowScopeKey) === 0;

/** Tells the scope around that a child has been terminated. */
export const onTerminated = (processing: Processing, context: Context): void => {
  const scope = scopeContext(processing.state, context);
  if (scope) containerOf(scope).onChildTerminated(processing, scope, context);
};

export const terminated = (processing: Processing, { key, value }: Instance): void =>
  processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_TERMINATED', value);

/** Terminates all that runs inside a scope, in a command of its own; true when there is nothing to terminate. */
export const terminateChildren = (processing: Processing, { key, value }: Instance): boolean => {
  if (processing.state.children.count(key) === 0) return true;
  processing.command(processing.nextKey(), 'PROCESS_INSTANCE_BATCH', 'TERMINATE', {
    processInstanceKey: value.processInstanceKey,
    batchElementInstanceKey: key,
    index: -1,
    tenantId: TENANT,
  });
  return false;
};
