// npm run conformance: plays every scenario on the embedded engine against the trace of a real Zeebe 8.6.0, tries what
// must be refused, asks for every RPC, and writes docs/conformance.md. Nothing in the tables is typed by hand.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBroker } from '#broker';
import { answersSection } from './conformance-answers.mjs';
import { clientsSection } from './conformance-clients.mjs';
import { deploymentsSection } from './conformance-deployments.mjs';
import { tckSection } from './conformance-tck.mjs';
import { REFUSED } from '../tests/conformance/refused.mjs';
import { scenarios } from '../tests/scenarios/scenarios.ts';
import { connect } from '../tests/scenarios/support/client.ts';
import { elementsOf } from '../tests/scenarios/support/elements-of.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
const INVALID_ARGUMENT = 3;
const UNIMPLEMENTED = 12;

/** The verdict of the scenario test, by scenario. */
const playScenarios = () => {
  const output = join(folder, 'result.json');
  const args = [
    '--selectProjects',
    'server',
    '--testPathPatterns',
    'tests/scenarios/',
    '--json',
    '--outputFile',
    output,
  ];
  spawnSync(process.execPath, ['scripts/test.mjs', ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const { testResults } = JSON.parse(readFileSync(output, 'utf8'));
  const assertions = testResults.flatMap(({ assertionResults }) => assertionResults);
  return new Map(assertions.map(({ title, status }) => [title, status === 'passed']));
};

const golden = (name) => JSON.parse(readFileSync(join(root, `tests/scenarios/goldens/${name}.trace.json`), 'utf8'));

const modelsOf = ({ resources, steps }) => [
  ...new Set([...resources, ...steps.flatMap((step) => (step.do === 'deploy' ? step.resources : []))]),
];
const scenarioElements = (scenario) => {
  const models = modelsOf(scenario).filter((file) => file.endsWith('.bpmn'));
  const files = models.map((file) => readFileSync(join(root, 'tests/scenarios/models', file), 'utf8'));
  const decisions = modelsOf(scenario).some((file) => file.endsWith('.dmn')) ? ['decision (DMN)'] : [];
  return [...new Set([...files.flatMap(elementsOf), ...decisions])].sort();
};

const describeStep = (step) => {
  if (step.do === 'task') return `task ${step.method} ${step.path || '/'}`;
  if (step.do === 'fail') return `fail (retries ${step.retries})`;
  return step.do.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
};
const behaviourOf = ({ steps }) =>
  steps
    .map(describeStep)
    .reduce((list, text) => {
      const last = list.at(-1);
      if (last?.text === text) last.count++;
      else list.push({ text, count: 1 });
      return list;
    }, [])
    .map(({ text, count }) => (count > 1 ? `${text} ×${count}` : text))
    .join(', ');

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((text) => cell(String(text))).join(' | ')} |`)
    .join('\n');
const equal = (passed) => (passed ? 'equal' : '**differs**');

const refusals = async (client) => {
  const rows = [];
  for (const [what, xml] of REFUSED) {
    const error = await client
      .call('DeployResource', { resources: [{ name: 'x.bpmn', content: Buffer.from(xml) }] })
      .then(
        () => null,
        (refused) => refused,
      );
    const text = /ERROR: (.*)/.exec(error?.details ?? '')?.[1];
    rows.push([what, error?.code === INVALID_ARGUMENT ? 'refused' : '**not refused**', text ?? error?.details ?? '']);
  }
  return rows;
};

const protocol = readFileSync(
  join(dirname(createRequire(import.meta.url).resolve('@camunda8/sdk')), 'proto/zeebe.proto'),
  'utf8',
);

const calls = async (client) => {
  const names = [...new Set([...protocol.matchAll(/^\s*rpc (\w+)/gm)].map(([, name]) => name))];
  const rows = [];
  for (const name of names.sort()) {
    const streaming = name === 'ActivateJobs' || name === 'StreamActivatedJobs';
    const code = streaming
      ? 0
      : await client.call(name, {}).then(
          () => 0,
          (error) => error.code,
        );
    rows.push([`\`${name}\``, code === UNIMPLEMENTED ? 'answers UNIMPLEMENTED' : 'yes']);
  }
  return rows;
};

