import type { Code } from './interpreter/code.ts';
import { compileTree } from './interpreter/compile.ts';
import type { Budget, ValueScope, Warning } from './interpreter/machine.ts';
import { AssertionFailure, BudgetExceeded, Machine } from './interpreter/machine.ts';
import type { TypeLookup } from './interpreter/types.ts';
import { compileUnaryTests as compileTestsTree } from './interpreter/unary-tests.ts';
import type { NameTable } from './syntax/names.ts';
import { parseExpression, parseUnaryTests } from './syntax/parse.ts';
import { FeelSyntaxError } from './syntax/syntax-error.ts';
import type { Value } from './values/value.ts';
import type { Zone } from './values/zones.ts';
import type { FeelType, Json } from './values.ts';
import { toJson, typeOf } from './values.ts';

export type { Warning } from './interpreter/machine.ts';

/** A missing variable is null and a warning; `error` is set only where evaluation itself failed (`assert`, the budget). */
export interface Evaluation {
  value: Json;
  type: FeelType;
  warnings: Warning[];
  error?: string;
}

/** A compiled expression. `fixed` holds a text that was given without a leading `=`, `path` a plain path of names. */
export interface Expression {
  source: string;
  fixed?: Json;
  path?: string[];
  code?: Code;
}

/** Compiled unary tests: a cell of a decision table. */
export interface CompiledTests {
  source: string;
  code: Code;
}

/** What an expression may see: variables by name, read only when asked for. */
export interface Scope {
  get: (name: string) => Json | undefined;
  names: () => Iterable<string>;
}

export interface EvaluationOptions {
  /** Milliseconds since 1970: what `now()` and `today()` say. */
  now: number;
  /** Where `now()` and `today()` are; UTC unless told. */
  zone?: Zone;
  budget?: Budget;
}

export interface CompileOptions {
  /** Names of more than one word that the expression may use. */
  names?: NameTable;
  /** Types of the model, for `instance of` and parameters. */
  types?: TypeLookup;
}

/** The text is not FEEL; `syntax` says where and, in Chinese, why. */
export class ExpressionError extends Error {
  readonly syntax: FeelSyntaxError | undefined;
  constructor(message: string, syntax?: FeelSyntaxError) {
    super(message);
    this.syntax = syntax;
  }
}

const MAX_QUOTED = 1_000;
const PATH = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;
const NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/;
const STRING = /^"[^"\\]*"$/;
/** Words that are no variable, or that a variable of their name would not hide. */
const RESERVED = new Set([
  ...['true', 'false', 'null', 'if', 'for', 'some', 'every', 'function', 'and', 'or', 'in', 'between', 'then', 'else'],
  ...['return', 'satisfies', 'instance', 'of', 'external'],
]);

const parsed = <T>(source: string, parse: () => T): T => {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error;
    const shown = source.length > MAX_QUOTED ? `${source.slice(0, MAX_QUOTED)}…` : source;
    throw new ExpressionError(`failed to parse expression '${shown}': ${error.message}`, error);
  }
};

/** Compiles FEEL without a leading `=` (conditions of decision tables, bodies of scripts). */
export const compileFeel = (text: string, { names, types }: CompileOptions = {}): Expression => {
  const source = text.trim();
  if (NUMBER.test(source)) return { source, fixed: Number(source) };
  if (STRING.test(source)) return { source, fixed: source.slice(1, -1) };
  if (source === 'true' || source === 'false') return { source, fixed: source === 'true' };
  if (source === 'null') return { source, fixed: null };
  if (source === '') throw new ExpressionError('the expression is empty');
  const code = compileTree(
    parsed(source, () => parseExpression(source, names)),
    types,
  );
  const parts = PATH.test(source) ? source.split('.') : [];
  return parts.length > 0 && !parts.some((part) => RESERVED.has(part))
    ? { source, path: parts, code }
    : { source, code };
};

/** Compiles an attribute of a model: a text that starts with `=` is FEEL, any other text means itself. */
export const compile = (text: string): Expression =>
  text.startsWith('=') ? compileFeel(text.slice(1)) : { source: text, fixed: text };

export const compileUnaryTests = (text: string, { names, types }: CompileOptions = {}): CompiledTests => {
  const source = text.trim();
  const tests = parsed(source, () => parseUnaryTests(source, names));
  return { source, code: compileTestsTree(tests, types) };
};

