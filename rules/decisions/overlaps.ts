import type { DecisionFinding } from '#contracts';
import { boxesMeet, boxWithin, isEmpty, meetBoxes } from './boxes.ts';
import { findUncovered, spend } from './coverage.ts';
import { describePoint, pointOf, rowRef, usable, type Prepared, type PreparedRow } from './prepared.ts';

export interface PairResult {
  findings: DecisionFinding[];
  /** No two rows overlap (as far as their cells can be analysed). */
  disjoint: boolean;
  totals: { conflict: number; overlap: number; redundant: number; unreachable: number };
}

const MAX_LISTED = 50;

const example = (prepared: Prepared, a: PreparedRow, b: PreparedRow) => {
  const box = meetBoxes(a.upper, b.upper);
  const matters = (column: number): boolean =>
    a.row.cells[column]!.test !== 'any' || b.row.cells[column]!.test !== 'any';
  return describePoint(prepared, pointOf(prepared, box), matters);
};

const pairFinding = (
  prepared: Prepared,
  [a, b]: [PreparedRow, PreparedRow],
  kind: 'conflict' | 'overlap',
): DecisionFinding => {
  const { example: values, text } = example(prepared, a, b);
  const certain = a.exact && b.exact;
  const unique = prepared.table.hitPolicy === 'UNIQUE';
  return {
    kind,
    severity: !certain ? 'warning' : kind === 'conflict' || unique ? 'error' : 'warning',
    certain,
    rows: [rowRef(a), rowRef(b)],
    message: `${certain ? '' : '可能：'}当 ${text} 时，第 ${a.row.index} 行和第 ${b.row.index} 行同时命中，结果${kind === 'conflict' ? '不同' : '相同'}${unique ? '（命中策略是“唯一”，会办不下去）' : ''}`,
    remedy: kind === 'conflict' ? '请改其中一行的条件，让它们不再重叠' : '请删去其中一行，或者改用“任意”命中策略',
    example: values,
  };
};

const redundantFinding = (prepared: Prepared, row: PreparedRow, by: PreparedRow): DecisionFinding => ({
  kind: 'redundant',
  severity: 'info',
  certain: row.exact && by.exact,
  rows: [rowRef(row), rowRef(by)],
  message: `第 ${row.row.index} 行是多余的：它的情形都在第 ${by.row.index} 行里，结果也一样`,
  remedy: '可以删去这一行',
  example: example(prepared, row, by).example,
});

const masked = (prepared: Prepared, row: PreparedRow, by: readonly PreparedRow[]): DecisionFinding => ({
  kind: 'unreachable',
  severity: 'warning',
  certain: true,
  rows: [row, ...by].map(rowRef),
  message: `第 ${row.row.index} 行永远轮不到：它的情形都已被第 ${by.map((other) => other.row.index).join('、')} 行先命中`,
  remedy: prepared.table.hitPolicy === 'PRIORITY' ? '请检查结果的优先次序' : '请把它移到前面，改条件，或者删去',
  example: [],
});

/** Positions of the outputs in the declared order of priority; rows with the smaller number win. */
const priorityOf = (prepared: Prepared, row: PreparedRow): number[] =>
  prepared.table.outputs.map((output, at) => {
    const place = (output.values ?? []).indexOf(row.row.outputs[at]!);
    return place < 0 ? Number.MAX_SAFE_INTEGER : place;
  });

const wins = (prepared: Prepared, a: PreparedRow, b: PreparedRow): boolean => {
  if (prepared.table.hitPolicy === 'FIRST') return a.row.index < b.row.index;
  const [left, right] = [priorityOf(prepared, a), priorityOf(prepared, b)];
  for (const [at, place] of left.entries()) if (place !== right[at]) return place < right[at]!;
  return false;
};

const MAX_NAMED = 6;

const findMasked = (prepared: Prepared, row: PreparedRow, meeting: readonly PreparedRow[]): DecisionFinding | null => {
  if (!spend(prepared.budget, meeting.length * 4)) return null;
  const before = meeting.filter((other) => other.exact && wins(prepared, other, row));
  const single = before.find((other) => boxWithin(row.upper, other.lower));
  if (single) return masked(prepared, row, [single]);
  if (before.length < 2) return null;
  const left = findUncovered(
    row.upper,
    before.map((other) => other.lower),
    prepared.budget,
  );
  return left === null && !prepared.budget.exhausted ? masked(prepared, row, before.slice(0, MAX_NAMED)) : null;
};

const findRedundant = (row: PreparedRow, meeting: readonly PreparedRow[], first: boolean): PreparedRow | null => {
  for (const other of meeting) {
    if (other.output !== row.output || !other.exact || !boxWithin(row.upper, other.lower)) continue;
    const same = boxWithin(other.upper, row.lower);
    if (!first) {
      if (same && other.row.index > row.row.index) continue;
      return other;
    }
    if (other.row.index < row.row.index) continue;
    // Between the two, a row with another result must not take over what this row had.
    const between = meeting.some(
      (third) => third.row.index > row.row.index && third.row.index < other.row.index && third.output !== row.output,
    );
    if (!between) return other;
  }
  return null;
};

/**
 * Rows that meet: conflicts and overlaps by hit policy, rows that never get their turn, rows that change nothing. Exact
 * for rows whose cells can be analysed; pairs with another cell are told as possible.
 */
export const findOverlaps = (prepared: Prepared): PairResult => {
  const { hitPolicy } = prepared.table;
  const ordered = hitPolicy === 'FIRST' || hitPolicy === 'PRIORITY';
  const judged = hitPolicy === 'UNIQUE' || hitPolicy === 'ANY';
  const rows = prepared.rows.filter(usable);
  const meeting = rows.map((): PreparedRow[] => []);
  const findings: DecisionFinding[] = [];
  const totals = { conflict: 0, overlap: 0, redundant: 0, unreachable: 0 };
  const add = (kind: keyof typeof totals, make: () => DecisionFinding): void => {
    if (++totals[kind] <= MAX_LISTED) findings.push(make());
  };
  let disjoint = true;
  for (let i = 0; i < rows.length; i++) {
    const a = rows[i]!;
    for (let j = i + 1; j < rows.length; j++) {
      const b = rows[j]!;
      if (!boxesMeet(a.upper, b.upper)) continue;
      meeting[i]!.push(b);
      meeting[j]!.push(a);
      if (a.exact && b.exact) disjoint = false;
      if (!judged || (a.row.group !== undefined && a.row.group === b.row.group)) continue;
      if (a.output !== b.output) add('conflict', () => pairFinding(prepared, [a, b], 'conflict'));
      else if (hitPolicy === 'UNIQUE') add('overlap', () => pairFinding(prepared, [a, b], 'overlap'));
    }
  }
  for (const [at, row] of rows.entries()) {
    if (isEmpty(row.upper)) continue;
    const hidden = ordered ? findMasked(prepared, row, meeting[at]!) : null;
    if (hidden) {
      add('unreachable', () => hidden);
      continue;
    }
    const counted = hitPolicy === 'COLLECT' || hitPolicy === 'OUTPUT ORDER' || hitPolicy === 'UNIQUE';
    const by = counted ? null : findRedundant(row, meeting[at]!, ordered);
    if (by) add('redundant', () => redundantFinding(prepared, row, by));
  }
  return { findings, disjoint, totals };
};
