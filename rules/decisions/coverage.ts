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

interface Group {
  /** An atom of the group. */
  atom: number;
  members: number[];
}

/** The atoms of `within`, grouped by which of `rows` hold them. */
const groupsOf = (within: Ranges, rows: readonly number[], boxes: readonly Box[], column: number): Group[] => {
  const cuts = new Set<number>();
  for (let i = 0; i < within.length; i += 2) cuts.add(within[i]!);
  for (const row of rows) for (const edge of boxes[row]![column]!) cuts.add(edge);
  const starts = [...cuts].sort((a, b) => a - b);
  const opens = new Map<number, number[]>();
  const closes = new Map<number, number[]>();
  const put = (map: Map<number, number[]>, key: number, row: number): void => {
    const list = map.get(key);
    if (list) list.push(row);
    else map.set(key, [row]);
  };
  for (const row of rows) {
    const ranges = boxes[row]![column]!;
    for (let i = 0; i < ranges.length; i += 2) {
      put(opens, ranges[i]!, row);
      put(closes, ranges[i + 1]!, row);
    }
  }
  const active = new Set<number>();
  const groups = new Map<string, Group>();
  let piece = 0;
  for (const start of starts) {
    for (const row of closes.get(start) ?? []) active.delete(row);
    for (const row of opens.get(start) ?? []) active.add(row);
    while (piece < within.length && within[piece + 1]! <= start) piece += 2;
    if (piece >= within.length) break;
    if (start < within[piece]!) continue;
    const members = rows.filter((row) => active.has(row));
    const key = members.join();
    if (!groups.has(key)) groups.set(key, { atom: start, members });
  }
  return [...groups.values()].sort((a, b) => a.members.length - b.members.length);
};

const product = (box: Box): bigint => box.reduce((total, ranges) => total * BigInt(width(ranges)), 1n);

/** Pairwise disjoint boxes cover a space exactly when their sizes add up: exact and without search. */
const uncoveredByCounting = (space: Box, boxes: readonly Box[], budget: Budget): number[] | null => {
  const point: number[] = [];
  let rows = boxes.map((_box, row) => row);
  for (let column = 0; column < space.length; column++) {
    const rest = space.slice(column + 1);
    const total = product(rest);
    const sizes = new Map(rows.map((row) => [row, product(boxes[row]!.slice(column + 1))]));
    budget.steps += rows.length;
    const groups = groupsOf(space[column]!, rows, boxes, column);
    const lacking = groups.find((group) => group.members.reduce((sum, row) => sum + sizes.get(row)!, 0n) < total);
    if (!lacking) return null;
    point.push(lacking.atom);
    rows = lacking.members;
  }
  return point;
};

const MAX_DOMINANCE = 200;

/** Only groups that hold no other group need a look: what a part of the rows covers, all of them cover. */
const minimal = (groups: Group[]): Group[] => {
  if (groups.length > MAX_DOMINANCE) return groups;
  const kept: { group: Group; set: Set<number> }[] = [];
  for (const group of groups) {
    const set = new Set(group.members);
    if (!kept.some((other) => other.group.members.every((row) => set.has(row)))) kept.push({ group, set });
  }
  return kept.map(({ group }) => group);
};

const uncoveredBySearch = (space: Box, boxes: readonly Box[], budget: Budget): number[] | null => {
  const columns = space.length;
  const weigh = (column: number): number => new Set(boxes.map((box) => box[column]!.join())).size;
  const order = space.map((_ranges, column) => column).sort((a, b) => weigh(a) - weigh(b));
  const fullFrom = boxes.map((box) => {
    let depth = columns;
    while (depth > 0 && width(box[order[depth - 1]!]!) === width(space[order[depth - 1]!]!)) depth--;
    return depth;
  });
  const covered = new Set<string>();
  const point = new Array<number>(columns).fill(0);
  const visit = (depth: number, rows: readonly number[]): boolean => {
    if (rows.length === 0) {
      for (let rest = depth; rest < columns; rest++) point[order[rest]!] = space[order[rest]!]![0]!;
      return true;
    }
    if (rows.some((row) => fullFrom[row]! <= depth)) return false;
    const key = `${depth}:${rows.join()}`;
    if (covered.has(key)) return false;
    budget.steps += rows.length;
    if (budget.steps > budget.limit) {
      budget.exhausted = true;
      return false;
    }
    const column = order[depth]!;
    for (const group of minimal(groupsOf(space[column]!, rows, boxes, column))) {
      point[column] = group.atom;
      if (visit(depth + 1, group.members)) return true;
      if (budget.exhausted) return false;
    }
    covered.add(key);
    return false;
  };
  return visit(
    0,
    boxes.map((_box, row) => row),
  )
    ? [...point]
    : null;
};

/**
 * A point of `space` (one atom a column) that none of the boxes holds; null when they cover it, or when the budget is
 * used up (`budget.exhausted`).
 *
 * @param disjoint the boxes are known not to overlap, which makes the answer exact and quick
 */
export const findUncovered = (space: Box, boxes: readonly Box[], budget: Budget, disjoint = false): number[] | null => {
  if (space.some((ranges) => ranges.length === 0)) return null;
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
