import type { XmlElement } from '#feel';
import type { ModelView } from './model-view.ts';
import { isActivity, isFlowNode } from './model-view.ts';

const CONTAINERS = new Set(['bpmn:process', 'bpmn:subProcess', 'bpmn:adHocSubProcess', 'bpmn:transaction']);
const EVENTS =
  /^bpmn:(startEvent|endEvent|boundaryEvent|intermediateCatchEvent|intermediateThrowEvent|implicitThrowEvent)$/;
const EVENT_DEFINITION = /^bpmn:\w+EventDefinition$/;
/** What every node begins with, in this order; what follows is its own. */
const ORDER = [
  'documentation',
  'extensionElements',
  'auditing',
  'monitoring',
  'categoryValueRef',
  'incoming',
  'outgoing',
];
/** A name without a colon, as far as the schema tells it apart: letters of any script, digits, `.`, `-` and `_`. */
const NC_NAME = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Lm}\u00b7._-]*$/u;

const IDS = ['id'];
const NAMES: Readonly<Record<string, readonly string[]>> = { 'bpmn:sequenceFlow': ['id', 'sourceRef', 'targetRef'] };
/** Attributes that must name an element of the file. */
const IDREFS: Readonly<Record<string, readonly string[]>> = { 'bpmn:sequenceFlow': ['sourceRef', 'targetRef'] };
const QUALIFIED = ['attachedToRef', 'messageRef', 'signalRef', 'errorRef', 'escalationRef', 'activityRef'];

const isNcName = (text: string): boolean => NC_NAME.test(text.trim());
const isQName = (text: string): boolean => {
  const parts = text.trim().split(':');
  return parts.length <= 2 && parts.every((part) => NC_NAME.test(part));
};

const at = ({ line }: XmlElement, problem: string): string => `Error: URI=null Line=${line}: ${problem}`;
const notA = (value: string, type: string): string =>
  `cvc-datatype-valid.1.2.1: '${value}' is not a valid value for '${type}'.`;
const misplaced = ({ name }: XmlElement): string =>
  `cvc-complex-type.2.4.a: Invalid content was found starting with element '${name}'.`;

/** Whether an element may stand where it stands; only what the engine would read otherwise is looked at. */
const isPlaced = (element: XmlElement, parent: XmlElement): boolean => {
  const { name } = element;
  if (name === 'bpmn:process') return parent.name === 'bpmn:definitions';
  if (isFlowNode(element) || name === 'bpmn:sequenceFlow') return CONTAINERS.has(parent.name);
  if (EVENT_DEFINITION.test(name)) return EVENTS.test(parent.name) || parent.name === 'bpmn:definitions';
  if (name === 'bpmn:incoming' || name === 'bpmn:outgoing') return isFlowNode(parent);
  return true;
};

const badValue = (element: XmlElement): string | undefined => {
  const { name, attributes, text, children } = element;
  for (const attribute of [...(NAMES[name] ?? IDS), ...(isFlowNode(element) ? ['default'] : [])]) {
    const value = attributes[attribute];
    if (value !== undefined && !isNcName(value)) return notA(value, 'NCName');
  }
  for (const attribute of QUALIFIED) {
    const value = attributes[attribute];
    if (value !== undefined && !isQName(value)) return notA(value, 'QName');
  }
  if (name !== 'bpmn:incoming' && name !== 'bpmn:outgoing') return undefined;
  if (children.length > 0)
    return `cvc-type.3.1.2: Element '${name}' is a simple type, so it must have no element information item [children].`;
  return isQName(text) ? undefined : notA(text.trim(), 'QName');
};

const disordered = ({ children }: XmlElement): XmlElement | undefined => {
  let reached = 0;
  for (const child of children) {
    const rank = ORDER.indexOf(child.name.replace('bpmn:', ''));
    if (rank >= 0 && rank < reached) return child;
    reached = rank < 0 ? ORDER.length : rank;
  }
  return undefined;
};

