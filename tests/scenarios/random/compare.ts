import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBroker } from '#broker';
import { startZeebe } from '../../../scripts/zeebe.mjs';
import { modelText } from '../support/bpmn-text.ts';
import { connect } from '../support/client.ts';
import { startSink } from '../support/exporter-sink.ts';
import type { Target } from '../support/run-scenario.ts';
import { runScenario } from '../support/run-scenario.ts';
import { randomCase } from './generate.ts';

const ZEEBE_QUIET_MS = 120;
const BROKER_QUIET_MS = 20;

type Played = Awaited<ReturnType<typeof runScenario>>;

/** Plays the case of a seed; its model lies in the folder of models only for that long. */
const play = async (target: Target, seed: number): Promise<Played> => {
  const { id, model, variables, jobType } = randomCase(seed);
  const path = new URL(`../models/${id}.bpmn`, import.meta.url);
  writeFileSync(path, modelText(model));
  try {
    const steps = [
      { do: 'create' as const, process: id, variables },
      { do: 'completeAll' as const, job: jobType },
    ];
    return await runScenario(target, { name: id, resources: [`${id}.bpmn`], steps });
  } finally {
    rmSync(path);
  }
};

const firstDifference = (one: string[], other: string[]): string | undefined => {
  const at = one.findIndex((line, index) => line !== other[index]);
  if (at < 0 && one.length === other.length) return undefined;
  const index = at < 0 ? one.length : at;
  return `record ${index}\n  Zeebe:  ${one[index] ?? '(none)'}\n  broker: ${other[index] ?? '(none)'}`;
};

/** `npx tsx tests/scenarios/random/compare.ts 1 20`: the seeds from 1 to 20 on a real Zeebe and on the broker. */
const compare = async (first: number, last: number): Promise<number> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'random-'));
  const [zeebeSink, brokerSink] = [await startSink(), await startSink()];
  const exporter = { url: zeebeSink.url, bulkSize: 1, all: true };
  const zeebe = await startZeebe({ grpcPort: 0, restPort: 0, exporter });
  const broker = await startBroker({ dataDir, grpcPort: 0, restPort: 0, exporterUrl: brokerSink.url, exportAll: true });
  const clients = [connect(zeebe.grpcAddress), connect(broker.grpcAddress)] as const;
  const targetOf = (index: 0 | 1): Target => ({
    client: clients[index],
    restAddress: [zeebe, broker][index]!.restAddress,
    clockUrl: '',
    sink: [zeebeSink, brokerSink][index]!,
    quietMs: [ZEEBE_QUIET_MS, BROKER_QUIET_MS][index]!,
  });
  let different = 0;
  try {
    // The exporter opens some time after the gateway: the first case is played to open it.
    await play(targetOf(0), first);
    await zeebeSink.settle(ZEEBE_QUIET_MS * 20);
    for (let seed = first; seed <= last; seed++) {
      const [golden, own] = [await play(targetOf(0), seed), await play(targetOf(1), seed)];
      const difference = firstDifference(golden.outcomes, own.outcomes) ?? firstDifference(golden.events, own.events);
      if (difference) different++;
      console.log(`seed ${seed}: ${golden.events.length} records, ${difference ?? 'equal'}`);
    }
  } finally {
    for (const client of clients) client.close();
    await zeebe.stop();
    await broker.stop();
    await Promise.all([zeebeSink.stop(), brokerSink.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
  }
  return different;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [first = '1', last = first] = process.argv.slice(2);
  process.exitCode = (await compare(Number(first), Number(last))) > 0 ? 1 : 0;
}
