import type { XmlElement } from '#feel';
import { childNamed, childrenNamed } from '#feel';
import { eventDefinitions } from '../parse-events.ts';
import { kindOf } from './definitions.ts';
import { checkLinks, refuseDuplicateEventSubProcesses, refuseDuplicateNames } from './duplicates.ts';
import type { Check, Checks, ModelView, Report } from './model-view.ts';
import { extensions } from './model-view.ts';

const kindsOf = (event: XmlElement): string[] => eventDefinitions(event).map(kindOf);

const NON_INTERRUPTING = ['message', 'timer', 'signal', 'escalation'];

const checkInterruption = (event: XmlElement, interrupting: boolean, report: Report): void => {
  for (const definition of eventDefinitions(event)) {
    if (!interrupting && !NON_INTERRUPTING.includes(kindOf(definition)))
      report('Non-Interrupting event of this type is not allowed');
    if (interrupting && kindOf(definition) === 'timer' && childNamed(definition, 'bpmn:timeCycle'))
      report('Interrupting timer event with time cycle is not allowed.');
  }
};

/** Calls back with the event types of the listeners of an element, where it has any. */
export const withListeners = (element: XmlElement, report: Report, then: (types: string[]) => void): void => {
  const found = extensions(element, 'executionListeners');
  if (found.length > 1) report('Element must not have more than one execution listeners definition');
  if (found.length === 1)
    then(childrenNamed(found[0]!, 'zeebe:executionListener').map(({ attributes }) => attributes.eventType ?? ''));
};

const BOUNDARY = ['timer', 'message', 'error', 'signal', 'escalation', 'compensate'];

const hasHandler = (event: XmlElement, model: ModelView): boolean =>
  kindsOf(event).includes('compensate') &&
  model.all.some(({ name, attributes }) => name === 'bpmn:association' && attributes.sourceRef === event.attributes.id);

const checkBoundaryDefinition = (element: XmlElement, model: ModelView, report: Report): void => {
  const kinds = kindsOf(element);
  if (kinds.length !== 1) report('Must have exactly one event definition');
  for (const kind of kinds) {
    if (!BOUNDARY.includes(kind)) report('Boundary events must be one of: timer, message, error, signal, escalation');
  }
  const host = model.referred(element.attributes.attachedToRef);
  if (kinds.includes('escalation') && !['bpmn:subProcess', 'bpmn:callActivity'].includes(host?.name ?? ''))
    report('An escalation boundary event should only be attached to a subprocess, or a call activity.');
  checkInterruption(element, element.attributes.cancelActivity !== 'false', report);
};

const checkBoundary: Check = (element, model, report) => {
  if (!model.referred(element.attributes.attachedToRef)) report('Must be attached to an activity');
  if (model.incoming(element).length > 0) report('Cannot have incoming sequence flows');
  if (model.outgoing(element).length === 0 && !hasHandler(element, model))
    report('Must have at least one outgoing sequence flow or association');
  checkBoundaryDefinition(element, model, report);
  withListeners(element, report, (types) => {
    if (kindsOf(element)[0] === 'compensate')
      report("Execution listeners of type 'start' and 'end' are not supported by [compensation] boundary events");
    else if (types.includes('start'))
      report("Execution listeners of type 'start' are not supported by boundary events");
  });
};

const doesNotWait = (definition: XmlElement): boolean => {
  const { waitForCompletion } = definition.attributes;
  return kindOf(definition) === 'compensate' && waitForCompletion !== undefined && waitForCompletion !== 'true';
};

const END = ['error', 'message', 'terminate', 'signal', 'escalation', 'compensate'];

const checkEnd: Check = (element, model, report) => {
  if (model.outgoing(element).length > 0) report('End events must not have outgoing sequence flows to other elements.');
  const definitions = eventDefinitions(element);
  if (definitions.length > 1) report('Must have at most one event definition');
  for (const definition of definitions) {
    if (!END.includes(kindOf(definition)))
      report('End events must be one of: none, error, message, terminate, signal, escalation or compensation');
    if (doesNotWait(definition))
      report('A compensation end event waitForCompletion attribute must be true or not present');
  }
  withListeners(element, report, (types) => {
    if (kindsOf(element)[0] === 'error' && types.includes('end'))
      report("Execution listeners of type 'end' are not supported by [error] end events");
  });
};

