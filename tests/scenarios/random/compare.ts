import { fileURLToPath } from 'node:url';
import { startSideBySide } from '../support/side-by-side.ts';
import { randomScenario } from './cases.ts';
import { eventfulScenario } from './eventful.ts';

const firstDifference = (one: string[], other: string[]): string | undefined => {
  const at = one.findIndex((line, index) => line !== other[index]);
  if (at < 0 && one.length === other.length) return undefined;
  const index = at < 0 ? one.length : at;
  return `record ${index}\n  Zeebe:  ${one[index] ?? '(none)'}\n  broker: ${other[index] ?? '(none)'}`;
};

/** Long enough for Zeebe to find what became due, on a machine with nothing else to do. */
const QUIET_MS = 400;

/**
 * `npx tsx tests/scenarios/random/compare.ts 1 20 [eventful]`: the seeds from 1 to 20 on a real Zeebe and on the broker;
 * with `eventful` models and commands with events, errors and mistakes.
 */
const compare = async (first: number, last: number, eventful: boolean): Promise<number> => {
  const both = await startSideBySide({ pinned: eventful, zeebeQuietMs: QUIET_MS });
  let different = 0;
  try {
    for (let seed = first; seed <= last; seed++) {
      const { zeebe, broker } = await both.play(eventful ? eventfulScenario(seed) : randomScenario(seed));
      const difference =
        firstDifference(zeebe.outcomes, broker.outcomes) ??
        firstDifference(zeebe.events, broker.events) ??
        firstDifference(zeebe.messages, broker.messages);
      if (difference) different++;
      console.log(`seed ${seed}: ${zeebe.events.length} records, ${difference ?? 'equal'}`);
    }
  } finally {
    await both.stop();
  }
  return different;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [first = '1', last = first, kind] = process.argv.slice(2);
  process.exitCode = (await compare(Number(first), Number(last), kind === 'eventful')) > 0 ? 1 : 0;
}
