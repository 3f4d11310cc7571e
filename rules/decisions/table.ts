import type { Cell, ValueKind } from './cell.ts';

/** One column that rows test. */
export interface TableInput {
  id: string;
  label: string;
  /** As declared (`typeRef`) or as the form field says; absent = what the cells compare with. */
  kind?: ValueKind;
  /** Declared values (`inputValues`, the options of a field): nothing else occurs. */
  allowed?: Cell;
  /** The declared values in their order, for what is worse than what. */
  order?: string[];
}

export interface TableRow {
  /** Counts from 1. */
  index: number;
  id: string;
  cells: Cell[];
  /** Texts of the output entries. */
  outputs: string[];
  /** Rows of one item (an OR of conditions): overlaps between them are no overlaps. */
  group?: string;
}

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'ANY' | 'RULE ORDER' | 'OUTPUT ORDER' | 'PRIORITY' | 'COLLECT';

/** A decision table, or a list of conditions in the same shape, ready to be analysed. */
export interface AnalysisTable {
  id: string;
  name: string;
  hitPolicy: HitPolicy;
  inputs: TableInput[];
  outputs: { id: string; name: string; label: string; values?: string[] }[];
  rows: TableRow[];
  /** A result for inputs that hit no rule. */
  hasDefault: boolean;
}
