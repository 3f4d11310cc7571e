// Measures the engine and its log without a network, and prints the figures as one line of JSON:
// - core and log against the store alone: as many writers that each wait for their part of the same bytes (group commit)
//   on LMDB itself; and one writer of whole groups;
// - what an instance costs with 1,000 and with 100,000 others open; memory and restart with 100,000 open, killed before.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { open } from 'lmdb';
import { LogEntry } from '../../dist/broker/store/log-entry.js';
import { ENTRY_OPTIONS, STORE_OPTIONS } from '../../dist/broker/store/record-log.js';
import { startProcessor } from './processor-load.mjs';

const CONCURRENCY = 100;
const MEASURED = 8000;
const ROUNDS = 5;
const FEW = 1000;
const MANY = 100_000;

const folders = [];
const folder = () => {
  folders.push(mkdtempSync(join(process.env.BENCH_DATA ?? tmpdir(), 'bench-core-')));
  return folders.at(-1);
};
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** Seconds by the clock, and milliseconds of processor time, that some work takes. */
const measured = async (work) => {
  const [cpu, began] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - began) / 1000, cpuMs: (user + system) / 1000 };
};

/** Keeps what goes to the log and counts the commands, so that the store alone can do the same once more. */
const recording = ({ log, processor }) => {
  const kept = { groups: [], commands: 0 };
  const append = log.append.bind(log);
  log.append = (entries) => {
    kept.groups.push(entries);
    return append(entries);
  };
  const submit = processor.submit.bind(processor);
  processor.submit = (command) => {
    kept.commands++;
    return submit(command);
  };
  return kept;
};

/** LMDB as the broker opens it, which packs nothing. */
const bareStore = () => {
  const root = open({ path: folder(), ...STORE_OPTIONS });
  const entries = root.openDB(ENTRY_OPTIONS);
  return { append: (position, lines) => entries.put(position, lines), close: () => root.close() };
};

/** The lines of a group as one text. */
const linesOf = (entries) => {
  const lines = entries.flatMap(({ firstPosition, stored }) => [...new LogEntry(firstPosition, stored).lines()]);
  return Buffer.from(lines.join('\n'));
};

/** Writers side by side, each of which waits until its part is safe before it writes the next. */
const writeAlone = async (log, parts, writers) => {
  let next = 0;
  const write = async () => {
    for (let at = next++; at < parts.length; at = next++) await log.append(at + 1, parts[at]);
  };
  const { seconds } = await measured(() => Promise.all(Array.from({ length: writers }, write)));
  await log.close();
  return seconds;
};

/** The same bytes in so many parts of one size. */
const inParts = (groups, count) => {
  const bytes = Buffer.concat(groups);
  const size = Math.ceil(bytes.length / count);
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
};

/** Engine and store by turns, as a shared machine is not as fast in one second as in the next; medians of the rounds. */
const coreAgainstStore = async (steps) => {
  const engine = startProcessor(folder());
  await engine.deploy('chain', steps);
  const count = Math.ceil((2 * MEASURED) / (1 + steps));
  await engine.run('chain', steps, count, CONCURRENCY);
  const kept = recording(engine);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    Object.assign(kept, { groups: [], commands: 0 });
    const core = await measured(() => engine.run('chain', steps, count, CONCURRENCY));
    const { commands } = kept;
    const groups = kept.groups.map(linesOf);
    const parts = inParts(groups, commands);
    rounds.push({
      perSecond: count / core.seconds,
      cpuMsPerInstance: core.cpuMs / count,
      bytesPerInstance: groups.reduce((sum, lines) => sum + lines.length, 0) / count,
      groups: groups.length,
      ofStore: (await writeAlone(bareStore(), parts, CONCURRENCY)) / core.seconds,
      ofWholeGroups: (await writeAlone(bareStore(), groups, 1)) / core.seconds,
    });
  }
  await engine.stop();
  const medians = Object.keys(rounds[0]).map((figure) => [figure, median(rounds.map((round) => round[figure]))]);
  const shares = rounds.map(({ ofStore }) => ofStore);
  return { steps, ...Object.fromEntries(medians), range: [Math.min(...shares), Math.max(...shares)] };
};

/** An engine with so many instances open that nobody works on, and what another one costs beside them. */
const withOpen = async (count) => {
  const directory = folder();
  const engine = startProcessor(directory);
  await engine.deploy('chain', 1);
  await engine.deploy('waits', 1);
  await engine.run('chain', 1, 2000, CONCURRENCY);
  await engine.leaveOpen('waits', count);
  const cost = async () => (await measured(() => engine.run('chain', 1, MEASURED, CONCURRENCY))).cpuMs / MEASURED;
  return { engine, cost };
};

const openInstances = async () => {
  const [few, many] = [await withOpen(FEW), await withOpen(MANY)];
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push({ few: await few.cost(), many: await many.cost() });
  // As it is on the disk now, without an orderly end.
  await many.engine.log.backup(folder());
  const reopened = spawnSync(process.execPath, [fileURLToPath(new URL('reopen.mjs', import.meta.url)), folders.at(-1)]);
  for (const { engine } of [few, many]) await engine.stop();
  if (reopened.status !== 0) throw new Error(String(reopened.stderr));
  return {
    few: median(rounds.map((round) => round.few)),
    many: median(rounds.map((round) => round.many)),
    growth: median(rounds.map((round) => round.many / round.few)),
    ...JSON.parse(String(reopened.stdout)),
  };
};

try {
  const chains = [await coreAgainstStore(1), await coreAgainstStore(10)];
  console.log(JSON.stringify({ chains, open: await openInstances() }));
} finally {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
}
