import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sink } from '../../scenarios/support/exporter-sink.ts';
import { writeModels } from './models.ts';

/** What a step gave, or how it was refused; keys are replaced by `#1`, `#2` … in the order in which they came up. */
export interface Seen {
  step: string;
  value?: unknown;
  error?: { code: string; text?: string };
}

const WALK_MS = 120_000;
const KEY_MS = 30_000;
const FIRST_KEY = 2 ** 51;

/** `GET /incident`, `GET /user-task`: the key of the next one in the records. No client can ask an engine for it. */
const startKeys = async ({ records }: Sink) => {
  const given = new Set<number>();
  const nextOf = async (type: string): Promise<number> => {
    for (const until = Date.now() + KEY_MS; Date.now() < until;) {
      const next = records.find(
        ({ valueType, intent, key }) => valueType === type && intent === 'CREATED' && !given.has(key),
      );
      if (next) {
        given.add(next.key);
        return next.key;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return 0;
  };
  const server = createServer((request, response) => {
    const type = (request.url ?? '').slice(1).replace('-', '_').toUpperCase();
    void nextOf(type).then((key) => response.end(String(key)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
};

const run = ([command, ...args]: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command!, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: WALK_MS, killSignal: 'SIGKILL' });
    const out: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const text = Buffer.concat(out).toString('utf8');
      if (code === 0) return resolve(text);
      return reject(new Error(`${command} ended with ${code ?? signal}\n${text}\n${Buffer.concat(errors).toString()}`));
    });
  });

/** Keys become names, parts of an object stand in the order of their names. */
const withoutKeys = (lines: unknown[]): unknown[] => {
  const names = new Map<string, string>();
  const nameOf = (key: string): string => {
    if (!names.has(key)) names.set(key, `#${names.size + 1}`);
    return names.get(key)!;
  };
  const plain = (value: unknown): unknown => {
    if (typeof value === 'number') return value >= FIRST_KEY ? nameOf(String(value)) : value;
    if (typeof value === 'string') return value.replace(/22517998136\d{5}/g, nameOf);
    if (Array.isArray(value)) return value.map(plain);
    if (!value || typeof value !== 'object') return value;
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([name, part]) => [name, plain(part)]));
  };
  return lines.map(plain);
};

interface Addresses {
  grpcAddress: string;
  restAddress: string;
}

/** Lets a client's program take its steps on an engine that exports all records to the sink. */
export const walk = async (program: string[], engine: Addresses, sink: Sink): Promise<Seen[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'client-models-'));
  const keys = await startKeys(sink);
  try {
    writeModels(folder);
    const text = await run([...program, engine.grpcAddress, folder, keys.url, engine.restAddress]);
    const lines = text.split('\n').filter(Boolean);
    return withoutKeys(lines.map((line) => JSON.parse(line) as unknown)) as Seen[];
  } finally {
    await keys.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
