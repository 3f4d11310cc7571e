import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from '#broker';
import { clientCommand, clientLanguages } from '../../scripts/clients.mjs';
import { startSink } from '../scenarios/support/exporter-sink.ts';
import { onThread } from '../support/gateway-thread.ts';
import type { Seen } from './support/walk.ts';
import { walk } from './support/walk.ts';

const goldenOf = (language: string): Seen[] =>
  JSON.parse(readFileSync(new URL(`./goldens/${language}.json`, import.meta.url), 'utf8')) as Seen[];

/** The program of a language; without it the test says so, and fails where all parts are demanded. */
const programOf = (language: string, client: string): string[] | null => {
  const program = clientCommand(language);
  if (program) return program;
  if (process.env['QUANHENG_REQUIRE_ALL'] === '1')
    throw new Error(`the program of ${client} has not been made from tests/clients/${language}: run npm run clients`);
  console.log(`没有 ${client} 的程序（npm run clients 会做出来），略过。`);
  return null;
};

/** Takes the steps on a broker of its own. */
const play = async (program: string[]): Promise<{ seen: Seen[]; errors: string[] }> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'clients-'));
  const errors: string[] = [];
  const logger = { info: () => undefined, warn: () => undefined, error: (text: string) => void errors.push(text) };
  const sink = await startSink();
  const broker = await startBroker({
    dataDir,
    grpcPort: 0,
    restPort: 0,
    exporterUrl: sink.url,
    exportAll: true,
    logger,
    startGateway: onThread,
  });
  try {
    return { seen: await walk(program, broker, sink), errors };
  } finally {
    await broker.stop();
    await sink.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

describe('a client in another language sees of the broker what it saw of Zeebe 8.6.0', () => {
  test.each(clientLanguages())(
    '$client',
    async ({ language, client }) => {
      const program = programOf(language, client);
      if (!program) return;
      const { seen, errors } = await play(program);
      expect(seen).toEqual(goldenOf(language));
      expect(errors).toEqual([]);
    },
    180_000,
  );
});
