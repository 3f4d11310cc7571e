import type { DecisionCheck, DecisionFinding } from '#contracts';
import type { Box } from './boxes.ts';
import { boxesMeet, meetBoxes, rangesMeet, rangesWhere } from './boxes.ts';
import type { Column, Ranges } from './column.ts';
import { findUncovered, spend } from './coverage.ts';
import { describePoint, rowRef, usable, type Prepared, type PreparedRow } from './prepared.ts';

const MAX_LISTED = 20;
/** More pairs than this are not counted: the table has to be looked at as a whole. */
const MAX_COUNTED = 200;

type Worse = DecisionCheck['inputs'][number]['worse'];

/** For every atom how bad it is; atoms that nothing is said of have no rank and are compared with themselves only. */
const ranksOf = (column: Column, worse: Worse): (number | null)[] =>
  column.atoms.map((atom, index) => {
    if (Array.isArray(worse)) {
      const place = worse.indexOf(String(atom.sample?.value));
      return place < 0 ? null : place;
    }
    if (atom.sample === null) return null;
    if (worse === 'true' || worse === 'false')
      return atom.kind === 'boolean' ? Number(String(atom.sample.value) === worse) : null;
    if (typeof atom.sample.value !== 'number') return null;
    return worse === 'higher' ? index : column.atoms.length - index;
  });

const unquote = (text: string): string => /^"(.*)"$/.exec(text.trim())?.[1] ?? text.trim();

const severityOf = (check: DecisionCheck, text: string): number | null => {
  const value = unquote(text);
  if (check.severityOrder.length === 0) return value !== '' && Number.isFinite(Number(value)) ? Number(value) : null;
  const place = check.severityOrder.indexOf(value);
  return place < 0 ? null : place;
};

interface Lifted {
  /** One column for what both share, two for what may get worse: first the milder facts, then the worse. */
  shape: { column: number; ranks?: (number | null)[] }[];
}

const lift = (lifted: Lifted, mild: Box, worse: Box): Box =>
  lifted.shape.flatMap(({ column, ranks }): Ranges[] =>
    ranks ? [mild[column]!, worse[column]!] : [mildAndWorse(mild[column]!, worse[column]!)],
  );

const mildAndWorse = (a: Ranges, b: Ranges): Ranges => meetBoxes([a], [b])[0]!;

/** Boxes of the lifted space in which the second facts are not worse than the first. */
const notWorse = (lifted: Lifted, space: Box): Box[] => {
  const boxes: Box[] = [];
  let at = 0;
  for (const { ranks } of lifted.shape) {
    if (ranks) {
      const own = at;
      for (const [first, rank] of ranks.entries()) {
        const refused = rangesWhere(ranks.length, (second) => {
          const other = ranks[second] ?? null;
          return rank === null || other === null ? first !== second : other < rank;
        });
        if (refused.length === 0) continue;
        boxes.push(space.map((all, index) => (index === own ? [first, first + 1] : index === own + 1 ? refused : all)));
      }
    }
    at += ranks ? 2 : 1;
  }
  return boxes;
};

const bounds = (ranges: Ranges, ranks: (number | null)[]): { min: number; max: number; unranked: boolean } => {
  let [min, max, unranked] = [Infinity, -Infinity, false];
  for (let i = 0; i < ranges.length; i += 2)
    for (let atom = ranges[i]!; atom < ranges[i + 1]!; atom++) {
      const rank = ranks[atom];
      if (rank === null || rank === undefined) unranked = true;
      else [min, max] = [Math.min(min, rank), Math.max(max, rank)];
    }
  return { min, max, unranked };
};

export interface MonotonicityResult {
  findings: DecisionFinding[];
  total: number;
  /** Whether the count stopped before the end. */
  more: boolean;
}

/**
 * Pairs of rows in which worse facts give a milder result. Under FIRST only where each of the two really is the row
 * that decides: exact by search in the product of both inputs.
 */
