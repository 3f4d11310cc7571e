import { parseDateTime, parseDuration, parseRepetition } from '../time/iso-8601.ts';
import type { Element, ExecutableProcess } from './executable.ts';
import type { Problems } from './problems.ts';

type Check = (element: Element, process: ExecutableProcess, problems: Problems) => void;

const requireJob: Check = (element, _process, problems) => {
  if (!element.job) problems.add(element.id, "Must have exactly one 'zeebe:taskDefinition' extension element");
};

const requireOneOf =
  (other: string, has: (element: Element) => boolean): Check =>
  (element, _process, problems) => {
    if (has(element) === Boolean(element.job)) {
      problems.add(element.id, `Must have either one 'zeebe:${other}' or one 'zeebe:taskDefinition' extension element`);
    }
  };

const checkScope: Check = (element, _process, problems) => {
  const { startEvents } = element;
  if (startEvents.length === 0) problems.add(element.id, 'Must have at least one start event');
  const none = startEvents.filter(({ eventType }) => eventType === 'NONE');
  if (none.length > 1) problems.add(element.id, 'Multiple none start events are not allowed');
  if (element.type === 'SUB_PROCESS' && startEvents.some(({ eventType }) => eventType !== 'NONE')) {
    problems.add(element.id, 'Start events in subprocesses must be of type none');
  }
};

const checkConditions: Check = (element, _process, problems) => {
  const { outgoing, defaultFlowId } = element;
  if (outgoing.length <= 1 && !outgoing[0]?.condition) return;
  for (const flow of [...outgoing].reverse()) {
    if (!flow.condition && flow.id !== defaultFlowId) problems.add(flow.id, 'Must have a condition or be default flow');
  }
};

const isCatch = (target: Element | undefined): boolean =>
  target?.type === 'INTERMEDIATE_CATCH_EVENT' && (target.eventType === 'TIMER' || target.eventType === 'MESSAGE');

const checkEventGateway: Check = (element, process, problems) => {
  if (element.outgoing.length < 2)
    problems.add(element.id, 'Event-based gateway must have at least 2 outgoing sequence flows.');
  const targets = element.outgoing.map((flow) => process.elements.get(flow.targetId));
  if (!targets.every(isCatch)) {
    problems.add(
      element.id,
      'Event-based gateway must not have an outgoing sequence flow to other elements than message/timer/signal intermediate catch events.',
    );
  } else if (targets.some((target) => target!.incoming.length > 1)) {
    problems.add(
      element.id,
      'Target elements of an event gateway must not have any additional incoming sequence flows other than that from the event gateway.',
    );
  }
};

const checkStart: Check = (element, _process, problems) => {
  if (element.incoming.length > 0) problems.add(element.id, 'Start events must not have incoming sequence flows.');
  if (element.eventType === 'ERROR') problems.add(element.id, 'Start events must be one of: none, timer, message');
};

const checkEnd: Check = (element, _process, problems) => {
  if (element.outgoing.length > 0)
    problems.add(element.id, 'End events must not have outgoing sequence flows to other elements.');
  if (element.eventType === 'TIMER')
    problems.add(element.id, 'End events must be one of: none, error, message, terminate');
  if (element.eventType === 'MESSAGE') requireJob(element, _process, problems);
  if (element.eventType === 'ERROR' && !element.errorCode)
    problems.add(element.id, 'ErrorCode must be present and not empty');
};

const checkCatch: Check = (element, _process, problems) => {
  if (element.eventType !== 'TIMER' && element.eventType !== 'MESSAGE') {
    problems.add(element.id, 'Event definition must be one of: message, timer');
  }
  if (element.timer?.kind === 'cycle')
    problems.add(element.id, 'Intermediate timer catch event must have a time duration or a time date.');
};

const checkBoundary: Check = (element, process, problems) => {
  if (!['TIMER', 'MESSAGE', 'ERROR'].includes(element.eventType)) {
    problems.add(element.id, 'Boundary events must be one of: timer, message, error');
  }
  if (element.incoming.length > 0) problems.add(element.id, 'Boundary events must not have incoming sequence flows');
  if (element.eventType === 'ERROR' && !element.interrupting) {
    problems.add(element.id, 'Non-interrupting events of this type are not allowed');
  }
  if (element.timer?.kind === 'cycle' && element.interrupting) {
    problems.add(element.id, 'Interrupting timer event with time cycle is not allowed.');
  }
  const host = process.elements.get(element.attachedToId ?? '');
  const isActivity =
    host && (host.type.endsWith('TASK') || host.type === 'SUB_PROCESS' || host.type === 'CALL_ACTIVITY');
  if (host && !isActivity) problems.add(element.id, 'Must be attached to an activity');
};

