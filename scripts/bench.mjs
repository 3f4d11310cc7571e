// npm run bench: what the issues ask to be measured, as tables with the machine.
//   npm run bench -- [noop] [broker] [zeebe] [core] [open] [platform] [--models one,ten,penalty] [--rounds N]
// All parts and models unless some are named. Engines: instances per second, each acknowledged step synced to disk, 100
// concurrent; embedded broker, no-op gateway and real Zeebe by turns in one run, the median of the rounds. Core: engine and
// log without a network. Open: the whole broker with 100,000 instances open, killed and started again. Platform: first page,
// accounts, memory at rest.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CONCURRENCY, ENGINES, MODELS, measureEngines } from '../tests/bench/engines.mjs';
import { measurePlatform } from '../tests/bench/platform-process.mjs';
import { zeebeIsAvailable } from './zeebe.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const PLATFORM_MS = 100_000;
const PARTS = [...Object.keys(ENGINES), 'core', 'open', 'platform'];
const AIM = {
  timesZeebe: { one: 8, ten: 10, penalty: 10 },
  createP99Ms: 60,
  ofCeiling: 0.8,
  ofStore: 0.4,
  growth: 1.2,
  openMemoryMib: 300,
  restartSeconds: 2,
  firstPageSeconds: 8,
  memoryMib: 700,
};

const chosen = (what, names, known) => {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`不认识的${what} ${unknown.join(' ')}。可选：${known.join(' ')}`);
  return names.length > 0 ? names : known;
};

