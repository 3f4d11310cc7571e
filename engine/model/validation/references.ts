import type { XmlElement } from '#feel';
import type { ModelView } from './model-view.ts';
import { isActivity, isFlowNode } from './model-view.ts';

const at = ({ line }: XmlElement, problem: string): string => `Error: URI=null Line=${line}: ${problem}`;

/** All that the schema speaks of: what lies inside of extension elements is free. */
const underSchema = (element: XmlElement): XmlElement[] =>
  element.name === 'bpmn:extensionElements' ? [element] : [element, ...element.children.flatMap(underSchema)];

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

/** The first reference that leads nowhere or to something of another kind, as Zeebe finds it behind the schema. */
export const referenceProblem = (model: ModelView): string | undefined => {
  const all = underSchema(model.root);
  return unknownWire(model, all) ?? wrongKind(model, all);
};
