import type { Cell, Literal, ValueKind } from './cell.ts';
import { ANY } from './cell.ts';
import { dayNumber } from './literals.ts';
import type { AnalysisTable, HitPolicy, TableInput, TableRow } from './table.ts';

/** A structured condition, as lists keep them: AND, OR, NOT over comparisons of fields. */
export type ConditionTree =
  | { all: ConditionTree[] }
  | { any: ConditionTree[] }
  | { not: ConditionTree }
  | { field: string; op: '=' | '!=' | '<' | '<=' | '>' | '>='; value: string | number | boolean }
  | { field: string; op: 'in'; values: (string | number | boolean)[] }
  | { field: string; op: 'empty' | 'present' }
  /** Anything that is no comparison of one field with a constant. */
  | { opaque: string };

export interface ListField {
  key: string;
  label: string;
  kind?: ValueKind;
  options?: string[];
}

export interface ListItem {
  id: string;
  output: string;
  condition: ConditionTree;
}

/** A conjunction: the cell of each field that it speaks of. */
type Conjunction = Map<string, Cell>;

const MAX_ROWS_PER_ITEM = 200;

const literal = (value: string | number | boolean, kind: ValueKind | undefined): Literal => {
  if (typeof value === 'number') return { kind: 'number', value };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  const day = kind === 'date' ? dayNumber(value) : null;
  return day === null ? { kind: 'string', value } : { kind: 'date', value: day };
};

const OPPOSITE = { '=': '!=', '!=': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>' } as const;

const negate = (tree: ConditionTree): ConditionTree => {
  if ('all' in tree) return { any: tree.all.map(negate) };
  if ('any' in tree) return { all: tree.any.map(negate) };
  if ('not' in tree) return tree.not;
  if ('opaque' in tree) return tree;
  if (!('value' in tree) && !('values' in tree))
    return { field: tree.field, op: tree.op === 'empty' ? 'present' : 'empty' };
  if ('values' in tree) return { all: tree.values.map((value) => ({ field: tree.field, op: '!=', value })) };
  return { ...tree, op: OPPOSITE[tree.op] };
};

const cellOf = (leaf: Extract<ConditionTree, { field: string }>, kind: ValueKind | undefined): Cell => {
  if ('values' in leaf)
    return { test: 'or', cells: leaf.values.map((value) => ({ test: 'equals', value: literal(value, kind) })) };
  if (!('value' in leaf)) return leaf.op === 'empty' ? { test: 'null' } : { test: 'not', cell: { test: 'null' } };
  const at = literal(leaf.value, kind);
  if (leaf.op === '=') return { test: 'equals', value: at };
  if (leaf.op === '!=') return { test: 'not', cell: { test: 'equals', value: at } };
  const bound = { at, included: leaf.op.length === 2 };
  return leaf.op.startsWith('<') ? { test: 'range', to: bound } : { test: 'range', from: bound };
};

const both = (a: Cell, b: Cell): Cell => ({
  test: 'not',
  cell: {
    test: 'or',
    cells: [
      { test: 'not', cell: a },
      { test: 'not', cell: b },
    ],
  },
});

const join = (a: Conjunction, b: Conjunction): Conjunction => {
  const result = new Map(a);
  for (const [field, cell] of b) result.set(field, result.has(field) ? both(result.get(field)!, cell) : cell);
  return result;
};

const conjunctions = (tree: ConditionTree, kinds: ReadonlyMap<string, ValueKind | undefined>): Conjunction[] => {
  if ('not' in tree) return conjunctions(negate(tree.not), kinds);
  if ('any' in tree) return tree.any.flatMap((part) => conjunctions(part, kinds));
  if ('all' in tree)
    return tree.all.reduce<Conjunction[]>(
      (left, part) =>
        left.flatMap((a) => conjunctions(part, kinds).map((b) => join(a, b))).slice(0, MAX_ROWS_PER_ITEM + 1),
      [new Map()],
    );
  if ('opaque' in tree) return [new Map([['', { test: 'opaque', reason: tree.opaque }]])];
  return [new Map([[tree.field, cellOf(tree, kinds.get(tree.field))]])];
};

/**
 * A list of items with structured conditions as a table: one row for each way in which an item applies. An item with
 * too many ways becomes one row that can't be analysed.
 */
export const tableOfConditions = (
  name: string,
  fields: readonly ListField[],
  items: readonly ListItem[],
  hitPolicy: HitPolicy = 'RULE ORDER',
): AnalysisTable => {
  const kinds = new Map(fields.map((field) => [field.key, field.kind]));
  const rows: TableRow[] = [];
  let opaque = false;
  for (const item of items) {
    const ways = conjunctions(item.condition, kinds);
    const tooMany = ways.length > MAX_ROWS_PER_ITEM;
    const kept: Conjunction[] = tooMany
      ? [new Map([['', { test: 'opaque', reason: `条件展开后超过 ${MAX_ROWS_PER_ITEM} 种情形` }]])]
      : ways;
    for (const way of kept) {
      opaque ||= way.has('');
      rows.push({
        index: rows.length + 1,
        id: item.id,
        group: item.id,
        outputs: [item.output],
        cells: [...fields.map((field) => way.get(field.key) ?? ANY), way.get('') ?? ANY],
      });
    }
  }
  const inputs = fields.map((field): TableInput => ({
    id: field.key,
    label: field.label,
    ...(field.kind ? { kind: field.kind } : {}),
    ...(field.options
      ? {
          order: field.options,
          allowed: {
            test: 'or',
            cells: field.options.map((value) => ({ test: 'equals', value: { kind: 'string', value } })),
          },
        }
      : {}),
  }));
  const outputs = [{ id: 'result', name: 'result', label: '结果' }];
  if (!opaque)
    return {
      id: name,
      name,
      hitPolicy,
      inputs,
      outputs,
      hasDefault: true,
      rows: rows.map((row) => ({ ...row, cells: row.cells.slice(0, -1) })),
    };
  return {
    id: name,
    name,
    hitPolicy,
    inputs: [...inputs, { id: '', label: '其他条件', kind: 'boolean' }],
    outputs,
    hasDefault: true,
    rows,
  };
};
