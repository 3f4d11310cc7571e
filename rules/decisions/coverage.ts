import type { Box } from './boxes.ts';
import { boxesMeet, meet, meetBoxes, minus, rangesMeet, union, width } from './boxes.ts';
import type { Ranges } from './column.ts';

/** Counts the work done, so that a bound is reported and never passed in silence. */
export interface Budget {
  steps: number;
  limit: number;
  exhausted: boolean;
}

export const newBudget = (limit: number): Budget => ({ steps: 0, limit, exhausted: false });

/** Adds work to the budget; false when it is used up. One step is about one machine word looked at. */
export const spend = (budget: Budget, steps: number): boolean => {
  budget.steps += steps;
  if (budget.steps > budget.limit) budget.exhausted = true;
  return !budget.exhausted;
};

/** A set of row numbers, 32 to a word. */
type RowSet = Uint32Array;

interface Group {
  /** An atom of the group. */
  atom: number;
  rows: RowSet;
  size: number;
}

const countBits = (word: number): number => {
  let value = word - ((word >>> 1) & 0x55555555);
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333);
  return (((value + (value >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
};

const sizeOf = (rows: RowSet): number => {
  let size = 0;
  for (const word of rows) size += countBits(word);
  return size;
};

const membersOf = (rows: RowSet): number[] => {
  const members: number[] = [];
  for (let at = 0; at < rows.length; at++)
    for (let word = rows[at]!; word !== 0; word &= word - 1) members.push(at * 32 + 31 - Math.clz32(word & -word));
  return members;
};

const keyOf = (rows: RowSet): string =>
  String.fromCharCode(...new Uint16Array(rows.buffer, rows.byteOffset, rows.length * 2));

const allRows = (count: number): RowSet => {
  const rows = new Uint32Array(Math.ceil(count / 32));
  for (let row = 0; row < count; row++) rows[row >> 5]! |= 1 << (row & 31);
  return rows;
};

/** The atoms of `within`, grouped by which of `rows` hold them; the smallest groups first. */
const groupsOf = (within: Ranges, rows: RowSet, boxes: readonly Box[], column: number, budget: Budget): Group[] => {
  const members = membersOf(rows);
  const cuts = new Set<number>();
  for (let i = 0; i < within.length; i += 2) cuts.add(within[i]!);
  const flips = new Map<number, number[]>();
  for (const row of members) {
    for (const edge of boxes[row]![column]!) {
      cuts.add(edge);
      const list = flips.get(edge);
      if (list) list.push(row);
      else flips.set(edge, [row]);
    }
  }
  spend(budget, members.length + cuts.size * (rows.length + 4));
  const active = new Uint32Array(rows.length);
  const groups = new Map<string, Group>();
  let piece = 0;
  for (const start of [...cuts].sort((a, b) => a - b)) {
    for (const row of flips.get(start) ?? []) active[row >> 5]! ^= 1 << (row & 31);
    while (piece < within.length && within[piece + 1]! <= start) piece += 2;
    if (piece >= within.length) break;
    if (start < within[piece]!) continue;
    const key = keyOf(active);
    if (!groups.has(key)) groups.set(key, { atom: start, rows: active.slice(), size: sizeOf(active) });
  }
  return [...groups.values()].sort((a, b) => a.size - b.size);
};

const product = (box: Box): bigint => box.reduce((total, ranges) => total * BigInt(width(ranges)), 1n);

/** Pairwise disjoint boxes cover a space exactly when their sizes add up: exact and without search. */
const uncoveredByCounting = (space: Box, boxes: readonly Box[], budget: Budget): number[] | null => {
  const point: number[] = [];
  let rows = allRows(boxes.length);
  for (let column = 0; column < space.length; column++) {
    const total = product(space.slice(column + 1));
    const sizes = new Map(membersOf(rows).map((row) => [row, product(boxes[row]!.slice(column + 1))]));
    const groups = groupsOf(space[column]!, rows, boxes, column, budget);
    if (budget.exhausted) return null;
    const lacking = groups.find((group) => {
      spend(budget, group.size);
      return membersOf(group.rows).reduce((sum, row) => sum + sizes.get(row)!, 0n) < total;
    });
    if (!lacking) return null;
    point.push(lacking.atom);
    rows = lacking.rows;
  }
  return point;
};

const MAX_DOMINANCE = 200;

const holdsAll = (outer: RowSet, inner: RowSet): boolean => {
  for (let at = 0; at < inner.length; at++) if ((inner[at]! & ~outer[at]!) !== 0) return false;
  return true;
};

const sharesOne = (a: RowSet, b: RowSet): boolean => {
  for (let at = 0; at < a.length; at++) if ((a[at]! & b[at]!) !== 0) return true;
  return false;
};

/** Only groups that hold no other group need a look: what a part of the rows covers, all of them cover. */
const minimal = (groups: Group[], budget: Budget): Group[] => {
  if (groups.length > MAX_DOMINANCE) return groups;
  const kept: Group[] = [];
  for (const group of groups) {
    spend(budget, kept.length);
    if (!kept.some((other) => holdsAll(group.rows, other.rows))) kept.push(group);
  }
  return kept;
};

/** Columns with few different cells first: their groups are few, and what was found covered is met again more often. */
const columnOrder = (space: Box, boxes: readonly Box[], budget: Budget): number[] => {
  spend(budget, space.length * boxes.length);
  const weights = space.map((_ranges, column) => new Set(boxes.map((box) => box[column]!.join())).size);
  return space.map((_ranges, column) => column).sort((a, b) => weights[a]! - weights[b]!);
};

/** For each depth, the rows that hold everything in all columns from there on: where one is left, all is covered. */
const fullRows = (space: Box, boxes: readonly Box[], order: readonly number[]): RowSet[] => {
  const widths = space.map(width);
  const full = Array.from({ length: order.length + 1 }, () => allRows(boxes.length));
  for (let depth = order.length - 1; depth >= 0; depth--) {
    const column = order[depth]!;
    full[depth]!.set(full[depth + 1]!);
    for (const [row, box] of boxes.entries())
      if (width(box[column]!) !== widths[column]!) full[depth]![row >> 5]! &= ~(1 << (row & 31));
  }
  return full;
};

const uncoveredBySearch = (space: Box, boxes: readonly Box[], budget: Budget): number[] | null => {
  const order = columnOrder(space, boxes, budget);
  const full = fullRows(space, boxes, order);
  const covered = new Set<string>();
  const point = space.map((ranges) => ranges[0]!);
  const visit = (depth: number, rows: RowSet): boolean => {
    if (rows.every((word) => word === 0)) {
      for (const column of order.slice(depth)) point[column] = space[column]![0]!;
      return true;
    }
    if (sharesOne(rows, full[depth]!)) return false;
    const key = String.fromCharCode(depth) + keyOf(rows);
    if (covered.has(key)) return false;
    const column = order[depth]!;
    for (const group of minimal(groupsOf(space[column]!, rows, boxes, column, budget), budget)) {
      if (budget.exhausted) return false;
      point[column] = group.atom;
      if (visit(depth + 1, group.rows)) return true;
    }
    if (!budget.exhausted) covered.add(key);
    return false;
  };
  return visit(0, allRows(boxes.length)) ? point : null;
};

/**
 * A point of `space` (one atom a column) that none of the boxes holds; null when they cover it, or when the budget is
 * used up (`budget.exhausted`).
 *
 * @param disjoint the boxes are known not to overlap, which makes the answer exact and quick
 */
export const findUncovered = (space: Box, boxes: readonly Box[], budget: Budget, disjoint = false): number[] | null => {
  if (space.some((ranges) => ranges.length === 0)) return null;
  if (!spend(budget, boxes.length * 4)) return null;
  const inside = boxes.filter((box) => boxesMeet(space, box)).map((box) => meetBoxes(space, box));
  return disjoint ? uncoveredByCounting(space, inside, budget) : uncoveredBySearch(space, inside, budget);
};

/** Makes a box around an uncovered point as large as it goes without touching any of the boxes. */
export const growBox = (point: readonly number[], space: Box, boxes: readonly Box[]): Box => {
  const box: Ranges[] = point.map((atom) => [atom, atom + 1]);
  for (let column = 0; column < box.length; column++) {
    const blocking = boxes
      .filter((other) => box.every((ranges, at) => at === column || rangesMeet(ranges, other[at]!)))
      .map((other) => meet(other[column]!, space[column]!));
    box[column] = minus(space[column]!, union(blocking));
  }
  return box;
};
