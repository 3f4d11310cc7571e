import type { Node } from '../syntax/node.ts';
import { OPERATIONS } from '../values/arithmetic.ts';
import { isNumber, negate, parseNumber, wholeNumber } from '../values/numbers.ts';
import { parseTemporal } from '../values/parse-temporal.ts';
import { show } from '../values/show.ts';
import { DaysDuration, FeelDateTime, MonthsDuration } from '../values/temporal.ts';
import type { Value } from '../values/value.ts';
import { entryOf, isContext, isList } from '../values/value.ts';
import type { Code, Compiler, Lexical } from './code.ts';
import { bind, declare } from './code.ts';
import { compileCall, compileFunction } from './compile-calls.ts';
import { compileFilter, compileFor, compileQuantified } from './compile-lists.ts';
import { compileBetween, compileComparison, compileIn, compileInterval, compileJunction } from './compile-logic.ts';
import { compileName } from './compile-names.ts';
import type { Machine } from './machine.ts';
import { propertiesOf } from './properties.ts';
import type { TypeLookup } from './types.ts';
import { isInstance } from './types.ts';

type Of<T extends Node['type']> = Extract<Node, { type: T }>;

const FAILED: Record<string, (left: string, right: string) => string> = {
  '+': (left, right) => `Can't add '${right}' to '${left}'`,
  '-': (left, right) => `Can't subtract '${right}' from '${left}'`,
  '*': (left, right) => `Can't multiply '${left}' by '${right}'`,
  '/': (left, right) => `Can't divide '${left}' by '${right}'`,
  '**': (left, right) => `Can't raise '${left}' to the power of '${right}'`,
};
const ROOT_COST = 1_500;

/** In steps: whole numbers are cheap, decimals are not, times in a region least of all. */
const costOf = (left: Value, right: Value): number => {
  if (typeof left !== 'object' && typeof right !== 'object') return 4;
  return left instanceof FeelDateTime || right instanceof FeelDateTime ? 60 : 10;
};

const powerCost = (_base: Value, exponent: Value): number =>
  isNumber(exponent) && Number.isNaN(wholeNumber(exponent)) ? ROOT_COST : 100;

const compileArithmetic = ({ first, rest }: Of<'arithmetic'>, scope: Lexical | null, { compile }: Compiler): Code => {
  const start = compile(first, scope);
  const steps = rest.map(({ operator, operand }) => ({
    operator,
    operate: OPERATIONS[operator],
    operand: compile(operand, scope),
    cost: operator === '**' ? powerCost : costOf,
  }));
  return (machine, environment) => {
    let value = start(machine, environment);
    for (const { operator, operate, operand, cost } of steps) {
      const right = operand(machine, environment);
      machine.spend(cost(value, right));
      const result = operate(value, right);
      if (result === undefined || result === null) {
        machine.warn('INVALID_TYPE', FAILED[operator]!(show(value, 200), show(right, 200)));
        value = null;
      } else value = typeof result === 'string' ? machine.text(result) : result;
    }
    return value;
  };
};

const compileNegation = ({ of }: Of<'negation'>, scope: Lexical | null, { compile }: Compiler): Code => {
  const code = compile(of, scope);
  return (machine, environment) => {
    const value = code(machine, environment);
    if (isNumber(value)) return negate(value);
    if (value instanceof DaysDuration) return DaysDuration.of(-value.nanos);
    if (value instanceof MonthsDuration) return MonthsDuration.of(-value.months);
    return machine.warn('INVALID_TYPE', `Expected number but found '${show(value, 200)}'`);
  };
};

const followPath = (machine: Machine, value: Value, name: string): Value => {
  if (isContext(value)) {
    const entry = entryOf(value, name);
    if (entry !== undefined) return entry;
    const keys = Object.keys(value);
    const available =
      keys.length === 0 ? 'The context is empty' : `Available keys: ${keys.map((key) => `'${key}'`).join(', ')}`;
    return machine.warn('NO_CONTEXT_ENTRY_FOUND', `No context entry found with key '${name}'. ${available}`);
  }
  if (isList(value)) {
    machine.list(value.length);
    return value.map((item) => followPath(machine, item, name));
  }
  if (value === null)
    return machine.warn('NO_CONTEXT_ENTRY_FOUND', `No context entry found with key '${name}'. The context is null`);
  const properties = propertiesOf(value);
  if (Object.hasOwn(properties, name)) return properties[name]!();
  const available = Object.keys(properties).map((key) => `'${key}'`);
  return machine.warn(
    'NO_PROPERTY_FOUND',
    `No property found with name '${name}' of value '${show(value, 200)}'. Available properties: ${available.join(', ')}`,
  );
};

