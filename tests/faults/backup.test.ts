import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DEMO_CASES, DEMO_PASSWORD, createRunner, signIn } from '#seed';
import { CaseDriver } from '../support/case-driver.ts';
import { eventually } from '../support/platform.ts';
import type { PlatformProcess } from '../support/platform-process.ts';
import { plainEnvironment, prepareData, startPlatformProcess } from '../support/platform-process.ts';

// A backup taken while officers work, and the case that goes on from it.

const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const folder = mkdtempSync(join(tmpdir(), 'backup-'));
const started: PlatformProcess[] = [];
let source: { dataDir: string; port: number };

const script = (path: string, ...args: string[]): Promise<{ status: number | null; text: string }> =>
  new Promise((done) => {
    const command = ['--import', 'tsx', '--conditions=development', resolve(path), ...args];
    const child = spawn(process.execPath, command, { env: plainEnvironment() });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += String(data)));
    child.once('close', (status) => done({ status, text }));
  });
const start = async (dataDir: string, port: number): Promise<PlatformProcess> => {
  const platform = await startPlatformProcess({ dataDir, port });
  started.push(platform);
  return platform;
};

beforeAll(async () => {
  source = await prepareData();
}, 60_000);
afterAll(async () => {
  for (const platform of started) await platform.kill();
  for (const path of [folder, source.dataDir]) rmSync(path, { recursive: true, force: true });
}, 30_000);

test('a backup of the running platform is restored and its case goes on; both logs verify', async () => {
  const copy = join(folder, 'copy');
  const restored = join(folder, 'restored');
  const running = await start(source.dataDir, source.port);
  const driver = new CaseDriver(createRunner(running.url, today), demo);
  await driver.register();
  await driver.advanceTo('Task_Interview');

  // Others register cases meanwhile: none of them may be torn in two.
  let busy = true;
  const others = (async () => {
    while (busy) await new CaseDriver(createRunner(running.url, today), demo).register();
  })();
  await new Promise((done) => setTimeout(done, 300));
  const made = await script('scripts/backup.ts', '--data', source.dataDir, '--to', copy);
  expect(made).toMatchObject({ status: 0, text: expect.stringContaining('已备份引擎、数据库') });
  busy = false;
  await others;
  const before = (await driver.detail()).events.map(({ type }) => type);
  await running.kill();

  expect(await script('scripts/backup.ts', '--data', source.dataDir, '--to', copy)).toMatchObject({
    status: 2,
    text: expect.stringContaining('不是空目录'),
  });
  expect(await script('scripts/restore.ts', '--from', copy, '--data', restored)).toMatchObject({ status: 0 });
  expect(await script('broker/store/log-verify.ts', '--data', join(restored, 'engine'))).toMatchObject({
    status: 0,
    text: expect.stringContaining('记录与状态一致'),
  });
  expect(await script('runtime/audit-verify.ts', '--data', restored)).toMatchObject({ status: 0 });

  const again = await start(restored, source.port);
  const next = new CaseDriver(createRunner(again.url, today), demo);
  next.caseId = driver.caseId;
  next.evidenceIds.push(...driver.evidenceIds);
  expect((await next.detail()).events.map(({ type }) => type)).toEqual(before);
  await next.advanceTo('Task_Notice');
  // Every case of the backup has its instance: nothing is known on one side only.
  const officer = await signIn(again.url, 'zhifa1', DEMO_PASSWORD);
  const { items } = await officer.call('cases', { query: { pageSize: '200' } });
  expect(items.length).toBeGreaterThan(1);
  for (const { id } of items) {
    // What was on its way at the moment of the backup is delivered after the start.
    const detail = await eventually(`${id} has its task`, async () => {
      const found = await officer.call('case', { params: { id } });
      return found.openTasks.length > 0 && found;
    });
    expect(detail.instances.filter(({ parentKey }) => parentKey === null)).toHaveLength(1);
    expect(detail.openTasks).toHaveLength(1);
  }
}, 240_000);

test('restoring over data keeps them under another name, and refuses what is no whole backup', async () => {
  const copy = join(folder, 'copy');
  const restored = join(folder, 'restored');
  expect(await script('scripts/restore.ts', '--from', restored, '--data', join(folder, 'x'))).toMatchObject({
    status: 2,
    text: expect.stringContaining('不是一份完整的备份'),
  });
  expect(existsSync(join(folder, 'x'))).toBe(false);
  expect(await script('scripts/restore.ts', '--from', copy, '--data', join(folder, 'y'))).toMatchObject({ status: 0 });
  expect(await script('scripts/restore.ts', '--from', copy, '--data', join(folder, 'y'))).toMatchObject({ status: 0 });
  expect(readdirSync(folder).filter((name) => name.startsWith('y.恢复前-'))).toHaveLength(1);
});