const checkThrow: Check = (element, process, problems) => {
  if (element.eventType === 'MESSAGE') requireJob(element, process, problems);
  else if (element.eventType !== 'NONE') problems.add(element.id, 'Event definition must be one of: none, message');
};

const CHECKS: Partial<Record<Element['type'], Check>> = {
  PROCESS: checkScope,
  SUB_PROCESS: checkScope,
  SERVICE_TASK: requireJob,
  SEND_TASK: requireJob,
  SCRIPT_TASK: requireOneOf('script', (element) => Boolean(element.script)),
  BUSINESS_RULE_TASK: requireOneOf('calledDecision', (element) => Boolean(element.decision)),
  EXCLUSIVE_GATEWAY: checkConditions,
  EVENT_BASED_GATEWAY: checkEventGateway,
  START_EVENT: checkStart,
  END_EVENT: checkEnd,
  INTERMEDIATE_CATCH_EVENT: checkCatch,
  INTERMEDIATE_THROW_EVENT: checkThrow,
  BOUNDARY_EVENT: checkBoundary,
};

const TIMER_PARSERS = { duration: parseDuration, date: parseDateTime, cycle: parseRepetition };

/** A timer that is a plain text can be judged at deployment. */
const checkTimer: Check = ({ id, timer }, _process, problems) => {
  const fixed = timer?.expression.fixed;
  if (!timer || typeof fixed !== 'string' || TIMER_PARSERS[timer.kind](fixed) !== undefined) return;
  const kind = timer.kind === 'cycle' ? 'repeating interval' : timer.kind;
  const detail = `Invalid ${kind} format '${fixed}' for expression '${fixed}'.`;
  problems.add(id, `Invalid timer ${timer.kind} expression (${detail})`);
};

const checkMessage: Check = (element, _process, problems) => {
  const { message, type } = element;
  if (message && !message.correlationKey && type !== 'START_EVENT') {
    problems.add(message.id, 'Must have exactly one zeebe:subscription extension element');
  }
};

const checkFlowScopes = (process: ExecutableProcess, problems: Problems): void => {
  for (const flow of process.flows.values()) {
    const source = process.elements.get(flow.sourceId);
    const target = process.elements.get(flow.targetId);
    if (source && target && source.scopeId !== target.scopeId)
      problems.add(flow.id, 'A sequence flow must not leave its subprocess');
    if (flow.condition && source && source.type !== 'EXCLUSIVE_GATEWAY') {
      problems.add(flow.id, 'Conditional sequence flows are only supported at exclusive or inclusive gateway');
    }
  }
};

const waits = (element: Element): boolean => {
  if (element.job || element.message || element.timer) return true;
  return ['USER_TASK', 'CALL_ACTIVITY', 'SUB_PROCESS', 'RECEIVE_TASK', 'EVENT_BASED_GATEWAY'].includes(element.type);
};

/** A loop in which nothing ever waits would run for ever in one command. */
const refuseStraightThroughLoops = (process: ExecutableProcess, problems: Problems): void => {
  const done = new Set<string>();
  const visit = (element: Element, path: string[]): boolean => {
    const at = path.indexOf(element.id);
    if (at >= 0) {
      const loop = path.slice(at).join(' > ');
      problems.add(process.id, `Processes are not allowed to contain any straight-through processing loops: ${loop}`);
      return true;
    }
    if (done.has(element.id) || waits(element)) return false;
    const found = element.outgoing.some((flow) => {
      const target = process.elements.get(flow.targetId);
      return target ? visit(target, [...path, element.id]) : false;
    });
    done.add(element.id);
    return found;
  };
  for (const element of process.elements.values()) if (visit(element, [])) return;
};

export const validate = (process: ExecutableProcess, problems: Problems): void => {
  for (const element of [...process.elements.values()].reverse()) {
    CHECKS[element.type]?.(element, process, problems);
    checkMessage(element, process, problems);
    checkTimer(element, process, problems);
  }
  checkFlowScopes(process, problems);
  refuseStraightThroughLoops(process, problems);
};
