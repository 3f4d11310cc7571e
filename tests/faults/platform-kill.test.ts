import { rmSync } from 'node:fs';
import { DEMO_CASES, DEMO_PASSWORD, createRunner, runPenaltyCase, signIn } from '#seed';
import type { CaseRunner } from '#seed';
import { CaseDriver } from '../support/case-driver.ts';
import { eventually } from '../support/platform.ts';
import type { PlatformProcess } from '../support/platform-process.ts';
import { prepareData, startPlatformProcess } from '../support/platform-process.ts';

// kill -9 of the whole platform in the middle of a case, at every other step of it: nothing acknowledged is lost, no step
// happens twice, the numbers have no gaps, and the audit chain verifies.

const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

let dataDir: string;
let port: number;
let platform: PlatformProcess;
let runner: CaseRunner;

const start = async (): Promise<void> => {
  platform = await startPlatformProcess({ dataDir, port });
};
const killAndStart = async (): Promise<void> => {
  await platform.kill();
  await start();
};

beforeAll(async () => {
  ({ dataDir, port } = await prepareData());
  await start();
  // Sessions outlive a kill: people go on without signing in again.
  runner = createRunner(platform.url, today);
  for (const account of ['zhifa1', 'zhifa2', 'juzhang1', 'shenhe1', 'kezhang1']) await runner.as(account);
}, 90_000);
afterAll(async () => {
  await platform.kill();
  rmSync(dataDir, { recursive: true, force: true });
}, 30_000);

const outcomeOf = async (caseId: string) => {
  const officer = await runner.as('zhifa1');
  const detail = await eventually(`${caseId} is closed`, async () => {
    const found = await officer.call('case', { params: { id: caseId } });
    return found.status === 'closed' && found;
  });
  const trace = await officer.call('instance', { params: { key: detail.instances[0]?.key ?? '' } });
  return {
    events: detail.events.map(({ type }) => type),
    documents: detail.documents.map(({ code, number }) => `${code} ${number === null ? '' : 'numbered'}`).sort(),
    numbers: detail.documents.flatMap(({ number }) => (number === null ? [] : [number])),
    evidence: detail.evidence.map(({ name, sha256 }) => `${name} ${sha256}`),
    instances: detail.instances.length,
    incidents: detail.incidents,
    visits: trace.visits.map(({ elementId, state }) => `${elementId} ${state}`).sort(),
    flows: trace.flows.map(({ id, count }) => `${id} ${count}`).sort(),
  };
};

/** The kinds of moments at which a step is hit. */
type Moment = { when: 'acknowledged'; afterMs: number } | { when: 'in flight'; afterMs: number };
const MOMENTS: Moment[] = [
  { when: 'acknowledged', afterMs: 0 },
  // The jobs behind the step (checks, documents) are being worked on.
  { when: 'acknowledged', afterMs: 15 },
  { when: 'in flight', afterMs: 12 },
  { when: 'acknowledged', afterMs: 45 },
  { when: 'in flight', afterMs: 30 },
];

test('a case killed again and again ends as one that was never disturbed', async () => {
  const undisturbed = await runPenaltyCase(runner, demo, { stopBefore: null });
  const expected = await outcomeOf(undisturbed.caseId);

  const driver = new CaseDriver(runner, demo);
  await driver.register('killed-1');
  await killAndStart();
  // The answer might have been lost on its way: the page sends the same request again.
  const id = driver.caseId;
  expect(await driver.register('killed-1')).toBe(id);

  const done = new Set<string>();
  const acknowledged: string[] = [];
  let kills = 1;
  for (let step = 0; ; step++) {
    // A job whose worker was killed is handed out again when its time is over.
    const task = await driver.nextTask(done, 90_000);
    if (!task) break;
    if (task.elementId === 'Task_Inspect' && driver.evidenceIds.length === 0)
      await driver.upload(new TextEncoder().encode('现场照片'), '现场照片.txt');
    if (step % 2 === 1) {
      await driver.complete(task);
      done.add(task.key);
      continue;
    }
    const moment = MOMENTS[kills % MOMENTS.length] ?? { when: 'acknowledged', afterMs: 0 };
    const before = (await driver.detail()).events.length;
    const answer = driver.complete(task).then(
      () => true,
      () => false,
    );
    if (moment.when === 'in flight') await pause(moment.afterMs);
    const accepted = moment.when === 'acknowledged' ? await answer : null;
    if (moment.when === 'acknowledged') await pause(moment.afterMs);
    await killAndStart();
    kills += 1;
    if (moment.when === 'acknowledged') expect(accepted).toBe(true);
    if (await answer) {
      done.add(task.key);
      acknowledged.push(task.elementId);
      expect((await driver.detail()).events.length).toBeGreaterThanOrEqual(before);
    }
  }
  expect(kills).toBeGreaterThan(7);

  const outcome = await outcomeOf(driver.caseId);
  expect({ ...outcome, numbers: [] }).toEqual({ ...expected, numbers: [], evidence: outcome.evidence });
  expect(outcome.evidence).toHaveLength(1);
  expect(outcome.visits.every((visit) => visit.endsWith(' completed'))).toBe(true);
  for (const elementId of new Set(acknowledged))
    expect(outcome.visits.filter((visit) => visit === `${elementId} completed`)).toHaveLength(1);
  expectNoGaps([...expected.numbers, ...outcome.numbers]);
}, 300_000);

/** Of every word (立案, 告知…) the two cases together took 1, 2, 3 … with nothing missing and nothing twice. */
const expectNoGaps = (numbers: string[]): void => {
  const byWord = new Map<string, Set<number>>();
  for (const number of numbers) {
    const [, word = '', serial = ''] = /^(.*〔\d{4}〕)(\d+)号$/.exec(number) ?? [];
    byWord.set(word, new Set([...(byWord.get(word) ?? []), Number(serial)]));
  }
  expect(byWord.size).toBeGreaterThan(2);
  for (const [word, serials] of byWord)
    expect([word, [...serials].sort((a, b) => a - b)]).toEqual([
      word,
      Array.from({ length: serials.size }, (_, index) => index + 1),
    ]);
};

test('after it all the audit chain verifies and no command waits for the engine', async () => {
  const auditor = await signIn(platform.url, 'shenji1', DEMO_PASSWORD);
  const verified = await auditor.call('auditVerify');
  expect(verified.problem).toBeNull();
  expect(verified.ok).toBe(true);
  // An orderly stop and a start after it read the same.
  expect(await platform.stop()).toBe(0);
  await start();
  const again = await (await signIn(platform.url, 'shenji1', DEMO_PASSWORD)).call('auditVerify');
  expect(again.ok).toBe(true);
  expect(again.entries).toBeGreaterThanOrEqual(verified.entries);
}, 90_000);
