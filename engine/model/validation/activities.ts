import { childNamed, childrenNamed } from '#feel';
import { eventDefinitions } from '../parse-events.ts';
import { kindOf } from './definitions.ts';
import { refuseDuplicateEvents } from './duplicates.ts';
import type { Check, Checks } from './model-view.ts';
import { extensions, localName } from './model-view.ts';

/** What every activity must satisfy: its boundary events can be told apart. */
export const checkActivity: Check = (element, model, report) =>
  refuseDuplicateEvents(model, model.boundaryEvents(element).flatMap(eventDefinitions), report);

const exactlyOne =
  (name: string): Check =>
  (element, _model, report) => {
    if (extensions(element, name).length !== 1) report(`Must have exactly one 'zeebe:${name}' extension element`);
  };

const oneOf =
  (other: string): Check =>
  (element, _model, report) => {
    const count = extensions(element, other).length + extensions(element, 'taskDefinition').length;
    if (count !== 1) report(`Must have either one 'zeebe:${other}' or one 'zeebe:taskDefinition' extension element`);
  };

const checkSend: Check = (element, model, report) => {
  oneOf('publishMessage')(element, model, report);
  if (extensions(element, 'publishMessage').length > 0 && !element.attributes.messageRef)
    report('Must reference a message');
};

const checkReceive: Check = (element, model, report) => {
  const message = model.referred(element.attributes.messageRef);
  if (!message) report('Must reference a message');
  const names = model
    .boundaryEvents(element)
    .flatMap(eventDefinitions)
    .filter((definition) => kindOf(definition) === 'message')
    .map((definition) => model.referred(definition.attributes.messageRef)?.attributes.name);
  if (message?.attributes.name && names.includes(message.attributes.name))
    report('Cannot reference the same message name as a boundary event');
};

/** A task that undoes another has no connections of its own. */
export const checkHandler: Check = (element, model, report) => {
  if (element.attributes.isForCompensation !== 'true') return;
  if (model.incoming(element).length > 0) report('A compensation handler should have no incoming sequence flows');
  if (model.outgoing(element).length > 0) report('A compensation handler should have no outgoing sequence flows');
  if (model.boundaryEvents(element).length > 0) report('A compensation handler should have no boundary events');
};

const present =
  (...names: string[]): Check =>
  ({ attributes }, _model, report) => {
    for (const name of names) if (!attributes[name]) report(`Attribute '${name}' must be present and not empty`);
  };

const checkLoop: Check = ({ attributes }, _model, report) => {
  const { inputCollection, outputCollection, outputElement } = attributes;
  if (!inputCollection) report("Attribute 'inputCollection' must be present and not empty");
  if (outputCollection && !outputElement)
    report("Attribute 'outputElement' must be present if the attribute 'outputCollection' is set");
  else if (outputElement && !outputCollection)
    report("Attribute 'outputCollection' must be present if the attribute 'outputElement' is set");
};

const blank = (text: string | undefined): boolean => !text?.trim();

const checkForm: Check = (element, model, report) => {
  const { formKey, formId, externalReference } = element.attributes;
  const native = model.parent(element)?.children.some(({ name }) => name === 'zeebe:userTask');
  const exactlyOneOf = (attributes: string, tail: string): void =>
    report(`Exactly one of the attributes '${attributes}' must be present and not blank${tail}`);
  if (!native && blank(formKey) === blank(formId)) exactlyOneOf('formId, formKey', '');
  if (native && blank(externalReference) === blank(formId))
    exactlyOneOf('formId, externalReference', ' for native user tasks');
};

const LISTENABLE = [
  'process',
  'subProcess',
  'callActivity',
  'task',
  'sendTask',
  'serviceTask',
  'scriptTask',
  'userTask',
  'receiveTask',
  'businessRuleTask',
  'manualTask',
  'startEvent',
  'intermediateThrowEvent',
  'intermediateCatchEvent',
  'boundaryEvent',
  'endEvent',
  'exclusiveGateway',
  'inclusiveGateway',
  'parallelGateway',
  'eventBasedGateway',
];

