// npm run bench: what the issue asks to be measured, as tables with the machine.
//   npm run bench -- [broker] [zeebe] [noop] [platform] [--rounds N]      all parts unless some are named
// Engines: instances per second of a one-job process, each acknowledged step synced to disk, 100 concurrent; embedded
// broker and real Zeebe by turns in one run, the median of the rounds. Platform: first page, accounts, memory at rest.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measurePlatform } from '../tests/bench/platform-process.mjs';
import { startZeebe, zeebeIsAvailable } from './zeebe.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(root, '.cache');
const goSource = resolve(root, '../shared/bench');
const goClient = join(cache, 'zbbench');
const CONCURRENCY = 100;
const CLIENT_MS = 60_000;
/** No further round begins behind this, so that the whole stays below five minutes on a slow machine too. */
const ROUNDS_MS = 110_000;
const PLATFORM_MS = 100_000;
const PARTS = ['noop', 'broker', 'zeebe', 'platform'];
const AIM = { timesZeebe: 4, firstPageSeconds: 8, memoryMib: 700 };
const COUNTS = {
  'no-op gateway': { go: 6000, sdk: 1200 },
  broker: { go: 6000, sdk: 1200 },
  'Zeebe 8.6.0': { go: 1200, sdk: 400 },
};

const readArguments = () => {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string' } } });
    const unknown = positionals.filter((name) => !PARTS.includes(name));
    const rounds = Number(values.rounds ?? 3);
    if (unknown.length > 0) throw new Error(`不认识的部分 ${unknown.join(' ')}。可选：${PARTS.join(' ')}`);
    if (!Number.isInteger(rounds) || rounds < 1 || rounds > 20) throw new Error('--rounds 应为 1 到 20 之间的整数');
    return { parts: positionals.length > 0 ? positionals : PARTS, rounds };
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
};

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
const startHelper = (script) =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(root, 'tests/bench', script)], {
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

/** Ends the client as soon as it has told its result: taking leave of open polls can take it a minute. */
const measure = (client, address, count) =>
  new Promise((done, fail) => {
    const [command, args] =
      client === 'go'
        ? [goClient, [address, String(count), String(CONCURRENCY), '1']]
        : [process.execPath, ['tests/bench/sdk-client.mjs', address, String(count), String(CONCURRENCY)]];
    const child = spawn(command, args, { cwd: root });
    const killer = setTimeout(() => child.kill('SIGKILL'), CLIENT_MS);
    let output = '';
    let result;
    const read = (data) => {
      output += String(data);
      const line = /^.*instances_per_s.*\n/m.exec(output)?.[0];
      if (!line || result) return;
      result = JSON.parse(line);
      child.kill('SIGKILL');
    };
    child.stdout.on('data', read);
    child.stderr.on('data', (data) => (output += String(data)));
    child.once('exit', () => {
      clearTimeout(killer);
      if (result) done(result);
      else fail(new Error(`${client} client against ${address}: ${output}`));
    });
  });

/** Of an even number, the mean of the two in the middle. */
const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return Math.round(10 * ((sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2)) / 10;
};

const starters = {
  noop: ['no-op gateway', () => startHelper('noop-gateway.mjs')],
  broker: ['broker', () => startHelper('broker-process.mjs')],
  zeebe: [
    'Zeebe 8.6.0',
    async () => {
      const zeebe = await startZeebe({ grpcPort: 0, restPort: 0 });
      return { address: zeebe.grpcAddress, stop: zeebe.stop };
    },
  ],
};

/** All wanted engines are up at once and idle but for their turn: what the machine does meanwhile meets each of them. */
const measureEngines = async (wanted, clients, rounds) => {
  const targets = [];
  const results = new Map();
  try {
    for (const part of wanted) {
      const [name, start] = starters[part];
      targets.push({ name, ...(await start()) });
    }
    // The first run warms a target up and is not counted.
    for (const { name, address } of targets) await measure(clients[0], address, COUNTS[name][clients[0]]);
    const from = performance.now();
    for (let round = 1; round <= rounds && performance.now() - from < ROUNDS_MS; round++)
      for (const client of clients)
        for (const { name, address } of targets) {
          const result = await measure(client, address, COUNTS[name][client]);
          const key = `${name}|${client}`;
          results.set(key, [...(results.get(key) ?? []), result]);
          console.log(`第 ${round} 轮 · ${name} · ${client}：${result.instances_per_s}/s`);
        }
  } finally {
    for (const { stop } of targets.reverse()) await stop();
  }
  return [...results].map(([key, list]) => {
    const [name, client] = key.split('|');
    const rates = list.map((result) => result.instances_per_s);
    const perSecond = median(rates);
    const p99 = median(list.map((result) => result.create_p99_ms ?? NaN)) || '';
    return { name, client, perSecond, lowest: Math.min(...rates), highest: Math.max(...rates), p99 };
  });
};

const engineTable = (rows) => {
  const find = (name, client) => rows.find((row) => row.name === name && row.client === client)?.perSecond;
  console.table(
    rows.map(({ name, client, perSecond, lowest, highest, p99 }) => ({
      engine: name,
      client,
      'instances/s': perSecond,
      'lowest–highest': `${lowest}–${highest}`,
      'create p99 ms': p99,
      '× Zeebe': find('Zeebe 8.6.0', client) ? (perSecond / find('Zeebe 8.6.0', client)).toFixed(1) : '',
      'of ceiling': find('no-op gateway', client)
        ? `${Math.round((100 * perSecond) / find('no-op gateway', client))} %`
        : '',
    })),
  );
  const [broker, zeebe] = ['broker', 'Zeebe 8.6.0'].map((name) =>
    rows.find((row) => row.name === name && row.client === 'go'),
  );
  if (!broker || !zeebe) return null;
  return { median: broker.perSecond / zeebe.perSecond, worst: broker.lowest / zeebe.highest };
};

const seconds = (value) => (value === null ? `> ${PLATFORM_MS / 1000} s` : `${value.toFixed(1)} s`);
const reached = (value, isReached) => (value === null ? '' : isReached ? 'yes' : 'NO');

const aimTable = (ratio, platform) => {
  const rows = [];
  if (ratio !== null)
    rows.push(
      [
        'broker ÷ Zeebe (Go client), medians',
        `${ratio.median.toFixed(1)} ×`,
        `≥ ${AIM.timesZeebe} ×`,
        ratio.median >= AIM.timesZeebe,
      ],
      ['slowest broker ÷ fastest Zeebe', `${ratio.worst.toFixed(1)} ×`, '', null],
    );
  if (platform) {
    const { page, accounts, demonstration, memoryMib } = platform;
    const within = (value) => value !== null && value <= AIM.firstPageSeconds;
    const aim = `≤ ${AIM.firstPageSeconds} s`;
    rows.push(
      ['first page after start, empty data directory', seconds(page), aim, within(page)],
      ['accounts to sign in with', seconds(accounts), aim, within(accounts)],
      ['whole demonstration, cases included', seconds(demonstration), '', null],
      [
        'memory of the whole at rest (RSS)',
        `${Math.round(memoryMib)} MiB`,
        `≤ ${AIM.memoryMib} MiB`,
        memoryMib <= AIM.memoryMib,
      ],
    );
  }
  if (rows.length > 0)
    console.table(rows.map(([what, measured, aim, ok]) => ({ what, measured, aim, reached: reached(ok, ok) })));
};

const { parts, rounds } = readArguments();
const built = [
  'dist/broker/index.js',
  'dist/scripts/start.js',
  ...(parts.includes('platform') ? ['dist/web/index.html'] : []),
];
if (!built.every((file) => existsSync(join(root, file)))) {
  console.error('请先运行 npm run build。');
  process.exit(2);
}
const hasGo = buildGoClient();
if (!hasGo) console.log('没有 Go 或 ../shared/bench：略去 Go 客户端的测量。');
const engines = Object.keys(starters).filter(
  (part) => parts.includes(part) && (part !== 'zeebe' || zeebeIsAvailable()),
);
if (parts.includes('zeebe') && !engines.includes('zeebe'))
  console.log('没有 Zeebe 8.6.0（npm run zeebe）：略去对照测量。');

console.log(
  `${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${CONCURRENCY} concurrent, load ${loadavg()[0].toFixed(1)}`,
);
const started = performance.now();
const rows = engines.length > 0 ? await measureEngines(engines, hasGo ? ['go', 'sdk'] : ['sdk'], rounds) : [];
const platform = parts.includes('platform') ? await measurePlatform(root, PLATFORM_MS) : null;
const ratio = rows.length > 0 ? engineTable(rows) : null;
aimTable(ratio, platform);
console.log(`${Math.round((performance.now() - started) / 1000)} s; load ${loadavg()[0].toFixed(1)}`);
