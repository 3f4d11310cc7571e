import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '#runtime';
import { startPlatform } from './platform.ts';

/** `npm start` from the sources, as a process of its own: what a kill, a full disk or a wrong setting does to it. */
export interface PlatformProcess {
  url: string;
  pid: number;
  /** All that it printed so far. */
  output(): string;
  /** kill -9: nothing is finished, flushed or told. */
  kill(): Promise<void>;
  /** SIGTERM, as an orderly stop. Answers the exit code. */
  stop(): Promise<number | null>;
}

export interface ProcessOptions {
  dataDir: string;
  port: number;
  args?: string[];
  env?: Record<string, string>;
  /** A command that runs the given one in other surroundings, e.g. in a mount namespace. */
  wrap?: (command: string[]) => string[];
}

export const SERVICE_TOKEN = 'test-service-token-0123456789';
const START_MS = 60_000;

/** Only what a program needs: no settings of the surroundings leak in. */
export function plainEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(QUANHENG_|ZEEBE_|DATABASE_URL)/.test(name));
  return { ...(Object.fromEntries(inherited) as Record<string, string>), NODE_ENV: 'test', ...more };
}

/** The command line of `npm start` on the sources. */
export const startCommand = (...args: string[]): string[] => [
  process.execPath,
  '--import',
  'tsx',
  '--conditions=development',
  resolve('scripts/start.ts'),
  ...args,
];

const exitOf = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((done) => child.once('exit', (code) => done(code)));

/** Starts it and waits until the engine and the store answer. */
export async function startPlatformProcess(options: ProcessOptions): Promise<PlatformProcess> {
  const { dataDir, port, args = ['--demo=off'], env = {}, wrap = (command) => command } = options;
  const [file = '', ...rest] = wrap(startCommand('--port', String(port), '--data', dataDir, ...args));
  const child = spawn(file, rest, { env: plainEnvironment({ QUANHENG_SERVICE_TOKEN: SERVICE_TOKEN, ...env }) });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
  const exited = exitOf(child);
  let expected = false;
  void exited.then((code) => {
    if (!expected) console.log(`The platform ended by itself (${code}, ${child.signalCode}): ${output.slice(-8000)}`);
  });
  const url = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + START_MS; ;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The platform ended: ${output}`);
    if (Date.now() > end) {
      expected = true;
      child.kill('SIGKILL');
      throw new Error(`The platform was not ready in ${START_MS} ms: ${output}`);
    }
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    async kill() {
      expected = true;
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      expected = true;
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), 20_000);
      const code = await exited;
      clearTimeout(killer);
      return code;
    },
  };
}

/** A data directory with people, lists and the published penalty procedure, and a free port to start on. */
export async function prepareData(): Promise<{ dataDir: string; port: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'quanheng-process-'));
  const platform = await startPlatform({ dataDir, settings: { serviceToken: SERVICE_TOKEN } });
  await platform.stop({ keepData: true });
  return { dataDir, port: await freePort() };
}
