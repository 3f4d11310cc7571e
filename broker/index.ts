import { mkdirSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Tls } from './access.ts';
import { accessBy } from './access.ts';
import { Clock } from './clock.ts';
import type { Disk } from './store/disk.ts';
import { Exporter } from './exporter.ts';
import { boundHeapGrowth } from './heap-growth.ts';
import { lockFolder } from './store/folder-lock.ts';
import type { StartGateway } from './gateway/server.ts';
import { startGatewayThread } from './gateway/thread/start-thread.ts';
import { JobDispatcher } from './jobs/job-dispatcher.ts';
import { localEngine } from './local-engine.ts';
import { LogKeeper } from './store/log-keeper.ts';
import { RecordLog } from './store/record-log.ts';
import { startRest } from './rest/server.ts';
import { Results } from './results.ts';
import { StreamProcessor } from './stream-processor.ts';

export type { Tls } from './access.ts';
export { copyEngine } from './store/copy.ts';
export { FolderInUse, lockFolder } from './store/folder-lock.ts';

export interface BrokerLogger {
  info: (message: string) => void;
  warn: (message: string) => void;
  error: (message: string) => void;
}

export interface BrokerOptions {
  /** Folder of the log; made when it is not there. */
  dataDir: string;
  /** 0 takes a free port. */
  grpcPort: number;
  restPort: number;
  host?: string;
  /** Where records are sent, as Zeebe's Elasticsearch exporter does; nowhere when absent. */
  exporterUrl?: string;
  exporterAuth?: { username: string; password: string };
  /** Also exports rejections and the inner events that Zeebe's exporter leaves out by default. */
  exportAll?: boolean;
  /** The time when the clock is not pinned, in milliseconds since 1970. */
  clock?: () => number;
  logger?: BrokerLogger;
  /** What callers of gRPC and REST must show as `Bearer <token>`; everybody may call when absent. */
  token?: string;
  /** Encrypts gRPC and REST. */
  tls?: Tls;
  /** How long exported records stay in the log, in milliseconds; a week by default. */
  logRetentionMs?: number;
  /** Commands that may wait for the disk before further ones are refused; 1,000 by default. */
  maxCommandsInFlight?: number;
  /** Rows of the state that stay in memory; 60,000 by default. */
  heldRows?: number;
  /** Keeps the heap of the process small while many instances are open, at some cost of time: `boundHeapGrowth`. */
  boundHeap?: boolean;
  /** For tests: a disk that fails. */
  disk?: Disk;
  /** For tests: another way to the gateway. On a thread of its own where there is compiled code, else on this one. */
  startGateway?: StartGateway;
}

export interface RunningBroker {
  /** `host:port` */
  grpcAddress: string;
  /** `http://host:port`, `https://…` with TLS */
  restAddress: string;
  stop: () => Promise<void>;
}

const A_WEEK_MS = 7 * 24 * 3_600_000;
const SILENT: BrokerLogger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A thread can't run TypeScript. What runs here without compilation is loaded only then: this thread has no use for gRPC. */
const usualGateway = async (): Promise<StartGateway> =>
  import.meta.url.endsWith('.ts') ? (await import('./gateway/server.ts')).startGateway : startGatewayThread;

interface Core {
  log: RecordLog;
  clock: Clock;
  processor: StreamProcessor;
  dispatcher: JobDispatcher;
  results: Results;
}

/** Reads the state, which holds the thread: what is to go on beside it has begun before. */
const openCore = async (options: BrokerOptions): Promise<Core> => {
  await setImmediate();
  const log = new RecordLog(options.dataDir, options.heldRows, options.disk);
  try {
    const clock = new Clock(options.clock, log.pinnedClock);
    const processor = new StreamProcessor(log, clock, {
      ...(options.maxCommandsInFlight && { commands: options.maxCommandsInFlight }),
    });
    return { log, clock, processor, dispatcher: new JobDispatcher(processor), results: new Results(processor) };
  } catch (error) {
    await log.close();
    throw error;
  }
};

/** Starts the embedded engine server: Zeebe's gRPC gateway, user-task REST, timers, a durable log and its export. */
export const startBroker = async (options: BrokerOptions): Promise<RunningBroker> => {
  const { dataDir, host = '127.0.0.1', logger = SILENT } = options;
  const onError = (error: Error): void => logger.error(error.stack ?? error.message);
  const startGateway = options.startGateway ?? (await usualGateway());
  mkdirSync(dataDir, { recursive: true });
  const closing: (() => Promise<void> | void)[] = [lockFolder(dataDir)];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  const opening = openCore(options);
  const settings = {
    host,
    port: options.grpcPort,
    ...(options.token !== undefined && { token: options.token }),
    ...(options.tls && { tls: options.tls }),
  };
  const engine = opening.then(({ processor, dispatcher, results }) => localEngine(processor, dispatcher, results));
  const gatewayStarts = startGateway(engine, settings, onError);
  // Waited for below, whatever happens before.
  gatewayStarts.catch(() => undefined);
  try {
    const { log, clock, processor, dispatcher, results } = await opening;
    const { exporterUrl, exporterAuth } = options;
    const keeper = new LogKeeper({
      log,
      clock,
      retentionMs: options.logRetentionMs ?? A_WEEK_MS,
      exports: exporterUrl !== undefined,
      onError,
    });
    closing.push(
      () => log.close(),
      () => keeper.stop(),
    );
    let exporter: Exporter | undefined;
    if (exporterUrl) {
      const sending = new Exporter({
        url: exporterUrl,
        ...(exporterAuth && { auth: exporterAuth }),
        ...(options.exportAll && { exportAll: true }),
        log,
        onError: (error) => logger.warn(`exporting records: ${error.message}`),
      });
      exporter = sending;
      closing.push(() => sending.stop());
    }
    // In the turn in which the state was read: clients may be waiting at the gateway, and what their calls bring about is told here.
    processor.start({
      jobsAvailable: (type) => dispatcher.dispatch(type),
      instanceEnded: (key, value) => results.ended(key, value),
      recordsAppended: () => exporter?.notify(),
      stateSaved: () => keeper.forgetOld(),
      delayed: (error) => logger.warn(`the disk refused to write, trying again: ${error.message}`),
      failed: onError,
    });
    closing.push(() => processor.stop());
    if (options.boundHeap) closing.push(boundHeapGrowth(() => log.states.held));
    const gateway = await gatewayStarts;
    closing.push(gateway.stop);
    const setClock = async (timestamp: number | undefined): Promise<void> => {
      await log.savePinnedClock(timestamp);
      if (timestamp === undefined) clock.reset();
      else clock.pin(timestamp);
      processor.clockChanged();
    };
    const rest = await startRest({
      processor,
      dispatcher,
      results,
      host,
      port: options.restPort,
      address: () => ({ host, port: gateway.port }),
      setClock,
      access: accessBy(options.token),
      tls: options.tls,
      onError,
    });
    closing.push(rest.stop);
    logger.info(`broker ready: gRPC ${host}:${gateway.port}, REST ${host}:${rest.port}`);
    return {
      grpcAddress: `${host}:${gateway.port}`,
      restAddress: `${options.tls ? 'https' : 'http'}://${host}:${rest.port}`,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
