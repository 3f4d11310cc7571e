import { evaluateCalledDecision } from '../../behaviors/decisions.ts';
import { scopeFor, triggering } from '../../behaviors/event-triggers.ts';
import { evaluateAt, evaluateString } from '../../behaviors/expressions.ts';
import { createJob, planJob } from '../../behaviors/jobs.ts';
import { subscribe } from '../../behaviors/subscriptions.ts';
import { terminateThenResolve } from '../../behaviors/termination.ts';
import { activated, complete } from '../../behaviors/transitions.ts';
import { activity, completeActivity } from './activities.ts';
import type { ElementBehavior } from './behavior.ts';

/** Service and send tasks, and any other task that is carried out by a job. */
export const jobTask = activity((processing, context) => {
  const planned = planJob(processing, context);
  subscribe(processing, context);
  createJob(processing, context, planned);
  activated(processing, context);
});

/** Manual and undefined tasks: passed through, as nothing here can do them. */
export const passThroughTask: ElementBehavior = {
  activate: (processing, context) => {
    activated(processing, context);
    complete(processing, context);
  },
  complete: completeActivity,
  terminate: terminateThenResolve,
};

export const receiveTask = activity((processing, context) => {
  subscribe(processing, context);
  activated(processing, context);
});

const ownScript = activity((processing, context) => {
  const { expression, resultVariable } = context.element.script!;
  const { value } = evaluateAt(processing, expression, context.key);
  triggering(processing, scopeFor(context.key, context.value), context.element.id, { [resultVariable]: value });
  activated(processing, context);
  complete(processing, context);
});

const ownDecision = activity((processing, context) => {
  const decision = context.element.decision!;
  const id = evaluateString(processing, decision.id, context.key);
  const output = evaluateCalledDecision(processing, context, id, decision.binding);
  triggering(processing, scopeFor(context.key, context.value), context.element.id, {
    [decision.resultVariable]: output,
  });
  activated(processing, context);
  complete(processing, context);
});

/** Chooses by what the model gives: an expression of its own, or a job. */
const either = (own: ElementBehavior): ElementBehavior => ({
  ...own,
  activate: (processing, context) => (context.element.job ? jobTask : own).activate(processing, context),
});

export const scriptTask = either(ownScript);
export const businessRuleTask = either(ownDecision);
