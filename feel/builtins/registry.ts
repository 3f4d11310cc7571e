import type { Machine } from '../interpreter/machine.ts';
import { show } from '../values/show.ts';
import type { Value } from '../values/value.ts';
import { FeelFunction } from '../values/value.ts';
import { BOOLEAN } from './boolean.ts';
import { CONTEXT } from './context.ts';
import { CONVERSION } from './conversion.ts';
import type { Overload } from './define.ts';
import { Failure, byName, byPosition, overload, runOverloads } from './define.ts';
import { LIST } from './list.ts';
import { NUMERIC } from './numeric.ts';
import { RANGE } from './range.ts';
import { STATISTICS } from './statistics.ts';
import { STRING } from './string.ts';
import { TEMPORAL } from './temporal.ts';

const BUILTINS = new Map<string, Overload[]>(
  [BOOLEAN, CONTEXT, CONVERSION, LIST, NUMERIC, RANGE, STATISTICS, STRING, TEMPORAL].flatMap((definitions) =>
    Object.entries(definitions).map(([name, overloads]): [string, Overload[]] => [
      name,
      overloads.map(([signature, run]) => overload(signature, run)),
    ]),
  ),
);

/** Steps of a call, where it costs more than others. */
const COSTS = new Map<string, number>([
  ...Object.keys(TEMPORAL).map((name): [string, number] => [name, 40]),
  ...Object.keys(NUMERIC).map((name): [string, number] => [name, 20]),
]);

export const builtinNames = (): string[] => [...BUILTINS.keys()];

export const isBuiltin = (name: string): boolean => BUILTINS.has(name);

/** Calls a built-in function by name. What does not fit is null and a warning as Zeebe words it. */
export const callBuiltin = (name: string, values: Value[], names: string[] | undefined, machine: Machine): Value => {
  const overloads = BUILTINS.get(name)!;
  machine.spend(COSTS.get(name) ?? 8);
  const fitting = overloads.flatMap((candidate) => {
    const arranged = names ? byName(candidate, values, names) : byPosition(candidate, values);
    return arranged ? [{ overload: candidate, values: arranged }] : [];
  });
  if (fitting.length === 0) {
    const given = names ? `parameters: ${names.join(',')}` : `${values.length} parameters`;
    return machine.warn('NO_FUNCTION_FOUND', `No function found with name '${name}' and ${given}`);
  }
  const outcome = runOverloads(fitting, machine);
  if (outcome !== undefined && !(outcome instanceof Failure)) return outcome;
  const reason = outcome?.text ?? `Illegal arguments: ${values.map((value) => `'${show(value, 200)}'`).join(', ')}`;
  return machine.warn('FUNCTION_INVOCATION_FAILURE', `Failed to invoke function '${name}': ${reason}`);
};

/** A built-in function as a value, to hand to another function; undefined where there is none of this name. */
export const builtinValue = (name: string, machine: Machine): FeelFunction | undefined => {
  const overloads = BUILTINS.get(name);
  if (!overloads) return undefined;
  const longest = overloads.reduce((one, other) => (other.parameters.length > one.parameters.length ? other : one));
  return new FeelFunction(
    name,
    longest.parameters.map(({ names }) => names[0]!),
    (values) => callBuiltin(name, values, undefined, machine),
    (count) => overloads.some((candidate) => byPosition(candidate, Array<Value>(count).fill(null)) !== undefined),
  );
};
