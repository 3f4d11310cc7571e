import type { Node } from '../syntax/node.ts';
import type { Value } from '../values/value.ts';
import type { Machine } from './machine.ts';
import type { TypeLookup } from './types.ts';

/** Local variables while a tree runs: the innermost first. */
export interface Environment {
  value: Value;
  parent: Environment | null;
}

export type Code = (machine: Machine, environment: Environment | null) => Value;

/** Local variables while a tree is compiled. A null name stands for a context whose entries are visible (in a filter). */
export interface Lexical {
  name: string | null;
  parent: Lexical | null;
}

/** Handed from one part of the compiler to the others. */
export interface Compiler {
  compile: (node: Node, scope: Lexical | null) => Code;
  types?: TypeLookup | undefined;
}

export const bind = (value: Value, parent: Environment | null): Environment => ({ value, parent });

export const declare = (name: string | null, parent: Lexical | null): Lexical => ({ name, parent });
