// Starts the built platform on an empty data directory with its demonstration, and measures what a newcomer waits for:
// the first page, the accounts to sign in with, the demonstration as a whole, and the memory of it all at rest.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { freePort } from '../../dist/runtime/index.js';

const REST_MS = 10_000;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Asks every 20 ms; answers the seconds since `from`, or null when the time is over. */
const secondsUntil = async (from, limitMs, ask) => {
  while (performance.now() - from < limitMs) {
    if (await ask().catch(() => false)) return (performance.now() - from) / 1000;
    await pause(20);
  }
  return null;
};

/** Resident memory of a process and all its children, in MiB. */
const residentMib = (pid) => {
  const lines = spawnSync('ps', ['-e', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' }).stdout.trim().split('\n');
  const rows = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const family = new Set([pid]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const [child, parent] of rows) if (family.has(parent)) family.add(child);
  }
  return rows.filter(([child]) => family.has(child)).reduce((sum, [, , rss]) => sum + rss, 0) / 1024;
};

/** All times in seconds from the start of the process; null = not within the limit. */
export const measurePlatform = async (root, limitMs) => {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-platform-'));
  const from = performance.now();
  const args = [join(root, 'dist/scripts/start.js'), '--port', String(port), '--data', dataDir];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
  const ended = new Promise((done) => child.once('exit', done));
  const url = `http://127.0.0.1:${port}`;
  try {
    const page = await secondsUntil(from, limitMs, async () => {
      if (child.exitCode !== null) throw new Error(output);
      return (await fetch(url, { headers: { accept: 'text/html' } })).status === 200;
    });
    const accounts = await secondsUntil(from, limitMs, async () => {
      const { demoAccounts } = await (await fetch(`${url}/api/setup`)).json();
      return demoAccounts.length > 0;
    });
    const demonstration = await secondsUntil(from, limitMs, async () => output.includes('示范数据已全部就绪'));
    await pause(REST_MS);
    return { page, accounts, demonstration, memoryMib: residentMib(child.pid) };
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
};