const checkListeners: Check = (element, model, report) => {
  const listeners = childrenNamed(element, 'zeebe:executionListener');
  if (listeners.length === 0) return;
  const around = model.parent(element);
  const owner = localName((around && model.parent(around)) ?? model.root);
  if (!LISTENABLE.includes(owner)) {
    report(
      `Execution listeners are not supported for the '${owner}' element. Currently, only [${LISTENABLE.join(', ')}] elements can have execution listeners.`,
    );
    return;
  }
  const kinds = listeners.map(({ attributes }) => `${attributes.eventType ?? ''}|${attributes.type ?? ''}`);
  for (const kind of new Set(kinds)) {
    const count = kinds.filter((other) => other === kind).length;
    const [eventType, type] = kind.split('|');
    if (count > 1)
      report(
        `Found '${count}' duplicates based on eventType[${eventType}] and type[${type}], these combinations should be unique.`,
      );
  }
};

const RESERVED = 'io.camunda.zeebe:';

const checkHeaders: Check = (element, _model, report) => {
  const keys = childrenNamed(element, 'zeebe:header').flatMap(({ attributes }) => attributes.key ?? []);
  for (const key of keys) {
    if (key.startsWith(RESERVED))
      report(
        `Attribute 'key' contains '${key}', but header keys starting with '${RESERVED}' are reserved for internal use.`,
      );
  }
  for (const key of new Set(keys.filter((candidate, index) => keys.indexOf(candidate) !== index)))
    report(`Headers contain duplicate entries for key '${key}'`);
};

const checkMultiInstance: Check = (element, model, report) => exactlyOne('loopCharacteristics')(element, model, report);

const BINDINGS = ['deployment', 'latest', 'versionTag'];

/** A version tag goes with the binding that asks for it. */
const checkBinding: Check = ({ attributes }, _model, report) => {
  const { bindingType, versionTag } = attributes;
  if (bindingType !== undefined && !BINDINGS.includes(bindingType))
    report(`Attribute 'bindingType' must be one of: ${BINDINGS.join(', ')}`);
  if (bindingType === 'versionTag' && blank(versionTag))
    report("Attribute 'versionTag' must be present and not empty if 'bindingType' is 'versionTag'");
  if (bindingType !== 'versionTag' && !blank(versionTag))
    report("Attribute 'versionTag' may only be used if 'bindingType' is 'versionTag'");
};

const checkUserTaskForm: Check = ({ text }, _model, report) => {
  if (!text.trim()) report('User task form text content has to be present and not empty');
};

const checkVersionTag: Check = present('value');

const MAX_PRIORITY = 100;

const checkPriority: Check = ({ attributes }, _model, report) => {
  const { priority = '' } = attributes;
  if (/^-?\d+$/.test(priority) && (Number(priority) < 0 || Number(priority) > MAX_PRIORITY))
    report(`Priority must be a number between 0 and ${MAX_PRIORITY}, but was '${priority}'.`);
};

/** Task listeners came with Zeebe 8.8: here they would be left out in silence, so they are refused by name. */
const checkTaskListeners: Check = (element, _model, report) => {
  if (childNamed(element, 'zeebe:taskListener'))
    report('Task listeners are not supported before Zeebe 8.8; remove them, or use execution listeners');
};

export const activityChecks: Checks = {
  'bpmn:serviceTask': [exactlyOne('taskDefinition')],
  'bpmn:sendTask': [checkSend],
  'bpmn:scriptTask': [oneOf('script')],
  'bpmn:businessRuleTask': [oneOf('calledDecision')],
  'bpmn:callActivity': [exactlyOne('calledElement')],
  'bpmn:receiveTask': [checkReceive],
  'bpmn:multiInstanceLoopCharacteristics': [checkMultiInstance],
  'zeebe:taskDefinition': [present('type')],
  'zeebe:executionListener': [present('eventType', 'type')],
  'zeebe:executionListeners': [checkListeners],
  'zeebe:taskListeners': [checkTaskListeners],
  'zeebe:calledElement': [present('processId'), checkBinding],
  'zeebe:subscription': [present('correlationKey')],
  'zeebe:calledDecision': [present('decisionId', 'resultVariable'), checkBinding],
  'zeebe:script': [present('expression', 'resultVariable')],
  'zeebe:publishMessage': [present('correlationKey')],
  'zeebe:loopCharacteristics': [checkLoop],
  'zeebe:formDefinition': [checkForm, checkBinding],
  'zeebe:taskHeaders': [checkHeaders],
  'zeebe:priorityDefinition': [checkPriority],
  'zeebe:userTaskForm': [checkUserTaskForm],
  'zeebe:versionTag': [checkVersionTag],
};