export const findMilder = (prepared: Prepared, check: DecisionCheck): MonotonicityResult => {
  const output = prepared.table.outputs.findIndex((candidate) => candidate.name === check.output);
  const problem = (message: string): MonotonicityResult => ({
    findings: [
      {
        kind: 'monotonicity',
        severity: 'warning',
        certain: true,
        rows: [],
        message,
        remedy: '请在决策的“轻重次序”里重新选择',
        example: [],
      },
    ],
    total: 1,
    more: false,
  });
  if (output < 0) return problem(`轻重次序指向的结果“${check.output}”不在决策表里`);
  const declared = new Map<number, Worse>();
  for (const { input, worse } of check.inputs) {
    const at = prepared.columns.findIndex((column) => column.input.id === input || column.input.label === input);
    if (at < 0) return problem(`轻重次序指向的条件“${input}”不在决策表里`);
    declared.set(at, worse);
  }
  const lifted: Lifted = {
    shape: prepared.columns.map((column, at) =>
      declared.has(at) ? { column: at, ranks: ranksOf(column, declared.get(at)!) } : { column: at },
    ),
  };
  const space = lift(lifted, prepared.space, prepared.space);
  const order = notWorse(lifted, space);
  const excused = new Set(check.exceptions.map((exception) => exception.row));
  const rows = prepared.rows.filter((row) => row.exact && usable(row) && !excused.has(row.row.id));
  const ranked = rows.map((row) => ({ row, severity: severityOf(check, row.row.outputs[output]!) }));
  const limits = rows.map((row) =>
    lifted.shape.map(({ column, ranks }) => (ranks ? bounds(row.lower[column]!, ranks) : null)),
  );
  const findings: DecisionFinding[] = [];
  const before = earlierRows(prepared);
  let total = 0;
  for (const [i, severe] of ranked.entries()) {
    for (const [j, mild] of ranked.entries()) {
      if (total >= MAX_COUNTED) return { findings, total, more: true };
      if (!spend(prepared.budget, 1)) return { findings, total, more: true };
      if (severe.severity === null || mild.severity === null || severe.severity <= mild.severity) continue;
      const possible = lifted.shape.every(({ column, ranks }, at) => {
        if (!ranks) return rangesMeet(severe.row.lower[column]!, mild.row.lower[column]!);
        const [a, b] = [limits[i]![at]!, limits[j]![at]!];
        return a.min <= b.max || (a.unranked && b.unranked);
      });
      if (!possible) continue;
      const point = pairPoint(prepared, lifted, order, before, severe.row, mild.row);
      if (point && ++total <= MAX_LISTED)
        findings.push(describe(prepared, lifted, point, severe.row, mild.row, output));
    }
  }
  return { findings, total, more: false };
};

/** For each row the earlier ones that may take its inputs away; worked out once a row, and only under FIRST. */
const earlierRows = (prepared: Prepared): ((row: PreparedRow) => readonly PreparedRow[]) => {
  const known = new Map<PreparedRow, PreparedRow[]>();
  return (row) => {
    if (prepared.table.hitPolicy !== 'FIRST') return [];
    const found = known.get(row);
    if (found) return found;
    spend(prepared.budget, prepared.rows.length * 4);
    const rows = prepared.rows.filter((other) => other.row.index < row.row.index && boxesMeet(other.upper, row.lower));
    known.set(row, rows);
    return rows;
  };
};

const pairPoint = (
  prepared: Prepared,
  lifted: Lifted,
  order: readonly Box[],
  before: (row: PreparedRow) => readonly PreparedRow[],
  severe: PreparedRow,
  mild: PreparedRow,
): number[] | null => {
  const earlier = [...before(severe), ...before(mild)];
  if (!spend(prepared.budget, (earlier.length + order.length) * LIFT_STEPS)) return null;
  const blocked = [
    ...before(severe).map((other) => lift(lifted, other.upper, prepared.space)),
    ...before(mild).map((other) => lift(lifted, prepared.space, other.upper)),
    ...order,
  ];
  return findUncovered(lift(lifted, severe.lower, mild.lower), blocked, prepared.budget);
};

/** Putting one box into the product of two inputs costs about as much as this many words. */
const LIFT_STEPS = 40;

const describe = (
  prepared: Prepared,
  lifted: Lifted,
  point: readonly number[],
  severe: PreparedRow,
  mild: PreparedRow,
  output: number,
): DecisionFinding => {
  const first: number[] = [];
  const second: number[] = [];
  let at = 0;
  for (const { ranks } of lifted.shape) {
    first.push(point[at]!);
    second.push(point[ranks ? at + 1 : at]!);
    at += ranks ? 2 : 1;
  }
  const matters = (column: number): boolean =>
    severe.row.cells[column]!.test !== 'any' || mild.row.cells[column]!.test !== 'any';
  const [light, bad] = [describePoint(prepared, first, matters), describePoint(prepared, second, matters)];
  return {
    kind: 'monotonicity',
    severity: 'warning',
    certain: true,
    rows: [rowRef(mild), rowRef(severe)],
    column: prepared.table.outputs[output]!.id,
    message: `情节更重而结果更轻：${bad.text} 得“${unquote(mild.row.outputs[output]!)}”（第 ${mild.row.index} 行），而 ${light.text} 得“${unquote(severe.row.outputs[output]!)}”（第 ${severe.row.index} 行）`,
    remedy: '请调整两行的结果；确有理由的，在“轻重次序”里写明例外',
    example: bad.example,
  };
};
