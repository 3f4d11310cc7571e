import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startZeebe, zeebeIsAvailable } from '../../scripts/zeebe.mjs';
import type { Scenario } from './scenarios.ts';
import { scenarios } from './scenarios.ts';
import { connect } from './support/client.ts';
import { startSink } from './support/exporter-sink.ts';
import { movesClock } from './support/steps.ts';
import { runScenario } from './support/run-scenario.ts';

/** Zeebe answers and exports within this time on a quiet machine; less would cut a trace short. */
const QUIET_MS = 350;

const clockLast = (chosen: Scenario[]): Scenario[] => [
  ...chosen.filter((scenario) => !movesClock(scenario)),
  ...chosen.filter(movesClock),
];

/** Plays scenarios on a real Zeebe 8.6.0 and keeps what it did as the golden traces. */
export const recordGoldens = async (names: string[]): Promise<void> => {
  if (!zeebeIsAvailable()) throw new Error('recording needs a real Zeebe 8.6.0: run npm run zeebe once');
  const sink = await startSink();
  const zeebe = await startZeebe({ grpcPort: 0, restPort: 0, exporter: { url: sink.url, bulkSize: 1, all: true } });
  const client = connect(zeebe.grpcAddress);
  const { restAddress } = zeebe;
  const target = { client, restAddress, clockUrl: `${restAddress}/v2/clock`, sink, quietMs: QUIET_MS };
  mkdirSync(new URL('./goldens/', import.meta.url), { recursive: true });
  try {
    // The exporter opens some time after the gateway: the first record to arrive says that it is there.
    const content = readFileSync(new URL('./models/message-only.bpmn', import.meta.url));
    await client.call('DeployResource', { resources: [{ name: 'warm-up.bpmn', content }] });
    for (let attempt = 0; attempt < 60 && sink.records.length === 0; attempt++) await sink.settle(QUIET_MS);
    await sink.settle(QUIET_MS * 5);
    for (const scenario of clockLast(scenarios.filter(({ name }) => names.length === 0 || names.includes(name)))) {
      const trace = await runScenario(target, scenario);
      const path = new URL(`./goldens/${scenario.name}.trace.json`, import.meta.url);
      writeFileSync(path, `${JSON.stringify(trace, null, 1)}\n`);
      process.stdout.write(`${scenario.name}: ${trace.events.length} events, ${trace.messages.length} messages\n`);
    }
  } finally {
    client.close();
    await zeebe.stop();
    await sink.stop();
  }
};

/** `npx tsx tests/scenarios/record.ts [name…]`: the scenarios named, or all that have no golden yet. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2);
  const missing = scenarios
    .map(({ name }) => name)
    .filter((name) => !existsSync(new URL(`./goldens/${name}.trace.json`, import.meta.url)));
  const names = named.length > 0 ? named : missing;
  if (names.length > 0) await recordGoldens(names);
}
