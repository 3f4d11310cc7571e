import { readFileSync } from 'node:fs';
import { DecisionModelError, evaluateDecision, parseDecisions, scopeOf } from '#feel';
import type { Json } from '#feel';
import { CELLS, EXPRESSIONS, VARIABLES } from './expressions.ts';
import { cellModel, expressionModel } from './models.ts';

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
  'n | list contains([5, 6], ?)': 'A mistake of 8.6.0: it asks for the list first without the input',
  'n | = 5': 'A cell may begin with = from DMN 1.2 on; 8.6.0 refuses it',
  'n | != 4': 'A cell may begin with != from DMN 1.2 on; 8.6.0 refuses it',
};

const goldens = JSON.parse(readFileSync(new URL('goldens.json', import.meta.url), 'utf8')) as Record<string, Answer>;

const answerOf = (xml: string): Answer => {
  try {
    const graph = parseDecisions(xml);
    const [id] = graph.decisions.keys();
    const { output, failure } = evaluateDecision(graph, id!, scopeOf(VARIABLES), { now: 0 });
    return failure ? { failure: failure.message } : { output };
  } catch (error) {
    if (error instanceof DecisionModelError) return { refused: true };
    throw error;
  }
};

/** A failure is the same where Zeebe's text, which names the decision as well, ends with ours. */
const same = (golden: Answer, ours: Answer): boolean =>
  'failure' in golden && 'failure' in ours
    ? golden.failure.endsWith(ours.failure)
    : JSON.stringify(golden) === JSON.stringify(ours);

interface Compared {
  text: string;
  golden: Answer;
  ours: Answer;
  equal: boolean;
}

const compareOne = (text: string, xml: string): Compared => {
  const golden = goldens[text]!;
  const ours = answerOf(xml);
  return { text, golden, ours, equal: golden !== undefined && same(golden, ours) };
};

/** Each expression and each cell with Zeebe's answer and ours. */
export const compareAll = (): Compared[] => [
  ...EXPRESSIONS.map((text) => compareOne(text, expressionModel('e', text))),
  ...CELLS.map(([input, cell]) => compareOne(`${input} | ${cell}`, cellModel('e', input, cell))),
];
