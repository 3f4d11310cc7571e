import { compileFeel, ExpressionError, evaluate, scopeOf, type Expression } from '#feel';

/** Outcome of a condition: FEEL's null counts as “not true” and is told apart from an error. */
export interface Evaluated {
  value: unknown;
  error?: string;
}

/** Where a working day begins and ends: `today()` is the civil date that the law counts by. */
const HERE = { region: 'Asia/Shanghai' };

/** Expressions are few (forms, gates, list items) and used often: compiled once, the oldest dropped when there are many. */
const compiled = new Map<string, Expression>();
const MAX_COMPILED = 5_000;

const compileOnce = (text: string): Expression => {
  const known = compiled.get(text);
  if (known) return known;
  const expression = compileFeel(text);
  if (compiled.size >= MAX_COMPILED) compiled.delete(compiled.keys().next().value as string);
  compiled.set(text, expression);
  return expression;
};

/**
 * Evaluates a FEEL expression (with or without the leading `=`) over plain JSON data.
 *
 * @param now ISO instant for `now()` and `today()`
 */
export const evaluateExpression = (expression: string, context: Record<string, unknown>, now: string): Evaluated => {
  try {
    const outcome = evaluate(
      compileOnce(expression.replace(/^\s*=/, '')),
      scopeOf(context as Parameters<typeof scopeOf>[0]),
      { now: Date.parse(now), zone: HERE },
    );
    return outcome.error === undefined ? { value: outcome.value } : { value: null, error: outcome.error };
  } catch (error) {
    return { value: null, error: error instanceof Error ? error.message : String(error) };
  }
};

/** What is wrong with the text of an expression, in Chinese and with the place, or null. */
export const expressionError = (expression: string): string | null => {
  try {
    compileFeel(expression.replace(/^\s*=/, ''));
    return null;
  } catch (error) {
    if (error instanceof ExpressionError) return error.syntax?.chinese ?? '表达式是空的';
    return error instanceof Error ? error.message : String(error);
  }
};
