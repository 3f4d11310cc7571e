import type { UnaryTests } from '../syntax/node.ts';
import type { Code, Compiler } from './code.ts';
import { compileTree } from './compile.ts';
import { compileTests } from './compile-logic.ts';
import type { TypeLookup } from './types.ts';

/** A cell of a decision table. The variable `?` holds the value of its column. */
export const compileUnaryTests = (cell: UnaryTests, types?: TypeLookup): Code => {
  if (cell.any) return () => true;
  const compiler: Compiler = { types, compile: (node, scope) => compileTree(node, types, scope) };
  const tests = compileTests(cell.tests, null, compiler);
  const { negated } = cell;
  return (machine, environment) => {
    const passed = tests(machine, environment, machine.scope.get('?') ?? null);
    return negated && passed !== null ? !passed : passed;
  };
};
