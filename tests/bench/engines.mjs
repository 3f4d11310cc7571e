// Instances per second of the embedded broker, a no-op gateway and a real Zeebe, through the official clients.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { startZeebe } from '../../scripts/zeebe.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const cache = join(root, '.cache');
const shared = resolve(root, '../shared/bench');
export const CONCURRENCY = 100;
const CLIENT_MS = 60_000;
/** No further round begins behind this, so that the whole ends in some minutes on a slow machine too. */
const ROUNDS_MS = 240_000;

/** What is played: how many instances on which engine, so that a run takes a few seconds on each. */
export const MODELS = {
  one: { title: 'one job', counts: { noop: 6000, broker: 6000, zeebe: 1200 } },
  ten: { title: 'ten jobs', counts: { broker: 1500, zeebe: 250 } },
  penalty: { title: 'penalty procedure', counts: { broker: 1000, zeebe: 200 } },
};
const SDK_COUNTS = { noop: 1200, broker: 1200, zeebe: 400 };

/** The Go clients: `../shared/bench` makes its own chains of tasks; ours takes any procedure. */
const goClients = {
  chain: { source: shared, program: join(cache, 'zbbench') },
  procedure: { source: join(here, 'go-client'), program: join(cache, 'procedurebench') },
};

/** Builds what is not there yet. True when the client can be used. */
const build = ({ source, program }) => {
  if (existsSync(program)) return true;
  if (!existsSync(join(source, 'main.go'))) return false;
  mkdirSync(cache, { recursive: true });
  const built = spawnSync('go', ['build', '-o', program, '.'], { cwd: source, stdio: ['ignore', 'ignore', 'inherit'] });
  return built.status === 0;
};

const goArguments = (model, address, count) => {
  const common = [address, String(count), String(CONCURRENCY)];
  if (model !== 'penalty') return [...common, model === 'ten' ? '10' : '1'];
  const files = ['penalty-procedure.json', 'penalty-procedure.bpmn'].map((name) => join(here, name));
  return [...common, 'penalty-bench', ...files, join(root, 'templates/penalty-ordinary/hearing-threshold.dmn')];
};

const clientCommand = ({ model, client, part }, address) => {
  if (client === 'sdk')
    return [process.execPath, [join(here, 'sdk-client.mjs'), address, String(SDK_COUNTS[part]), String(CONCURRENCY)]];
  const { program } = goClients[model === 'penalty' ? 'procedure' : 'chain'];
  return [program, goArguments(model, address, MODELS[model].counts[part])];
};

/** Processor time of a process so far, in milliseconds; undefined where it can't be told. */
const processorMs = (pid) => {
  if (!pid || !existsSync(`/proc/${pid}/stat`)) return undefined;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

/** Ends the client as soon as it has told its result: taking leave of open polls can take it a minute. */
const measure = (run, { address, pid }) =>
  new Promise((done, fail) => {
    const [command, args] = clientCommand(run, address);
    const before = processorMs(pid);
    const child = spawn(command, args, { cwd: root });
    const killer = setTimeout(() => child.kill('SIGKILL'), CLIENT_MS);
    let output = '';
    let result;
    const read = (data) => {
      output += String(data);
      const line = /^.*instances_per_s.*\n/m.exec(output)?.[0];
      if (!line || result) return;
      result = JSON.parse(line);
      if (before !== undefined) result.cpu_ms = (processorMs(pid) - before) / result.N;
      child.kill('SIGKILL');
    };
    child.stdout.on('data', read);
    child.stderr.on('data', (data) => (output += String(data)));
    child.once('error', fail);
    child.once('exit', () => {
      clearTimeout(killer);
      if (result) done(result);
      else fail(new Error(`${run.client} client, ${run.model}, against ${address}: ${output || 'no answer in time'}`));
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

const killHelper = (child) =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.removeAllListeners('exit');
    child.once('exit', done);
    child.kill('SIGKILL');
  });

/**
 * What starts a program of Node: in the control group of Linux whose folder `BENCH_CGROUP` names, if any. Against its limit of
 * memory counts all that the program uses, pages of files as well.
 */
const launcher = () => {
  const group = process.env.BENCH_CGROUP;
  if (!group) return [process.execPath];
  return ['sh', '-c', 'echo $$ > "$0/cgroup.procs" && exec "$@"', group, process.execPath];
};

/** Starts a helper process and waits for its line `READY <address> [folder]`. */
export const startHelper = (script, ...args) =>
  new Promise((done, fail) => {
    const [command, ...before] = launcher();
    const child = spawn(command, [...before, join(here, script), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.once('exit', (code) => fail(new Error(`${script} ended with code ${code}`)));
    child.stdout.on('data', (data) => {
      const [, address, folder] = /READY (\S+)(?: (\S+))?/.exec(String(data)) ?? [];
      if (address)
        done({ address, pid: child.pid, stop: () => stopHelper(child, folder), kill: () => killHelper(child) });
    });
  });

export const ENGINES = {
  noop: { title: 'no-op gateway', start: () => startHelper('noop-gateway.mjs') },
  broker: { title: 'broker', start: () => startHelper('broker-process.mjs') },
  zeebe: {
    title: 'Zeebe 8.6.0',
    start: async () => {
      const zeebe = await startZeebe({ grpcPort: 0, restPort: 0 });
      return { address: zeebe.grpcAddress, pid: zeebe.pid, stop: zeebe.stop };
    },
  },
};

/** Of an even number, the mean of the two in the middle. */
const median = (values) => {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
};

const summary = (run, results) => {
  const rates = results.map((result) => result.instances_per_s);
  return {
    ...run,
    perSecond: median(rates),
    lowest: Math.min(...rates),
    highest: Math.max(...rates),
    p99: median(results.map((result) => result.create_p99_ms)),
    cpuMs: median(results.map((result) => result.cpu_ms)),
  };
};

/** The runs of one round: the same model on each engine, one behind the other, then the next model. */
const plan = (parts, models) => {
  const runs = models
    .filter((model) => build(goClients[model === 'penalty' ? 'procedure' : 'chain']))
    .flatMap((model) => parts.map((part) => ({ model, client: 'go', part })))
    .filter(({ model, part }) => MODELS[model].counts[part]);
  const sdk = models.includes('one') ? parts.map((part) => ({ model: 'one', client: 'sdk', part })) : [];
  return [...runs, ...sdk];
};

/** All wanted engines are up at once and idle but for their turn: what the machine does meanwhile meets each of them. */
export const measureEngines = async (parts, models, rounds) => {
  const runs = plan(parts, models);
  if (!runs.some(({ client }) => client === 'go')) console.log('没有 Go：略去 Go 客户端的测量。');
  const targets = {};
  const results = new Map(runs.map((run) => [run, []]));
  try {
    for (const part of parts) targets[part] = await ENGINES[part].start();
    // The first run of each model warms its target up and is not counted.
    for (const run of runs.filter(({ client }) => client === 'go')) await measure(run, targets[run.part]);
    const from = performance.now();
    for (let round = 1; round <= rounds && performance.now() - from < ROUNDS_MS; round++)
      for (const run of runs) {
        const result = await measure(run, targets[run.part]);
        results.get(run).push(result);
        const { title } = MODELS[run.model];
        console.log(
          `第 ${round} 轮 · ${title} · ${ENGINES[run.part].title} · ${run.client}：${result.instances_per_s}/s`,
        );
      }
  } finally {
    for (const { stop } of Object.values(targets).reverse()) await stop();
  }
  return runs.map((run) => summary(run, results.get(run)));
};
