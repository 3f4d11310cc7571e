import type { FieldCondition, Query } from './port.ts';
import { searchText } from './port.ts';
import type { AnyCollection } from './unit.ts';

// Names and conditions of the sqlite store.

export type Value = string | number | null;

export const column = (field: string): string => `f_${field}`;
export const table = (collection: AnyCollection): string => `c_${collection.name}`;
/** The members of a set field, one a row, so that `has` is answered by an index and not by reading every row. */
export const memberTable = (collection: AnyCollection, field: string): string => `s_${collection.name}_${field}`;
export const setFields = (collection: AnyCollection): string[] =>
  Object.entries(collection.fields).flatMap(([field, spec]) => (spec.type === 'set' ? [field] : []));

export const members = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : []);

export function bind(value: string | number | string[] | null): Value {
  return Array.isArray(value) ? `|${value.join('|')}|` : value;
}

export function where(collection: AnyCollection, query: Query): { sql: string; values: Value[] } {
  const values: Value[] = [];
  const all = Object.entries(query.where ?? {}).flatMap(([field, condition]) =>
    condition === undefined ? [] : [clause(collection, field, condition, values)],
  );
  if (query.any && query.any.length > 0) {
    const alternatives = query.any.map((alternative) => {
      const parts = Object.entries(alternative).flatMap(([field, condition]) =>
        condition === undefined ? [] : [clause(collection, field, condition, values)],
      );
      return parts.length > 0 ? `(${parts.join(' AND ')})` : '1 = 1';
    });
    all.push(`(${alternatives.join(' OR ')})`);
  }
  return { sql: all.length > 0 ? ` WHERE ${all.join(' AND ')}` : '', values };
}

function clause(collection: AnyCollection, field: string, condition: FieldCondition, values: Value[]): string {
  if (field !== 'id' && !collection.fields[field]) throw new Error(`${collection.name}.${field} is not declared`);
  const name = field === 'id' ? 'id' : column(field);
  if (condition === null) return `${name} IS NULL`;
  if (typeof condition !== 'object') {
    values.push(condition);
    return `${name} = ?`;
  }
  if ('in' in condition) {
    if (condition.in.length === 0) return '1 = 0';
    values.push(...condition.in);
    return `${name} IN (${condition.in.map(() => '?').join(', ')})`;
  }
  if ('not' in condition) {
    if (condition.not === null) return `${name} IS NOT NULL`;
    values.push(condition.not);
    return `(${name} IS NULL OR ${name} <> ?)`;
  }
  if ('has' in condition || 'hasAny' in condition) {
    const wanted = 'has' in condition ? [condition.has] : condition.hasAny;
    if (wanted.length === 0) return '1 = 0';
    values.push(...wanted);
    const marks = wanted.map(() => '?').join(', ');
    return `id IN (SELECT id FROM ${memberTable(collection, field)} WHERE value IN (${marks}))`;
  }
  if ('contains' in condition) {
    values.push(searchText(condition.contains));
    return `instr(${name}, ?) > 0`;
  }
  const parts: string[] = [];
  for (const [operator, sign] of [
    ['gte', '>='],
    ['gt', '>'],
    ['lte', '<='],
    ['lt', '<'],
  ] as const) {
    const value = condition[operator];
    if (value === undefined) continue;
    values.push(value);
    parts.push(`${name} ${sign} ?`);
  }
  return parts.length > 0 ? `(${parts.join(' AND ')})` : '1 = 1';
}
