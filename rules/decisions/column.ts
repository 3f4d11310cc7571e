import type { Cell, Literal, ValueKind } from './cell.ts';
import { DISCRETE_KINDS, LINE_KINDS, literalsOf, mentionsNull, opaqueReason, passes } from './cell.ts';
import { literalText } from './literals.ts';
import type { TableInput } from './table.ts';

/**
 * A set of values that no cell of the column tells apart: a point, the open interval between two points, one text, “any
 * other text”, or no value.
 */
export interface Atom {
  kind: ValueKind | 'null';
  /** A value of the set; null for “no value”. */
  sample: Literal | null;
  text: string;
  /** Only met in odd data: another text than the known ones, an amount below zero. */
  unlikely: boolean;
  low?: number;
  high?: number;
}

/** Sorted half-open ranges of atom numbers: `[from0, to0, from1, to1, …]`. */
export type Ranges = readonly number[];

export interface Column {
  input: TableInput;
  atoms: Atom[];
  assumption?: string;
  /** The kinds of values that occur. */
  kinds: ValueKind[];
}

const OTHER = '（其他值）';

const between = (low: number | undefined, high: number | undefined, kind: ValueKind): number | null => {
  if (low === undefined) return high === undefined ? 0 : high - 1;
  if (high === undefined) return Math.floor(low) + 1;
  const whole = Math.floor(low) + 1;
  if (whole < high) return whole;
  return DISCRETE_KINDS.has(kind) ? null : (low + high) / 2;
};

const lineAtoms = (kind: ValueKind, points: number[]): Atom[] => {
  const atoms: Atom[] = [];
  const push = (low: number | undefined, high: number | undefined, sample: number): void =>
    void atoms.push({
      kind,
      sample: { kind, value: sample },
      text: literalText(kind, sample),
      unlikely: false,
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
    });
  for (let index = 0; index <= points.length; index++) {
    const [low, high] = [points[index - 1], points[index]];
    const sample = between(low, high, kind);
    if (sample !== null) push(low, high, sample);
    if (high !== undefined) push(high, high, high);
  }
  return atoms;
};

const unlikelyBelowZero = (atoms: Atom[], cells: readonly Cell[], kind: ValueKind): boolean => {
  if (kind === 'date' || kind === 'date-time' || kind === 'time') return false;
  const smallest = Math.min(
    ...cells.flatMap(literalsOf).flatMap((literal) => (literal.kind === kind ? [literal.value as number] : [])),
  );
  if (!(smallest >= 0)) return false;
  let marked = false;
  for (const atom of atoms) {
    if (atom.kind !== kind || atom.high === undefined || atom.high > 0 || atom.low !== undefined) continue;
    // Below the smallest bound only when that bound is zero itself: nothing lies between.
    if (smallest !== 0 || atom.low === atom.high) continue;
    atom.unlikely = true;
    marked = true;
  }
  return marked;
};

const textAtoms = (input: TableInput, cells: readonly Cell[]): Atom[] => {
  const seen = [
    ...new Set(cells.flatMap(literalsOf).flatMap((item) => (item.kind === 'string' ? [String(item.value)] : []))),
  ];
  const ordered = input.order ? [...input.order, ...seen.filter((text) => !input.order!.includes(text))] : seen;
  const atoms = ordered.map((text): Atom => ({
    kind: 'string',
    sample: { kind: 'string', value: text },
    text: `“${text}”`,
    unlikely: false,
  }));
  let other = OTHER;
  while (seen.includes(other)) other += '＊';
  return [...atoms, { kind: 'string', sample: { kind: 'string', value: other }, text: '其他值', unlikely: true }];
};

const kindsOf = (input: TableInput, cells: readonly Cell[]): ValueKind[] => {
  if (input.kind) return [input.kind];
  const kinds = [...new Set(cells.flatMap(literalsOf).map((literal) => literal.kind))];
  return kinds.length > 0 ? kinds : ['string'];
};

/** Cuts the values of an input into atoms, so that every cell is a union of atoms. */
export const makeColumn = (input: TableInput, cells: readonly Cell[]): Column => {
  const all = input.allowed ? [...cells, input.allowed] : cells;
  const kinds = kindsOf(input, all);
  const notes: string[] = [];
  const atoms = kinds.flatMap((kind): Atom[] => {
    if (LINE_KINDS.has(kind)) {
      const points = all.flatMap(literalsOf).flatMap((item) => (item.kind === kind ? [item.value as number] : []));
      const made = lineAtoms(
        kind,
        [...new Set(points)].sort((a, b) => a - b),
      );
      if (unlikelyBelowZero(made, all, kind)) notes.push(`“${input.label}”的负数另行说明`);
      return made;
    }
    if (kind === 'boolean')
      return [false, true].map((value) => ({
        kind,
        sample: { kind, value },
        text: value ? '是' : '否',
        unlikely: false,
      }));
    return textAtoms(input, all);
  });
  const allowed = input.allowed && opaqueReason(input.allowed) === null ? input.allowed : undefined;
  const kept = allowed ? atoms.filter((atom) => passes(allowed, atom.sample) === true) : atoms;
  if (cells.some(mentionsNull)) kept.push({ kind: 'null', sample: null, text: '没有填写', unlikely: false });
  return { input, atoms: kept, kinds, ...(notes.length > 0 ? { assumption: notes.join('；') } : {}) };
};

/** The atoms of a column that pass a cell. An opaque cell passes all (`upper`) or none. */
export const rangesOf = (column: Column, cell: Cell, upper: boolean): number[] => {
  if (cell.test === 'any') return column.atoms.length > 0 ? [0, column.atoms.length] : [];
  const opaque = opaqueReason(cell) !== null;
  if (opaque) return upper ? [0, column.atoms.length] : [];
  const ranges: number[] = [];
  let open = -1;
  for (const [index, atom] of column.atoms.entries()) {
    const hit = passes(cell, atom.sample) === true;
    if (hit && open < 0) open = index;
    if (!hit && open >= 0) {
      ranges.push(open, index);
      open = -1;
    }
  }
  if (open >= 0) ranges.push(open, column.atoms.length);
  return ranges;
};
