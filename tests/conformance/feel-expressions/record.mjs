// node --import tsx --conditions=development tests/conformance/feel-expressions/record.mjs
// Evaluates the expressions on a real Zeebe 8.6.0, each as a decision of its own, and keeps what it answers.
import { writeFileSync } from 'node:fs';
import { startZeebe } from '../../../scripts/zeebe.mjs';
import { connect } from '../../scenarios/support/client.ts';
import { EXPRESSIONS, VARIABLES } from './expressions.ts';

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const model = (text, index) =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d${index}" name="d${index}" namespace="http://camunda.org/schema/1.0/dmn"><decision id="e${index}" name="e${index}"><variable id="v${index}" name="v"/><literalExpression id="l${index}"><text>${escape(text)}</text></literalExpression></decision></definitions>`;

const zeebe = await startZeebe({ grpcPort: 0, restPort: 0, javaOptions: '-Xmx768m -XX:TieredStopAtLevel=1' });
const client = connect(zeebe.grpcAddress);
const goldens = {};
try {
  for (const [index, text] of EXPRESSIONS.entries()) {
    const content = Buffer.from(model(text, index));
    const refused = await client.call('DeployResource', { resources: [{ name: `d${index}.dmn`, content }] }).then(
      () => null,
      (error) => error,
    );
    if (refused) {
      goldens[text] = { refused: true };
      continue;
    }
    const answer = await client.call('EvaluateDecision', {
      decisionId: `e${index}`,
      variables: JSON.stringify(VARIABLES),
    });
    goldens[text] = answer.failureMessage
      ? { failure: answer.failureMessage }
      : { output: JSON.parse(answer.decisionOutput) };
  }
  const rows = Object.entries(goldens).map(([text, golden]) => `  ${JSON.stringify(text)}: ${JSON.stringify(golden)}`);
  writeFileSync(new URL('goldens.json', import.meta.url), `{\n${rows.join(',\n')}\n}\n`);
} finally {
  client.close();
  await zeebe.stop();
}
