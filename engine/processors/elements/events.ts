import type { Context } from '../../behaviors/context.ts';
import { Failure } from '../../behaviors/failure.ts';
import { findCatchEvent, throwError, unhandledErrorText } from '../../behaviors/errors.ts';
import { subscribe, unsubscribe } from '../../behaviors/subscriptions.ts';
import { activated, complete, completed, pathCompleted, terminateChildren } from '../../behaviors/transitions.ts';
import { applyInputMappings, applyOutputMappings } from '../../behaviors/variables.ts';
import type { Processing } from '../../processing.ts';
import type { ElementBehavior } from './behavior.ts';
import { jobTask } from './tasks.ts';

export const startEvent: ElementBehavior = {
  activate: (processing, context) => {
    activated(processing, context);
    complete(processing, context);
  },
  complete: (processing, context) => {
    applyOutputMappings(processing, context);
    completed(processing, context);
  },
};

/** Entered only when it has been triggered already. */
export const boundaryEvent: ElementBehavior = startEvent;

export const intermediateCatchEvent: ElementBehavior = {
  activate: (processing, context) => {
    applyInputMappings(processing, context);
    subscribe(processing, context);
    activated(processing, context);
  },
  complete: (processing, context) => {
    applyOutputMappings(processing, context);
    unsubscribe(processing, context.key);
    completed(processing, context);
  },
  cancel: (processing, { key }) => unsubscribe(processing, key),
};

const noneThrow: ElementBehavior = {
  activate: (processing, context) => {
    applyInputMappings(processing, context);
    activated(processing, context);
    complete(processing, context);
  },
  complete: (processing, context) => {
    applyOutputMappings(processing, context);
    completed(processing, context);
  },
};

/** Ends its whole scope: what else runs there is terminated and the scope completes. */
const terminateEnd: ElementBehavior = {
  activate: noneThrow.activate,
  complete: (processing, context) => {
    applyOutputMappings(processing, context);
    processing.event(context.key, 'PROCESS_INSTANCE', 'ELEMENT_COMPLETED', context.value);
    if (terminateChildren(processing, context.value.flowScopeKey))
      pathCompleted(processing, context.value.flowScopeKey);
  },
};

const errorEnd: ElementBehavior = {
  activate: (processing, context) => {
    applyInputMappings(processing, context);
    const code = context.element.errorCode!;
    const found = findCatchEvent(processing.state, code, context.value.flowScopeKey);
    if ('available' in found) throw new Failure('UNHANDLED_ERROR_EVENT', unhandledErrorText(code, '', found.available));
    activated(processing, context);
    throwError(processing, found, {});
  },
  complete: noneThrow.complete,
};

const byEventType = ({ element }: Context): ElementBehavior => {
  if (element.eventType === 'TERMINATE') return terminateEnd;
  if (element.eventType === 'ERROR') return errorEnd;
  return element.job ? jobTask : noneThrow;
};

/** End events and intermediate throw events. */
export const throwEvent: ElementBehavior = {
  activate: (processing: Processing, context) => byEventType(context).activate(processing, context),
  complete: (processing, context) => byEventType(context).complete(processing, context),
  cancel: (processing, context) => byEventType(context).cancel?.(processing, context),
};