const readArguments = () => {
  try {
    const options = { rounds: { type: 'string' }, models: { type: 'string' } };
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const rounds = Number(values.rounds ?? 3);
    if (!Number.isInteger(rounds) || rounds < 1 || rounds > 20) throw new Error('--rounds 应为 1 到 20 之间的整数');
    const models = chosen('模型', values.models?.split(',') ?? [], Object.keys(MODELS));
    return { parts: chosen('部分', positionals, PARTS), models, rounds };
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
};

const rounded = (value, digits = 0) => (Number.isFinite(value) ? Number(value.toFixed(digits)) : '');
const percent = (value) => (Number.isFinite(value) ? `${Math.round(100 * value)} %` : '');
const finder = (rows) => (part, model, client) =>
  rows.find((row) => row.part === part && row.model === model && row.client === client);

const engineTable = (rows) => {
  const find = finder(rows);
  console.table(
    rows.map(({ part, model, client, perSecond, lowest, highest, p99, cpuMs }) => ({
      model: MODELS[model].title,
      engine: ENGINES[part].title,
      client,
      'instances/s': rounded(perSecond, 1),
      'lowest–highest': `${lowest}–${highest}`,
      'create p99 ms': rounded(p99, 1),
      'CPU ms/instance': rounded(cpuMs, 2),
      '× Zeebe': rounded(perSecond / find('zeebe', model, client)?.perSecond, 1),
      'of ceiling': percent(perSecond / find('noop', model, client)?.perSecond),
    })),
  );
};

/** Rows of the table of aims: what, measured, aim, whether it is reached. */
const engineAims = (rows) => {
  const find = finder(rows);
  const aims = [];
  for (const [model, times] of Object.entries(AIM.timesZeebe)) {
    const [broker, zeebe] = [find('broker', model, 'go'), find('zeebe', model, 'go')];
    if (!broker || !zeebe) continue;
    const ratio = broker.perSecond / zeebe.perSecond;
    aims.push([`broker ÷ Zeebe, ${MODELS[model].title}`, `${ratio.toFixed(1)} ×`, `≥ ${times} ×`, ratio >= times]);
  }
  const p99 = find('broker', 'one', 'go')?.p99;
  if (Number.isFinite(p99))
    aims.push(['create p99, one job', `${p99.toFixed(0)} ms`, `≤ ${AIM.createP99Ms} ms`, p99 <= AIM.createP99Ms]);
  const share = find('broker', 'one', 'sdk')?.perSecond / find('noop', 'one', 'sdk')?.perSecond;
  if (Number.isFinite(share))
    aims.push(['@camunda8/sdk, of the ceiling', percent(share), `≥ ${percent(AIM.ofCeiling)}`, share >= AIM.ofCeiling]);
  return aims;
};

/** In a process of its own, so that its memory is nobody else's. */
const measureApart = (script) => {
  const args = ['--import', 'tsx', join(root, script)];
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  if (done.status !== 0) throw new Error(`${script} ended with code ${done.status}`);
  return JSON.parse(String(done.stdout));
};

const coreAims = ({ chains, open }) => {
  console.table(
    chains.map(({ steps, perSecond, cpuMsPerInstance, bytesPerInstance, groups, ofStore, range, ofWholeGroups }) => ({
      'core and log, jobs': steps,
      'instances/s': rounded(perSecond),
      'CPU ms/instance': rounded(cpuMsPerInstance, 3),
      'bytes/instance': rounded(bytesPerInstance),
      groups,
      'of the store alone': `${percent(ofStore)} (${range.map(percent).join(' to ')})`,
      'of one writer of whole groups': percent(ofWholeGroups),
    })),
  );
  const { growth } = open;
  return [
    ...chains.map(({ steps, ofStore }) => [
      `core and log, of the store alone, ${steps} ${steps === 1 ? 'job' : 'jobs'}`,
      percent(ofStore),
      `≥ ${percent(AIM.ofStore)}`,
      ofStore >= AIM.ofStore,
    ]),
    [
      'CPU of an instance, 100,000 open ÷ 1,000 open',
      `${growth.toFixed(2)} × (${open.many.toFixed(3)} ms)`,
      `≤ ${AIM.growth} ×`,
      growth <= AIM.growth,
    ],
    [
      'memory with 100,000 open, after a restart',
      `${Math.round(open.memoryMib)} MiB`,
      `≤ ${AIM.openMemoryMib} MiB`,
      open.memoryMib <= AIM.openMemoryMib,
    ],
    [
      'restart with 100,000 open',
      `${open.restartSeconds.toFixed(1)} s`,
      `≤ ${AIM.restartSeconds} s`,
      open.restartSeconds <= AIM.restartSeconds,
    ],
  ];
};

const openAims = ({ perSecond, memory, restartSeconds, memoryAgain }) => {
  const told = ({ whole, mapped }) => [
    `${Math.round(whole)} MiB, ${Math.round(mapped)} of them mapped files`,
    `≤ ${AIM.openMemoryMib} MiB`,
    whole <= AIM.openMemoryMib,
  ];
  return [
    ['creations behind one another, whole broker, 1 to 100,000 open', `${Math.round(perSecond)}/s`, '', null],
    ['memory of the whole broker right behind them', ...told(memory)],
    [
      'restart of the whole broker, killed right behind them',
      `${restartSeconds.toFixed(1)} s`,
      `≤ ${AIM.restartSeconds} s`,
      restartSeconds <= AIM.restartSeconds,
    ],
    ['memory of the whole broker after it', ...told(memoryAgain)],
  ];
};

const seconds = (value) => (value === null ? `> ${PLATFORM_MS / 1000} s` : `${value.toFixed(1)} s`);

const platformAims = ({ page, accounts, demonstration, memoryMib }) => {
  const within = (value) => value !== null && value <= AIM.firstPageSeconds;
  const aim = `≤ ${AIM.firstPageSeconds} s`;
  return [
    ['first page after start, empty data directory', seconds(page), aim, within(page)],
    ['accounts to sign in with', seconds(accounts), aim, within(accounts)],
    ['whole demonstration, cases included', seconds(demonstration), '', null],
    [
      'memory of the whole at rest (RSS)',
      `${Math.round(memoryMib)} MiB`,
      `≤ ${AIM.memoryMib} MiB`,
      memoryMib <= AIM.memoryMib,
    ],
  ];
};

const { parts, models, rounds } = readArguments();
const built = [
  'dist/broker/index.js',
  'dist/scripts/start.js',
  ...(parts.includes('platform') ? ['dist/web/index.html'] : []),
];
if (!built.every((file) => existsSync(join(root, file)))) {
  console.error('请先运行 npm run build。');
  process.exit(2);
}
const engines = Object.keys(ENGINES).filter((part) => parts.includes(part) && (part !== 'zeebe' || zeebeIsAvailable()));
if (parts.includes('zeebe') && !engines.includes('zeebe'))
  console.log('没有 Zeebe 8.6.0（npm run zeebe）：略去对照测量。');

console.log(
  `${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${CONCURRENCY} concurrent, load ${loadavg()[0].toFixed(1)}`,
);
const started = performance.now();
const rows = engines.length > 0 ? await measureEngines(engines, models, rounds) : [];
const core = parts.includes('core') ? measureApart('tests/bench/core.mjs') : null;
const open = parts.includes('open') ? measureApart('tests/bench/open-instances.mjs') : null;
const platform = parts.includes('platform') ? await measurePlatform(root, PLATFORM_MS) : null;
if (rows.length > 0) engineTable(rows);
const aims = [
  ...engineAims(rows),
  ...(core ? coreAims(core) : []),
  ...(open ? openAims(open) : []),
  ...(platform ? platformAims(platform) : []),
];
const reached = (ok) => (ok === null ? '' : ok ? 'yes' : 'NO');
if (aims.length > 0)
  console.table(aims.map(([what, measured, aim, ok]) => ({ what, measured, aim, reached: reached(ok) })));
console.log(`${Math.round((performance.now() - started) / 1000)} s; load ${loadavg()[0].toFixed(1)}`);
