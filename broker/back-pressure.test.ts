import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../tests/scenarios/support/client.ts';
import { Clock } from './clock.ts';
import { deploymentCommand } from './commands/deployments.ts';
import { jobCommand } from './commands/jobs.ts';
import { cancelCommand } from './commands/process-instances.ts';
import { publicationCommand } from './commands/messages.ts';
import { Overloaded } from './errors.ts';
import { startBroker } from './index.ts';
import { RecordLog } from './store/record-log.ts';
import { StreamProcessor } from './stream-processor.ts';

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="S"/><bpmn:sequenceFlow id="f1" sourceRef="S" targetRef="A"/>
<bpmn:serviceTask id="A"><bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements></bpmn:serviceTask>
<bpmn:sequenceFlow id="f2" sourceRef="A" targetRef="E"/><bpmn:endEvent id="E"/></bpmn:process></bpmn:definitions>`;
const RESOURCE_EXHAUSTED = 8;

const started: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'back-pressure-'));
  started.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

const start = async (maxCommandsInFlight: number) => {
  const broker = await startBroker({ dataDir: folder(), grpcPort: 0, restPort: 0, maxCommandsInFlight });
  const client = connect(broker.grpcAddress);
  started.push(broker.stop, () => client.close());
  await client.call('DeployResource', { resources: [{ name: 'p.bpmn', content: Buffer.from(MODEL) }] });
  return { broker, client };
};

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: { code: number; details: string }) => ({ code: error.code, details: error.details }),
  );

test('of many creations at once some are refused, and all that were acknowledged exist, no more and no less', async () => {
  const { client } = await start(8);
  const outcomes = await Promise.all(
    Array.from({ length: 400 }, () =>
      errorOf(client.call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1 })),
    ),
  );
  const refused = outcomes.filter((error) => error !== undefined);
  const created = outcomes.length - refused.length;
  expect(created).toBeGreaterThanOrEqual(8);
  expect(refused.length).toBeGreaterThan(0);
  expect(new Set(refused.map(({ code }) => code))).toEqual(new Set([RESOURCE_EXHAUSTED]));
  expect(refused[0]!.details).toContain('Expected to execute the command on one of the partitions, but all failed');
  const jobs = await client.activateJobs({
    type: 'work',
    maxJobsToActivate: 1000,
    timeout: 60_000,
    requestTimeout: -1,
  });
  expect(jobs).toHaveLength(created);
  await client.call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1 });
}, 60_000);

test('REST answers 429 with a problem, the other calls of gRPC name the partition', async () => {
  const { broker, client } = await start(1);
  const texts = await Promise.all(
    Array.from({ length: 200 }, () => errorOf(client.call('PublishMessage', { name: 'm', correlationKey: 'k' }))),
  );
  const text = "Failed to write client request to partition '1', because the request limit is exhausted.";
  expect(texts).toContainEqual({ code: RESOURCE_EXHAUSTED, details: text });
  const path = '/v2/user-tasks/2251799813999999/completion';
  const answers = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const answer = await fetch(broker.restAddress + path, { method: 'POST', body: '{}', headers: JSON_TYPE });
      return { status: answer.status, body: (await answer.json()) as object };
    }),
  );
  expect(answers).toContainEqual({
    status: 429,
    body: { type: 'about:blank', title: 'RESOURCE_EXHAUSTED', status: 429, detail: text, instance: path },
  });
}, 60_000);

const JSON_TYPE = { 'content-type': 'application/json' };

const publish = () =>
  publicationCommand({ name: 'm', correlationKey: 'k', timeToLive: 0, messageId: '', variables: {} });

const open = (limits: { commands?: number; size?: number }) => {
  const log = new RecordLog(folder());
  const processor = new StreamProcessor(log, new Clock(), limits);
  started.push(
    () => log.close(),
    () => processor.stop(),
  );
  return processor;
};

test('completions, failures, cancellations, deployments and what is due are taken at the limit', async () => {
  const processor = open({ commands: 2 });
  const waiting = [processor.submit(publish()), processor.submit(publish())];
  await expect(processor.submit(publish())).rejects.toBeInstanceOf(Overloaded);
  const key = '2251799813999999';
  const taken = [
    jobCommand('COMPLETE', key),
    jobCommand('FAIL', key),
    jobCommand('YIELD', key),
    cancelCommand(key),
    deploymentCommand([]),
  ].map((command) => processor.submit(command));
  const answers = await Promise.all(taken);
  expect(answers.map(({ kind }) => kind)).toEqual(['rejected', 'rejected', 'rejected', 'rejected', 'rejected']);
  await Promise.all(waiting);
  await expect(processor.submit(publish())).resolves.toMatchObject({ kind: 'done' });
});

test('a few big commands are as much as many small ones', async () => {
  const processor = open({ size: 100_000 });
  const big = publish();
  const first = processor.submit({
    ...big,
    value: { ...big.value, variables: { text: 'x'.repeat(200_000) } },
  } as never);
  await expect(processor.submit(publish())).rejects.toBeInstanceOf(Overloaded);
  await first;
  await expect(processor.submit(publish())).resolves.toMatchObject({ kind: 'done' });
});
