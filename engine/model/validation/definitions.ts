import type { XmlElement } from '#feel';
import { childNamed, childrenNamed } from '#feel';
import { eventDefinitions } from '../parse-events.ts';
import type { Check, Checks, ModelView, Report } from './model-view.ts';
import { extensions, localName } from './model-view.ts';

const SUPPORTED_DEFINITIONS = ['message', 'timer', 'error', 'terminate', 'signal', 'link', 'escalation', 'compensate'];

export const kindOf = (definition: XmlElement): string => localName(definition).replace('EventDefinition', '');

const checkDefinition: Check = (element, _model, report) => {
  if (!SUPPORTED_DEFINITIONS.includes(kindOf(element))) report('Event definition of this type is not supported');
};

const THROW_EVENTS = ['bpmn:intermediateThrowEvent', 'bpmn:endEvent'];
const isThrowEvent = (element: XmlElement | undefined): boolean => THROW_EVENTS.includes(element?.name ?? '');

const refersTo = (model: ModelView, { attributes }: XmlElement, attribute: string) =>
  model.referred(attributes[attribute]);

const checkMessageDefinition: Check = (element, model, report) => {
  if (!isThrowEvent(model.parent(element)) && !refersTo(model, element, 'messageRef'))
    report('Must reference a message');
};

const checkErrorDefinition: Check = (element, model, report) => {
  const error = refersTo(model, element, 'errorRef');
  const code = error?.attributes.errorCode;
  if (model.parent(element)?.name === 'bpmn:endEvent') {
    if (!error) report('Must reference an error');
    else if (!code) report('ErrorCode must be present and not empty');
  } else if (code?.startsWith('=')) {
    report('The errorCode of the error catch event is not allowed to be an expression');
  }
};

const checkEscalationDefinition: Check = (element, model, report) => {
  const escalation = refersTo(model, element, 'escalationRef');
  const throwing = isThrowEvent(model.parent(element));
  if (throwing && !escalation) report('Must reference an escalation');
  if (!throwing && escalation?.attributes.escalationCode?.startsWith('='))
    report('The escalationCode of the escalation catch event is not allowed to be an expression');
};

const checkSignalDefinition: Check = (element, model, report) => {
  if (!refersTo(model, element, 'signalRef')) report('Must reference a signal');
};

const checkLinkDefinition: Check = ({ attributes }, _model, report) => {
  if (!attributes.name) report('Link name must be present and not empty.');
};

const checkTimerDefinition: Check = (element, _model, report) => {
  const kinds = ['timeDuration', 'timeDate', 'timeCycle'].filter((kind) => childNamed(element, `bpmn:${kind}`));
  if (kinds.length !== 1) report('Must be exactly one type of timer: timeDuration, timeDate or timeCycle');
};

const hasCompensationBoundary = (model: ModelView, activity: XmlElement): boolean =>
  model
    .boundaryEvents(activity)
    .some((event) => eventDefinitions(event).some((definition) => kindOf(definition) === 'compensate'));

const checkCompensateDefinition: Check = (element, model, report) => {
  const { activityRef } = element.attributes;
  if (!activityRef) return;
  const activity = model.referred(activityRef);
  const quoted = `The referenced compensation activity '${activityRef}'`;
  if (!activity) {
    report(`${quoted} doesn't exist`);
    return;
  }
  const isSubProcess = activity.name === 'bpmn:subProcess' && activity.attributes.triggeredByEvent !== 'true';
  if (!isSubProcess && !hasCompensationBoundary(model, activity))
    report(`${quoted} must have either a compensation boundary event or be a subprocess`);
  const scope = model.parent(model.parent(element)!)!;
  const near = model.parent(activity) === scope;
  const around = scope.attributes.triggeredByEvent === 'true' && model.parent(activity) === model.parent(scope);
  if (!near && !around) report(`${quoted} must be in the same scope as the compensation throw event`);
};

type Reference = { definition: XmlElement; event: XmlElement };

/** Where event definitions or tasks refer to a message, signal or escalation. */
const referencesTo = (model: ModelView, { attributes }: XmlElement, attribute: string): Reference[] =>
  model.all.flatMap((definition) =>
    definition.attributes[attribute]?.replace(/^.*:/, '') === attributes.id && attributes.id
      ? [{ definition, event: definition.name.endsWith('EventDefinition') ? model.parent(definition)! : definition }]
      : [],
  );

const isRootStart = (model: ModelView, event: XmlElement): boolean =>
  event.name === 'bpmn:startEvent' && model.parent(event)?.name === 'bpmn:process';

const requireName = ({ attributes }: XmlElement, report: Report): void => {
  if (!attributes.name) report('Name must be present and not empty');
};

const checkMessage: Check = (element, model, report) => {
  const events = referencesTo(model, element, 'messageRef').map(({ event }) => event);
  const catching = events.filter(
    (event) =>
      ['bpmn:intermediateCatchEvent', 'bpmn:boundaryEvent', 'bpmn:receiveTask'].includes(event.name) ||
      (event.name === 'bpmn:startEvent' && !isRootStart(model, event)),
  );
  if (catching.length > 0) {
    requireName(element, report);
    if (extensions(element, 'subscription').length !== 1)
      report('Must have exactly one zeebe:subscription extension element');
  } else if (events.some((event) => isThrowEvent(event) || event.name === 'bpmn:sendTask')) {
    requireName(element, report);
  } else {
    const starts = events.filter((event) => isRootStart(model, event));
    if (starts.length > 1) report('A message cannot be referred by more than one start event');
    else if (starts.length === 1) requireName(element, report);
  }
};

const checkSignal: Check = (element, model, report) => {
  if (referencesTo(model, element, 'signalRef').length > 0) requireName(element, report);
};

const checkEscalation: Check = (element, model, report) => {
  const thrown = referencesTo(model, element, 'escalationRef').some(({ event }) => isThrowEvent(event));
  if (thrown && !element.attributes.escalationCode) report('EscalationCode must be present and not empty');
};

const checkDefinitions: Check = (element, _model, report) => {
  const executable = childrenNamed(element, 'bpmn:process').some(
    ({ attributes }) => attributes.isExecutable === 'true',
  );
  if (!executable) report('Must contain at least one executable process');
};

export const definitionChecks: Checks = {
  'bpmn:definitions': [checkDefinitions],
  'bpmn:message': [checkMessage],
  'bpmn:signal': [checkSignal],
  'bpmn:escalation': [checkEscalation],
  'bpmn:messageEventDefinition': [checkMessageDefinition],
  'bpmn:errorEventDefinition': [checkErrorDefinition],
  'bpmn:escalationEventDefinition': [checkEscalationDefinition],
  'bpmn:signalEventDefinition': [checkSignalDefinition],
  'bpmn:linkEventDefinition': [checkLinkDefinition],
  'bpmn:timerEventDefinition': [checkTimerDefinition],
  'bpmn:compensateEventDefinition': [checkCompensateDefinition],
  'bpmn:conditionalEventDefinition': [checkDefinition],
  'bpmn:cancelEventDefinition': [checkDefinition],
};
