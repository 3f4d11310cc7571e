import type { JobValue, ValueType } from '#engine';
import type { ByteWriter } from './byte-writer.ts';
import type { Layout } from './layouts.ts';
import { LAYOUTS } from './layouts.ts';
import type { RememberedText } from './remembered-text.ts';
import { TemplateCache } from './template-cache.ts';
import type { HoleKind, Values } from './value-template.ts';

const OPEN = '['.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
const CLOSE = ']'.charCodeAt(0);

/** Puts values of records as JSON: those with a layout by templates, the others as a whole. */
export class ValueWriter {
  private readonly caches = new Map<ValueType, TemplateCache>();

  constructor() {
    for (const [type, layout] of Object.entries(LAYOUTS))
      this.caches.set(type as ValueType, new TemplateCache(layout as unknown as Layout<Values>));
  }

  put(to: ByteWriter, type: ValueType, value: object): void {
    const before = to.mark();
    const template = this.caches.get(type)?.find(value as Values);
    if (template?.put(to, value as Values, this.putHeld)) return;
    if (template) to.cut(before);
    to.json(JSON.stringify(value));
  }

  private readonly putHeld = (to: ByteWriter, kind: HoleKind, held: unknown, before: RememberedText): void => {
    if (kind === 'number') to.number(held as number);
    else if (kind === 'string') before.putString(to, held as string);
    else if (kind === 'json') putJson(to, held, before);
    else if (kind === 'numbers') putList(to, held as number[], (key) => to.number(key));
    else putList(to, held as JobValue[], (job) => this.put(to, 'JOB', job));
  };
}

const EMPTY_OBJECT = Buffer.from('{}');
const EMPTY_LIST = Buffer.from('[]');

const isEmpty = (value: object): boolean => {
  for (const _name in value) return false;
  return true;
};

/** Nothing is what is put most often: jobs without headers, answers without variables. */
const putJson = (to: ByteWriter, value: unknown, before: RememberedText): void => {
  if (typeof value !== 'object' || value === null || !isEmpty(value)) before.putJson(to, value);
  else to.put(Array.isArray(value) ? EMPTY_LIST : EMPTY_OBJECT);
};

const putList = <Item>(to: ByteWriter, items: readonly Item[], put: (item: Item) => void): void => {
  to.byte(OPEN);
  for (let index = 0; index < items.length; index++) {
    if (index > 0) to.byte(COMMA);
    put(items[index]!);
  }
  to.byte(CLOSE);
};
