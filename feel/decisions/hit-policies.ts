import { compare, equal } from '../values/compare.ts';
import { add, isNumber } from '../values/numbers.ts';
import type { FeelNumber } from '../values/numbers.ts';
import { asText, show } from '../values/show.ts';
import type { Value } from '../values/value.ts';
import { contextOf } from '../values/value.ts';
import type { Aggregation, DecisionTable, HitPolicy } from './model.ts';

/** Why a table has no result; the text is Zeebe's. */
export class HitPolicyViolation extends Error {}

/** The outputs of one matched rule, in the order of the columns. */
export type Row = readonly Value[];

/** One output is itself, several are a context. */
export const resultOf = ({ outputs }: DecisionTable, row: Row): Value =>
  outputs.length === 1 ? row[0]! : contextOf(outputs.map(({ name }, index) => [name, row[index]!]));

/** The matched rows as Zeebe's messages show them. */
const foundText = (table: DecisionTable, rows: Row[]): string => {
  const maps = rows.map((row) =>
    row.map((value, index) => `${table.outputs[index]!.name} -> ${asText(value)}`).join(', '),
  );
  return `List(${maps.map((row) => `Map(${row})`).join(', ')})`;
};

const extreme = (values: Value[], wanted: 1 | -1): Value =>
  values.reduce((best, value) => ((compare(value, best) ?? 0) * wanted > 0 ? value : best));

const aggregate = (aggregation: Aggregation, values: Value[]): Value => {
  if (aggregation === 'COUNT') return values.length;
  if (!values.every(isNumber)) {
    if (aggregation !== 'SUM' && values.every((value) => compare(value, values[0]!) !== undefined))
      return extreme(values, aggregation === 'MAX' ? 1 : -1);
    throw new HitPolicyViolation(`failed to aggregate outputs: expected numbers but found '${show(values)}'`);
  }
  if (aggregation === 'SUM') return addAll(values);
  return extreme(values, aggregation === 'MAX' ? 1 : -1);
};

const addAll = (numbers: FeelNumber[]): Value => {
  let sum: FeelNumber | null = 0;
  for (const value of numbers) sum = sum === null ? null : add(sum, value);
  return sum;
};

/** Rows by the order in which the columns list their values; a value that is not listed comes last. */
const byPriority = (rows: Row[], priorities: readonly (readonly Value[])[]): Row[] => {
  const rank = (row: Row): number[] =>
    row.map((value, column) => {
      const values = priorities[column]!;
      const index = values.findIndex((other) => equal(other, value) === true);
      return values.length === 0 ? 0 : index < 0 ? values.length : index;
    });
  const ranked = rows.map((row) => ({ row, ranks: rank(row) }));
  ranked.sort(
    (one, other) =>
      one.ranks.map((value, column) => value - other.ranks[column]!).find((difference) => difference !== 0) ?? 0,
  );
  return ranked.map(({ row }) => row);
};

const single: Partial<Record<HitPolicy, (table: DecisionTable, rows: Row[]) => void>> = {
  UNIQUE: (table, rows) => {
    if (rows.length > 1) {
      const found = foundText(table, rows);
      throw new HitPolicyViolation(`multiple values aren't allowed for UNIQUE hit policy. found: '${found}'`);
    }
  },
  ANY: (table, rows) => {
    if (rows.some((row) => equal(row, rows[0]!) !== true)) {
      const found = foundText(table, rows);
      throw new HitPolicyViolation(`different values aren't allowed for ANY hit policy. found: '${found}'`);
    }
  },
};

/**
 * The result of a table from its matched rows, of which there is at least one.
 * @param priorities per column the values that its output may have, first the one that wins
 */
export const applyHitPolicy = (table: DecisionTable, rows: Row[], priorities: readonly (readonly Value[])[]): Value => {
  const { hitPolicy, aggregation } = table;
  const results = (ordered: Row[]): Value[] => ordered.map((row) => resultOf(table, row));
  switch (hitPolicy) {
    case 'COLLECT':
      return aggregation ? aggregate(aggregation, results(rows)) : results(rows);
    case 'RULE ORDER':
      return results(rows);
    case 'OUTPUT ORDER':
      return results(byPriority(rows, priorities));
    case 'PRIORITY':
      return resultOf(table, byPriority(rows, priorities)[0]!);
    default:
      single[hitPolicy]?.(table, rows);
      return resultOf(table, rows[0]!);
  }
};