const DIFFERENCES = `- Modification cancels the native user task of an element that it terminates; 8.6.0 leaves it behind.
- Texts about XML that is not well-formed, about FEEL that does not parse, and warnings of the FEEL interpreter behind an
  incident's message are our own; traces are compared without the latter.
- A migrated native user task goes by its new definition; the records of 8.6.0 go on naming the old one.
- A document type is refused.
- FEEL: the text of a syntax error is our own; \`random number()\` and \`uuid()\` take a seed; \`now()\` and \`today()\` are UTC;
  numbers have 34 digits; an evaluation has a budget of steps, and what exceeds it is an incident.
- DMN: types are checked where a model defines its own or is written in DMN 1.4 or later; 8.6.0 reads no types. OUTPUT ORDER,
  PRIORITY, imports within a deployment, decision services and boxed expressions of DMN 1.4 go beyond 8.6.0.
- An update of a job that changes retries and time-out at once moves the deadline as its event says; 8.6.0 keeps the old one.
- A job times out as often as it is due; 8.6.0 was seen not to time one out a second time.
- An empty activation of jobs writes nothing to the log.
- At the limit of commands in flight, activations of jobs go through as completions do; 8.6.0 refuses them. The limit is a
  number (1,000), not found by measuring.
- A command may come to more than 4 MB of records, as variables of 2 MB do; 8.6.0 refuses it (EXCEEDED_BATCH_RECORD_SIZE).
- Variables are nested at most 1,000 deep on both ways; 8.6.0 takes some more by gRPC and then fails without a word.
- A creation may be named by the metadata or header \`idempotency-key\`: sent again within a day, it is answered with the
  instance that it made. Its records then have \`requestId\`, \`requestDigest\` and \`requestKnownUntil\`.
- Activated jobs have \`jobKey\` beside \`key\` in REST, the name since 8.7.
- Whole numbers of variables that a double does not hold (from 54 bits on) are refused, not rounded; 8.6.0 takes up to 64 bits.
- \`operationReference\` is checked in REST as there, and not kept.
- A message that nobody took expires at its due date, not at the next full minute.
- On a disk that is nearly full, commands are answered RESOURCE_EXHAUSTED and nothing is carried out.
- A flow is used up by the element that it leads to; in 8.6.0 an element that came by no flow (a compensation handler, one
  activated by modification) uses up another's.
- Calls are nested at most 500 deep, and one command may lead to at most 100,000 further ones; 8.6.0 has no such bounds.
- One partition, one node, no tenants other than \`<default>\`, no authorizations.

Traces are compared after keys, times, versions and checksums are replaced, and in two groups, message records apart from
the others, because Zeebe sends those between partitions. Not compared: records of deployment and distribution, batches.`;

const broker = await startBroker({ dataDir: join(folder, 'engine'), grpcPort: 0, restPort: 0 });
const client = connect(broker.grpcAddress);
try {
  const verdicts = playScenarios();
  const rows = scenarios.map((scenario) => ({
    scenario,
    elements: scenarioElements(scenario),
    passed: verdicts.get(scenario.name) === true,
    events: golden(scenario.name).events.length + golden(scenario.name).messages.length,
  }));
  const elements = [...new Set(rows.flatMap((row) => row.elements))].sort();
  const refused = await refusals(client);
  const passed = rows.filter((row) => row.passed).length;
  const text = `# Conformance of the embedded engine with Zeebe 8.6.0

Written by \`npm run conformance\`; do not edit. Each scenario was played once on a real Zeebe 8.6.0, which left the golden
trace, and is played on the embedded engine by every test run. *Equal* means: the same records in the same order with the
same contents, and the same answers to every request. **${passed} of ${rows.length} scenarios are equal.**

## Elements

${table(
  ['element', 'scenarios', 'verdict'],
  elements.map((element) => {
    const own = rows.filter((row) => row.elements.includes(element));
    return [element, own.length, equal(own.every((row) => row.passed))];
  }),
)}

## Scenarios

${table(
  ['scenario', 'elements', 'behaviour', 'records', 'verdict'],
  rows.map(({ scenario, elements: own, events, passed: ok }) => [
    `\`${scenario.name}\``,
    own.join(', ') || '–',
    behaviourOf(scenario),
    events,
    equal(ok),
  ]),
)}

## Refused at deployment

Nothing is ignored: a model with one of these is not deployed at all. Zeebe 8.6.0 runs none of them either; task listeners,\nwhich it leaves out in silence, are refused as well.

${table(['what', 'verdict', 'message'], refused)}

## Requests of the gateway protocol

${table(['RPC', 'supported'], await calls(client))}

The two streaming requests, ActivateJobs and StreamActivatedJobs, are shown by \`broker/broker.test.ts\`.

${await answersSection(table)}

${deploymentsSection(table)}
${await clientsSection(table)}

${tckSection(table)}

## Known differences

${DIFFERENCES}
`;
  writeFileSync(join(root, 'docs/conformance.md'), text);
  console.log(`docs/conformance.md: ${passed} of ${rows.length} scenarios equal`);
  if (passed < rows.length || refused.some(([, verdict]) => verdict !== 'refused')) process.exitCode = 1;
} finally {
  client.close();
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
}
