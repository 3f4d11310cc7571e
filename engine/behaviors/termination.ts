import type { Processing } from '../processing.ts';
import type { Context } from './context.ts';
import { activateTriggered, foreignTrigger } from './event-triggers.ts';
import { resolveIncidentsOf } from './incidents.ts';
import { onTerminated, terminated } from './transitions.ts';

/** The event that terminated the element, where the scope around it goes on. */
export const takingOver = ({ state }: Processing, context: Context) => {
  const scope = state.elementInstances.get(context.value.flowScopeKey);
  if (scope?.state !== 'ACTIVATED' || scope.interruptingId !== undefined) return undefined;
  return foreignTrigger(state, context);
};

/** The element has ended by force: the boundary event that did it takes over, or the scope learns of it. */
export const terminatedByEvent = (processing: Processing, context: Context): void => {
  const trigger = takingOver(processing, context);
  terminated(processing, context);
  if (trigger) activateTriggered(processing, context, context.value.flowScopeKey, trigger);
  else onTerminated(processing, context);
};

/** The usual end of an activity that is terminated, after it took back its work. */
export const terminateActivity = (processing: Processing, context: Context): void => {
  resolveIncidentsOf(processing, context.key);
  terminatedByEvent(processing, context);
};

/** The usual end of an event or gateway that is terminated. */
export const terminateNode = (processing: Processing, context: Context): void => {
  resolveIncidentsOf(processing, context.key);
  terminated(processing, context);
  onTerminated(processing, context);
};

/** Start and throw events are terminated before their incidents are resolved. */
export const terminateThenResolve = (processing: Processing, context: Context): void => {
  terminated(processing, context);
  resolveIncidentsOf(processing, context.key);
  onTerminated(processing, context);
};
