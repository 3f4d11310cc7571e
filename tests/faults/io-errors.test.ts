import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningBroker } from '#broker';
import { startBroker } from '#broker';
import type { Disk } from '../../broker/store/disk.ts';
import { LMDB_DISK } from '../../broker/store/disk.ts';
import { RecordLog } from '../../broker/store/record-log.ts';
import { verifyLog } from '../../broker/store/verify.ts';
import type { GatewayClient } from '../scenarios/support/client.ts';
import { connect } from '../scenarios/support/client.ts';
import { startSink } from '../scenarios/support/exporter-sink.ts';
import { onThread } from '../support/gateway-thread.ts';
import { Ledger } from './support/ledger.ts';

const INSTANCES = 80;
const CLIENTS = 8;
const RESOURCE_EXHAUSTED = 8;
const model = readFileSync(new URL('../scenarios/models/service-task.bpmn', import.meta.url));

const errorOf = (code: string, text: string): Error => Object.assign(new Error(text), { code });
const NO_SPACE = errorOf('ENOSPC', 'No space left on device');
const IO_ERROR = errorOf('EIO', 'Input/output error');

/** A disk whose every n-th write fails: before anything is written, or only in saying so. */
const faultyDisk = (everyNth: number, error: Error, late: boolean) => {
  const faults = { on: true, failed: 0, always: false };
  let writes = 0;
  const disk: Disk = {
    againMs: 10,
    commit: async (write) => {
      const fails = faults.always || (faults.on && ++writes % everyNth === 0);
      if (fails) faults.failed++;
      if (fails && !late) throw error;
      const result = await LMDB_DISK.commit(write);
      if (fails) throw error;
      return result;
    },
  };
  return { disk, faults };
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Run {
  broker: RunningBroker;
  client: GatewayClient;
  ledger: Ledger;
  errors: string[];
  refused: Set<string>;
}

/** Sends a request until it is taken; what may come instead is a refusal for the disk, and nothing else. */
const insist = async (run: Run, method: string, request: object): Promise<Record<string, unknown>> => {
  for (;;) {
    try {
      return await run.client.call(method, request);
    } catch (error) {
      const { code, details } = error as { code: number; details: string };
      if (code !== RESOURCE_EXHAUSTED) throw error;
      run.refused.add(details);
      // Reads are answered all the same.
      await run.client.call('Topology', {});
      await pause(5);
    }
  }
};

const activate = async ({ client }: Run): Promise<string[]> => {
  const request = { type: 'a', worker: 'w', timeout: 60_000, maxJobsToActivate: 20, requestTimeout: 100 };
  try {
    return (await client.activateJobs(request)).map(({ key }) => String(key));
  } catch (error) {
    if ((error as { code: number }).code !== RESOURCE_EXHAUSTED) throw error;
    return [];
  }
};

const work = async (run: Run): Promise<void> => {
  const { ledger } = run;
  await insist(run, 'DeployResource', { resources: [{ name: 'a.bpmn', content: model }] });
  let started = 0;
  let finished = 0;
  const create = async (): Promise<void> => {
    while (started++ < INSTANCES) {
      ledger.send('created');
      const request = { bpmnProcessId: 'service-task', version: -1, variables: '{}' };
      ledger.acknowledge('created', (await insist(run, 'CreateProcessInstance', request)).processInstanceKey);
    }
  };
  const finish = async (): Promise<void> => {
    while (finished < INSTANCES) {
      for (const jobKey of await activate(run)) {
        ledger.send('completed');
        await insist(run, 'CompleteJob', { jobKey, variables: '{}' });
        ledger.acknowledge('completed', jobKey);
        finished++;
      }
    }
  };
  await Promise.all([...Array.from({ length: CLIENTS }, create), finish()]);
};

/** A broker on a faulty disk, played with, stopped, and its log compared with what its clients were told. */
const onDisk = async (disk: Disk, play: (run: Run) => Promise<void>) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'io-errors-'));
  const sink = await startSink();
  const errors: string[] = [];
  const logger = { info: () => undefined, warn: () => undefined, error: (text: string) => void errors.push(text) };
  const options = { dataDir, grpcPort: 0, restPort: 0, heldRows: 50, exporterUrl: sink.url, logger };
  const broker = await startBroker({ ...options, disk, startGateway: onThread });
  const run: Run = { broker, client: connect(broker.grpcAddress), ledger: new Ledger(), errors, refused: new Set() };
  try {
    await play(run);
    run.client.close();
    await broker.stop();
    const log = new RecordLog(dataDir);
    const problems = [...run.ledger.audit(log), ...verifyLog(log).problems];
    await log.close();
    return { ...run, problems };
  } finally {
    run.client.close();
    await broker.stop();
    await sink.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

type Case = [everyNth: number, name: string, error: Error, late: boolean];
const CASES: Case[] = [
  [2, 'ENOSPC', NO_SPACE, false],
  [3, 'EIO', IO_ERROR, false],
  [4, 'EIO behind a write that came through', IO_ERROR, true],
  [7, 'ENOSPC', NO_SPACE, false],
];
/** `IO_FAULTS=20` has every n up to 20 of every kind. */
const UP_TO = Number(process.env['IO_FAULTS'] ?? 0);
const allCases = Array.from({ length: Math.max(0, UP_TO - 1) }, (_, index) => index + 2).flatMap((everyNth): Case[] =>
  CASES.slice(0, 3).map(([, ...kind]) => [everyNth, ...kind]),
);

test.each(UP_TO > 0 ? allCases : CASES)(
  'every %dth write fails with %s: clients are refused or answered, nothing is lost, work goes on without a restart',
  async (everyNth, _name, error, late) => {
    const { disk, faults } = faultyDisk(everyNth, error, late);
    const { problems, errors, ledger, refused } = await onDisk(disk, async (run) => {
      await work(run);
      faults.on = false;
    });
    expect(faults.failed).toBeGreaterThan(UP_TO > 0 ? 0 : 3);
    expect(problems).toEqual([]);
    expect(errors.filter((text) => !text.includes(error.message))).toEqual([]);
    expect(ledger.counts).toMatchObject({ created: INSTANCES, completed: INSTANCES });
    for (const text of refused) expect(text).toContain(error.message);
  },
  60_000,
);

test('a disk that takes nothing for a while: commands are refused with its reason, then work goes on', async () => {
  const { disk, faults } = faultyDisk(Number.MAX_SAFE_INTEGER, IO_ERROR, false);
  const { problems, ledger, refused } = await onDisk(disk, async (run) => {
    await insist(run, 'DeployResource', { resources: [{ name: 'a.bpmn', content: model }] });
    faults.always = true;
    const working = work(run);
    // What is in flight waits for the disk; what comes behind a write that failed is refused at once.
    const late: Promise<unknown>[] = [];
    for (const from = Date.now(); run.refused.size === 0 && Date.now() - from < 30_000;) {
      run.ledger.send('published');
      late.push(insist(run, 'PublishMessage', { name: 'm', correlationKey: '', timeToLive: 0, variables: '{}' }));
      await pause(100);
    }
    faults.always = false;
    await Promise.all([working, ...late]);
  });
  expect([...refused]).toEqual(['The disk refused to write (Input/output error): the command was not carried out.']);
  expect(problems).toEqual([]);
  expect(ledger.counts).toMatchObject({ created: INSTANCES, completed: INSTANCES });
}, 60_000);
