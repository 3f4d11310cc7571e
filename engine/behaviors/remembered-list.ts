import type { Expression, Json } from '#feel';
import type { Processing } from '../processing.ts';
import { parentScopeOf } from '../state/lookups.ts';
import { evaluateList } from './expressions.ts';

interface Remembered {
  expression: Expression;
  /** The variables of every scope that the expression could see, innermost first. */
  seen: readonly object[];
  items: Json[];
}

const remembered = new WeakMap<Processing, Remembered>();

const variablesSeen = ({ state }: Processing, scopeKey: number): object[] => {
  const seen: object[] = [];
  for (let key = scopeKey; key >= 0; key = parentScopeOf(state, key)) {
    const variables = state.variables.get(key);
    if (variables) seen.push(variables);
  }
  return seen;
};

/**
 * Evaluates a list that is asked for again and again while one command is carried out, as each round of a multi-instance
 * activity does: as long as no variable within sight has changed, it is the same list. Rows of variables are never changed
 * in place, so that the same rows mean the same variables.
 *
 * @throws Failure EXTRACT_VALUE_ERROR where the result is no list
 */
export const evaluateRememberedList = (processing: Processing, expression: Expression, scopeKey: number): Json[] => {
  if (expression.path) return evaluateList(processing, expression, scopeKey);
  const seen = variablesSeen(processing, scopeKey);
  const last = remembered.get(processing);
  if (last?.expression === expression && sameRows(last.seen, seen)) return last.items;
  const items = evaluateList(processing, expression, scopeKey);
  remembered.set(processing, { expression, seen, items });
  return items;
};

const sameRows = (one: readonly object[], other: readonly object[]): boolean =>
  one.length === other.length && one.every((row, index) => row === other[index]);
