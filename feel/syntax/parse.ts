import { NameTable } from './names.ts';
import { MULTI_WORD_NAMES } from './builtin-names.ts';
import type { Node, UnaryTests } from './node.ts';
import { Parser } from './parser.ts';
import { FeelSyntaxError } from './syntax-error.ts';

/** Longer texts are refused: parsing is one synchronous step. */
export const MAX_LENGTH = 50_000;

/** Names of more than one word that an expression may use, next to the built-in ones; made once per model. */
export const nameTable = (names: Iterable<string>): NameTable => new NameTable([...MULTI_WORD_NAMES, ...names]);

const parser = (text: string, names?: NameTable): Parser => {
  if (text.length > MAX_LENGTH) throw new FeelSyntaxError(text, MAX_LENGTH, 'shorter');
  return new Parser(text, names);
};

/** @throws FeelSyntaxError */
export const parseExpression = (text: string, names?: NameTable): Node => parser(text, names).wholeExpression();

/**
 * Reads a decision table's cell as a tree of comparisons, intervals and values, for analysis as well as for evaluation.
 * @throws FeelSyntaxError
 */
export const parseUnaryTests = (text: string, names?: NameTable): UnaryTests => parser(text, names).wholeUnaryTests();
