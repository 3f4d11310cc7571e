import type { ComparisonOperator, IntervalNode, Node, UnaryTest } from '../syntax/node.ts';
import { mentions } from '../syntax/mentions.ts';
import { compare, equal, includes } from '../values/compare.ts';
import { show } from '../values/show.ts';
import type { Value } from '../values/value.ts';
import { FeelRange, isList } from '../values/value.ts';
import type { Code, Compiler, Lexical } from './code.ts';
import { bind, declare } from './code.ts';
import type { Machine } from './machine.ts';

type Of<T extends Node['type']> = Extract<Node, { type: T }>;

/** Three-valued: `decided` (true for `or`, false for `and`) wins, then null, then the other. */
export const compileJunction = (node: Of<'and' | 'or'>, scope: Lexical | null, { compile }: Compiler): Code => {
  const operands = node.operands.map((operand) => compile(operand, scope));
  const decided = node.type === 'or';
  return (machine, environment) => {
    let result: boolean | null = !decided;
    for (const operand of operands) {
      const value = operand(machine, environment);
      if (value === decided) return decided;
      if (value === !decided) continue;
      if (value !== null) machine.warn('INVALID_TYPE', `Expected boolean but found '${show(value, 200)}'`);
      result = null;
    }
    return result;
  };
};

const cannotCompare = (machine: Machine, left: Value, right: Value): null =>
  machine.warn('NOT_COMPARABLE', `Can't compare '${show(left, 200)}' with '${show(right, 200)}'`);

const DECIDE: Record<'<' | '<=' | '>' | '>=', (order: number) => boolean> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

export const relate = (machine: Machine, operator: ComparisonOperator, left: Value, right: Value): boolean | null => {
  if (operator === '=' || operator === '!=') {
    const same = equal(left, right, machine.spend);
    if (same === null) return cannotCompare(machine, left, right);
    return operator === '=' ? same : !same;
  }
  const order = compare(left, right);
  return order === undefined ? cannotCompare(machine, left, right) : DECIDE[operator](order);
};

export const compileComparison = (node: Of<'comparison'>, scope: Lexical | null, { compile }: Compiler): Code => {
  const left = compile(node.left, scope);
  const right = compile(node.right, scope);
  const { operator } = node;
  return (machine, environment) => relate(machine, operator, left(machine, environment), right(machine, environment));
};

export const compileBetween = (node: Of<'between'>, scope: Lexical | null, { compile }: Compiler): Code => {
  const [of, low, high] = [node.of, node.low, node.high].map((part) => compile(part, scope)) as [Code, Code, Code];
  return (machine, environment) => {
    const value = of(machine, environment);
    const above = relate(machine, '>=', value, low(machine, environment));
    const below = relate(machine, '<=', value, high(machine, environment));
    if (above === false || below === false) return above === null || below === null ? null : false;
    return above === null || below === null ? null : true;
  };
};

export const compileInterval = (node: IntervalNode, scope: Lexical | null, { compile }: Compiler): Code => {
  const start = node.start && compile(node.start, scope);
  const end = node.end && compile(node.end, scope);
  return (machine, environment) => {
    const low = start?.(machine, environment) ?? null;
    const high = end?.(machine, environment) ?? null;
    const order = start && end ? compare(low, high) : 0;
    if (order === undefined || (low === null && high === null))
      return machine.warn('INVALID_TYPE', `Invalid range definition '${show(low, 200)}..${show(high, 200)}'`);
    return order > 0 ? null : new FeelRange(low, high, node.startIncluded, node.endIncluded);
  };
};

/** Matches the input against a value: by equality, or as a member of a list or range. */
export const matchesValue = (machine: Machine, input: Value, value: Value): boolean | null => {
  if (value instanceof FeelRange) return includes(value, input);
  if (!isList(value)) return equal(input, value, machine.spend);
  if (isList(input) && equal(input, value, machine.spend) === true) return true;
  machine.spend(value.length);
  return value.some((item) =>
    item instanceof FeelRange ? includes(item, input) === true : equal(input, item, machine.spend) === true,
  );
};

type Test = (machine: Machine, environment: Parameters<Code>[1], input: Value) => boolean | null;

const compileTest = (test: UnaryTest, scope: Lexical | null, compiler: Compiler): Test => {
  if (test.kind === 'comparison') {
    const operand = compiler.compile(test.operand, scope);
    return (machine, environment, input) => relate(machine, test.operator, input, operand(machine, environment));
  }
  if (test.kind === 'interval') {
    const interval = compileInterval(test.interval, scope, compiler);
    return (machine, environment, input) => {
      const range = interval(machine, environment);
      if (!(range instanceof FeelRange)) return null;
      return includes(range, input) ?? cannotCompare(machine, input, range);
    };
  }
  return compileExpressionTest(test.expression, scope, compiler);
};

const compileExpressionTest = (expression: Node, scope: Lexical | null, { compile }: Compiler): Test => {
  const code = compile(expression, declare('?', scope));
  if (mentions(expression, '?')) {
    return (machine, environment, input) => {
      const value = code(machine, bind(input, environment));
      return typeof value === 'boolean' ? value : matchesValue(machine, input, value);
    };
  }
  const literal = expression.type === 'literal';
  return (machine, environment, input) => {
    const value = code(machine, bind(input, environment));
    if (value === true && !literal) return true;
    return matchesValue(machine, input, value);
  };
};

/** Any of the tests; the environment of the tests knows the input as `?`. */
export const compileTests = (tests: UnaryTest[], scope: Lexical | null, compiler: Compiler): Test => {
  const inner = declare('?', scope);
  const all = tests.map((test) => compileTest(test, inner, compiler));
  return (machine, environment, input) => {
    let result: boolean | null = false;
    for (const test of all) {
      const value = test(machine, bind(input, environment), input);
      if (value === true) return true;
      if (value === null) result = null;
    }
    return result;
  };
};

export const compileIn = (node: Of<'in'>, scope: Lexical | null, compiler: Compiler): Code => {
  const of = compiler.compile(node.of, scope);
  const tests = compileTests(node.tests, scope, compiler);
  return (machine, environment) => tests(machine, environment, of(machine, environment));
};
