// Every program that reads this file needs the declaration, also those that do not list it.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./saxen.d.ts" />
import { Parser } from 'saxen';
import { onlyTags } from './tag-lines.ts';

/** An XML element with a fixed prefix per known namespace (`bpmn:task`), whatever prefix the file used. */
export interface XmlElement {
  name: string;
  /** As the file writes it. */
  rawName: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  text: string;
  line: number;
}

/** The text is not well-formed XML; `line` counts from 1. */
export class XmlError extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

const MAX_LENGTH = 10_000_000;
const MAX_DEPTH = 500;

/** The line of each start tag, asked for in the order of the tags. The parser's own count starts anew for every tag. */
const lineCounter = (xml: string): ((tag: string) => number) => {
  const tags = onlyTags(xml);
  let at = 0;
  let line = 1;
  return (tag) => {
    const found = tags.indexOf(`<${tag}`, at);
    if (found < 0) return line;
    for (
      let newline = tags.indexOf('\n', at);
      newline >= 0 && newline < found;
      newline = tags.indexOf('\n', newline + 1)
    )
      line++;
    at = found + 1;
    return line;
  };
};

/**
 * Reads XML in one synchronous pass. Document types are refused, so that no entity can be defined.
 * @param namespaces namespace URI to the prefix that names carry in the result
 */
export const parseXml = (xml: string, namespaces: Record<string, string>): XmlElement => {
  if (xml.length > MAX_LENGTH) throw new XmlError('the document is larger than 10 MB', 1);
  const holder: XmlElement = { name: '', rawName: '', attributes: {}, children: [], text: '', line: 0 };
  const stack: XmlElement[] = [holder];
  const lineOf = lineCounter(xml);
  const fail = (message: string, line: number): never => {
    throw new XmlError(message, line);
  };
  new Parser({ proxy: true })
    .ns(namespaces)
    .on('openTag', (element, decode) => {
      const attributes: Record<string, string> = {};
      for (const [key, value] of Object.entries(element.attrs)) attributes[key] = decode(value);
      const node: XmlElement = {
        name: element.name,
        rawName: element.originalName,
        attributes,
        children: [],
        text: '',
        line: lineOf(element.originalName),
      };
      if (stack.length > MAX_DEPTH) fail('elements are nested too deeply', node.line);
      stack.at(-1)!.children.push(node);
      stack.push(node);
    })
    .on('closeTag', () => void stack.pop())
    .on('text', (text, decode) => void (stack.at(-1)!.text += decode(text)))
    .on('cdata', (text) => void (stack.at(-1)!.text += text))
    .on(
      'attention',
      (text) => void (text.startsWith('<!DOCTYPE') && fail('a document type declaration is not allowed', 1)),
    )
    .on('error', (error, at) => fail(error.message, at().line + 1))
    .parse(xml);
  const root = holder.children[0];
  if (!root || stack.length !== 1) throw new XmlError('the document is incomplete', 1);
  return root;
};

export const childrenNamed = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);

export const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);
