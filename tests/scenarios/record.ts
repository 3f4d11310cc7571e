// Records the golden traces from a real Zeebe 8.6.0: UPDATE_GOLDENS=1 (see scenarios.test.ts) or this file alone.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { startZeebe } from '../support/zeebe.ts';
import { scenarios } from './scenarios.ts';
import { connect } from './support/client.ts';
import { startSink } from './support/exporter-sink.ts';
import { runScenario } from './support/run-scenario.ts';

const only = process.argv.slice(2);
const sink = await startSink();
const zeebe = await startZeebe({ exporterUrl: sink.url, exportAll: true });
if (!zeebe) process.exit(2);
const client = connect(zeebe.grpcAddress);
const target = {
  client,
  restAddress: zeebe.restAddress,
  clockUrl: `${zeebe.restAddress}/v2/clock`,
  sink,
  quietMs: 350,
};
mkdirSync(new URL('./goldens/', import.meta.url), { recursive: true });
try {
  for (const scenario of scenarios.filter(({ name }) => only.length === 0 || only.includes(name))) {
    try {
      const trace = await runScenario(target, scenario);
      writeFileSync(
        new URL(`./goldens/${scenario.name}.trace.json`, import.meta.url),
        `${JSON.stringify(trace, null, 1)}\n`,
      );
      if (process.env.RAW_RECORDS)
        appendFileSync(
          process.env.RAW_RECORDS,
          sink.records
            .splice(0)
            .map((r) => `${JSON.stringify(r)}\n`)
            .join(''),
        );
      process.stdout.write(`${scenario.name}: ${trace.events.length} events, ${trace.messages.length} messages\n`);
    } catch (error) {
      process.stdout.write(`${scenario.name}: FAILED ${String(error)}\n`);
    }
  }
} finally {
  client.close();
  await zeebe.stop();
  await sink.stop();
}
