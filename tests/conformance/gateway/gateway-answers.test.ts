import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from '#broker';
import { connect } from '../../scenarios/support/client.ts';
import { calls } from './calls.ts';
import { ANSWER_DIFFERENCES } from './answer-differences.ts';
import goldens from './goldens.json' with { type: 'json' };
import type { Answer } from './play-calls.ts';
import { playCalls } from './play-calls.ts';

const known = goldens as Record<string, Answer>;
const folder = mkdtempSync(join(tmpdir(), 'gateway-answers-'));
let answers: Record<string, Answer>;

beforeAll(async () => {
  const broker = await startBroker({ dataDir: folder, grpcPort: 0, restPort: 0 });
  const client = connect(broker.grpcAddress);
  answers = await playCalls({ client, restAddress: broker.restAddress }, calls);
  client.close();
  await broker.stop();
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every call has an answer of a real Zeebe 8.6.0', () => {
  expect(calls.map(({ name }) => name).filter((name) => !(name in known))).toEqual([]);
});

test('our answers are the same, but for what is known', () => {
  const differing = calls.filter(
    ({ name }) => !(name in ANSWER_DIFFERENCES) && JSON.stringify(answers[name]) !== JSON.stringify(known[name]),
  );
  expect(Object.fromEntries(differing.map(({ name }) => [name, answers[name]]))).toEqual(
    Object.fromEntries(differing.map(({ name }) => [name, known[name]])),
  );
});

test('what is known to differ does differ', () => {
  const equal = Object.keys(ANSWER_DIFFERENCES).filter(
    (name) => JSON.stringify(answers[name]) === JSON.stringify(known[name]),
  );
  expect(equal).toEqual([]);
});
