import type { XmlElement } from './parse-xml.ts';

const NO_TAGS = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g;
const TAG = /<(\/?)[^\s/>]+(?:"[^"]*"|'[^']*'|[^>"'])*>/g;

/** The text with blanks for all that looks like a tag and is none; lines stay where they are. */
export const onlyTags = (xml: string): string => xml.replace(NO_TAGS, (part) => part.replace(/[^\n]/g, ' '));

const ordinalOf = (root: XmlElement, wanted: XmlElement): number => {
  let count = 0;
  const visit = (element: XmlElement): boolean => {
    if (element === wanted) return true;
    count++;
    return element.children.some(visit);
  };
  visit(root);
  return count;
};

/** The line, from 1, in which the start tag or the end tag of an element ends: what a reader has reached with it. */
export const tagLine = (xml: string, root: XmlElement, element: XmlElement, tag: 'start' | 'end'): number => {
  const text = onlyTags(xml);
  const wanted = ordinalOf(root, element);
  const open: number[] = [];
  let ordinal = -1;
  for (const found of text.matchAll(TAG)) {
    const [all, closing] = found;
    if (!closing) open.push(++ordinal);
    const ends = closing !== '' || all.endsWith('/>');
    const hit = open.at(-1) === wanted && (tag === 'start' ? !closing : ends);
    if (hit) return text.slice(0, found.index + all.length).split('\n').length;
    if (ends) open.pop();
  }
  return element.line;
};
