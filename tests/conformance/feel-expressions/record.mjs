// node --import tsx --conditions=development tests/conformance/feel-expressions/record.mjs
// Evaluates the expressions on a real Zeebe 8.6.0, each as a decision of its own, and keeps what it answers.
import { writeFileSync } from 'node:fs';
import { startZeebe } from '../../../scripts/zeebe.mjs';
import { connect } from '../../scenarios/support/client.ts';
import { CELLS, EXPRESSIONS, VARIABLES } from './expressions.ts';
import { cellModel, expressionModel } from './models.ts';

const zeebe = await startZeebe({ grpcPort: 0, restPort: 0, javaOptions: '-Xmx768m -XX:TieredStopAtLevel=1' });
const client = connect(zeebe.grpcAddress);
/** Deploys one decision and evaluates it. */
const ask = async (id, xml) => {
  const resources = [{ name: `${id}.dmn`, content: Buffer.from(xml) }];
  const refused = await client.call('DeployResource', { resources }).then(
    () => null,
    (error) => error,
  );
  if (refused) return { refused: true };
  const answer = await client.call('EvaluateDecision', { decisionId: id, variables: JSON.stringify(VARIABLES) });
  return answer.failureMessage ? { failure: answer.failureMessage } : { output: JSON.parse(answer.decisionOutput) };
};

const goldens = {};
try {
  for (const [index, text] of EXPRESSIONS.entries())
    goldens[text] = await ask(`e${index}`, expressionModel(`e${index}`, text));
  for (const [index, [input, cell]] of CELLS.entries())
    goldens[`${input} | ${cell}`] = await ask(`t${index}`, cellModel(`t${index}`, input, cell));
  const rows = Object.entries(goldens).map(([text, golden]) => `  ${JSON.stringify(text)}: ${JSON.stringify(golden)}`);
  writeFileSync(new URL('goldens.json', import.meta.url), `{\n${rows.join(',\n')}\n}\n`);
} finally {
  client.close();
  await zeebe.stop();
}
