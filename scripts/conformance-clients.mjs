// The section of docs/conformance.md about clients in other languages: lets their programs take their steps on the
// embedded engine and compares what they see with what they saw of a real Zeebe 8.6.0.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from '#broker';
import { startSink } from '../tests/scenarios/support/exporter-sink.ts';
import { walk } from '../tests/clients/support/walk.ts';
import { clientCommand, clientLanguages } from './clients.mjs';

const goldenOf = (language) =>
  JSON.parse(readFileSync(new URL(`../tests/clients/goldens/${language}.json`, import.meta.url), 'utf8'));

const play = async (program) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'conformance-client-'));
  const sink = await startSink();
  const broker = await startBroker({ dataDir, grpcPort: 0, restPort: 0, exporterUrl: sink.url, exportAll: true });
  try {
    return await walk(program, broker, sink);
  } finally {
    await broker.stop();
    await sink.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

const rowOf = async ({ language, client }) => {
  const golden = goldenOf(language);
  const program = clientCommand(language);
  if (!program) return [client, golden.length, 'not played: run npm run clients'];
  const seen = await play(program);
  const text = (line) => JSON.stringify(line);
  const differing = golden.filter((line, index) => text(line) !== text(seen[index] ?? null)).map(({ step }) => step);
  const equal = differing.length === 0 && seen.length === golden.length;
  return [client, golden.length, equal ? 'equal' : `**differs**: ${differing.join(', ')}`];
};

/** The section as Markdown. `table` makes a table of a head and rows. */
export const clientsSection = async (table) => {
  const rows = [];
  for (const language of clientLanguages()) rows.push(await rowOf(language));
  const steps = [...new Set(clientLanguages().flatMap(({ language }) => goldenOf(language).map(({ step }) => step)))];
  return `## Clients

Programs in \`tests/clients\`, one for each client, take the same steps with a gateway; what they saw of a real Zeebe 8.6.0
(answers, jobs, results, codes and texts of refusals) is kept in \`tests/clients/goldens\`, and each test run compares it with
what they see of the embedded engine, keys aside. \`@camunda8/sdk\` is the client of the platform itself and is used by its tests.

${table(['client', 'steps', 'verdict'], rows)}

The steps: ${steps.join('; ')}.`;
};
