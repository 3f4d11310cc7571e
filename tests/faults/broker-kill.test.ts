import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RecordLog } from '../../broker/store/record-log.ts';
import { killRounds } from './support/kill-rounds.ts';
import { Ledger } from './support/ledger.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const command = ['--conditions=development', '--import', 'tsx', 'broker/main.ts'];
/** `npm run faults:kill` does a thousand. */
const KILLS = 6;
/** With it, the first kill comes while the broker starts, the others in the middle of work. */
const SEED = 7;

test('kill -9 in the middle of work, again and again, loses nothing that was acknowledged and doubles nothing', async () => {
  const report = await killRounds(KILLS, SEED, true);
  expect(report.problems).toEqual([]);
  expect(report.kills).toBe(KILLS);
  expect(report.killsAtStart).toBeGreaterThan(0);
  expect(report.created).toBeGreaterThan(20);
  expect(report.completed).toBeGreaterThan(5);
}, 240_000);

test('what clients were told and the log does not say is noticed', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-'));
  const log = new RecordLog(dataDir);
  const ledger = new Ledger();
  const line = (position: number, key: number): string =>
    JSON.stringify({ position, key, recordType: 'EVENT', valueType: 'JOB', intent: 'COMPLETED', value: {} });
  try {
    const stored = Buffer.from([line(1, 7), line(2, 8), line(3, 7)].join('\n'));
    await log.append([{ firstPosition: 1, stored }]);
    for (const key of [7, 9]) ledger.acknowledge('completed', key);
    for (let sent = 0; sent < 3; sent++) ledger.send('completed');
    expect(ledger.audit(log)).toEqual(['completed 7 happened twice', 'completed and lost: 9 (1)']);
    expect(ledger.acknowledge('completed', 7)).toMatch(/twice/);
  } finally {
    await log.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test.each([
  [['--no-such-flag'], /不认识/],
  [['--grpc-port', 'abc'], /0 到 65535/],
  [['--exporter-url', 'nowhere'], /不是有效的网址/],
])('wrong arguments %p end with code 2 and say what is wrong', (args, text) => {
  const { status, stderr } = spawnSync(process.execPath, [...command, ...args], { cwd: root, encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toMatch(text);
});

test('a port in use ends with code 2 and says so', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'broker-port-'));
  const { createServer } = await import('node:net');
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  );
  const args = [...command, '--grpc-port', String(port), '--rest-port', '0', '--data', dataDir];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  server.close();
  rmSync(dataDir, { recursive: true, force: true });
  expect(stderr).toMatch(/端口已被占用/);
  expect(status).toBe(2);
});
