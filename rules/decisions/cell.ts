/** Kinds of values that a decision table can be analysed over; all but texts and booleans lie on a line. */
export type ValueKind =
  'number' | 'date' | 'date-time' | 'time' | 'day-duration' | 'month-duration' | 'boolean' | 'string';

/**
 * A constant. `value` is a number for kinds on a line: days since 1970 for dates, milliseconds for date-times, times and
 * day durations, months for month durations.
 */
export interface Literal {
  kind: ValueKind;
  value: number | string | boolean;
}

export interface Bound {
  at: Literal;
  included: boolean;
}

/** What the unary tests of one cell mean. */
export type Cell =
  | { test: 'any' }
  | { test: 'null' }
  | { test: 'equals'; value: Literal }
  | { test: 'range'; from?: Bound; to?: Bound }
  | { test: 'or'; cells: Cell[] }
  | { test: 'not'; cell: Cell }
  | { test: 'opaque'; reason: string };

export const ANY: Cell = { test: 'any' };

export const LINE_KINDS: ReadonlySet<ValueKind> = new Set<ValueKind>([
  'number',
  'date',
  'date-time',
  'time',
  'day-duration',
  'month-duration',
]);

/** Kinds whose values are whole numbers, so that nothing lies between two neighbours. */
export const DISCRETE_KINDS: ReadonlySet<ValueKind> = new Set<ValueKind>(['date', 'month-duration']);

const isOpaque = (cell: Cell): cell is Extract<Cell, { test: 'opaque' }> => cell.test === 'opaque';

/** The first part of a cell that can't be analysed, or null. */
export const opaqueReason = (cell: Cell): string | null => {
  if (isOpaque(cell)) return cell.reason;
  if (cell.test === 'not') return opaqueReason(cell.cell);
  if (cell.test === 'or') return cell.cells.map(opaqueReason).find((reason) => reason !== null) ?? null;
  return null;
};

/** All constants of a cell. */
export const literalsOf = (cell: Cell): Literal[] => {
  switch (cell.test) {
    case 'equals':
      return [cell.value];
    case 'range':
      return [cell.from, cell.to].flatMap((bound) => (bound ? [bound.at] : []));
    case 'or':
      return cell.cells.flatMap(literalsOf);
    case 'not':
      return literalsOf(cell.cell);
    default:
      return [];
  }
};

/** Whether a cell speaks of null. */
export const mentionsNull = (cell: Cell): boolean =>
  cell.test === 'null' ||
  (cell.test === 'not' && mentionsNull(cell.cell)) ||
  (cell.test === 'or' && cell.cells.some(mentionsNull));

/** FEEL's three values: true, false and null (nothing can be said). */
export type Truth = true | false | null;

const within = (value: number, { from, to }: { from?: Bound; to?: Bound }): boolean => {
  const low = from?.at.value as number | undefined;
  const high = to?.at.value as number | undefined;
  return (
    (low === undefined || value > low || (value === low && from!.included)) &&
    (high === undefined || value < high || (value === high && to!.included))
  );
};

/** Whether a value (null = no value) passes a cell; an opaque cell says null. */
export const passes = (cell: Cell, value: Literal | null): Truth => {
  switch (cell.test) {
    case 'any':
      return true;
    case 'null':
      return value === null;
    case 'opaque':
      return null;
    case 'equals':
      if (value === null) return false;
      return value.kind === cell.value.kind ? value.value === cell.value.value : null;
    case 'range': {
      const kind = (cell.from ?? cell.to)?.at.kind;
      if (value === null || value.kind !== kind || typeof value.value !== 'number') return null;
      return within(value.value, cell);
    }
    case 'not': {
      const inner = passes(cell.cell, value);
      return inner === null ? null : !inner;
    }
    case 'or': {
      const parts = cell.cells.map((part) => passes(part, value));
      return parts.includes(true) ? true : parts.includes(null) ? null : false;
    }
  }
};
