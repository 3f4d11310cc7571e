import { setTimeout as sleep } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { EnginePort } from '../../engine-port.ts';
import type { Gateway, GatewaySettings } from '../server.ts';
import { serveEngine } from './engine-server.ts';

const ENTRY = new URL('./entry.js', import.meta.url);
/** Between the end of a thread that was not asked to end and the next try to start one. */
const RESTART_MS = 1000;
/** A thread that has not stopped by itself then is ended. */
const STOP_MS = 5000;

/** What calls in flight hold must find room: with less it is collected all the time, more only makes the process larger. */
const LIMITS = { maxYoungGenerationSizeMb: 48 };

export interface ThreadData {
  settings: GatewaySettings;
  /** Leads to `serveEngine`. */
  port: MessagePort;
}

interface ToldError {
  message: string;
  stack: string | undefined;
  code: string | undefined;
}

/** What the thread says of itself; what it is told is to stop, by any message. */
export type FromThread =
  | { kind: 'listening'; port: number }
  | { kind: 'refused'; error: ToldError }
  | { kind: 'error'; error: ToldError }
  | { kind: 'stopped' };

interface Thread extends Gateway {
  /** Resolves when the thread is gone, with the reason if it has told one. */
  ended: Promise<Error | undefined>;
}

const errorOf = (told: ToldError): Error => Object.assign(new Error(told.message), told);

/** @throws what kept the gateway from listening */
const runThread = async (
  engine: Promise<EnginePort>,
  settings: GatewaySettings,
  onError: (error: Error) => void,
  entry: URL,
): Promise<Thread> => {
  const { port1, port2 } = new MessageChannel();
  let served: { close: () => void } | undefined;
  const data: ThreadData = { settings, port: port2 };
  const worker = new Worker(entry, { workerData: data, transferList: [port2], resourceLimits: LIMITS });
  let reason: Error | undefined;
  const ended = new Promise<Error | undefined>((resolve) => {
    worker.on('error', (error: Error) => (reason = error));
    worker.once('exit', () => {
      served?.close();
      resolve(reason);
    });
  });
  const stopped = new Promise<void>((resolve) => {
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'stopped') resolve();
      if (message.kind === 'error') onError(errorOf(message.error));
    });
  });
  const listening = new Promise<number>((resolve, reject) => {
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'listening') resolve(message.port);
      if (message.kind === 'refused') reject(errorOf(message.error));
    });
    void ended.then((error) => reject(error ?? new Error('the thread of the gateway ended')));
  });
  const stop = async (): Promise<void> => {
    worker.postMessage('stop');
    await Promise.race([stopped, ended, sleep(STOP_MS, undefined, { ref: false })]);
    await worker.terminate();
  };
  // Told by whichever of the two is awaited first.
  listening.catch(() => undefined);
  try {
    served = serveEngine(await engine, port1);
    return { port: await listening, ended, stop };
  } catch (error) {
    await worker.terminate();
    throw error;
  }
};

/**
 * Starts the gateway on a thread of its own, which comes up while the engine does. Should that thread end, its clients lose their
 * connections and what they wait for, but no command that was acknowledged: it is told, and another one is started at the same
 * address.
 */
export const startGatewayThread = async (
  engine: Promise<EnginePort>,
  settings: GatewaySettings,
  onError: (error: Error) => void,
  entry: URL = ENTRY,
): Promise<Gateway> => {
  const run = (port: number): Promise<Thread> => runThread(engine, { ...settings, port }, onError, entry);
  let thread: Thread | undefined = await run(settings.port);
  const { port } = thread;
  let again: NodeJS.Timeout | undefined;
  let stopping = false;

  const restart = async (): Promise<void> => {
    try {
      thread = await run(port);
      if (stopping) await thread.stop();
      else watch(thread);
    } catch (error) {
      restartLater(error as Error);
    }
  };
  const restartLater = (reason: Error | undefined): void => {
    thread = undefined;
    if (stopping) return;
    onError(new Error('the thread of the gateway ended and is started again', { cause: reason }));
    again = setTimeout(() => void restart(), RESTART_MS);
  };
  const watch = ({ ended }: Thread): void => void ended.then(restartLater);

  watch(thread);
  return {
    port,
    stop: async () => {
      stopping = true;
      clearTimeout(again);
      await thread?.stop();
    },
  };
};
