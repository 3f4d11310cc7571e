import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from '#broker';
import { startZeebe } from '../../../scripts/zeebe.mjs';
import { barrierOf } from './barrier.ts';
import { connect } from './client.ts';
import { startSink } from './exporter-sink.ts';
import { modelOf, runScenario } from './run-scenario.ts';
import type { Scenario } from './steps.ts';
import { movesClock } from './steps.ts';

/** What is due by the clock shows itself within this time. */
const ZEEBE_QUIET_MS = 700;
const BROKER_QUIET_MS = 200;

export type Played = Awaited<ReturnType<typeof runScenario>>;

/** One scenario on both engines; the warm-up of the Zeebe side is over. */
export interface SideBySide {
  play: (scenario: Scenario) => Promise<{ zeebe: Played; broker: Played }>;
  stop: () => Promise<void>;
}

interface Engine {
  grpcAddress: string;
  restAddress: string;
  stop: () => Promise<void>;
}

/** Whether a clock has a part in a scenario: what is due is found by a look at the clock now and then. */
export const needsClock = (scenario: Scenario): boolean =>
  movesClock(scenario) ||
  scenario.steps.some((step) => step.do === 'fail' && step.backOffMs) ||
  modelNames(scenario).some((name) => modelOf(scenario, name).includes('timerEventDefinition'));

const modelNames = ({ resources, steps }: Scenario): string[] => [
  ...resources,
  ...steps.flatMap((step) => (step.do === 'deploy' ? step.resources : [])),
];

const openSide = async (quietMs: number, pinned: boolean, start: (exporterUrl: string) => Promise<Engine>) => {
  const sink = await startSink();
  const engine = await start(sink.url);
  const client = connect(engine.grpcAddress);
  const { restAddress } = engine;
  const barrier = barrierOf(client, sink, 2);
  const target = { client, restAddress, clockUrl: `${restAddress}/v2/clock`, sink, quietMs };
  const afterQuiet = async (): Promise<void> => {
    await sink.settle(quietMs);
    await barrier();
  };
  return {
    play: (scenario: Scenario) =>
      runScenario({ ...target, barrier: needsClock(scenario) && !pinned ? afterQuiet : barrier }, scenario),
    barrier,
    pin: () =>
      fetch(target.clockUrl, {
        method: 'PUT',
        body: JSON.stringify({ timestamp: Date.now() }),
        headers: { 'content-type': 'application/json' },
      }),
    stop: async () => {
      client.close();
      await engine.stop();
      await sink.stop();
    },
  };
};

/**
 * Starts a real Zeebe 8.6.0 and the broker, which play the same scenarios one after the other. With `pinned` both clocks
 * stand still from the beginning, so that nothing is due before a scenario moves them.
 */
export const startSideBySide = async ({ pinned = false, zeebeQuietMs = ZEEBE_QUIET_MS } = {}): Promise<SideBySide> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'side-by-side-'));
  const zeebe = await openSide(zeebeQuietMs, pinned, (url) =>
    startZeebe({ grpcPort: 0, restPort: 0, exporter: { url, bulkSize: 1, all: true } }),
  );
  const broker = await openSide(BROKER_QUIET_MS, pinned, (exporterUrl) =>
    startBroker({ dataDir, grpcPort: 0, restPort: 0, exporterUrl, exportAll: true }),
  );
  // Zeebe's exporter opens some time after the gateway: the first mark that arrives says that it is there.
  await zeebe.barrier();
  if (pinned) await Promise.all([zeebe.pin(), broker.pin()]);
  return {
    play: async (scenario) => {
      const [played, own] = await Promise.all([zeebe.play(scenario), broker.play(scenario)]);
      return { zeebe: played, broker: own };
    },
    stop: async () => {
      await zeebe.stop();
      await broker.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
