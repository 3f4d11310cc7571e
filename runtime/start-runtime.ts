import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { AuditHeads } from './audit/heads.ts';
import { FileBlobs } from './blobs.ts';
import { compensateStep } from './cases/compensate.ts';
import { refreshCase } from './cases/case-index.ts';
import { ClockControl } from './clock-control.ts';
import { PlatformClock } from './clock.ts';
import { ItemLibrary } from './discretion/item-library.ts';
import { EngineClient } from './zeebe/client.ts';
import { Outbox } from './zeebe/outbox.ts';
import { Projection } from './exporter/projection.ts';
import { createApp } from './http/app.ts';
import { OrganTree } from './identity/organ-tree.ts';
import { sweepSessions } from './identity/sessions.ts';
import { LawLibrary } from './laws/library.ts';
import { LiveEvents } from './live-events.ts';
import { Metrics } from './metrics.ts';
import { registerOldCertificates } from './officers/sync-user.ts';
import { warnCertificates } from './officers/warn-certificates.ts';
import type { Platform } from './platform.ts';
import { ProcedureLibrary } from './procedures/library.ts';
import { GateWatch } from './gates/gate-watch.ts';
import { resumeReviews } from './gates/reviews.ts';
import { RuleLibrary } from './rule-packs/rule-library.ts';
import { SettingsError } from './settings.ts';
import type { Settings } from './settings.ts';
import { openStore } from './store/open.ts';
import { CalendarLibrary } from './timing/calendar-library.ts';
import { sweepClocks } from './timing/sweep.ts';

const SWEEP_MS = 60_000;
const SIGN_MS = 2000;
const FOLLOW_CLOCK_MS = 5000;
/**
 * How long an idle connection stays. Proxies keep theirs for a minute: they let go first, so none of them sends a request into
 * a connection that is being closed, which it could not repeat.
 */
const KEEP_ALIVE_MS = 75_000;

export interface Runtime {
  url: string;
  port: number;
  platform: Platform;
  /** Stops accepting, finishes what runs, signs the audit head, closes the store. */
  stop(): Promise<void>;
}

export interface EngineAddresses {
  grpc: string;
  rest: string;
}

/**
 * Starts the platform server. The engine may come up before or after it: the server listens first, because the engine's
 * exporter needs it.
 *
 * @throws SettingsError when the port is taken or the store can't be opened
 */
export async function startRuntime(settings: Settings, engineAddresses: EngineAddresses): Promise<Runtime> {
  z.config(z.locales.zhCN());
  const logger = pino({ level: settings.logLevel, base: { service: 'runtime' } });
  const clock = new PlatformClock();
  const now = (): string => clock.now();
  const store = await openStore(settings.databaseUrl, settings.dataDir, now).catch((error: unknown) => {
    throw new SettingsError(`数据库不能打开：${error instanceof Error ? error.message : String(error)}`);
  });
  const live = new LiveEvents();
  const metrics = new Metrics();
  const engine = new EngineClient(engineAddresses.grpc, engineAddresses.rest, settings.zeebeToken);
  const clockControl = new ClockControl(clock, engine);
  // The platform is complete before anything calls back into it.
  const platform = {} as Platform;
  const projection = new Projection(store, live, metrics, (unit, caseId) => refreshCase(platform, unit, caseId));
  const outbox = new Outbox({
    store,
    engine,
    logger,
    metrics,
    compensate: (entry, reason) => compensateStep(platform, entry, reason),
    lastRecordAt: () => projection.lastRecordAt,
  });
  Object.assign(platform, {
    settings,
    store,
    clock,
    clockControl,
    logger,
    engine,
    outbox,
    projection,
    blobs: new FileBlobs(join(settings.dataDir, 'blobs')),
    live,
    organs: new OrganTree(),
    procedures: new ProcedureLibrary(store, clock),
    items: new ItemLibrary(),
    rules: new RuleLibrary(),
    laws: new LawLibrary(store),
    gateWatch: new GateWatch(platform),
    heads: new AuditHeads(settings.dataDir),
    metrics,
    calendars: new CalendarLibrary(),
    sweep: (options) => sweepClocks(platform, options),
  } satisfies Platform);
  await platform.organs.load(store);
  await registerOldCertificates(platform);
  await platform.rules.load(store);
  await platform.calendars.refresh(store);
  const server = createServer(createApp(platform));
  server.requestTimeout = 0; // Uploads of a gigabyte over a slow line take their time.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, settings.port, settings.host);
  const { port } = server.address() as AddressInfo;
  outbox.start();
  platform.gateWatch.start();
  await resumeReviews(platform);
  warmLaws(platform);
  const timers = [
    every(SWEEP_MS, logger, async () => {
      await sweepClocks(platform);
      await sweepSessions(platform);
      await warnCertificates(platform);
    }),
    every(SIGN_MS, logger, () => platform.heads.sign(store, clock.now())),
  ];
  if (settings.controlledClock) timers.push(every(FOLLOW_CLOCK_MS, logger, () => clockControl.follow()));
  const host = settings.host === '0.0.0.0' || settings.host === '::' ? 'localhost' : settings.host;
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    for (const timer of timers) clearInterval(timer);
    outbox.stop();
    await platform.gateWatch.stop();
    live.close();
    await close(server);
    await platform.heads.sign(store, clock.now());
    await engine.close().catch(() => undefined);
    await store.close();
  };
  return { url: `http://${host}:${port}`, port, platform, stop: () => (stopping ??= stop()) };
}

/**
 * Listens for a moment: a port in use is told before the data directory and the database are made.
 *
 * @throws SettingsError
 */
export async function demandFreePort({ port, host }: { port: number; host: string }): Promise<void> {
  const probe = createServer();
  await listen(probe, port, host);
  await close(probe);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new SettingsError(`端口 ${port} 已被占用，请关闭占用它的程序，或用 --port 换一个端口`)
          : error.code === 'EACCES'
            ? new SettingsError(`没有权限使用端口 ${port}，请换一个 1024 以上的端口`)
            : new SettingsError(`不能在 ${host}:${port} 上监听：${error.message}`),
      );
    });
    server.listen(port, host, resolve);
  });
}

/** Lets requests in progress finish, then cuts what hangs. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), 5000);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function every(ms: number, logger: Platform['logger'], work: () => Promise<void>): NodeJS.Timeout {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    work()
      .catch((error: unknown) => logger.error({ err: error }, 'periodic work failed'))
      .finally(() => (running = false));
  }, ms);
  timer.unref();
  return timer;
}

/** The first search should not be the slow one. */
function warmLaws({ laws, clock, logger }: Platform): void {
  laws
    .search(clock.today())
    .catch((error: unknown) => logger.warn({ err: error }, 'the law index could not be made yet'));
}
