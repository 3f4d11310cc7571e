import type { SpawnSyncReturns } from 'node:child_process';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#runtime';
import { openSession } from '#seed';
import { plainEnvironment, startCommand, startPlatformProcess } from '../support/platform-process.ts';

// A start that can't be: the person at the terminal reads what is wrong and how to mend it; nothing is left behind.

let directory: string;
let dataDir: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'quanheng-start-'));
  dataDir = join(directory, 'data');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const attempt = (
  args: string[],
  env: Record<string, string> = {},
  wrap: (command: string[]) => string[] = (command) => command,
): SpawnSyncReturns<string> => {
  const [file = '', ...rest] = wrap(startCommand(...args));
  const options = { env: plainEnvironment(env), encoding: 'utf8', timeout: 20_000, killSignal: 'SIGKILL' } as const;
  return spawnSync(file, rest, options);
};

/** Ended with code 2 and one line in Chinese; no stack, no data directory. */
const expectRefused = ({ status, stderr }: SpawnSyncReturns<string>, ...words: string[]): void => {
  for (const word of words) expect(stderr).toContain(word);
  expect(stderr).toMatch(/^启动失败：/m);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(status).toBe(2);
};

describe('wrong settings', () => {
  test.each<[string, string[], Record<string, string>, string[]]>([
    ['an unknown flag', ['--prot', '8081'], {}, ['--prot', '--port']],
    ['a flag without its value', ['--port'], {}, ['--port', '缺少取值']],
    ['a port that is none', ['--port', '80a'], {}, ['--port', '0 到 65535']],
    ['a switch that is neither on nor off', ['--demo=maybe'], {}, ['--demo', 'on 或 off']],
    ['an unknown variable', [], { QUANHENG_PROT: '1' }, ['QUANHENG_PROT', '.env.example']],
    ['an unknown log level', [], { QUANHENG_LOG_LEVEL: 'loud' }, ['QUANHENG_LOG_LEVEL']],
    ['a short service token', [], { QUANHENG_SERVICE_TOKEN: 'short' }, ['QUANHENG_SERVICE_TOKEN', '16']],
    ['a database of a kind unknown here', [], { DATABASE_URL: 'mysql://x' }, ['DATABASE_URL', 'mongodb://']],
    ['half an engine', [], { ZEEBE_GRPC_ADDRESS: '127.0.0.1:26500' }, ['ZEEBE_REST_ADDRESS']],
  ])('%s: code 2, its name, how to mend it, nothing created', (_what, args, env, words) => {
    expectRefused(attempt(['--data', dataDir, ...args], env), ...words);
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('a data directory that can not be used', () => {
  test('a file in its place', () => {
    writeFileSync(dataDir, 'kept');
    expectRefused(attempt(['--data', dataDir, '--port', '0']), dataDir, '--data');
    expect(readdirSync(directory)).toEqual(['data']);
  });

  test('on a read-only file system', () => {
    // Root passes every access check: only a file system that takes no writes shows it.
    mkdirSync(dataDir);
    const mount = ['sh', '-c', 'mount -t tmpfs -o ro tmpfs "$1" && shift && exec "$@"', 'sh', dataDir];
    const readOnly = (command: string[]): string[] => ['unshare', '--map-root-user', '--mount', ...mount, ...command];
    expectRefused(attempt(['--data', dataDir, '--port', '0'], {}, readOnly), dataDir, '不能写入', '--data');
  });

  test('a database that is none', () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'platform.db'), 'This is no database, and it stays as it is.'.repeat(100));
    expectRefused(attempt(['--data', dataDir, '--port', '0', '--demo=off']), '数据库不能打开');
    expect(existsSync(join(dataDir, 'engine'))).toBe(false);
  });
});

describe('a port in use', () => {
  let taken: Server;
  let port: number;
  beforeEach(async () => {
    taken = createServer();
    port = await freePort();
    await new Promise<void>((done) => taken.listen(port, '127.0.0.1', () => done()));
  });
  afterEach(() => new Promise((done) => taken.close(done)));

  test('code 2, the port, the flag; nothing was created', () => {
    expectRefused(attempt(['--data', dataDir, '--port', String(port)]), String(port), '已被占用', '--port');
    expect(existsSync(dataDir)).toBe(false);
  });
});

test('--demo=off starts empty and waits for its administrator', async () => {
  const port = await freePort();
  const platform = await startPlatformProcess({ dataDir, port });
  try {
    expect(platform.output()).toContain('设置系统管理员');
    const state = await openSession(platform.url).call('setupState');
    expect(state).toMatchObject({ needed: true });
    expect(JSON.stringify(state)).not.toContain('zhifa1');
    const body = { account: 'zhifa1', password: 'Quanheng@2026' };
    const refused = await openSession(platform.url)
      .call('signIn', { body })
      .catch((error: { status: number }) => error.status);
    expect(refused).toBe(401);
  } finally {
    expect(await platform.stop()).toBe(0);
  }
}, 60_000);

test('two platforms on one data directory: the second one is refused, the first goes on', async () => {
  const port = await freePort();
  const platform = await startPlatformProcess({ dataDir, port });
  try {
    const other = await freePort();
    const second = attempt(['--data', dataDir, '--port', String(other), '--demo=off']);
    expectRefused(second, '数据目录');
    expect((await fetch(`${platform.url}/readyz`)).status).toBe(200);
  } finally {
    await platform.stop();
  }
}, 90_000);
