// The section of docs/conformance.md about what is said of files that are deployed, against the answers of Zeebe 8.6.0.
import { readFileSync } from 'node:fs';
import { FILES, ourAnswer } from '../tests/conformance/deployments/answers.ts';
import { DEPLOYMENT_DIFFERENCES, sameBut } from '../tests/conformance/deployments/differences.ts';

const goldens = JSON.parse(
  readFileSync(new URL('../tests/conformance/deployments/goldens.json', import.meta.url), 'utf8'),
);
const shortened = (text) => (text.length > 160 ? `${text.slice(0, 160)} …` : text);

export const deploymentsSection = (table) => {
  const answers = FILES.map(([name, text]) => ({ name, ours: ourAnswer(name, text), zeebes: goldens[name] }));
  const differing = answers.filter(({ ours, zeebes }) => sameBut(ours) !== zeebes);
  const decided = differing.filter(({ ours, zeebes }) => (ours === 'accepted') === (zeebes === 'accepted'));
  return `## Files that are refused

Files with one mistake each, deployed to a real Zeebe 8.6.0 and read by the embedded engine in every test run; compared is the
whole text of the rejection. **${answers.length - differing.length} of ${answers.length} are answered in the same words**, ${decided.length} more are refused by both. Behind
what Zeebe says of a DMN file that its schema rules out, line and reason are told. The schemas of BPMN 2.0 and of DMN 1.1 to 1.5
are checked whole.

${table(
  ['file', 'Zeebe 8.6.0', 'here', 'reason'],
  differing.map(({ name, ours, zeebes }) => [
    name,
    shortened(zeebes),
    shortened(ours),
    DEPLOYMENT_DIFFERENCES[name] ?? '**differs**',
  ]),
)}
`;
};
