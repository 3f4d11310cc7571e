import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fuzz } from './support/fuzz-model.ts';

/** A model that keeps the engine longer than this hangs it. */
const HANG_MS = 20_000;
/** Worth a line, though no failure. */
const SLOW_MS = 1000;

interface Told {
  seed: number;
  accepted?: boolean;
  problems?: string[];
  ms?: number;
}

/** The child: plays seed by seed and tells each before and after. */
const work = (first: number, last: number): void => {
  for (let seed = first; seed <= last; seed++) {
    if (seed % 20 === 0) process.send!({ seed });
    const from = performance.now();
    const { accepted, problems } = fuzz(seed);
    const ms = performance.now() - from;
    if (problems.length > 0 || ms > SLOW_MS) process.send!({ seed, accepted, problems, ms });
    else if (accepted) process.send!({ seed, accepted });
  }
  process.disconnect();
};

/** Plays a range in a child that is ended when it hangs or dies; the seed behind which it did so. */
const playRange = (first: number, last: number, told: (message: Told) => void): Promise<number | null> =>
  new Promise((resolve) => {
    const child = fork(fileURLToPath(import.meta.url), ['--child', String(first), String(last)], {
      execArgv: process.execArgv,
    });
    let latest = first;
    let timer = setTimeout(() => child.kill('SIGKILL'), HANG_MS * 3);
    child.on('message', (message: Told) => {
      latest = message.seed;
      clearTimeout(timer);
      timer = setTimeout(() => child.kill('SIGKILL'), HANG_MS);
      told(message);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? null : latest);
    });
  });

/** `npm run fuzz:models -- [first] [last]`: fuzzed models, 100,000 unless told otherwise. */
const main = async (first: number, last: number): Promise<number> => {
  let accepted = 0;
  const failures: string[] = [];
  const from = Date.now();
  const told = ({ seed, problems = [], ms = 0, ...message }: Told): void => {
    if (message.accepted) accepted++;
    for (const problem of problems) failures.push(`seed ${seed}: ${problem}`);
    for (const problem of problems) console.log(`seed ${seed}: ${problem}`);
    if (ms > SLOW_MS) console.log(`seed ${seed}: took ${Math.round(ms)} ms`);
    if (seed % 5000 === 0) console.log(`… ${seed}, ${Math.round((Date.now() - from) / 1000)} s`);
  };
  for (let next = first; next <= last;) {
    const stopped = await playRange(next, last, told);
    if (stopped === null) break;
    failures.push(`between seed ${stopped} and ${stopped + 20}: the process hung or died`);
    console.log(failures.at(-1));
    next = stopped + 20;
  }
  const count = last - first + 1;
  console.log(`${count} models, ${accepted} accepted, ${failures.length} failures`);
  return failures.length;
};

const [mode = '1', ...rest] = process.argv.slice(2);
if (mode === '--child') work(Number(rest[0]), Number(rest[1]));
else process.exitCode = (await main(Number(mode), Number(rest[0] ?? Number(mode) + 99_999))) > 0 ? 1 : 0;
