import { SyntaxError as FeelSyntaxError, date, evaluate as run, parseExpression, unaryTest } from '@bpmn-io/feelin';
import type { FeelType, Json } from './values.ts';
import { toJson, typeOf } from './values.ts';

export interface Warning {
  type: string;
  message: string;
}

/** A missing variable is null and a warning; `error` is set only where evaluation itself failed (`assert`, a bad call). */
export interface Evaluation {
  value: Json;
  type: FeelType;
  warnings: Warning[];
  error?: string;
}

/** A checked expression: `fixed` holds a text that was given without a leading `=`. */
export type Expression = { source: string; fixed?: Json } & ({ path?: string[] } | { fixed: Json });

/** What an expression may see: variables by name, read only when asked for. */
export interface Scope {
  get: (name: string) => Json | undefined;
  names: () => Iterable<string>;
}

export interface EvaluationOptions {
  /** Milliseconds since 1970: what `now()` and `today()` say. */
  now: number;
}

export class ExpressionError extends Error {}

/** Longer texts are refused: a cheap fence against hostile models until evaluation has a budget of its own. */
const MAX_LENGTH = 10_000;
const MAX_RANGE_DIGITS = 6;
const PATH = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;
const NUMBER = /^-?\d+(\.\d+)?$/;
const STRING = /^"[^"\\]*"$/;
const RESERVED = new Set([
  'true',
  'false',
  'null',
  'if',
  'for',
  'some',
  'every',
  'not',
  'function',
  'now',
  'today',
  'item',
]);

const refuseHostile = (text: string): void => {
  if (text.length > MAX_LENGTH) throw new ExpressionError(`the expression is longer than ${MAX_LENGTH} characters`);
  const range = /\.\.\s*(\d+)/.exec(text)?.[1];
  if (range && range.length > MAX_RANGE_DIGITS) throw new ExpressionError('the range in the expression is too large');
};

class AssertionFailure extends Error {}

/** Camunda's own functions, and the ones that read the clock, by the clock that was given. */
const functionsAt = (now: number): Record<string, unknown> => ({
  now: () => date(new Date(now).toISOString()),
  today: () => date(new Date(now).toISOString().slice(0, 10)),
  assert: (value: unknown, condition: unknown, cause?: unknown) => {
    if (condition === true) return value;
    throw new AssertionFailure(typeof cause === 'string' ? cause : 'The condition is not fulfilled');
  },
  'is defined': (value: unknown) => value !== null && value !== undefined,
  'is empty': (value: unknown) => Array.isArray(value) && value.length === 0,
  'get or else': (value: unknown, otherwise: unknown) => value ?? otherwise,
  'is blank': (string: unknown) => typeof string === 'string' && string.trim() === '',
  trim: (string: unknown) => (typeof string === 'string' ? string.trim() : null),
  'duplicate values': (list: unknown) =>
    Array.isArray(list) ? [...new Set(list.filter((item, index) => list.indexOf(item) !== index))] : null,
});

/** Names with spaces are only read as one where they are known. */
const NAMES = functionsAt(0);

const check = (text: string): void => {
  refuseHostile(text);
  if (text.trim() === '') throw new ExpressionError('the expression is empty');
  let broken = false;
  parseExpression(text, NAMES, 'camunda').iterate({ enter: (node) => void (broken ||= node.type.isError) });
  if (broken) throw new ExpressionError(`failed to parse expression '${text}'`);
};

/** Compiles FEEL without a leading `=` (conditions of decision tables, bodies of scripts). */
export const compileFeel = (text: string): Expression => {
  const source = text.trim();
  if (NUMBER.test(source)) return { source, fixed: Number(source) };
  if (STRING.test(source)) return { source, fixed: source.slice(1, -1) };
  if (source === 'true' || source === 'false') return { source, fixed: source === 'true' };
  if (source === 'null') return { source, fixed: null };
  check(source);
  const parts = source.split('.');
  return PATH.test(source) && !RESERVED.has(parts[0]!) ? { source, path: parts } : { source };
};

/** Compiles an attribute of a model: a text that starts with `=` is FEEL, any other text means itself. */
export const compile = (text: string): Expression =>
  text.startsWith('=') ? compileFeel(text.slice(1)) : { source: text, fixed: text };

const missing = (name: string): Warning => ({
  type: 'NO_VARIABLE_FOUND',
  message: `No variable found with name '${name}'`,
});

const evaluatePath = (path: string[], scope: Scope): Evaluation | undefined => {
  let value = scope.get(path[0]!);
  if (value === undefined) return { value: null, type: 'NULL', warnings: [missing(path[0]!)] };
  for (const name of path.slice(1)) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !(name in value)) return undefined;
    value = value[name]!;
  }
  return { value, type: typeOf(value), warnings: [] };
};

const contextOf = (scope: Scope, now: number): Record<string, unknown> => {
  const context: Record<string, unknown> = functionsAt(now);
  for (const name of scope.names()) context[name] = scope.get(name);
  return context;
};

const zeebeWarning = (warning: { type: string; message: string }): Warning => ({
  type: warning.type,
  message: warning.message.replace(/^Variable '(.*)' not found$/s, "No variable found with name '$1'"),
});

const failure = (error: unknown): Evaluation => {
  const message = error instanceof Error ? error.message : String(error);
  return {
    value: null,
    type: 'NULL',
    warnings: error instanceof AssertionFailure ? [{ type: 'ASSERT_FAILURE', message }] : [],
    error:
      error instanceof AssertionFailure || error instanceof FeelSyntaxError
        ? message
        : `failed to evaluate: ${message}`,
  };
};

export const evaluate = (expression: Expression, scope: Scope, { now }: EvaluationOptions): Evaluation => {
  if (expression.fixed !== undefined) return { value: expression.fixed, type: typeOf(expression.fixed), warnings: [] };
  if ('path' in expression && expression.path) {
    const direct = evaluatePath(expression.path, scope);
    if (direct) return direct;
  }
  try {
    const { value, warnings } = run(expression.source, contextOf(scope, now), 'camunda');
    return { value: toJson(value), type: typeOf(value), warnings: warnings.map(zeebeWarning) };
  } catch (error) {
    return failure(error);
  }
};

/** Whether `value` passes the unary tests of a decision table's cell; an empty cell or `-` passes anything. */
export const evaluateUnaryTests = (text: string, value: Json, scope: Scope, { now }: EvaluationOptions): Evaluation => {
  const source = text.trim();
  if (source === '' || source === '-') return { value: true, type: 'BOOLEAN', warnings: [] };
  try {
    refuseHostile(source);
    const result = unaryTest(source, { ...contextOf(scope, now), '?': value }, 'camunda');
    return { value: result.value === true, type: 'BOOLEAN', warnings: result.warnings.map(zeebeWarning) };
  } catch (error) {
    return failure(error);
  }
};

/** How Zeebe words an evaluation that failed. */
export const failureText = (source: string, { error, warnings }: Evaluation): string => {
  const asserted = warnings.some(({ type }) => type === 'ASSERT_FAILURE');
  return `${asserted ? 'Assertion failure on evaluate the expression' : 'failed to evaluate expression'} '${source}': ${error}`;
};

export const scopeOf = (variables: Readonly<Record<string, Json>>): Scope => ({
  get: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
  names: () => Object.keys(variables),
});
