import type { XmlElement } from '#feel';
import { childNamed, parseXml } from '#feel';

const WORDS: Record<string, string> = {
  startEvent: 'start event',
  endEvent: 'end event',
  intermediateCatchEvent: 'catch event',
};
const words = (name: string): string => WORDS[name] ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const NODE = /^bpmn:(\w*(?:Event|Task|Gateway)|task|subProcess|callActivity)$/;
const NAMESPACES = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn',
  'http://camunda.org/schema/zeebe/1.0': 'zeebe',
};

const extensionsOf = (node: XmlElement): XmlElement[] => childNamed(node, 'bpmn:extensionElements')?.children ?? [];

const loopOf = (node: XmlElement): string | undefined => {
  const loop = childNamed(node, 'bpmn:multiInstanceLoopCharacteristics');
  return loop && `multi-instance, ${loop.attributes.isSequential === 'true' ? 'sequential' : 'parallel'}`;
};

const bindingOf = (node: XmlElement): string | undefined => {
  const type = extensionsOf(node).find(({ attributes }) => attributes.bindingType)?.attributes.bindingType;
  return type && `bound by ${type === 'versionTag' ? 'version tag' : type}`;
};

const kindsOf = (node: XmlElement, name: string): string[] => {
  const has = (extension: string): boolean => extensionsOf(node).some((part) => part.name === `zeebe:${extension}`);
  const definition = node.children.find((child) => child.name.endsWith('EventDefinition'));
  const { cancelActivity, isInterrupting, triggeredByEvent, isForCompensation } = node.attributes;
  const kinds = [
    name.endsWith('Event') && (definition?.name.replace(/^bpmn:|EventDefinition$/g, '') ?? 'none'),
    triggeredByEvent === 'true' && 'event',
    name === 'userTask' && (has('userTask') ? 'native' : 'job'),
    name === 'scriptTask' && (has('script') ? 'FEEL' : 'job'),
    name === 'businessRuleTask' && (has('calledDecision') ? 'DMN' : 'job'),
    (cancelActivity === 'false' || isInterrupting === 'false') && 'non-interrupting',
    isForCompensation === 'true' && 'for compensation',
    loopOf(node),
    has('executionListeners') && 'listeners',
    bindingOf(node),
  ];
  return kinds.filter((kind): kind is string => Boolean(kind));
};

/** `boundary event (timer, non-interrupting)` for each node of a model. */
export const elementsOf = (text: string): string[] => {
  const found: string[] = [];
  const visit = (node: XmlElement): void => {
    const name = NODE.exec(node.name)?.[1];
    const kinds = name ? kindsOf(node, name) : [];
    if (name) found.push(`${words(name)}${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}`);
    if (node.name === 'bpmn:process' && extensionsOf(node).some((part) => part.name === 'zeebe:executionListeners'))
      found.push('process (listeners)');
    node.children.forEach(visit);
  };
  visit(parseXml(text, NAMESPACES));
  return found;
};
