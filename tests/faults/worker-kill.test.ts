import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { DEMO_CASES, DEMO_PASSWORD, signIn } from '#seed';
import { CaseDriver } from '../support/case-driver.ts';
import { eventually } from '../support/platform.ts';
import type { PlatformParts } from '../support/platform-parts.ts';
import { startPlatformParts } from '../support/platform-parts.ts';
import { SERVICE_TOKEN, plainEnvironment } from '../support/platform-process.ts';

// A worker, in a process of its own, is killed while it has a document written: before the runtime heard of it, and
// after the runtime wrote it but before the worker knew. Either way there is one document in the end, with one number.

const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');
const SERVICE = { authorization: `Bearer ${SERVICE_TOKEN}`, 'content-type': 'application/json' };
/** Behind the time that a worker has for a job. */
const JOB_OVER_MS = 61_000;

let platform: PlatformParts;
let relay: Server;
let relayUrl: string;
/** What happens to the next request for a document on its way to the runtime. */
let onDocument: { before?: () => Promise<void>; after?: () => Promise<void> } = {};
const started: ChildProcess[] = [];

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** Stands between worker and runtime, and passes everything on. */
const startRelay = async (): Promise<void> => {
  relay = createServer((request, response) => {
    const work = async (): Promise<void> => {
      const body = await bodyOf(request);
      const { before, after } = request.url?.endsWith('/documents') ? onDocument : {};
      await before?.();
      if (before) return void request.socket.destroy();
      const answer = await fetch(`${platform.url}${request.url ?? ''}`, {
        method: request.method ?? 'GET',
        headers: SERVICE,
        ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
      });
      const text = await answer.text();
      await after?.();
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
        .end(text);
    };
    work().catch(() => request.socket.destroy());
  });
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', () => done()));
  relayUrl = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`;
};

const startWorker = (): Promise<ChildProcess> =>
  new Promise((done, fail) => {
    const args = ['--import', 'tsx', '--conditions=development', resolve('worker/main.ts')];
    const env = plainEnvironment({
      ZEEBE_GRPC_ADDRESS: platform.grpcAddress,
      ZEEBE_REST_ADDRESS: platform.restAddress,
      RUNTIME_URL: relayUrl,
      QUANHENG_SERVICE_TOKEN: SERVICE_TOKEN,
    });
    const child = spawn(process.execPath, args, { env });
    started.push(child);
    child.once('exit', (code) => fail(new Error(`The worker ended with ${code}`)));
    child.stdout.on('data', (data) => String(data).includes('workers started') && done(child));
  });

const kill = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', () => done());
    child.kill('SIGKILL');
  });

const passTime = async (): Promise<void> => {
  const now = Date.parse(platform.runtime.platform.clock.now());
  const body = JSON.stringify({ timestamp: now + JOB_OVER_MS });
  const response = await fetch(`${platform.url}/internal/clock`, { method: 'PUT', headers: SERVICE, body });
  expect(response.status).toBe(200);
};

beforeAll(async () => {
  platform = await startPlatformParts({ workers: false });
  await startRelay();
}, 60_000);
afterAll(async () => {
  await Promise.all(started.map(kill));
  relay.close();
  relay.closeAllConnections();
  await platform.stop();
}, 30_000);

/** Brings a new case to its first document, and kills the worker there. */
const killAtFirstDocument = async (moment: 'before' | 'after'): Promise<CaseDriver> => {
  const worker = await startWorker();
  const driver = new CaseDriver(platform.runner, demo);
  await driver.register();
  const filing = await driver.advanceTo('Task_Filing');
  const killed = new Promise<void>((done) => {
    onDocument = {
      [moment]: async () => {
        onDocument = {};
        await kill(worker);
        done();
      },
    };
  });
  await driver.complete(filing);
  await killed;
  return driver;
};

const finish = async (driver: CaseDriver) => {
  const worker = await startWorker();
  await passTime();
  await eventually(
    'the step behind the document',
    async () => {
      const { openTasks } = await driver.detail();
      return openTasks.some(({ elementId }) => elementId === 'Task_Inspect');
    },
    30_000,
  );
  await kill(worker);
  const { documents, incidents, instances } = await driver.detail();
  expect(incidents).toEqual([]);
  const officer = await platform.runner.as('zhifa1');
  const trace = await officer.call('instance', { params: { key: instances[0]?.key ?? '' } });
  const made = trace.visits.filter(
    ({ elementType, documents: own }) => elementType === 'SERVICE_TASK' && own.length > 0,
  );
  for (const visit of made) expect([visit.elementId, visit.documents.length]).toEqual([visit.elementId, 1]);
  return documents;
};

test('killed before the runtime heard of it: nothing is there; the next worker writes it once', async () => {
  const driver = await killAtFirstDocument('before');
  expect((await driver.detail()).documents).toEqual([]);
  const documents = await finish(driver);
  expect(documents).toHaveLength(new Set(documents.map(({ code }) => code)).size);
  expect(documents.length).toBeGreaterThan(0);
}, 90_000);

test('killed after the runtime wrote it: the next worker gets the same answer, no second paper, no second number', async () => {
  const driver = await killAtFirstDocument('after');
  const [written, ...none] = (await driver.detail()).documents;
  expect(none).toEqual([]);
  expect(written?.number).toMatch(/〔\d{4}〕2号$/);
  const documents = await finish(driver);
  expect(documents.filter(({ code }) => code === written?.code)).toEqual([written]);
}, 90_000);

test('the log verifies', async () => {
  const auditor = await signIn(platform.url, 'shenji1', DEMO_PASSWORD);
  expect(await auditor.call('auditVerify')).toMatchObject({ ok: true, problem: null });
});
