import type { Expression, XmlElement } from '#feel';
import { childNamed, childrenNamed, compile } from '#feel';
import type { Binding, Mapping } from './executable.ts';

/** Messages, signals, errors and escalations that a file defines beside its processes, by id. */
export type Definitions = ReadonlyMap<string, XmlElement>;

/** What a reference names: a prefix of a namespace does not matter. */
export const referred = (definitions: Definitions, reference: string | undefined): XmlElement | undefined =>
  reference === undefined ? undefined : definitions.get(reference.replace(/^.*:/, ''));

export const extension = (element: XmlElement, name: string): XmlElement | undefined => {
  const extensions = childNamed(element, 'bpmn:extensionElements');
  return extensions && childNamed(extensions, `zeebe:${name}`);
};

/** Compiles a text that validation has accepted; what it refused never runs. */
export const expressionOf = (text: string): Expression => {
  try {
    const expression = compile(text.trim());
    // Messages quote an expression as it was written behind its equals sign.
    return text.startsWith('=') ? { ...expression, source: text.slice(1) } : expression;
  } catch {
    return { source: text, fixed: null };
  }
};

export const optional = (element: XmlElement | undefined, name: string): Expression | undefined => {
  const text = element?.attributes[name];
  return text === undefined || text === '' ? undefined : expressionOf(text);
};

export const mappings = (element: XmlElement, kind: 'input' | 'output'): Mapping[] => {
  const ioMapping = extension(element, 'ioMapping');
  if (!ioMapping) return [];
  return childrenNamed(ioMapping, `zeebe:${kind}`).map(({ attributes }) => ({
    source: expressionOf(attributes.source ?? ''),
    target: (attributes.target ?? '').trim().split('.'),
  }));
};

export const headersOf = (element: XmlElement): Record<string, string> => {
  const headers = extension(element, 'taskHeaders');
  if (!headers) return {};
  const pairs = childrenNamed(headers, 'zeebe:header')
    .filter(({ attributes }) => attributes.key && attributes.value)
    .map(({ attributes }) => [attributes.key!, attributes.value!]);
  return Object.fromEntries(pairs) as Record<string, string>;
};

export const bindingOf = ({ attributes }: XmlElement): Binding => {
  const { bindingType, versionTag = '' } = attributes;
  if (bindingType === 'deployment' || bindingType === 'versionTag') return { type: bindingType, versionTag };
  return { type: 'latest', versionTag: '' };
};
