import type { DecisionFinding } from '#contracts';
import type { Box } from './boxes.ts';
import { isEmpty, rangesWhere } from './boxes.ts';
import { opaqueReason } from './cell.ts';
import type { Column, Ranges } from './column.ts';
import { makeColumn, rangesOf } from './column.ts';
import type { Budget } from './coverage.ts';
import { literalJson } from './literals.ts';
import type { AnalysisTable, TableRow } from './table.ts';

export interface PreparedRow {
  row: TableRow;
  /** Certainly matched inputs: none where a cell can't be analysed. */
  lower: Box;
  /** Possibly matched inputs. */
  upper: Box;
  exact: boolean;
  output: string;
}

/** A table cut into atoms, and what the parts of the analysis share. */
export interface Prepared {
  table: AnalysisTable;
  columns: Column[];
  rows: PreparedRow[];
  /** All atoms of all columns. */
  space: Box;
  /** The atoms that are met in ordinary data. */
  likely: Box;
  budget: Budget;
}

const likelyOf = (column: Column): Ranges => rangesWhere(column.atoms.length, (at) => !column.atoms[at]!.unlikely);

export const prepare = (table: AnalysisTable, budget: Budget): Prepared => {
  const columns = table.inputs.map((input, at) =>
    makeColumn(
      input,
      table.rows.map((row) => row.cells[at]!),
    ),
  );
  const rows = table.rows.map((row): PreparedRow => {
    const exact = row.cells.every((cell) => opaqueReason(cell) === null);
    const boxOf = (upper: boolean): Box => row.cells.map((cell, at) => rangesOf(columns[at]!, cell, upper));
    const upper = boxOf(true);
    return { row, exact, upper, lower: exact ? upper : boxOf(false), output: row.outputs.join('\u0000') };
  });
  return {
    table,
    columns,
    rows,
    space: columns.map((column) => [0, column.atoms.length]),
    likely: columns.map(likelyOf),
    budget,
  };
};

export const usable = (row: PreparedRow): boolean => !isEmpty(row.upper);

/** A point in words: only columns that matter, “货值金额=10,000 且 初次违法=是”. */
export const describePoint = (prepared: Prepared, point: readonly number[], matters: (column: number) => boolean) => {
  const example: DecisionFinding['example'] = [];
  for (const [at, column] of prepared.columns.entries()) {
    const atom = column.atoms[point[at]!];
    if (!atom || !matters(at)) continue;
    example.push({
      input: column.input.id,
      label: column.input.label,
      value: atom.sample === null ? null : literalJson(atom.sample.kind, atom.sample.value),
      text: atom.text,
    });
  }
  const text = example.map(({ label, text: value }) => `${label}=${value}`).join(' 且 ');
  return { example, text: text === '' ? '任何输入' : text };
};

export const rowRef = (row: PreparedRow): { index: number; id: string } => ({ index: row.row.index, id: row.row.id });

/** The first atom of every column, preferring one that is met in ordinary data. */
export const pointOf = (prepared: Prepared, box: Box): number[] =>
  box.map((ranges, at) => {
    const column = prepared.columns[at]!;
    for (let i = 0; i < ranges.length; i += 2)
      for (let atom = ranges[i]!; atom < ranges[i + 1]!; atom++) if (!column.atoms[atom]!.unlikely) return atom;
    return ranges[0] ?? 0;
  });
