import { fileURLToPath } from 'node:url';
import { startSideBySide } from '../support/side-by-side.ts';
import { randomScenario } from './cases.ts';

const firstDifference = (one: string[], other: string[]): string | undefined => {
  const at = one.findIndex((line, index) => line !== other[index]);
  if (at < 0 && one.length === other.length) return undefined;
  const index = at < 0 ? one.length : at;
  return `record ${index}\n  Zeebe:  ${one[index] ?? '(none)'}\n  broker: ${other[index] ?? '(none)'}`;
};

/** `npx tsx tests/scenarios/random/compare.ts 1 20`: the seeds from 1 to 20 on a real Zeebe and on the broker. */
const compare = async (first: number, last: number): Promise<number> => {
  const both = await startSideBySide();
  let different = 0;
  try {
    for (let seed = first; seed <= last; seed++) {
      const { zeebe, broker } = await both.play(randomScenario(seed));
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
  const [first = '1', last = first] = process.argv.slice(2);
  process.exitCode = (await compare(Number(first), Number(last))) > 0 ? 1 : 0;
}
