import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBroker } from '#broker';
import type { EngineRecord } from '#engine';
import { EngineState, applyRecord } from '#engine';
import { RecordLog } from '../../broker/store/record-log.ts';
import { BEHAVIORS } from '../../engine/processors/elements/index.ts';
import type { Scenario } from '../scenarios/scenarios.ts';
import { scenarios } from '../scenarios/scenarios.ts';
import { movesClock, scenario } from '../scenarios/support/steps.ts';
import { connect } from '../scenarios/support/client.ts';
import { startSink } from '../scenarios/support/exporter-sink.ts';
import type { Target } from '../scenarios/support/run-scenario.ts';
import { runScenario } from '../scenarios/support/run-scenario.ts';
import { coverage } from './coverage.ts';
import type { History } from './history.ts';
import {
  CHECKPOINT_EVERY,
  checkpointDigest,
  finalDigest,
  historyFile,
  packed,
  partsOf,
  recordsFile,
} from './history.ts';

const QUIET_MS = 15;

/** Deploys what a scenario needs and starts its instances: what waits then waits at the end of the history. */
const leftOpen = ({ name, resources, steps }: Scenario): Scenario => ({
  name: `${name}, left open`,
  resources,
  steps: steps.filter((step) => step.do === 'create'),
});

/** What no scenario does. They come first: a file that is known already would not be deployed again. */
const FIRST: Scenario[] = [
  scenario('delete-form', ['review-form.form'], { do: 'delete', what: 'FORM' }),
  scenario('delete-decisions', ['fine.dmn'], { do: 'delete', what: 'DECISION_REQUIREMENTS' }),
];

/** One instance that is asked for twice: no step of a scenario names its request. */
const namedRequest = async ({ client }: Target): Promise<void> => {
  const content = readFileSync(new URL('../scenarios/models/manual-task.bpmn', import.meta.url));
  await client.call('DeployResource', { resources: [{ name: 'manual-task.bpmn', content }] });
  const request = { bpmnProcessId: 'manual-task', version: -1, variables: '{}' };
  for (let sent = 0; sent < 2; sent++)
    await client.call('CreateProcessInstance', request, { 'idempotency-key': 'history' });
};

/** Everything on one broker: the scenarios to their end, then each once more as far as it comes by itself. */
const play = async (target: Target): Promise<void> => {
  // A clock that was moved stands still: what depends on it comes last, as when scenarios are recorded.
  const ordered = [...scenarios.filter((one) => !movesClock(one)), ...scenarios.filter(movesClock)];
  await namedRequest(target);
  const starting = ordered.filter(({ steps }) => steps.some((step) => step.do === 'create'));
  for (const one of [...FIRST, ...ordered, ...starting.map(leftOpen)])
    try {
      await runScenario(target, one);
    } catch (error) {
      // A neighbour's message or job was faster: the history is what happened, not what a scenario wants.
      console.warn(`${one.name}: ${(error as Error).message}`);
    }
};

const recordLines = async (): Promise<string[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'history-'));
  const sink = await startSink();
  const options = { dataDir, grpcPort: 0, restPort: 0, exporterUrl: sink.url, exportAll: true };
  const broker = await startBroker(options);
  const client = connect(broker.grpcAddress);
  const { restAddress } = broker;
  try {
    await play({ client, restAddress, clockUrl: `${restAddress}/v2/clock`, sink, quietMs: QUIET_MS });
    await broker.stop();
    const log = new RecordLog(dataDir);
    const lines = [...log.read(0)].flatMap((entry) => [...entry.lines()]);
    await log.close();
    return lines;
  } finally {
    client.close();
    await broker.stop();
    await sink.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

const historyOf = (version: string, records: EngineRecord[]): History => {
  const state = new EngineState();
  const parts = partsOf(state);
  const checkpoints: History['checkpoints'] = [];
  records.forEach((record, index) => {
    applyRecord(state, record);
    if ((index + 1) % CHECKPOINT_EVERY === 0)
      checkpoints.push({ records: index + 1, digest: checkpointDigest(state, parts) });
  });
  return { version, parts, checkpoints, finalDigest: finalDigest(state, parts), ...coverage(records) };
};

const { values } = parseArgs({ options: { again: { type: 'boolean' } } });
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
if (existsSync(historyFile(version)) && !values.again)
  throw new Error(`the history of ${version} is there: raise the version, or --again while ${version} is not released`);
const lines = await recordLines();
const history = historyOf(
  version,
  lines.map((line) => JSON.parse(line) as EngineRecord),
);
const missing = Object.keys(BEHAVIORS).filter((type) => !history.elements.some((name) => name.split(' ')[0] === type));
if (missing.length > 0) throw new Error(`no scenario has ${missing.join(', ')}: the history would not cover them`);
mkdirSync(new URL('.', historyFile(version)), { recursive: true });
writeFileSync(recordsFile(version), packed(lines));
writeFileSync(historyFile(version), `${JSON.stringify(history, null, 1)}\n`);
console.log(
  `${version}: ${lines.length} records, ${history.checkpoints.length} checkpoints, ${history.elements.length} elements`,
);
