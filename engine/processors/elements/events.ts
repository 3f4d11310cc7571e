import { scopeContext } from '../../behaviors/context.ts';
import { subscribe, unsubscribe } from '../../behaviors/subscriptions.ts';
import { terminateNode, terminateThenResolve } from '../../behaviors/termination.ts';
import { activated, complete, completedAndLeft } from '../../behaviors/transitions.ts';
import { applyInputMappings, applyOutputMappings } from '../../behaviors/variables.ts';
import type { ElementBehavior } from './behavior.ts';

/** Events are passed through once they have begun. */
export const passing: ElementBehavior = {
  activate: (processing, context) => {
    activated(processing, context);
    complete(processing, context);
  },
  leave: applyOutputMappings,
  complete: completedAndLeft,
  terminate: terminateNode,
};

/** From the start event on, the scope around waits for its event subprocesses. */
export const startEvent: ElementBehavior = {
  ...passing,
  complete: (processing, context) => {
    subscribe(processing, scopeContext(processing.state, context)!);
    completedAndLeft(processing, context);
  },
  terminate: terminateThenResolve,
};

/** Entered only when it has been triggered already. */
export const boundaryEvent: ElementBehavior = passing;

export const intermediateCatchEvent: ElementBehavior = {
  ...passing,
  activate: (processing, context) => {
    if (context.element.eventType === 'LINK') {
      passing.activate(processing, context);
      return;
    }
    applyInputMappings(processing, context);
    subscribe(processing, context);
    activated(processing, context);
  },
  leave: (processing, context) => {
    applyOutputMappings(processing, context);
    unsubscribe(processing, context.key);
  },
  terminate: (processing, context) => {
    unsubscribe(processing, context.key);
    terminateNode(processing, context);
  },
};
