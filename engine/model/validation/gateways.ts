import type { XmlElement } from '#feel';
import { childNamed } from '#feel';
import { eventDefinitions } from '../parse-events.ts';
import { kindOf } from './definitions.ts';
import { refuseDuplicateNames } from './duplicates.ts';
import { withListeners } from './events.ts';
import type { Check, Checks } from './model-view.ts';

const checkListeners: Check = (element, _model, report) =>
  withListeners(element, report, (types) => {
    if (types.includes('end')) report("Execution listeners of type 'end' are not supported by gateway element");
  });

const checkDefault: Check = (element, model, report) => {
  const { default: flowId, id } = element.attributes;
  const flow = model.referred(flowId);
  if (flow && flow.attributes.sourceRef !== id) report('Default flow must start at gateway');
};

const isWaiting = (target: XmlElement | undefined): boolean => {
  const definitions = target?.name === 'bpmn:intermediateCatchEvent' ? eventDefinitions(target) : [];
  return definitions.length === 1 && ['timer', 'message', 'signal'].includes(kindOf(definitions[0]!));
};

const checkEventBased: Check = (element, model, report) => {
  const flows = model.outgoing(element);
  if (flows.length < 2) report('Event-based gateway must have at least 2 outgoing sequence flows.');
  const targets = flows.map(({ attributes }) => model.referred(attributes.targetRef));
  if (!targets.every(isWaiting))
    report(
      'Event-based gateway must not have an outgoing sequence flow to other elements than message/timer/signal intermediate catch events.',
    );
  const definitions = targets.flatMap((target) =>
    target?.name === 'bpmn:intermediateCatchEvent' ? eventDefinitions(target) : [],
  );
  refuseDuplicateNames(
    model,
    definitions.filter((definition) => kindOf(definition) !== 'link'),
    report,
  );
  const others = targets.some((target) => target && model.incoming(target).length > 1);
  if (others)
    report(
      'Target elements of an event gateway must not have any additional incoming sequence flows other than that from the event gateway.',
    );
};

const checkFlow: Check = (flow, model, report) => {
  const { sourceRef, targetRef, id } = flow.attributes;
  const source = model.referred(sourceRef);
  const target = model.referred(targetRef);
  if (!source || !target) {
    report('Must connect two elements of the same process');
    return;
  }
  if (model.parent(source) !== model.parent(target)) report('A sequence flow must not leave its subprocess');
  const condition = childNamed(flow, 'bpmn:conditionExpression');
  if (condition || model.outgoing(source).length <= 1 || source.attributes.default === id) return;
  if (source.name === 'bpmn:exclusiveGateway') report('Must have a condition or be default flow');
  if (source.name === 'bpmn:inclusiveGateway') report('Must have a condition');
};

/** Conditions belong behind exclusive and inclusive gateways only. */
export const checkConditions: Check = (element, model, report) => {
  if (element.name === 'bpmn:exclusiveGateway' || element.name === 'bpmn:inclusiveGateway') return;
  if (model.outgoing(element).some((flow) => childNamed(flow, 'bpmn:conditionExpression')))
    report('Conditional sequence flows are only supported at exclusive or inclusive gateway');
};

export const gatewayChecks: Checks = {
  'bpmn:exclusiveGateway': [checkListeners, checkDefault],
  'bpmn:inclusiveGateway': [checkListeners, checkDefault],
  'bpmn:parallelGateway': [checkListeners],
  'bpmn:eventBasedGateway': [checkListeners, checkEventBased],
  'bpmn:sequenceFlow': [checkFlow],
};
