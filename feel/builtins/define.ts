import type { Machine } from '../interpreter/machine.ts';
import type { Kind, Value } from '../values/value.ts';
import { isList, kindOf } from '../values/value.ts';

/** A built-in function that knows its arguments but can't answer: null, with this text as a warning. */
export class Failure {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export const failure = (text: string): Failure => new Failure(text);

/** Undefined: the arguments are not what the function takes. */
export type Outcome = Value | Failure | undefined;

// The arguments of a built-in function were checked against its signature before it runs.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Arguments = any[];
export type Run = (values: Arguments, machine: Machine) => Outcome;

interface Parameter {
  /** The first is the DMN name, others are accepted too. */
  names: string[];
  kinds: Kind[];
  optional: boolean;
  nullable: boolean;
}

export interface Overload {
  parameters: Parameter[];
  variadic: boolean;
  run: Run;
}

export type Definitions = Record<string, [signature: string, run: Run][]>;

const GROUPS: Record<string, Kind[]> = {
  any: [],
  datetime: ['date and time'],
  days: ['days and time duration'],
  months: ['years and months duration'],
  duration: ['days and time duration', 'years and months duration'],
  dated: ['date', 'date and time'],
};

/** `name|other:kind/kind`, with `?` where it may be left out and `~` where it may be null; `…` behind the last takes many. */
const parameterOf = (text: string): Parameter => {
  const [names = '', kinds = ''] = text.split(':');
  return {
    names: names.trim().split('|'),
    kinds: kinds
      .replace(/[?~…]/g, '')
      .split('/')
      .flatMap((kind) => GROUPS[kind] ?? [kind as Kind]),
    optional: kinds.includes('?'),
    nullable: kinds.includes('~') || kinds.startsWith('any'),
  };
};

export const overload = (signature: string, run: Run): Overload => ({
  parameters: signature === '' ? [] : signature.split(',').map(parameterOf),
  variadic: signature.endsWith('…'),
  run,
});

/** A value as the parameter takes it: a list may be made of one value, one value taken out of a list. */
const convert = ({ kinds, nullable, optional }: Parameter, value: Value | undefined): Value | undefined => {
  if (value === undefined) return optional ? (null as Value) : nullable ? null : undefined;
  if (kinds.length === 0) return value;
  if (value === null) return nullable ? null : undefined;
  const kind = kindOf(value);
  if (kinds.includes(kind)) return value;
  if (kinds.includes('list')) return [value];
  if (isList(value) && value.length === 1 && kinds.includes(kindOf(value[0]!))) return value[0]!;
  return undefined;
};

const convertAll = ({ parameters }: Overload, values: (Value | undefined)[]): Value[] | undefined => {
  const converted: Value[] = [];
  for (const [index, parameter] of parameters.entries()) {
    const value = convert(parameter, values[index]);
    if (value === undefined) return undefined;
    converted.push(value);
  }
  return converted;
};

/** Arguments by position, the rest of them as one list; undefined where the count does not fit. */
export const byPosition = ({ parameters, variadic }: Overload, values: Value[]): (Value | undefined)[] | undefined => {
  if (variadic) {
    const fixed = parameters.length - 1;
    if (values.length < fixed || values.length === 0) return undefined;
    const rest = values.slice(fixed);
    return [...values.slice(0, fixed), fixed === 0 && rest.length === 1 && isList(rest[0]!) ? rest[0] : rest];
  }
  const least = parameters.filter(({ optional }) => !optional).length;
  return values.length >= least && values.length <= parameters.length ? values : undefined;
};

/** Arguments by name; undefined where a name is unknown or one is missing. */
export const byName = (
  { parameters }: Overload,
  values: Value[],
  names: string[],
): (Value | undefined)[] | undefined => {
  const ordered = parameters.map((parameter) => {
    const index = names.findIndex((name) => parameter.names.includes(name));
    return index < 0 ? undefined : values[index];
  });
  const used = ordered.filter((value) => value !== undefined).length;
  const complete = parameters.every(({ optional }, index) => optional || ordered[index] !== undefined);
  return used === names.length && complete ? ordered : undefined;
};

/** The first of the overloads that takes the arguments runs; undefined where there is none. */
export const runOverloads = (
  fitting: { overload: Overload; values: (Value | undefined)[] }[],
  machine: Machine,
): Outcome => {
  for (const { overload: candidate, values } of fitting) {
    const converted = convertAll(candidate, values);
    const outcome = converted && candidate.run(converted, machine);
    if (outcome !== undefined) return outcome;
  }
  return undefined;
};