const compilePath = ({ of, name }: Of<'path'>, scope: Lexical | null, { compile }: Compiler): Code => {
  const code = compile(of, scope);
  return (machine, environment) => followPath(machine, code(machine, environment), name);
};

const compileIf = (node: Of<'if'>, scope: Lexical | null, { compile }: Compiler): Code => {
  const [condition, then, otherwise] = [node.condition, node.then, node.otherwise].map((part) =>
    compile(part, scope),
  ) as [Code, Code, Code];
  return (machine, environment) => {
    const value = condition(machine, environment);
    if (value === true) return then(machine, environment);
    if (value !== false) machine.warn('INVALID_TYPE', `Expected boolean but found '${show(value, 200)}'`);
    return otherwise(machine, environment);
  };
};

const compileList = ({ items }: Of<'list'>, scope: Lexical | null, { compile }: Compiler): Code => {
  const codes = items.map((item) => compile(item, scope));
  return (machine, environment) => {
    machine.spend(codes.length);
    return codes.map((code) => code(machine, environment));
  };
};

const compileContext = ({ entries }: Of<'context'>, scope: Lexical | null, { compile }: Compiler): Code => {
  let inner = scope;
  const codes = entries.map(({ key, value }) => {
    const code = compile(value, inner);
    inner = declare(key, inner);
    return { key, code };
  });
  const twice = new Set(entries.map(({ key }) => key)).size < entries.length;
  return (machine, environment) => {
    machine.spend(codes.length);
    const made = Object.create(null) as Record<string, Value>;
    let here = environment;
    for (const { key, code } of codes) {
      const value = code(machine, here);
      made[key] = value;
      here = bind(value, here);
    }
    return twice ? machine.warn('UNKNOWN', 'The context has two entries of the same name') : made;
  };
};

const compileInstance = (node: Of<'instance'>, scope: Lexical | null, { compile, types }: Compiler): Code => {
  const of = compile(node.of, scope);
  return (machine, environment) => {
    const value = of(machine, environment);
    return isInstance(node.asked, value, types, machine.spend);
  };
};

const constant =
  (value: Value): Code =>
  () =>
    value;

const compileTemporal = (text: string): Code => {
  const value = parseTemporal(text);
  if (value) return constant(value);
  return (machine) => machine.warn('UNKNOWN', `Failed to parse a temporal value from '${text.slice(0, 100)}'`);
};

/** Turns a tree into closures. Everything that depends on the text alone is decided here, once. */
export const compileTree = (node: Node, types?: TypeLookup, outer: Lexical | null = null): Code => {
  const compiler: Compiler = { types, compile: (part, scope) => compile(part, scope) };
  const compile = (part: Node, scope: Lexical | null): Code => {
    switch (part.type) {
      case 'literal':
        return constant(part.value);
      case 'number':
        return constant(parseNumber(part.text));
      case 'temporal':
        return compileTemporal(part.text);
      case 'name':
        return compileName(part.name, scope);
      case 'path':
        return compilePath(part, scope, compiler);
      case 'filter':
        return compileFilter(part, scope, compiler);
      case 'call':
        return compileCall(part, scope, compiler);
      case 'negation':
        return compileNegation(part, scope, compiler);
      case 'arithmetic':
        return compileArithmetic(part, scope, compiler);
      case 'comparison':
        return compileComparison(part, scope, compiler);
      case 'and':
      case 'or':
        return compileJunction(part, scope, compiler);
      case 'between':
        return compileBetween(part, scope, compiler);
      case 'in':
        return compileIn(part, scope, compiler);
      case 'instance':
        return compileInstance(part, scope, compiler);
      case 'if':
        return compileIf(part, scope, compiler);
      case 'for':
        return compileFor(part, scope, compiler);
      case 'some':
      case 'every':
        return compileQuantified(part, scope, compiler);
      case 'list':
        return compileList(part, scope, compiler);
      case 'context':
        return compileContext(part, scope, compiler);
      case 'function':
        return compileFunction(part, scope, compiler);
      case 'interval':
        return compileInterval(part, scope, compiler);
    }
  };
  return compile(node, outer);
};