const hasStrayText = (element: XmlElement): boolean =>
  (CONTAINERS.has(element.name) || isFlowNode(element)) && element.text.trim() !== '';

const problemOf = (element: XmlElement, parent: XmlElement | undefined): string | undefined => {
  if (!element.name.startsWith('bpmn:')) return undefined;
  if (parent && !isPlaced(element, parent)) return at(element, misplaced(element));
  const value = badValue(element);
  if (value) return at(element, value);
  if (hasStrayText(element))
    return at(
      element,
      `cvc-complex-type.2.3: Element '${element.name}' cannot have character [children], because the type's content type is element-only.`,
    );
  const wrong = CONTAINERS.has(element.name) || isFlowNode(element) ? disordered(element) : undefined;
  return wrong && at(wrong, misplaced(wrong));
};

/** All that the schema speaks of: what lies inside of extension elements is free. */
const underSchema = (element: XmlElement): XmlElement[] =>
  element.name === 'bpmn:extensionElements' ? [element] : [element, ...element.children.flatMap(underSchema)];

const unknownId = (model: ModelView, all: XmlElement[]): string | undefined => {
  for (const element of all)
    for (const attribute of [...(IDREFS[element.name] ?? []), ...(isFlowNode(element) ? ['default'] : [])]) {
      const value = element.attributes[attribute]?.trim();
      if (value !== undefined && !model.byId.has(value))
        return at(element, `cvc-id.1: There is no ID/IDREF binding for IDREF '${value}'.`);
    }
  return undefined;
};

type Kind = (element: XmlElement) => boolean;
const named =
  (name: string): Kind =>
  (element) =>
    element.name === name;

/** What a reference must lead to where it leads anywhere. */
const KINDS: Readonly<Record<string, Kind>> = {
  attachedToRef: isActivity,
  messageRef: named('bpmn:message'),
  signalRef: named('bpmn:signal'),
  errorRef: named('bpmn:error'),
  escalationRef: named('bpmn:escalation'),
  activityRef: isActivity,
};

const wrongKind = (model: ModelView, all: XmlElement[]): string | undefined => {
  const say = (element: XmlElement, reference: string, found: XmlElement): string =>
    at(element, `'${reference}' is the id of a '${found.name}', which '${element.name}' can't refer to.`);
  for (const element of all) {
    const { name, attributes, text } = element;
    if (!name.startsWith('bpmn:')) continue;
    const kinds = name === 'bpmn:sequenceFlow' ? { sourceRef: isFlowNode, targetRef: isFlowNode } : KINDS;
    for (const [attribute, isKind] of Object.entries(kinds)) {
      const found = model.referred(attributes[attribute]);
      if (found && !isKind(found)) return say(element, attributes[attribute]!, found);
    }
    const wire = name === 'bpmn:outgoing' ? model.referred(text.trim()) : undefined;
    if (wire && wire.name !== 'bpmn:sequenceFlow') return say(element, text.trim(), wire);
  }
  return undefined;
};

/** A wire that leaves an element must be there; Zeebe does not look at those that come in. */
const unknownWire = (model: ModelView, all: XmlElement[]): string | undefined => {
  for (const { name, text } of all)
    if (name === 'bpmn:outgoing' && !model.referred(text.trim()))
      return `Unable to find a model element instance for id ${text.trim()}`;
  return undefined;
};

/**
 * The first mistake that the schema of BPMN rules out and that would mislead the engine, in the words of Zeebe's reader;
 * undefined when there is none. What Zeebe takes as it is, such as unknown attributes of other namespaces, is left alone.
 */
export const structureProblem = (model: ModelView): string | undefined => {
  const all = underSchema(model.root);
  for (const element of all) {
    const problem = problemOf(element, model.parent(element));
    if (problem) return problem;
  }
  return unknownId(model, all) ?? unknownWire(model, all) ?? wrongKind(model, all);
};
