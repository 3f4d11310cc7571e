import type { FeelNumber } from './numbers.ts';
import { isNumber } from './numbers.ts';
import type { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration } from './temporal.ts';
import { FeelObject } from './temporal.ts';

/** A context made by FEEL has no prototype; one that came as JSON is an ordinary object. Both are never changed. */
export interface FeelContext {
  readonly [key: string]: Value;
}

export type Value =
  | null
  | boolean
  | string
  | FeelNumber
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysDuration
  | MonthsDuration
  | FeelRange
  | FeelFunction
  | readonly Value[]
  | FeelContext;

export type Kind = 'null' | 'boolean' | 'string' | 'number' | 'list' | 'context' | FeelObject['kind'];

/** An end that is absent is null and not included. */
export class FeelRange extends FeelObject {
  readonly kind = 'range';
  readonly start: Value;
  readonly end: Value;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;

  constructor(start: Value, end: Value, startIncluded: boolean, endIncluded: boolean) {
    super();
    this.start = start;
    this.end = end;
    this.startIncluded = startIncluded;
    this.endIncluded = endIncluded;
  }
}

export class FeelFunction extends FeelObject {
  readonly kind = 'function';
  readonly name: string;
  readonly parameters: readonly string[];
  /** Called with as many values as there are parameters. */
  readonly invoke: (values: Value[]) => Value;
  /** The type of the result where it was declared. */
  readonly accepts: (count: number) => boolean;

  constructor(
    name: string,
    parameters: readonly string[],
    invoke: (values: Value[]) => Value,
    accepts: (count: number) => boolean = (count) => count === parameters.length,
  ) {
    super();
    this.name = name;
    this.parameters = parameters;
    this.invoke = invoke;
    this.accepts = accepts;
  }
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

export const isContext = (value: Value): value is FeelContext =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof FeelObject) &&
  !isNumber(value);

export const kindOf = (value: Value): Kind => {
  switch (typeof value) {
    case 'boolean':
      return 'boolean';
    case 'string':
      return 'string';
    case 'number':
      return 'number';
  }
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof FeelObject) return value.kind;
  return isNumber(value) ? 'number' : 'context';
};

export const entryOf = (context: FeelContext, key: string): Value | undefined =>
  Object.hasOwn(context, key) ? context[key] : undefined;

export const contextOf = (entries: Iterable<readonly [string, Value]>): FeelContext => {
  const made = Object.create(null) as Record<string, Value>;
  for (const [key, value] of entries) made[key] = value;
  return made;
};
