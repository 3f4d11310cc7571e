import { readFileSync } from 'node:fs';
import { compileFeel, evaluate, ExpressionError, scopeOf } from '#feel';
import type { Json } from '#feel';
import { EXPRESSIONS, VARIABLES } from './expressions.ts';

/** What Zeebe answers: a result, a failed evaluation, or no deployment. */
export type Answer = { output: Json } | { failure: string } | { refused: true };

/** Where we differ from Zeebe 8.6.0 knowingly. */
export const FEEL_DIFFERENCES: Record<string, string> = {
  'string(1.10)': 'Zeebe keeps trailing zeros of a literal; a decimal here has none',
  'replace("0123456789", "(\\\\d{3})(\\\\d{3})(\\\\d{4})", "($1) $2-$3")':
    'In a text, two backslashes are one, as DMN says; Zeebe hands both to the pattern',
  'is blank("  ")': 'Newer than 8.6.0',
  'partition([1, 2, 3], 2)': 'Newer than 8.6.0',
  'n[1]': 'DMN makes a list of a single value; Zeebe answers null',
  'for i in n return i': 'DMN makes a list of a single value; Zeebe answers null',
};

const goldens = JSON.parse(readFileSync(new URL('goldens.json', import.meta.url), 'utf8')) as Record<string, Answer>;

const answerOf = (text: string): Answer => {
  try {
    const { value, error } = evaluate(compileFeel(text), scopeOf(VARIABLES), { now: 0 });
    return error === undefined ? { output: value } : { failure: error };
  } catch (error) {
    if (error instanceof ExpressionError) return { refused: true };
    throw error;
  }
};

/** A failure is the same where Zeebe's text, which names the decision as well, ends with ours. */
const same = (golden: Answer, ours: Answer): boolean =>
  'failure' in golden && 'failure' in ours
    ? golden.failure.endsWith(ours.failure)
    : JSON.stringify(golden) === JSON.stringify(ours);

/** Each expression with Zeebe's answer and ours. */
export const compareAll = (): { text: string; golden: Answer; ours: Answer; equal: boolean }[] =>
  EXPRESSIONS.map((text) => {
    const golden = goldens[text]!;
    const ours = answerOf(text);
    return { text, golden, ours, equal: same(golden, ours) };
  });
