import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from '#broker';
import { RecordLog } from '../../broker/store/record-log.ts';
import { verifyLog } from '../../broker/store/verify.ts';
import type { EngineRecord } from '#engine';
import { replay } from '#engine';
import { recordGoldens } from './record.ts';
import { scenarios } from './scenarios.ts';
import { barrierOf } from './support/barrier.ts';
import { connect } from './support/client.ts';
import { startSink } from './support/exporter-sink.ts';
import { leftOver } from './support/left-over.ts';
import type { Trace } from './support/normalise.ts';
import { runScenario } from './support/run-scenario.ts';

type Golden = Trace & { outcomes: string[] };

const golden = (name: string): Golden => {
  const path = new URL(`./goldens/${name}.trace.json`, import.meta.url);
  if (!existsSync(path))
    throw new Error(`no golden trace of '${name}': record it with npx tsx tests/scenarios/record.ts ${name}`);
  return JSON.parse(readFileSync(path, 'utf8')) as Golden;
};

/** What the log says differently from the state that was kept beside it: both must come from the same records. */
const verify = async (dataDir: string): Promise<string[]> => {
  const log = new RecordLog(dataDir);
  try {
    return verifyLog(log).problems;
  } finally {
    await log.close();
  }
};

/** Plays a scenario on a broker of its own: what one leaves behind must not show in another. */
const play = async (name: string) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'scenario-'));
  const sink = await startSink();
  const errors: string[] = [];
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (message: string) => void errors.push(message),
  };
  const broker = await startBroker({
    dataDir,
    grpcPort: 0,
    restPort: 0,
    exporterUrl: sink.url,
    exportAll: true,
    logger,
  });
  const client = connect(broker.grpcAddress);
  const barrier = barrierOf(client, sink, 1);
  try {
    const target = {
      client,
      restAddress: broker.restAddress,
      clockUrl: `${broker.restAddress}/v2/clock`,
      sink,
      quietMs: 40,
      // A pause lets timers come due that are so at once; the marks behind it wait for a slow disk.
      barrier: async () => {
        await sink.settle(10);
        await barrier();
      },
    };
    const trace = await runScenario(
      target,
      scenarios.find((scenario) => scenario.name === name)!,
    );
    await broker.stop();
    return {
      trace,
      errors,
      left: leftOver(replay(sink.records as unknown as EngineRecord[])),
      problems: await verify(dataDir),
    };
  } finally {
    client.close();
    await broker.stop();
    await sink.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** `UPDATE_GOLDENS=1` plays all scenarios on a real Zeebe first; `UPDATE_GOLDENS=name,name` some of them. */
const { UPDATE_GOLDENS } = process.env;
if (UPDATE_GOLDENS) beforeAll(() => recordGoldens(UPDATE_GOLDENS === '1' ? [] : UPDATE_GOLDENS.split(',')), 900_000);

describe('the embedded engine leaves the trace that Zeebe 8.6.0 left', () => {
  test.each(scenarios.map(({ name }) => name))(
    '%s',
    async (name) => {
      const { trace, errors, left, problems } = await play(name);
      const expected = golden(name);
      expect(errors).toEqual([]);
      expect(trace.outcomes).toEqual(expected.outcomes);
      expect(trace.events).toEqual(expected.events);
      expect(trace.messages).toEqual(expected.messages);
      expect(left).toEqual([]);
      expect(problems).toEqual([]);
    },
    30_000,
  );
});
