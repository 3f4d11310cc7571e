import type { TypeNode } from '../syntax/node.ts';
import type { Kind, Value } from '../values/value.ts';
import { FeelFunction, FeelRange, entryOf, isContext, isList, kindOf } from '../values/value.ts';

/** Types by name, as a model's item definitions give them. */
export type TypeLookup = (name: string) => ((value: Value) => boolean) | undefined;

const ALIASES: Record<string, Kind> = {
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  'date time': 'date and time',
  dateTime: 'date and time',
  'days and time duration': 'days and time duration',
  'day-time-duration': 'days and time duration',
  dayTimeDuration: 'days and time duration',
  'years and months duration': 'years and months duration',
  'year-month-duration': 'years and months duration',
  yearMonthDuration: 'years and months duration',
  list: 'list',
  context: 'context',
  function: 'function',
  range: 'range',
};

/** Whether FEEL itself knows a type of this name. */
export const isBuiltInType = (name: string): boolean =>
  Object.hasOwn(ALIASES, name) || name === 'Any' || name === 'Null';

const named = (name: string, value: Value, lookup?: TypeLookup): boolean | null => {
  if (name === 'Any') return value !== null;
  if (name === 'Null') return value === null;
  const kind = Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
  if (kind) return kindOf(value) === kind;
  return lookup?.(name)?.(value) ?? null;
};

/** Whether a value is of a type; null for a type that nobody knows. */
export const isInstance = (
  type: TypeNode,
  value: Value,
  lookup?: TypeLookup,
  spend: (steps: number) => void = () => {},
): boolean | null => {
  spend(1);
  switch (type.kind) {
    case 'named':
      return named(type.name, value, lookup);
    case 'list':
      return isList(value) && value.every((item) => isInstance(type.of, item, lookup, spend) === true);
    case 'range':
      return (
        value instanceof FeelRange &&
        [value.start, value.end].every((end) => end === null || isInstance(type.of, end, lookup, spend) === true)
      );
    case 'context':
      return (
        isContext(value) &&
        type.entries.every(({ name, type: entryType }) => {
          const entry = entryOf(value, name);
          return entry !== undefined && (entry === null || isInstance(entryType, entry, lookup, spend) === true);
        })
      );
    case 'function':
      return value instanceof FeelFunction && value.parameters.length === type.parameters.length;
  }
};

/** A value for a parameter of this type: itself, out of or into a list of one, or undefined. */
export const coerce = (
  type: TypeNode,
  value: Value,
  lookup: TypeLookup | undefined,
  spend: (steps: number) => void,
): Value | undefined => {
  if (value === null) return null;
  const fits = isInstance(type, value, lookup, spend);
  if (fits !== false) return value;
  if (isList(value) && value.length === 1 && isInstance(type, value[0]!, lookup, spend)) return value[0]!;
  if (isInstance(type, [value], lookup, spend)) return [value];
  return undefined;
};
