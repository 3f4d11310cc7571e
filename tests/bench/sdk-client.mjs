// Instances per second through @camunda8/sdk: node tests/bench/sdk-client.mjs HOST:PORT COUNT CONCURRENCY
import { performance } from 'node:perf_hooks';
import { Camunda8 } from '@camunda8/sdk';

const [address, countText, concurrencyText] = process.argv.slice(2);
const count = Number(countText);
const id = 'sdkbench';
const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x">
<bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="s"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>
<bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="${id}"/></bpmn:extensionElements><bpmn:incoming>f0</bpmn:incoming><bpmn:outgoing>f1</bpmn:outgoing></bpmn:serviceTask>
<bpmn:endEvent id="e"><bpmn:incoming>f1</bpmn:incoming></bpmn:endEvent>
<bpmn:sequenceFlow id="f0" sourceRef="s" targetRef="t"/><bpmn:sequenceFlow id="f1" sourceRef="t" targetRef="e"/></bpmn:process></bpmn:definitions>`;

const zeebe = new Camunda8({
  ZEEBE_GRPC_ADDRESS: `grpc://${address}`,
  CAMUNDA_AUTH_STRATEGY: 'NONE',
  CAMUNDA_LOG_LEVEL: 'none',
}).getZeebeGrpcApiClient();
await zeebe.deployResource({ process: Buffer.from(xml), name: `${id}.bpmn` });

let done = 0;
let finished;
const all = new Promise((resolve) => (finished = resolve));
const worker = zeebe.createWorker({
  taskType: id,
  maxJobsToActivate: 256,
  timeout: 60_000,
  pollInterval: 5,
  taskHandler: async (job) => {
    const outcome = await job.complete();
    if (++done === count) finished();
    return outcome;
  },
});
const from = performance.now();
let started = 0;
const create = async () => {
  while (started < count) {
    started++;
    await zeebe.createProcessInstance({ bpmnProcessId: id, variables: { a: 1 } });
  }
};
await Promise.all(Array.from({ length: Number(concurrencyText) }, create));
await all;
const seconds = (performance.now() - from) / 1000;
console.log(JSON.stringify({ N: count, instances_per_s: Number((count / seconds).toFixed(1)) }));
await worker.close();
await zeebe.close();
process.exit(0);
