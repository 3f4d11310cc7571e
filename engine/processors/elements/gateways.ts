import type { Context } from '../../behaviors/context.ts';
import { activateTriggered, peekTrigger } from '../../behaviors/event-triggers.ts';
import { evaluateBoolean } from '../../behaviors/expressions.ts';
import { Failure } from '../../behaviors/failure.ts';
import { subscribe, unsubscribe } from '../../behaviors/subscriptions.ts';
import { terminateNode } from '../../behaviors/termination.ts';
import { activated, completed, completedAndLeft, takeFlow } from '../../behaviors/transitions.ts';
import type { SequenceFlow } from '../../model/executable.ts';
import type { Processing } from '../../processing.ts';
import type { ElementBehavior } from './behavior.ts';

const noFlow = (key: number): Failure =>
  new Failure('CONDITION_ERROR', 'Expected at least one condition to evaluate to true, or to have a default flow', key);

/** The flows whose condition holds, in their order; the default flow where there is none. */
function* holding(processing: Processing, { element, key }: Context): Generator<SequenceFlow> {
  const { outgoing, defaultFlowId } = element;
  if (outgoing.length === 1 && !outgoing[0]!.condition) yield outgoing[0]!;
  let found = false;
  for (const flow of outgoing) {
    if (flow.id === defaultFlowId || !flow.condition) continue;
    if (!evaluateBoolean(processing, flow.condition, key)) continue;
    found = true;
    yield flow;
  }
  const otherwise = outgoing.find(({ id }) => id === defaultFlowId);
  if (otherwise && !found) yield otherwise;
}

/** Chooses, and is passed in the same command. */
const choosing = (choose: (processing: Processing, context: Context) => SequenceFlow[]): ElementBehavior => ({
  activate: (processing, context) => {
    const flows = choose(processing, context);
    if (flows.length === 0 && context.element.outgoing.length > 0) throw noFlow(context.key);
    activated(processing, context);
    processing.event(context.key, 'PROCESS_INSTANCE', 'ELEMENT_COMPLETING', context.value);
    completed(processing, context);
    for (const flow of flows) takeFlow(processing, context, flow);
  },
  complete: completedAndLeft,
  terminate: terminateNode,
});

export const exclusiveGateway = choosing((processing, context) => {
  for (const flow of holding(processing, context)) return [flow];
  return [];
});

/** Splits along every flow whose condition holds; when it joins is checked before it is entered. */
export const inclusiveGateway = choosing((processing, context) => [...holding(processing, context)]);

/** Splits along all flows; that all incoming flows were taken is checked before it is entered. */
export const parallelGateway = choosing((_processing, { element }) => element.outgoing);

export const eventBasedGateway: ElementBehavior = {
  activate: (processing, context) => {
    subscribe(processing, context);
    activated(processing, context);
  },
  leave: (processing, { key }) => unsubscribe(processing, key),
  complete: (processing, context) => {
    const { key, value } = context;
    const trigger = peekTrigger(processing.state, key)!;
    processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_COMPLETED', value);
    activateTriggered(processing, context, value.flowScopeKey, trigger);
  },
  terminate: (processing, context) => {
    unsubscribe(processing, context.key);
    terminateNode(processing, context);
  },
};
