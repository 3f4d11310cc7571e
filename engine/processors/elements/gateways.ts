import type { Context } from '../../behaviors/context.ts';
import { activateTriggered, peekTrigger } from '../../behaviors/event-triggers.ts';
import { evaluateBoolean } from '../../behaviors/expressions.ts';
import { Failure } from '../../behaviors/failure.ts';
import { subscribe, unsubscribe } from '../../behaviors/subscriptions.ts';
import { activated, complete, completed } from '../../behaviors/transitions.ts';
import type { SequenceFlow } from '../../model/executable.ts';
import type { Processing } from '../../processing.ts';
import type { ElementBehavior } from './behavior.ts';

const chooseFlow = (processing: Processing, { element, key }: Context): SequenceFlow | undefined => {
  const { outgoing, defaultFlowId } = element;
  if (outgoing.length === 0) return undefined;
  if (outgoing.length === 1 && !outgoing[0]!.condition) return outgoing[0];
  for (const flow of outgoing) {
    if (flow.id !== defaultFlowId && flow.condition && evaluateBoolean(processing, flow.condition, key)) return flow;
  }
  const otherwise = outgoing.find(({ id }) => id === defaultFlowId);
  if (otherwise) return otherwise;
  throw new Failure(
    'CONDITION_ERROR',
    'Expected at least one condition to evaluate to true, or to have a default flow',
  );
};

export const exclusiveGateway: ElementBehavior = {
  activate: (processing, context) => {
    const flow = chooseFlow(processing, context);
    activated(processing, context);
    processing.event(context.key, 'PROCESS_INSTANCE', 'ELEMENT_COMPLETING', context.value);
    completed(processing, context, flow ? [flow] : []);
  },
  complete: (processing, context) => completed(processing, context),
};

/** Splits along all flows; that all incoming flows were taken is checked before it is entered. */
export const parallelGateway: ElementBehavior = {
  activate: (processing, context) => {
    activated(processing, context);
    complete(processing, context);
  },
  complete: (processing, context) => completed(processing, context),
};

export const eventBasedGateway: ElementBehavior = {
  activate: (processing, context) => {
    subscribe(processing, context);
    activated(processing, context);
  },
  complete: (processing, context) => {
    const { key, value } = context;
    unsubscribe(processing, key);
    const trigger = peekTrigger(processing.state, key)!;
    processing.event(key, 'PROCESS_INSTANCE', 'ELEMENT_COMPLETED', value);
    activateTriggered(processing, context, value.flowScopeKey, value, trigger);
  },
  cancel: (processing, { key }) => unsubscribe(processing, key),
};
