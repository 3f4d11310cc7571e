import { writeFileSync } from 'node:fs';
import { clientCommand, clientLanguages } from '../../scripts/clients.mjs';
import { startZeebe, zeebeIsAvailable } from '../../scripts/zeebe.mjs';
import { startSink } from '../scenarios/support/exporter-sink.ts';
import { walk } from './support/walk.ts';

/** `npx tsx tests/clients/record.ts [language…]`: what the programs see on a real Zeebe 8.6.0, a fresh one for each. */
if (!zeebeIsAvailable()) throw new Error('recording needs a real Zeebe 8.6.0: run npm run zeebe once');
const named = process.argv.slice(2);
for (const { language } of clientLanguages().filter(({ language }) => named.length === 0 || named.includes(language))) {
  const program = clientCommand(language);
  if (!program) throw new Error(`the program in ${language} has not been made: run npm run clients`);
  const sink = await startSink();
  const zeebe = await startZeebe({ grpcPort: 0, restPort: 0, exporter: { url: sink.url, bulkSize: 1, all: true } });
  try {
    const seen = await walk(program, zeebe, sink);
    const lines = seen.map((line) => JSON.stringify(line));
    writeFileSync(new URL(`./goldens/${language}.json`, import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
    console.log(`${language}: ${seen.length} steps`);
  } finally {
    await zeebe.stop();
    await sink.stop();
  }
}
