import type { XmlElement } from '#feel';
import { childNamed, childrenNamed } from '#feel';

/** A file as the validators see it: from each element to what it belongs to and is connected with. */
export class ModelView {
  readonly root: XmlElement;
  readonly all: XmlElement[] = [];
  readonly byId = new Map<string, XmlElement>();
  private readonly parents = new Map<XmlElement, XmlElement>();
  private readonly out = new Map<string, XmlElement[]>();
  private readonly into = new Map<string, XmlElement[]>();
  private readonly attached = new Map<string, XmlElement[]>();

  constructor(root: XmlElement) {
    this.root = root;
    this.add(root);
  }

  private add(element: XmlElement): void {
    this.all.push(element);
    const { id, sourceRef, targetRef, attachedToRef } = element.attributes;
    if (id && !this.byId.has(id)) this.byId.set(id, element);
    const list = (map: Map<string, XmlElement[]>, key: string | undefined): void => {
      if (key !== undefined) map.set(key, [...(map.get(key) ?? []), element]);
    };
    if (element.name === 'bpmn:sequenceFlow') {
      list(this.out, sourceRef);
      list(this.into, targetRef);
    }
    if (element.name === 'bpmn:boundaryEvent') list(this.attached, attachedToRef);
    for (const child of element.children) {
      this.parents.set(child, element);
      this.add(child);
    }
  }

  parent(element: XmlElement): XmlElement | undefined {
    return this.parents.get(element);
  }

  /** By a reference, whose prefix of a namespace does not matter. */
  referred(reference: string | undefined): XmlElement | undefined {
    return reference === undefined ? undefined : this.byId.get(reference.replace(/^.*:/, ''));
  }

  outgoing({ attributes }: XmlElement): XmlElement[] {
    return this.out.get(attributes.id ?? '') ?? [];
  }

  incoming({ attributes }: XmlElement): XmlElement[] {
    return this.into.get(attributes.id ?? '') ?? [];
  }

  boundaryEvents({ attributes }: XmlElement): XmlElement[] {
    return this.attached.get(attributes.id ?? '') ?? [];
  }

  /** As errors call an element: its id, or the way to it from the nearest one that has an id. */
  nameOf(element: XmlElement): string {
    const { id } = element.attributes;
    if (id) return id;
    const parent = this.parents.get(element);
    const own = element.name.replace(/^\w+:/, '');
    return parent ? `${this.nameOf(parent)} > ${own}` : own;
  }
}

export const localName = ({ name }: XmlElement): string => name.replace(/^\w+:/, '');

export const extensions = (element: XmlElement, name: string): XmlElement[] => {
  const found = childNamed(element, 'bpmn:extensionElements');
  return found ? childrenNamed(found, `zeebe:${name}`) : [];
};

const ACTIVITIES = /^bpmn:(task|\w+Task|subProcess|callActivity|transaction|adHocSubProcess)$/;
const FLOW_NODES = /^bpmn:(\w+(Event|Gateway))$/;

export const isActivity = ({ name }: XmlElement): boolean => ACTIVITIES.test(name);
export const isFlowNode = (element: XmlElement): boolean => isActivity(element) || FLOW_NODES.test(element.name);
export const isEventSubProcess = ({ name, attributes }: XmlElement): boolean =>
  name === 'bpmn:subProcess' && attributes.triggeredByEvent === 'true';

/** Notes a mistake of the element at hand. */
export type Report = (message: string) => void;
/** One rule of Zeebe's model: what `element` must satisfy. */
export type Check = (element: XmlElement, model: ModelView, report: Report) => void;
export type Checks = Record<string, Check[]>;
