import type { ByteWriter } from './byte-writer.ts';
import type { FieldKind, Layout } from './layouts.ts';

export type Values = Readonly<Record<string, unknown>>;

export type HoleKind = Exclude<FieldKind, 'same'>;

/** A field that is put for each value. */
interface Hole {
  name: string;
  kind: HoleKind;
}

/** Puts what a hole holds. */
export type PutHeld = (to: ByteWriter, kind: HoleKind, held: unknown) => void;

/** Names of the fields of a layout by what they are in a template. */
export interface Shape {
  fields: readonly [name: string, kind: FieldKind][];
  same: readonly string[];
  holes: readonly Hole[];
}

export const shapeOf = (layout: Layout<Values>): Shape => {
  const fields = Object.entries(layout.fields) as [string, FieldKind][];
  return {
    fields,
    same: fields.filter(([, kind]) => kind === 'same').map(([name]) => name),
    holes: fields.flatMap(([name, kind]) => (kind === 'same' ? [] : [{ name, kind }])),
  };
};

/** The text of a value that fits, in pieces with a hole between each two. */
export class ValueTemplate {
  private readonly shape: Shape;
  /** What the fields that belong to the text must hold, in the order of the shape. */
  private readonly expected: readonly unknown[];
  private readonly pieces: readonly Uint8Array[];

  /** @param sample its fields that are the `same` go into the text */
  constructor(shape: Shape, sample: Values) {
    this.shape = shape;
    this.expected = shape.same.map((name) => sample[name]);
    const pieces: string[] = [];
    let piece = '{';
    shape.fields.forEach(([name, kind], index) => {
      piece += `${index > 0 ? ',' : ''}${JSON.stringify(name)}:`;
      if (kind === 'same') piece += JSON.stringify(sample[name]);
      else {
        pieces.push(piece);
        piece = '';
      }
    });
    pieces.push(`${piece}}`);
    this.pieces = pieces.map((text) => Buffer.from(text));
  }

  fits(value: Values): boolean {
    const { same } = this.shape;
    for (let index = 0; index < same.length; index++) if (value[same[index]!] !== this.expected[index]) return false;
    return true;
  }

  /** False when the value lacks a field; what was put until then has to be cut off. */
  put(to: ByteWriter, value: Values, putHeld: PutHeld): boolean {
    const { pieces } = this;
    const { holes } = this.shape;
    for (let index = 0; index < holes.length; index++) {
      const { name, kind } = holes[index]!;
      const held = value[name];
      if (held === undefined) return false;
      to.put(pieces[index]!);
      putHeld(to, kind, held);
    }
    to.put(pieces[holes.length]!);
    return true;
  }
}
