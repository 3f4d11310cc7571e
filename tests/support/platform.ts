import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startBroker } from '#broker';
import type { DiscretionItem } from '#contracts';
import { freePort, startRuntime } from '#runtime';
import type { Runtime, Settings } from '#runtime';
import {
  CALENDAR,
  DEMO_PASSWORD,
  DEMO_USERS,
  MORE_USERS,
  ORGANS,
  createRunner,
  openSession,
  signIn,
  zipPackage,
} from '#seed';
import type { ApiSession, CaseRunner } from '#seed';
import { startWorkers } from '#worker';
import type { MongoServer } from './mongo.ts';
import { startZeebe } from './zeebe.ts';

export type EngineKind = 'broker' | 'zeebe';
export type StoreKind = 'sqlite' | 'mongo';

export interface PlatformOptions {
  engine?: EngineKind;
  store?: StoreKind;
  /** Needed for `store: 'mongo'`. */
  mongo?: MongoServer | null;
  settings?: Partial<Settings>;
  /** An existing data directory to start on again; otherwise a new one. */
  dataDir?: string;
  /** `reference` (default): people, organs, lists and published packages, no cases; `none`: empty. */
  seed?: 'reference' | 'none';
  /** Packages of `templates/` to publish; the ordinary penalty procedure by default. */
  packages?: string[];
}

export interface TestPlatform {
  url: string;
  dataDir: string;
  serviceToken: string;
  /** Of the engine. */
  grpcAddress: string;
  runtime: Runtime;
  /** A signed-in demonstration account. */
  api(account: string): Promise<ApiSession>;
  runner: CaseRunner;
  /** Moves runtime and engine together. */
  moveClock(timestamp: string): Promise<void>;
  stop(options?: { keepData?: boolean }): Promise<void>;
}

export const TEMPLATES = resolve('templates');

export function testSettings(dataDir: string, port: number, more: Partial<Settings> = {}): Settings {
  return {
    port,
    host: '127.0.0.1',
    dataDir,
    demo: true,
    workers: true,
    databaseUrl: undefined,
    zeebeGrpcAddress: undefined,
    zeebeRestAddress: undefined,
    serviceToken: 'test-service-token-0123456789',
    controlledClock: true,
    evidenceLimitBytes: 4 * 1024 * 1024,
    logLevel: 'silent',
    secureCookies: false,
    webDir: join(dataDir, 'web'),
    templatesDir: TEMPLATES,
    ...more,
  };
}

/** The whole platform in this process (a real Zeebe in its own), on free ports and directories of its own. */
export async function startPlatform(options: PlatformOptions = {}): Promise<TestPlatform> {
  const { engine = 'broker', store = 'sqlite', seed = 'reference' } = options;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'quanheng-test-'));
  const port = await freePort();
  const databaseUrl = store === 'mongo' ? options.mongo?.url(`case_${randomUUID().slice(0, 8)}`) : undefined;
  const settings = testSettings(dataDir, port, { databaseUrl, ...options.settings });
  const url = `http://127.0.0.1:${port}`;
  const exporterAuth = { username: 'exporter', password: settings.serviceToken };
  const [grpcPort, restPort] = await Promise.all([freePort(), freePort()]);
  const zeebe = engine === 'zeebe' ? await startZeebe(url, settings.serviceToken) : null;
  const addresses = zeebe
    ? { grpc: zeebe.grpcAddress, rest: zeebe.restAddress }
    : { grpc: `127.0.0.1:${grpcPort}`, rest: `http://127.0.0.1:${restPort}` };
  const runtime = await startRuntime(settings, addresses);
  const broker = zeebe
    ? null
    : await startBroker({ dataDir: join(dataDir, 'engine'), grpcPort, restPort, exporterUrl: url, exporterAuth });
  const workers = await startWorkers({
    zeebeGrpcAddress: addresses.grpc,
    zeebeRestAddress: addresses.rest,
    runtimeUrl: url,
    serviceToken: settings.serviceToken,
  });
  if (seed === 'reference') await loadReference(url, options.packages ?? ['penalty-ordinary']);
  return {
    url,
    dataDir,
    serviceToken: settings.serviceToken,
    grpcAddress: addresses.grpc,
    runtime,
    api: (account) => signIn(url, account, DEMO_PASSWORD),
    runner: createRunner(url, () => runtime.platform.clock.today()),
    async moveClock(timestamp) {
      const response = await fetch(`${url}/internal/clock`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${settings.serviceToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ timestamp }),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    async stop({ keepData = false } = {}) {
      await workers.stop();
      await broker?.stop();
      await zeebe?.stop();
      await runtime.stop();
      if (!keepData) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** People, the organs that they need, calendar, lists and one published package: seconds instead of a whole city. */
async function loadReference(baseUrl: string, packages: string[]): Promise<void> {
  const admin = openSession(baseUrl);
  await admin.call('setup', {
    body: { account: 'admin', name: '平台管理员', password: DEMO_PASSWORD, organName: '济南市人民政府' },
  });
  const users = [...DEMO_USERS, ...MORE_USERS];
  const byId = new Map(ORGANS.map((organ) => [organ.id, organ]));
  const wanted = new Set<string>();
  for (const { organId } of users)
    for (let id: string | null = organId; id !== null; id = byId.get(id)?.parentId ?? null) wanted.add(id);
  for (const organ of ORGANS.filter(({ id }) => wanted.has(id)))
    await admin.call('putOrgan', { params: { id: organ.id }, body: organ });
  await Promise.all(users.map((user) => admin.call('createUser', { body: user })));
  const author = await signIn(baseUrl, 'fazhi1', DEMO_PASSWORD);
  const reviewer = await signIn(baseUrl, 'fazhi2', DEMO_PASSWORD);
  await author.call('putCalendar', { body: CALENDAR });
  const items = JSON.parse(readFileSync('seed/data/discretion-items.json', 'utf8')) as DiscretionItem[];
  for (const item of items) await author.call('putDiscretionItem', { params: { code: item.code }, body: item });
  for (const code of packages) {
    await author.send('/api/procedures/import', zipPackage(TEMPLATES, code), 'application/zip');
    await author.call('submitDraft', { params: { code }, body: { note: '测试' } });
    await reviewer.call('approveDraft', { params: { code }, body: { comment: '同意' } });
  }
}

/** Asks until the answer satisfies; fails with what was asked for. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  ms = 15_000,
): Promise<T> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((done) => setTimeout(done, 60));
  }
  throw new Error(`Not within ${ms} ms: ${what}`);
}