const checkThrow: Check = (element, _model, report) => {
  if (eventDefinitions(element).some(doesNotWait))
    report('A compensation intermediate throwing event waitForCompletion attribute must be true or not present');
};

/** A message is thrown by a job here; Camunda's own `publishMessage` is only read. */
const checkMessageThrow: Check = (element, _model, report) => {
  const definition = eventDefinitions(element).find((candidate) => kindOf(candidate) === 'message');
  if (!definition) return;
  const publishes = extensions(definition, 'publishMessage').length;
  const jobs = extensions(element, 'taskDefinition').length;
  if (publishes + jobs !== 1)
    report("Must have either one 'zeebe:publishMessage' or one 'zeebe:taskDefinition' extension element");
  else if (jobs === 0 && !definition.attributes.messageRef) report('Must reference a message');
};

const CATCH = ['message', 'timer', 'signal', 'link'];

const checkCatch: Check = (element, _model, report) => {
  const definitions = eventDefinitions(element);
  const [definition] = definitions;
  if (definitions.length !== 1 || !definition) report('Must have exactly one event definition');
  else if (!CATCH.includes(kindOf(definition)))
    report('Event definition must be one of: message, timer, signal, or link');
  else if (
    kindOf(definition) === 'timer' &&
    !childNamed(definition, 'bpmn:timeDuration') &&
    !childNamed(definition, 'bpmn:timeDate')
  )
    report('Intermediate timer catch event must have either a time duration or a time date.');
};

const checkStart: Check = (element, _model, report) => {
  if (eventDefinitions(element).length > 1) report("Start event can't have more than one type");
  withListeners(element, report, (types) => {
    if (types.includes('start')) report("Execution listeners of type 'start' are not supported by start events");
  });
};

const checkProcess: Check = (element, model, report) => {
  const starts = childrenNamed(element, 'bpmn:startEvent');
  if (starts.length === 0) report('Must have at least one start event');
  else if (starts.filter((start) => eventDefinitions(start).length === 0).length > 1)
    report('Multiple none start events are not allowed');
  refuseDuplicateEventSubProcesses(element, model, report);
  const signals = starts.flatMap(eventDefinitions).filter((definition) => kindOf(definition) === 'signal');
  refuseDuplicateNames(model, signals, report);
  checkLinks(element, model, report);
};

const SUB_PROCESS_STARTS = ['timer', 'message', 'error', 'signal', 'escalation'];
const WRONG_START = 'Start events in event subprocesses must be one of: message, timer, error, signal or escalation';

const checkEventSubProcess = (element: XmlElement, start: XmlElement, model: ModelView, report: Report): void => {
  const kinds = kindsOf(start);
  if (kinds.length === 0) report(WRONG_START);
  if (kinds.includes('compensate') && model.parent(element)?.name !== 'bpmn:subProcess')
    report('A compensation event subprocess is not allowed on the process level');
  for (const kind of kinds) if (!SUB_PROCESS_STARTS.includes(kind)) report(WRONG_START);
  checkInterruption(start, start.attributes.isInterrupting !== 'false', report);
};

const checkSubProcess: Check = (element, model, report) => {
  const starts = childrenNamed(element, 'bpmn:startEvent');
  const [start] = starts;
  if (starts.length !== 1) report('Must have exactly one start event');
  if (start && element.attributes.triggeredByEvent === 'true') checkEventSubProcess(element, start, model, report);
  else if (start && eventDefinitions(start).length > 0) report('Start events in subprocesses must be of type none');
  refuseDuplicateEventSubProcesses(element, model, report);
  checkLinks(element, model, report);
};

export const eventChecks: Checks = {
  'bpmn:boundaryEvent': [checkBoundary],
  'bpmn:endEvent': [checkEnd, checkMessageThrow],
  'bpmn:intermediateThrowEvent': [checkMessageThrow, checkThrow],
  'bpmn:intermediateCatchEvent': [checkCatch],
  'bpmn:startEvent': [checkStart],
  'bpmn:process': [checkProcess],
  'bpmn:subProcess': [checkSubProcess],
};
