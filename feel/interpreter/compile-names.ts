import { builtinValue } from '../builtins/registry.ts';
import { entryOf, isContext } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import type { Code, Environment, Lexical } from './code.ts';
import type { Machine } from './machine.ts';

/** Where a name may be found: contexts of filters on the way, then a local variable, or else outside. */
export interface Place {
  /** How many steps out each visible context is. */
  contexts: number[];
  /** How many steps out the local variable is; undefined for none. */
  local: number | undefined;
}

export const placeOf = (name: string, scope: Lexical | null): Place => {
  const contexts: number[] = [];
  let hops = 0;
  for (let here = scope; here; here = here.parent, hops++) {
    if (here.name === null) contexts.push(hops);
    else if (here.name === name) return { contexts, local: hops };
  }
  return { contexts, local: undefined };
};

const at = (environment: Environment | null, hops: number): Value => {
  let here = environment!;
  for (let count = hops; count > 0; count--) here = here.parent!;
  return here.value;
};

const outside = (name: string, machine: Machine): Value => {
  const value = machine.scope.get(name);
  if (value !== undefined) return value;
  return builtinValue(name, machine) ?? machine.warn('NO_VARIABLE_FOUND', `No variable found with name '${name}'`);
};

/** A local variable or an entry of a filter's item; undefined for a name that comes from outside. */
export const findLocal = (
  name: string,
  { contexts, local }: Place,
  environment: Environment | null,
): Value | undefined => {
  for (const hops of contexts) {
    const item = at(environment, hops);
    const entry = isContext(item) ? entryOf(item, name) : undefined;
    if (entry !== undefined) return entry;
  }
  return local === undefined ? undefined : at(environment, local);
};

export const compileName = (name: string, scope: Lexical | null): Code => {
  const place = placeOf(name, scope);
  if (place.contexts.length === 0) {
    const { local } = place;
    if (local === undefined) return (machine) => outside(name, machine);
    return (_machine, environment) => at(environment, local);
  }
  return (machine, environment) => findLocal(name, place, environment) ?? outside(name, machine);
};
