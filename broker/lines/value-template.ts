import type { ByteWriter } from './byte-writer.ts';
import type { FieldKind, Layout } from './layouts.ts';
import { NumberedText } from './numbered-text.ts';
import { RememberedText } from './remembered-text.ts';

export type Values = Readonly<Record<string, unknown>>;
/** What is put for each value, and is no part of the text of the template. */
export type HoleKind = Exclude<FieldKind, 'same' | 'key'>;

/** Puts what a hole holds; `before` is what it held last. */
export type PutHeld = (to: ByteWriter, kind: HoleKind, held: unknown, before: RememberedText) => void;

/** Names of the fields of a layout by what they are in a template. */
export interface Shape {
  fields: readonly [name: string, kind: FieldKind][];
  same: readonly string[];
}

export const shapeOf = (layout: Layout<Values>): Shape => {
  const fields = Object.entries(layout.fields) as [string, FieldKind][];
  return { fields, same: fields.filter(([, kind]) => kind === 'same').map(([name]) => name) };
};

/** A stretch of the text: its keys, and the hole behind it unless it is the last. */
interface Stretch {
  text: NumberedText;
  keys: readonly string[];
  hole?: { name: string; kind: HoleKind; before: RememberedText };
}

/** The text of the values that fit, with the keys of the last of them in it, and with holes. */
export class ValueTemplate {
  private readonly same: readonly string[];
  /** What the fields that belong to the text must hold, in the same order. */
  private readonly expected: readonly unknown[];
  private readonly stretches: readonly Stretch[];

  /** @param sample its fields that are the `same` go into the text */
  constructor(shape: Shape, sample: Values) {
    this.same = shape.same;
    this.expected = shape.same.map((name) => sample[name]);
    this.stretches = stretchesOf(shape, sample);
  }

  fits(value: Values): boolean {
    const { same, expected } = this;
    for (let index = 0; index < same.length; index++) if (value[same[index]!] !== expected[index]) return false;
    return true;
  }

  /** False when the value lacks a field; what was put until then has to be cut off. */
  put(to: ByteWriter, value: Values, putHeld: PutHeld): boolean {
    const { stretches } = this;
    for (let at = 0; at < stretches.length; at++) {
      const { text, keys, hole } = stretches[at]!;
      for (let index = 0; index < keys.length; index++) {
        const key = value[keys[index]!];
        if (typeof key !== 'number') return false;
        text.set(index, key);
      }
      text.put(to);
      if (!hole) continue;
      const held = value[hole.name];
      if (held === undefined) return false;
      putHeld(to, hole.kind, held, hole.before);
    }
    return true;
  }
}

const stretchesOf = ({ fields }: Shape, sample: Values): Stretch[] => {
  const stretches: Stretch[] = [];
  let pieces = ['{'];
  let keys: string[] = [];
  const append = (text: string): void => void (pieces[pieces.length - 1] += text);
  fields.forEach(([name, kind], index) => {
    append(`${index > 0 ? ',' : ''}${JSON.stringify(name)}:`);
    if (kind === 'same') append(JSON.stringify(sample[name]));
    else if (kind === 'key') {
      keys.push(name);
      pieces.push('');
    } else {
      stretches.push({ text: new NumberedText(pieces), keys, hole: { name, kind, before: new RememberedText() } });
      pieces = [''];
      keys = [];
    }
  });
  append('}');
  stretches.push({ text: new NumberedText(pieces), keys });
  return stretches;
};
