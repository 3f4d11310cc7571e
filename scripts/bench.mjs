// npm run bench: instances per second of a one-job process, each acknowledged step synced to disk, 100 concurrent.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startZeebe, zeebeIsAvailable } from './zeebe.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(root, '.cache');
const goSource = resolve(root, '../shared/bench');
const CONCURRENCY = 100;
const goClient = join(cache, 'zbbench');

const buildGoClient = () => {
  if (existsSync(goClient)) return true;
  if (!existsSync(join(goSource, 'main.go'))) return false;
  mkdirSync(cache, { recursive: true });
  const built = spawnSync('go', ['build', '-o', goClient, '.'], {
    cwd: goSource,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return built.status === 0;
};

/** Starts a helper process and waits for its line `READY <address> [folder]`. */
const startHelper = (script, args = []) =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [...args, join(root, 'tests/bench', script)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.once('exit', (code) => fail(new Error(`${script} ended with code ${code}`)));
    child.stdout.on('data', (data) => {
      const [, address, folder] = /READY (\S+)(?: (\S+))?/.exec(String(data)) ?? [];
      if (address) done({ address, stop: () => stopHelper(child, folder) });
    });
  });

const stopHelper = (child, folder) =>
  new Promise((done) => {
    child.removeAllListeners('exit');
    child.once('exit', () => {
      if (folder) rmSync(folder, { recursive: true, force: true });
      done();
    });
    child.kill('SIGTERM');
  });

const measure = (client, address, count) => {
  const [command, args] =
    client === 'go'
      ? [goClient, [address, String(count), String(CONCURRENCY), '1']]
      : [process.execPath, ['tests/bench/sdk-client.mjs', address, String(count), String(CONCURRENCY)]];
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', timeout: 180_000 });
  const line = done.stdout.split('\n').find((text) => text.includes('instances_per_s'));
  if (!line) throw new Error(`${client} client against ${address}: ${done.stderr || done.stdout}`);
  return JSON.parse(line);
};

const rows = [];
const measureAll = async (name, start, counts) => {
  const target = await start();
  try {
    for (const [client, count] of Object.entries(counts)) {
      // The first run warms the target up and is not counted.
      measure(client, target.address, Math.ceil(count / 4));
      const result = measure(client, target.address, count);
      rows.push({ name, client, count, perSecond: result.instances_per_s, p99: result.create_p99_ms });
      console.log(`${name} · ${client}: ${result.instances_per_s}/s`);
    }
  } finally {
    await target.stop();
  }
};

const only = process.argv.slice(2);
const wanted = (name) => only.length === 0 || only.includes(name);
const hasGo = buildGoClient();
if (!hasGo) console.log('没有 Go 或 ../shared/bench：略去 Go 客户端的测量。');
if (!existsSync(join(root, 'dist/broker/index.js'))) {
  console.error('请先运行 npm run build。');
  process.exit(2);
}
const counts = (go, sdk) => ({ ...(hasGo && { go }), sdk });
if (wanted('noop')) await measureAll('no-op gateway', () => startHelper('noop-gateway.mjs'), hasGo ? { go: 8000 } : {});
if (wanted('broker')) await measureAll('broker', () => startHelper('broker-process.mjs'), counts(8000, 2000));
if (wanted('zeebe') && zeebeIsAvailable()) {
  const start = async () => {
    const zeebe = await startZeebe({ grpcPort: 0, restPort: 0 });
    return { address: zeebe.grpcAddress, stop: zeebe.stop };
  };
  await measureAll('Zeebe 8.6.0', start, counts(1500, 800));
}

const find = (name, client) => rows.find((row) => row.name === name && row.client === client)?.perSecond;
console.log(
  `\n${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${CONCURRENCY} concurrent`,
);
console.table(
  rows.map(({ name, client, perSecond, p99 }) => ({
    engine: name,
    client,
    'instances/s': perSecond,
    'create p99 ms': p99 ?? '',
    '× Zeebe': find('Zeebe 8.6.0', client) ? (perSecond / find('Zeebe 8.6.0', client)).toFixed(1) : '',
    'of ceiling': find('no-op gateway', client)
      ? `${Math.round((100 * perSecond) / find('no-op gateway', client))} %`
      : '',
  })),
);
