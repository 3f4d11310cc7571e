import type { Context } from '../../behaviors/context.ts';
import { triggering } from '../../behaviors/event-triggers.ts';
import { evaluateAt, evaluateString } from '../../behaviors/expressions.ts';
import { Failure } from '../../behaviors/failure.ts';
import { evaluateCalledDecision } from '../../behaviors/decisions.ts';
import { cancelJobOf, createJob, planJob } from '../../behaviors/jobs.ts';
import { subscribe, unsubscribe } from '../../behaviors/subscriptions.ts';
import { activated, complete, completed } from '../../behaviors/transitions.ts';
import { applyInputMappings, applyOutputMappings } from '../../behaviors/variables.ts';
import type { Processing } from '../../processing.ts';
import type { ElementBehavior } from './behavior.ts';

const finish = (processing: Processing, context: Context): void => {
  applyOutputMappings(processing, context);
  unsubscribe(processing, context.key);
  completed(processing, context);
};

/** Service and send tasks, and any other element that is carried out by a job. */
export const jobTask: ElementBehavior = {
  activate: (processing, context) => {
    applyInputMappings(processing, context);
    const planned = planJob(processing, context);
    subscribe(processing, context);
    createJob(processing, context, planned);
    activated(processing, context);
  },
  complete: finish,
  cancel: (processing, context) => {
    cancelJobOf(processing, context.key);
    unsubscribe(processing, context.key);
  },
};

/** Manual and undefined tasks: passed through, as nothing here can do them. */
export const passThroughTask: ElementBehavior = {
  activate: (processing, context) => {
    applyInputMappings(processing, context);
    subscribe(processing, context);
    activated(processing, context);
    complete(processing, context);
  },
  complete: finish,
  cancel: (processing, { key }) => unsubscribe(processing, key),
};

export const receiveTask: ElementBehavior = {
  activate: (processing, context) => {
    applyInputMappings(processing, context);
    subscribe(processing, context);
    activated(processing, context);
  },
  complete: finish,
  cancel: (processing, { key }) => unsubscribe(processing, key),
};

const scopeOf = ({ key, value }: Context) => ({
  scopeKey: key,
  processDefinitionKey: value.processDefinitionKey,
  processInstanceKey: value.processInstanceKey,
});

const ownScript: ElementBehavior = {
  activate: (processing, context) => {
    const { expression, resultVariable } = context.element.script!;
    applyInputMappings(processing, context);
    const { value } = evaluateAt(processing, expression, context.key);
    triggering(processing, scopeOf(context), context.element.id, { [resultVariable]: value });
    activated(processing, context);
    complete(processing, context);
  },
  complete: finish,
};

const ownDecision: ElementBehavior = {
  activate: (processing, context) => {
    const decision = context.element.decision!;
    applyInputMappings(processing, context);
    const id = evaluateString(processing, decision.id, context.key);
    const output = evaluateCalledDecision(processing, context, id, decision.binding);
    triggering(processing, scopeOf(context), context.element.id, { [decision.resultVariable]: output });
    activated(processing, context);
    complete(processing, context);
  },
  complete: finish,
};

/** Chooses by what the model gives: an expression of its own, or a job. */
const either = (own: ElementBehavior): ElementBehavior => ({
  activate: (processing, context) => (context.element.job ? jobTask : own).activate(processing, context),
  complete: finish,
  cancel: (processing, context) => jobTask.cancel!(processing, context),
});

export const scriptTask = either(ownScript);
export const businessRuleTask = either(ownDecision);
export { Failure };
