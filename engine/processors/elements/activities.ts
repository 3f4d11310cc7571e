import { completeCompensation, subscribeCompensation } from '../../behaviors/compensation.ts';
import type { Context } from '../../behaviors/context.ts';
import { cancelJobOf } from '../../behaviors/jobs.ts';
import { unsubscribe } from '../../behaviors/subscriptions.ts';
import { terminateActivity } from '../../behaviors/termination.ts';
import { completed, takeFlows } from '../../behaviors/transitions.ts';
import { applyInputMappings, applyOutputMappings } from '../../behaviors/variables.ts';
import type { Processing } from '../../processing.ts';
import type { ElementBehavior } from './behavior.ts';

/** Done, with what compensation asks for: from now on it can be undone, or it has undone something. */
export const completeActivity = (processing: Processing, context: Context): void => {
  subscribeCompensation(processing, context);
  completed(processing, context);
  completeCompensation(processing, context);
  takeFlows(processing, context);
};

export const leaveActivity = (processing: Processing, context: Context): void => {
  applyOutputMappings(processing, context);
  unsubscribe(processing, context.key);
};

/** An activity with mappings, boundary events, compensation and perhaps a job: all but how it begins. */
export const activity = (activate: ElementBehavior['activate']): ElementBehavior => ({
  enter: applyInputMappings,
  activate,
  leave: leaveActivity,
  complete: completeActivity,
  terminate: (processing, context) => {
    cancelJobOf(processing, context.key);
    unsubscribe(processing, context.key);
    terminateActivity(processing, context);
  },
});