/** Names at the start of a path that mean a variable; the entries below it as they are, without copying. */
const followPath = (path: string[], scope: ValueScope): Json | undefined => {
  let value = scope.get(path[0]!) as Json | undefined;
  for (let index = 1; index < path.length; index++) {
    const name = path[index]!;
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, name))
      return undefined;
    value = value[name];
  }
  return value;
};

/** The outcome of an evaluation as FEEL has it, for those who go on computing with it. */
export interface ValueResult {
  value: Value;
  warnings: Warning[];
  error?: string;
}

const STACK_MESSAGE = 'the evaluation was stopped because calls are nested too deeply';

/** The text of an evaluation that was stopped; throws what is no such error. */
export const errorText = (error: unknown, machine: Machine): string => {
  if (error instanceof AssertionFailure) {
    machine.warnings.push({ type: 'ASSERT_FAILURE', message: error.message });
    return error.message;
  }
  if (error instanceof BudgetExceeded) return error.message;
  if (error instanceof RangeError) return STACK_MESSAGE;
  throw error;
};

/** Runs compiled code; a failed assertion or an exhausted budget is a result, not an exception. */
export const runCode = (code: Code, scope: ValueScope, { now, zone, budget }: EvaluationOptions): ValueResult => {
  const machine = new Machine(scope, now, zone, budget);
  try {
    return { value: code(machine, null), warnings: machine.warnings };
  } catch (error) {
    const text = errorText(error, machine);
    return { value: null, warnings: machine.warnings, error: text };
  }
};

export const evaluateToValue = (expression: Expression, scope: ValueScope, options: EvaluationOptions): ValueResult =>
  expression.code ? runCode(expression.code, scope, options) : { value: expression.fixed as Value, warnings: [] };

const asEvaluation = ({ value, warnings, error }: ValueResult): Evaluation => {
  if (error !== undefined) return { value: null, type: 'NULL', warnings, error };
  try {
    return { value: toJson(value), type: typeOf(value), warnings };
  } catch (thrown) {
    if (!(thrown instanceof BudgetExceeded) && !(thrown instanceof RangeError)) throw thrown;
    return {
      value: null,
      type: 'NULL',
      warnings,
      error: thrown instanceof BudgetExceeded ? thrown.message : STACK_MESSAGE,
    };
  }
};

export const evaluate = (expression: Expression, scope: Scope, options: EvaluationOptions): Evaluation => {
  if (expression.fixed !== undefined) return { value: expression.fixed, type: typeOf(expression.fixed), warnings: [] };
  if (expression.path) {
    const direct = followPath(expression.path, scope);
    if (direct !== undefined) return { value: direct, type: typeOf(direct), warnings: [] };
  }
  return asEvaluation(evaluateToValue(expression, scope, options));
};

/** Whether `value` passes the unary tests of a decision table's cell; an empty cell or `-` passes anything. */
export const evaluateUnaryTests = (
  tests: string | CompiledTests,
  value: Json,
  scope: Scope,
  options: EvaluationOptions,
): Evaluation => {
  const { value: passed, ...rest } = runTests(tests, value, scope, options);
  return { value: passed === true, type: 'BOOLEAN', ...rest };
};

export const runTests = (
  tests: string | CompiledTests,
  value: Value,
  scope: ValueScope,
  options: EvaluationOptions,
): ValueResult => {
  try {
    const { code } = typeof tests === 'string' ? compileUnaryTests(tests) : tests;
    return runCode(code, { get: (name) => (name === '?' ? value : scope.get(name)) }, options);
  } catch (error) {
    if (error instanceof ExpressionError) return { value: null, warnings: [], error: error.message };
    throw error;
  }
};

/** How Zeebe words an evaluation that failed. */
export const failureText = (source: string, { error, warnings }: Pick<Evaluation, 'error' | 'warnings'>): string => {
  const asserted = warnings.some(({ type }) => type === 'ASSERT_FAILURE');
  return `${asserted ? 'Assertion failure on evaluate the expression' : 'failed to evaluate expression'} '${source}': ${error}`;
};

export const scopeOf = (variables: Readonly<Record<string, Json>>): Scope => ({
  get: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
  names: () => Object.keys(variables),
});
