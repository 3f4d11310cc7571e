import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiError, ApiSession, CaseRunner } from '#seed';
import { DEMO_CASES, DEMO_PASSWORD, createRunner, signIn } from '#seed';
import { CaseDriver } from '../support/case-driver.ts';
import { eventually } from '../support/platform.ts';
import type { PlatformProcess } from '../support/platform-process.ts';
import { prepareData, startPlatformProcess } from '../support/platform-process.ts';

// A full disk: 507 in words, nothing changed, reads go on, and with space again so do writes.
// The platform runs in a mount namespace of its own, its data on a file system of a few megabytes in memory.

const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');
const DISK = '96m';
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

let dataDir: string;
let platform: PlatformProcess;
let runner: CaseRunner;
let driver: CaseDriver;
let officer: ApiSession;

/** A path as the platform sees it. */
const inside = (path: string): string => join('/proc', String(platform.pid), 'root', dataDir, path);

beforeAll(async () => {
  const prepared = await prepareData();
  ({ dataDir } = prepared);
  const mount = `mount -t tmpfs -o size=${DISK} tmpfs /mnt && cp -a "$1"/. /mnt && mount --move /mnt "$1" && shift && exec "$@"`;
  platform = await startPlatformProcess({
    ...prepared,
    wrap: (command) => ['unshare', '--map-root-user', '--mount', 'sh', '-c', mount, 'sh', dataDir, ...command],
  });
  runner = createRunner(platform.url, today);
  officer = await runner.as('zhifa1');
  driver = new CaseDriver(runner, demo);
  await driver.register();
  await driver.advanceTo('Task_Inspect');
}, 120_000);
afterAll(async () => {
  await platform.kill();
  rmSync(dataDir, { recursive: true, force: true });
}, 30_000);

/** Writes until there is no room for one byte more. */
const fill = (): void => {
  const file = openSync(inside('filler'), 'w');
  try {
    for (let size = 1 << 20; size >= 1;) {
      try {
        if (writeSync(file, new Uint8Array(size)) < size) size = 1;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        size >>= 1;
      }
    }
  } finally {
    closeSync(file);
  }
};
const free = (): void => rmSync(inside('filler'), { force: true });

const problemOf = async (work: Promise<unknown>): Promise<ApiError> => {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error as ApiError,
  );
  if (outcome === null) throw new Error('The call was accepted');
  return outcome;
};

/** All that a person can see of the case, and all that is waiting in the folder of uploads. */
const seen = async () => {
  const { timeline, ...detail } = await driver.detail();
  return {
    detail,
    timeline: timeline.length,
    task: await officer.call('task', { params: { key: detail.openTasks[0]?.key ?? '' } }),
    cases: (await officer.call('cases')).total,
    incoming: readdirSync(inside('blobs/incoming')),
  };
};

const expectFull = (problem: ApiError): void => {
  expect(problem.status).toBe(507);
  expect(problem.problem.type).toBe('urn:quanheng:problem:storage-full');
  expect(problem.problem.detail).toContain('存储空间已满');
  expect(problem.problem.detail).toContain('没有保存任何内容');
};

test('every kind of write is answered 507, nothing changes, reads go on; with space again the case goes on', async () => {
  const task = await driver.advanceTo('Task_Inspect');
  await driver.upload(new TextEncoder().encode('现场照片'), '现场照片.txt');
  await eventually(
    'the case rests',
    async () => (await officer.call('case', { params: { id: driver.caseId } })).documents.length > 0,
  );
  const before = await seen();

  fill();
  try {
    const [first] = driver.evidenceIds;
    const large = new Uint8Array(2_000_000).fill(65);
    expectFull(await problemOf(driver.upload(large, '大文件.txt')));
    expectFull(await problemOf(driver.complete(task)));
    expectFull(await problemOf(new CaseDriver(runner, demo).register()));
    expectFull(await problemOf(officer.call('saveTaskDraft', { params: { key: task.key }, body: { data: { a: 1 } } })));
    expect(driver.evidenceIds).toEqual([first]);
    expect(await seen()).toEqual(before);
    expect((await fetch(`${platform.url}/healthz`)).status).toBe(200);
  } finally {
    free();
  }

  expect(existsSync(inside('filler'))).toBe(false);
  const answer = await eventually('the step is accepted', async () =>
    driver.complete(task).catch((error: ApiError) => {
      if (error.status >= 500) return null;
      throw error;
    }),
  );
  expect(answer.caseId).toBe(driver.caseId);
  await driver.advanceTo('Task_Report');
  const detail = await driver.detail();
  expect(detail.events.filter(({ type }) => type === 'inspection.done')).toHaveLength(1);
  expect(detail.incidents).toEqual([]);
  const auditor = await signIn(platform.url, 'shenji1', DEMO_PASSWORD);
  expect(await auditor.call('auditVerify')).toMatchObject({ ok: true, problem: null });
}, 120_000);

test('the disk fills while jobs are at work: the platform stays up, and they are finished when there is room', async () => {
  const other = new CaseDriver(runner, demo);
  await other.register();
  const filing = await other.advanceTo('Task_Filing');
  await other.complete(filing);
  fill();
  try {
    await new Promise((done) => setTimeout(done, 2500));
    expect((await fetch(`${platform.url}/healthz`)).status).toBe(200);
    expect((await other.detail()).events.filter(({ type }) => type === 'case.filed')).toHaveLength(1);
  } finally {
    free();
  }
  const next = await other.nextTask(new Set([filing.key]), 60_000);
  expect(next?.elementId).toBe('Task_Inspect');
  const filed = await eventually(
    'the paper of filing',
    async () => {
      const { documents } = await other.detail();
      return documents.length > 0 && documents;
    },
    60_000,
  );
  expect(new Set(filed.map(({ code }) => code)).size).toBe(filed.length);
}, 150_000);

test('the disk fills in the middle of many writes: what was answered is kept, what was refused is not, the rest is told', async () => {
  const before = (await officer.call('cases')).total;
  const drivers = Array.from({ length: 12 }, () => new CaseDriver(runner, demo));
  const work = drivers.map((each) =>
    each.register(randomUUID()).then(
      () => 200,
      (error: ApiError) => error.status,
    ),
  );
  // The platform is another process: it writes while this one fills.
  await Promise.race(work);
  fill();
  let outcomes: number[];
  try {
    // 503: kept, and sent to the engine when its disk has room again.
    outcomes = await Promise.all(work);
    for (const outcome of outcomes) expect([200, 503, 507]).toContain(outcome);
    expect((await fetch(`${platform.url}/healthz`)).status).toBe(200);
  } finally {
    free();
  }
  const answered = drivers.filter((_each, index) => outcomes[index] === 200);
  for (const each of answered) expect(await each.nextTask(new Set(), 60_000)).not.toBeNull();
  const refused = outcomes.filter((outcome) => outcome === 507).length;
  const { total } = await officer.call('cases');
  expect(total).toBe(before + drivers.length - refused);
}, 150_000);
