// The section of docs/conformance.md about FEEL and DMN: plays the DMN TCK, level 2 and 3, on our own decisions.
import { compareAll, FEEL_DIFFERENCES } from '../tests/conformance/feel-expressions/compare.ts';
import { playLevel, tckFolder } from '../tests/conformance/tck.ts';
import { TCK_DIFFERENCES } from '../tests/conformance/tck-differences.ts';

const percent = (results) => {
  const passed = results.filter((result) => result.passed).length;
  return `${passed} of ${results.length} (${((100 * passed) / results.length).toFixed(2)} %)`;
};

const reasonOf = ({ suite, id }) => TCK_DIFFERENCES[`${suite} ${id}`] ?? TCK_DIFFERENCES[`${suite} *`] ?? '**unknown**';

const shown = (answer) => (answer.refused ? 'refused' : JSON.stringify(answer.output ?? null));

const expressionsOnZeebe = (table) => {
  const compared = compareAll();
  const differing = compared.filter(({ equal }) => !equal);
  return `Results of single expressions, and of cells of decision tables behind their input, on a real Zeebe 8.6.0, kept in \`tests/conformance/feel-expressions/goldens.json\`:
**${compared.length - differing.length} of ${compared.length} are equal.** The others:

${table(
  ['expression', 'Zeebe 8.6.0', 'here', 'reason'],
  differing.map(({ text, golden, ours }) => [
    `\`${text}\``,
    shown(golden),
    shown(ours),
    FEEL_DIFFERENCES[text] ?? '**unknown**',
  ]),
)}`;
};

/** The section as Markdown. `table` makes a table of a head and rows. */
export const tckSection = (table) => {
  const folder = tckFolder();
  if (!folder) return '## FEEL 与 DMN（TCK）\n\nNot played: there is no `../shared/data/dmn-tck`.';
  const levels = [2, 3].map((level) => ({ level, results: playLevel(folder, level) }));
  const failing = levels.flatMap(({ results }) => results.filter(({ passed }) => !passed));
  return `## FEEL 与 DMN（TCK）

The cases of the DMN Technology Compatibility Kit (DMN 1.5; of level 3 the 68 suites that are at \`../shared/data/dmn-tck\`),
each result compared in kind and value, numbers to eight digits.

${table(
  ['level', 'suites', 'results passed'],
  levels.map(({ level, results }) => [level, new Set(results.map(({ suite }) => suite)).size, percent(results)]),
)}

What is not passed, all of it:

${table(
  ['suite', 'case', 'reason'],
  failing.map((result) => [`\`${result.suite}\``, result.id, reasonOf(result)]),
)}

${expressionsOnZeebe(table)}`;
};
