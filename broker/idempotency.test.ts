import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jobModel, manualModel } from '../tests/conformance/gateway/call-models.ts';
import { connect } from '../tests/scenarios/support/client.ts';
import { startBroker } from './index.ts';

const started: (() => Promise<void> | void)[] = [];
const stopAll = async () => {
  for (const stop of started.splice(0).reverse()) await stop();
};
let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'idempotency-'))));
afterEach(async () => {
  await stopAll();
  rmSync(dataDir, { recursive: true, force: true });
});

const open = async () => {
  const broker = await startBroker({ dataDir, grpcPort: 0, restPort: 0 });
  const client = connect(broker.grpcAddress);
  started.push(broker.stop, () => client.close());
  const create = async (key: string, request: object = {}) => {
    const metadata = { 'idempotency-key': key };
    const whole = { bpmnProcessId: 'job', version: -1, ...request };
    return String((await client.call('CreateProcessInstance', whole, metadata)).processInstanceKey);
  };
  const post = (path: string, body: object, headers: Record<string, string> = {}, method = 'POST') =>
    fetch(broker.restAddress + path, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  return { client, create, post };
};

const start = async () => {
  const opened = await open();
  const resources = [
    { name: 'job.bpmn', content: Buffer.from(jobModel) },
    { name: 'manual.bpmn', content: Buffer.from(manualModel) },
  ];
  await opened.client.call('DeployResource', { resources });
  return opened;
};

type Opened = Awaited<ReturnType<typeof start>>;

const countJobs = async ({ client }: Opened): Promise<number> => {
  const request = { type: 'work', timeout: 60_000, maxJobsToActivate: 100, requestTimeout: -1 };
  return (await client.activateJobs(request)).length;
};

test('a request that is sent many times makes one instance, and every answer names it', async () => {
  const opened = await start();
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => opened.create('case-7', { variables: '{"a":1}' })),
  );
  expect(new Set(answers).size).toBe(1);
  expect(await countJobs(opened)).toBe(1);
  expect(await opened.create('case-8')).not.toBe(answers[0]);
});

test('REST takes the same name as a header, with the same answer', async () => {
  const { create, post } = await start();
  const instance = await create('case-7', { variables: '{"a":1}' });
  const body = { processDefinitionId: 'job', variables: { a: 1 } };
  const again = await post('/v2/process-instances', body, { 'idempotency-key': 'case-7' });
  expect(String(((await again.json()) as { processInstanceKey: number }).processInstanceKey)).toBe(instance);
  const other = await post('/v2/process-instances', { ...body, variables: {} }, { 'idempotency-key': 'case-7' });
  expect(await other.json()).toMatchObject({ status: 409, title: 'ALREADY_EXISTS' });
});

test('another request of the same name is refused, a name that is too long as well', async () => {
  const { create } = await start();
  const instance = await create('case-7');
  await expect(create('case-7', { variables: '{"a":2}' })).rejects.toMatchObject({
    code: 6,
    details: expect.stringContaining(`process instance with key '${instance}'`) as string,
  });
  await expect(create('x'.repeat(257))).rejects.toMatchObject({ code: 3 });
});

test('a request is known after a restart and after its instance has ended, for a day', async () => {
  const instance = await (await start()).create('case-7', { bpmnProcessId: 'manual' });
  await stopAll();
  const { create, post } = await open();
  expect(await create('case-7', { bpmnProcessId: 'manual' })).toBe(instance);
  const at = (hours: number) => post('/v2/clock', { timestamp: Date.now() + hours * 3_600_000 }, {}, 'PUT');
  await at(23);
  expect(await create('case-7', { bpmnProcessId: 'manual' })).toBe(instance);
  await at(25);
  expect(await create('case-7', { bpmnProcessId: 'manual' })).not.toBe(instance);
}, 30_000);

test('who asks for the result again waits for the same instance; when it has ended, the result is gone', async () => {
  const { client } = await start();
  const ask = (bpmnProcessId: string) =>
    client.call(
      'CreateProcessInstanceWithResult',
      { request: { bpmnProcessId, version: -1 }, requestTimeout: 20_000 },
      { 'idempotency-key': `${bpmnProcessId}-1` },
    );
  const both = [ask('job'), ask('job')];
  const request = { type: 'work', timeout: 60_000, maxJobsToActivate: 5, requestTimeout: 10_000 };
  const [job] = await client.activateJobs(request);
  // The second may have come later than the job was handed out: it must wait before the end.
  await client.call('Topology', {});
  await client.call('CompleteJob', { jobKey: job!.key, variables: '{"done":true}' });
  const results = await Promise.all(both);
  expect(results.map(({ variables }) => variables)).toEqual(['{"done":true}', '{"done":true}']);
  expect(results[0]!.processInstanceKey).toBe(results[1]!.processInstanceKey);
  await expect(ask('job')).rejects.toMatchObject({ code: 9 });
}, 30_000);
