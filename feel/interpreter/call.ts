import { show } from '../values/show.ts';
import type { Value } from '../values/value.ts';
import { FeelFunction } from '../values/value.ts';
import type { Machine } from './machine.ts';

const notFound = (machine: Machine, name: string, count: number, names?: string[]): null =>
  machine.warn(
    'NO_FUNCTION_FOUND',
    names
      ? `No function found with name '${name}' and parameters: ${names.join(',')}`
      : `No function found with name '${name}' and ${count} parameters`,
  );

/** The values in the order of the function's parameters; undefined where they do not fit. */
const arrange = (callee: FeelFunction, values: Value[], names?: string[]): Value[] | undefined => {
  if (!names) return callee.accepts(values.length) ? values : undefined;
  if (!names.every((name) => callee.parameters.includes(name))) return undefined;
  return callee.parameters.map((parameter) => values[names.indexOf(parameter)] ?? null);
};

/** Calls a function value; null and a warning where it is none or the arguments do not fit. */
export const callValue = (machine: Machine, callee: Value, values: Value[], name: string, names?: string[]): Value => {
  if (!(callee instanceof FeelFunction))
    return callee === null
      ? notFound(machine, name, values.length, names)
      : machine.warn('INVALID_TYPE', `Expected function but found '${show(callee, 200)}'`);
  const arranged = arrange(callee, values, names);
  if (!arranged) return notFound(machine, name, values.length, names);
  machine.spend(4);
  return machine.nested(() => callee.invoke(arranged));
};
