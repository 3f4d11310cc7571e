import { triggerCompensation } from '../../behaviors/compensation.ts';
import type { Context } from '../../behaviors/context.ts';
import { scopeContext } from '../../behaviors/context.ts';
import { findErrorCatch, throwError, throwEscalation, unhandledErrorText } from '../../behaviors/errors.ts';
import { evaluateString } from '../../behaviors/expressions.ts';
import { Failure } from '../../behaviors/failure.ts';
import { cancelJobOf, createJob, planJob } from '../../behaviors/jobs.ts';
import { terminateNode, terminateThenResolve } from '../../behaviors/termination.ts';
import { activateBeside, activated, complete, completed, terminateChildren } from '../../behaviors/transitions.ts';
import { applyInputMappings } from '../../behaviors/variables.ts';
import type { Processing } from '../../processing.ts';
import type { BpmnEventType } from '../../records.ts';
import { TENANT } from '../../records.ts';
import { localVariables } from '../../state/lookups.ts';
import type { ElementBehavior } from './behavior.ts';
import { passing } from './events.ts';

/** A message is thrown by a job. */
const messageThrow: ElementBehavior = {
  ...passing,
  activate: (processing, context) => {
    const planned = planJob(processing, context);
    createJob(processing, context, planned);
    activated(processing, context);
  },
};

/** Ends its whole scope: what else runs there is terminated and the scope completes. */
const terminateEnd: ElementBehavior = {
  activate: passing.activate,
  complete: (processing, context) => {
    completed(processing, context);
    terminateChildren(processing, scopeContext(processing.state, context)!);
  },
  terminate: passing.terminate,
};

/** Stays active: whoever catches the error terminates it. */
const errorEnd: ElementBehavior = {
  ...passing,
  activate: (processing, context) => {
    const code = evaluateString(processing, context.element.errorCode!, context.key);
    const found = findErrorCatch(processing.state, code, context.value.flowScopeKey);
    if ('available' in found) throw new Failure('UNHANDLED_ERROR_EVENT', unhandledErrorText(code, '', found.available));
    activated(processing, context);
    throwError(processing, found, {});
  },
};

const escalationThrow: ElementBehavior = {
  ...passing,
  activate: (processing, context) => {
    const code = evaluateString(processing, context.element.escalationCode!, context.key);
    activated(processing, context);
    if (throwEscalation(processing, context, code)) complete(processing, context);
  },
};

const signalThrow: ElementBehavior = {
  ...passing,
  enter: applyInputMappings,
  activate: (processing, context) => {
    const variables = localVariables(processing.state, context.key);
    const signalName = evaluateString(processing, context.element.signal!, context.key);
    processing.command(processing.nextKey(), 'SIGNAL', 'BROADCAST', { signalName, variables, tenantId: TENANT });
    passing.activate(processing, context);
  },
};

/** Waits until all that it undoes is undone. */
const compensationThrow: ElementBehavior = {
  activate: (processing, context) => {
    activated(processing, context);
    if (!triggerCompensation(processing, context)) complete(processing, context);
  },
  complete: passing.complete,
  terminate: passing.terminate,
};

const linkThrow: ElementBehavior = {
  ...passing,
  complete: (processing, context) => {
    completed(processing, context);
    activateBeside(processing, context, context.element.linkTarget!);
  },
};

const THROWS: Partial<Record<BpmnEventType, ElementBehavior>> = {
  MESSAGE: messageThrow,
  ERROR: errorEnd,
  ESCALATION: escalationThrow,
  SIGNAL: signalThrow,
  COMPENSATION: compensationThrow,
  TERMINATE: terminateEnd,
  LINK: linkThrow,
};

const byEventType = ({ element }: Context): ElementBehavior => THROWS[element.eventType] ?? passing;

const throwEvent = (end: (processing: Processing, context: Context) => void): ElementBehavior => ({
  enter: (processing, context) => byEventType(context).enter?.(processing, context),
  activate: (processing, context) => byEventType(context).activate(processing, context),
  leave: (processing, context) => byEventType(context).leave?.(processing, context),
  complete: (processing, context) => byEventType(context).complete(processing, context),
  terminate: (processing, context) => {
    cancelJobOf(processing, context.key);
    end(processing, context);
  },
});

const endThrow = throwEvent(terminateNode);
const passThrow = throwEvent(terminateThenResolve);

/** A message end event maps its input before its listeners run, a message throw event after them. */
const entersWithMappings = ({ element }: Context): boolean => element.eventType === 'MESSAGE';

export const endEvent: ElementBehavior = {
  ...endThrow,
  enter: (processing, context) => {
    if (entersWithMappings(context)) applyInputMappings(processing, context);
    else endThrow.enter!(processing, context);
  },
};

export const intermediateThrowEvent: ElementBehavior = {
  ...passThrow,
  activate: (processing, context) => {
    if (entersWithMappings(context)) applyInputMappings(processing, context);
    passThrow.activate(processing, context);
  },
};
