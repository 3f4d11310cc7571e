import { callBuiltin, isBuiltin } from '../builtins/registry.ts';
import type { Node, Parameter } from '../syntax/node.ts';
import type { Value } from '../values/value.ts';
import { FeelFunction } from '../values/value.ts';
import type { Code, Compiler, Environment, Lexical } from './code.ts';
import { callValue } from './call.ts';
import { bind, declare } from './code.ts';
import { findLocal, placeOf } from './compile-names.ts';
import { coerce } from './types.ts';

type Of<T extends Node['type']> = Extract<Node, { type: T }>;

/** A call by name: a local function, one of the model, or a built-in one. */
const compileNamedCall = (
  name: string,
  { parameters, names }: Of<'call'>,
  scope: Lexical | null,
  { compile }: Compiler,
): Code => {
  const codes = parameters.map((parameter) => compile(parameter, scope));
  const place = placeOf(name, scope);
  const builtin = isBuiltin(name);
  return (machine, environment) => {
    const values = codes.map((code) => code(machine, environment));
    const local = findLocal(name, place, environment);
    if (local instanceof FeelFunction) return callValue(machine, local, values, name, names);
    const given = machine.scope.get(name);
    if (given instanceof FeelFunction || !builtin)
      return callValue(machine, local ?? given ?? null, values, name, names);
    return callBuiltin(name, values, names, machine) ?? null;
  };
};

export const compileCall = (node: Of<'call'>, scope: Lexical | null, compiler: Compiler): Code => {
  const { callee, parameters, names } = node;
  if (callee.type === 'name') return compileNamedCall(callee.name, node, scope, compiler);
  const target = compiler.compile(callee, scope);
  const codes = parameters.map((parameter) => compiler.compile(parameter, scope));
  const name = callee.type === 'path' ? callee.name : 'function';
  return (machine, environment) =>
    callValue(
      machine,
      target(machine, environment),
      codes.map((code) => code(machine, environment)),
      name,
      names,
    );
};

const bindParameters = (
  parameters: Parameter[],
  values: Value[],
  environment: Environment | null,
  types: Compiler['types'],
  spend: (steps: number) => void,
): Environment | null | undefined => {
  let inner = environment;
  for (const [index, parameter] of parameters.entries()) {
    const value = parameter.type ? coerce(parameter.type, values[index]!, types, spend) : values[index]!;
    if (value === undefined) return undefined;
    inner = bind(value, inner);
  }
  return inner;
};

export const compileFunction = (node: Of<'function'>, scope: Lexical | null, { compile, types }: Compiler): Code => {
  const { parameters, external } = node;
  const inner = parameters.reduce<Lexical | null>((outer, { name }) => declare(name, outer), scope);
  const body = compile(node.body, inner);
  const names = parameters.map(({ name }) => name);
  return (machine, environment) => {
    if (external) return machine.warn('FUNCTION_INVOCATION_FAILURE', 'External functions are not supported');
    return new FeelFunction('function', names, (values) => {
      const bound = bindParameters(parameters, values, environment, types, machine.spend);
      if (bound === undefined)
        return machine.warn('FUNCTION_INVOCATION_FAILURE', 'An argument is not of the declared type');
      return body(machine, bound);
    });
  };
};
