// The whole built broker, its gateway included, with many instances open that nobody works on:
// node --import tsx tests/bench/open-instances.mjs
// Creates them through gRPC as fast as they are taken, kills the broker right behind the last one, starts it again on the same
// folder, and prints one line of JSON: instances a second, resident memory behind the creations, seconds until it answers
// again, memory then.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { connect } from '../scenarios/support/client.ts';
import { startHelper } from './engines.mjs';
import { chain } from './processor-load.mjs';

const OPEN = 100_000;
const CONCURRENCY = 200;
const RESOURCE_EXHAUSTED = 8;

/** Resident memory of a process in MiB, and how much of it is files that it maps: the system takes those pages back at need. */
const memoryOf = (pid) => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mib = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024;
  return { whole: mib('VmRSS'), mapped: mib('RssFile') };
};

/** Creates until so many were acknowledged; refusals of a broker that has too much to do are tried again. */
const createAll = async (call) => {
  let acknowledged = 0;
  const create = async () => {
    try {
      await call('CreateProcessInstance', { bpmnProcessId: 'waits', version: -1, variables: '{"a":1}' });
      acknowledged++;
    } catch (error) {
      if (error.code !== RESOURCE_EXHAUSTED) throw error;
    }
  };
  const client = async () => {
    while (acknowledged < OPEN) await create();
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: CONCURRENCY }, client));
  return acknowledged / ((performance.now() - began) / 1000);
};

const folder = mkdtempSync(join(process.env.BENCH_DATA ?? tmpdir(), 'bench-open-'));
let broker;
try {
  broker = await startHelper('broker-process.mjs', folder);
  const { call, close } = connect(broker.address);
  await call('DeployResource', { resources: [{ name: 'waits.bpmn', content: Buffer.from(chain('waits', 1)) }] });
  const perSecond = await createAll(call);
  const memory = memoryOf(broker.pid);
  close();
  await broker.kill();
  const began = performance.now();
  broker = await startHelper('broker-process.mjs', folder);
  const restartSeconds = (performance.now() - began) / 1000;
  console.log(JSON.stringify({ perSecond, memory, restartSeconds, memoryAgain: memoryOf(broker.pid) }));
} finally {
  await broker?.kill();
  rmSync(folder, { recursive: true, force: true });
}
