import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import type * as Sdk from '@camunda8/sdk';
import { join } from 'node:path';
import { commands } from '#engine';
import { startGateway } from './gateway/server.ts';
import type { BrokerOptions, RunningBroker } from './index.ts';
import { startBroker } from './index.ts';
import { connect } from '../tests/scenarios/support/client.ts';

// The package's own entry is CommonJS with many side files: required, it loads faster than as a module.
const { Camunda8 } = createRequire(import.meta.url)('@camunda8/sdk') as typeof Sdk;

const xml = (body: string, id = 'p') => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x">
<bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="S"/><bpmn:sequenceFlow id="f1" sourceRef="S" targetRef="A"/>${body}
<bpmn:sequenceFlow id="f2" sourceRef="A" targetRef="E"/><bpmn:endEvent id="E"/></bpmn:process></bpmn:definitions>`;
const job = (type: string) =>
  `<bpmn:serviceTask id="A"><bpmn:extensionElements><zeebe:taskDefinition type="${type}"/></bpmn:extensionElements></bpmn:serviceTask>`;
const userTask =
  '<bpmn:userTask id="A"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements></bpmn:userTask>';
const timer =
  '<bpmn:intermediateCatchEvent id="A"><bpmn:timerEventDefinition><bpmn:timeDuration>P90D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>';

const started: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'broker-'));
  started.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

const start = async (options: Partial<BrokerOptions> = {}): Promise<RunningBroker> => {
  const broker = await startBroker({ dataDir: folder(), grpcPort: 0, restPort: 0, ...options });
  started.push(broker.stop);
  return broker;
};

const client = (broker: RunningBroker) => {
  const zeebe = new Camunda8({
    ZEEBE_GRPC_ADDRESS: `grpc://${broker.grpcAddress}`,
    ZEEBE_REST_ADDRESS: broker.restAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_LOG_LEVEL: 'none',
  } as never).getZeebeGrpcApiClient();
  started.push(async () => void (await zeebe.close()));
  const deploy = (text: string, name = 'p.bpmn') => zeebe.deployResource({ process: Buffer.from(text), name });
  return { zeebe, deploy };
};

/** Takes records as Elasticsearch would; `refuse` says how many calls fail first. */
const sink = async (refuse = 0) => {
  const records: {
    position: number;
    key: number;
    valueType: string;
    intent: string;
    value: Record<string, unknown>;
  }[] = [];
  const calls: { type: string | undefined; auth: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        calls.push({ type: request.headers['content-type'], auth: request.headers.authorization });
        if (calls.length <= refuse) return response.writeHead(503).end();
        const lines = Buffer.concat(chunks).toString('utf8').trim().split('\n');
        for (let index = 1; index < lines.length; index += 2) records.push(JSON.parse(lines[index]!));
        return response.end('{"errors":false,"items":[]}');
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  started.push(() => void server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, records, calls };
};

const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('waited in vain');
};

const post = (url: string, body: object, method = 'POST') =>
  fetch(url, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

test('@camunda8/sdk deploys, creates, works on jobs and gets the result', async () => {
  const { zeebe, deploy } = client(await start());
  const deployed = await deploy(xml(job('greet')));
  expect(deployed.deployments[0]).toMatchObject({ process: { bpmnProcessId: 'p', version: 1 } });
  const worker = zeebe.createWorker({
    taskType: 'greet',
    taskHandler: (task) => task.complete({ hello: `你好 ${String(task.variables.name)}` }),
  });
  const result = await zeebe.createProcessInstanceWithResult({ bpmnProcessId: 'p', variables: { name: '济南' } });
  expect(result.variables).toEqual({ name: '济南', hello: '你好 济南' });
  await worker.close();
});

test('a stream is served before a long poll that has waited longer', async () => {
  const broker = await start();
  const { zeebe, deploy } = client(broker);
  await deploy(xml(job('both')));
  const raw = connect(broker.grpcAddress);
  started.push(raw.close);
  const request = { type: 'both', worker: 'poll', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 3000 };
  const polled = raw.activateJobs(request);
  const got: string[] = [];
  const stream = await zeebe.streamJobs({
    type: 'both',
    worker: 'stream',
    timeout: 60_000,
    taskHandler: (task: { key: string; complete: () => unknown }) => {
      got.push(task.key);
      return task.complete();
    },
  } as never);
  await zeebe.createProcessInstance({ bpmnProcessId: 'p', variables: {} });
  expect(await polled).toEqual([]);
  expect(got).toHaveLength(1);
  stream.close();
});

test('a stream gets jobs pushed', async () => {
  const { zeebe, deploy } = client(await start());
  await deploy(xml(job('pushed')));
  const got: string[] = [];
  const stream = await zeebe.streamJobs({
    type: 'pushed',
    worker: 'w',
    timeout: 10_000,
    taskHandler: (task: { key: string; complete: () => unknown }) => {
      got.push(task.key);
      return task.complete();
    },
  } as never);
  for (let index = 0; index < 3; index++) await zeebe.createProcessInstance({ bpmnProcessId: 'p', variables: {} });
  await until(() => got.length === 3);
  stream?.close?.();
});

test('a user task is assigned, changed and completed by REST, its records are exported in order', async () => {
  const { url, records, calls } = await sink(2);
  const broker = await start({ exporterUrl: url, exporterAuth: { username: 'u', password: 'p' } });
  const { zeebe, deploy } = client(broker);
  await deploy(xml(userTask));
  await zeebe.createProcessInstance({ bpmnProcessId: 'p', variables: {} });
  await until(() => records.some(({ valueType, intent }) => valueType === 'USER_TASK' && intent === 'CREATED'));
  const { key } = records.find(({ valueType }) => valueType === 'USER_TASK')!;
  const task = `${broker.restAddress}/v2/user-tasks/${key}`;
  expect((await post(`${task}/assignment`, { assignee: '张三' })).status).toBe(204);
  expect((await post(task, { changeset: { dueDate: '2030-01-01T00:00:00Z' } }, 'PATCH')).status).toBe(204);
  expect((await post(task, { changeset: { dueDate: 'soon' } }, 'PATCH')).status).toBe(400);
  expect((await post(`${task}/assignment`, {})).status).toBe(400);
  expect(
    (await post(`${broker.restAddress}/v1/user-tasks/${key}/completion`, { variables: { ok: true }, action: '通过' }))
      .status,
  ).toBe(204);
  const gone = await post(`${task}/completion`, {});
  expect(gone.headers.get('content-type')).toBe('application/problem+json');
  expect(await gone.json()).toMatchObject({
    status: 404,
    title: 'NOT_FOUND',
    detail: expect.stringContaining('no such user task') as string,
  });
  await until(() =>
    records.some(({ valueType, value }) => valueType === 'PROCESS_INSTANCE' && value.elementId === 'E'),
  );
  expect(records.map(({ position }) => position)).toEqual(
    [...records.map(({ position }) => position)].sort((a, b) => a - b),
  );
  expect(calls.at(-1)).toEqual({
    type: 'application/x-ndjson',
    auth: `Basic ${Buffer.from('u:p').toString('base64')}`,
  });
});

test('what was acknowledged is there after a restart, and the export goes on where it was', async () => {
  const dataDir = folder();
  const { url, records } = await sink();
  const first = await startBroker({ dataDir, grpcPort: 0, restPort: 0, exporterUrl: url });
  const one = client(first);
  await one.deploy(xml(job('later')));
  await one.zeebe.createProcessInstance({ bpmnProcessId: 'p', variables: { a: 1 } });
  await until(() => records.some(({ valueType }) => valueType === 'JOB'));
  await one.zeebe.close();
  await first.stop();
  const exported = records.length;
  const two = client(await start({ dataDir, exporterUrl: url }));
  const [activated] = await two.zeebe.activateJobs({
    type: 'later',
    worker: 'w',
    timeout: 10_000,
    maxJobsToActivate: 1,
    requestTimeout: 1000,
  });
  expect(activated?.variables).toEqual({ a: 1 });
  await two.zeebe.completeJob({ jobKey: activated!.key, variables: {} });
  await until(() => records.some(({ value }) => value.elementId === 'E'));
  expect(new Set(records.map(({ position }) => position)).size).toBe(records.length);
  expect(records.length).toBeGreaterThan(exported);
});

test('moving the clock fires a timer of 90 days', async () => {
  const { url, records } = await sink();
  const broker = await start({ exporterUrl: url });
  const { zeebe, deploy } = client(broker);
  await deploy(xml(timer));
  await zeebe.createProcessInstance({ bpmnProcessId: 'p', variables: {} });
  expect(
    (await post(`${broker.restAddress}/v2/clock`, { timestamp: Date.now() + 91 * 86_400_000 }, 'PUT')).status,
  ).toBe(204);
  await until(() => records.some(({ valueType, intent }) => valueType === 'TIMER' && intent === 'TRIGGERED'));
  expect((await post(`${broker.restAddress}/v2/clock`, { timestamp: 'soon' }, 'PUT')).status).toBe(400);
  expect((await post(`${broker.restAddress}/v2/clock/reset`, {})).status).toBe(204);
});

/** A key of the only partition, which nothing has. */
const UNKNOWN = '2251799813999999';

test.each([
  ['unknown process', 'CreateProcessInstance', { bpmnProcessId: 'none', version: -1 }, 5],
  ['variables that are no object', 'CreateProcessInstance', { bpmnProcessId: 'none', variables: '[1]' }, 3],
  ['variables that are no JSON', 'CreateProcessInstance', { bpmnProcessId: 'none', variables: '{' }, 3],
  ['unknown job', 'CompleteJob', { jobKey: UNKNOWN }, 5],
  ['a key of no partition', 'CompleteJob', { jobKey: '12' }, 14],
  ['retries below one', 'UpdateJobRetries', { jobKey: UNKNOWN, retries: 0 }, 3],
  [
    'a model that is not XML',
    'DeployResource',
    { resources: [{ name: 'n.bpmn', content: Buffer.from('nonsense') }] },
    3,
  ],
  ['an empty deployment', 'DeployResource', { resources: [] }, 3],
  ['unknown incident', 'ResolveIncident', { incidentKey: UNKNOWN }, 5],
  ['unknown instance', 'CancelProcessInstance', { processInstanceKey: UNKNOWN }, 5],
  ['unknown scope', 'SetVariables', { elementInstanceKey: UNKNOWN, variables: '{}' }, 5],
  ['unknown decision', 'EvaluateDecision', { decisionId: 'none' }, 3],
  ['the migration of an unknown instance', 'MigrateProcessInstance', { processInstanceKey: UNKNOWN }, 5],
])('refuses %s with the right code', async (_, method, request, code) => {
  const bare = connect((await start()).grpcAddress);
  started.push(bare.close);
  await expect(bare.call(method, request)).rejects.toMatchObject({ code });
});

test('refuses to activate jobs of no type', async () => {
  const bare = connect((await start()).grpcAddress);
  started.push(bare.close);
  const request = { type: '', worker: 'w', timeout: 10, maxJobsToActivate: 1 };
  await expect(bare.activateJobs(request)).rejects.toMatchObject({ code: 3 });
});

test('two brokers never share a folder', async () => {
  const dataDir = folder();
  await start({ dataDir });
  await expect(startBroker({ dataDir, grpcPort: 0, restPort: 0 })).rejects.toThrow(/正被另一个引擎使用/);
});

test('a port in use is an error, and leaves nothing open', async () => {
  const broker = await start();
  const port = Number(broker.grpcAddress.split(':')[1]);
  const dataDir = folder();
  await expect(startBroker({ dataDir, grpcPort: port, restPort: 0 })).rejects.toThrow();
  await (await startBroker({ dataDir, grpcPort: 0, restPort: 0 })).stop();
});

test('a job whose timeout was updated stays with its worker, and goes to the next one after it', async () => {
  const broker = await start();
  const bare = connect(broker.grpcAddress);
  started.push(() => bare.close());
  await bare.call('DeployResource', { resources: [{ name: 'p.bpmn', content: Buffer.from(xml(job('prolonged'))) }] });
  await bare.call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1 });
  const activate = () =>
    bare.activateJobs({ type: 'prolonged', worker: 'w', timeout: 300, maxJobsToActivate: 1, requestTimeout: -1 });
  const [first] = await activate();
  await bare.call('UpdateJobTimeout', { jobKey: first?.['key'], timeout: 1_500 });
  await new Promise((done) => setTimeout(done, 700));
  expect(await activate()).toEqual([]);
  await until(async () => (await activate()).length === 1);
  await expect(bare.call('UpdateJobTimeout', { jobKey: UNKNOWN, timeout: 1_000 })).rejects.toMatchObject({ code: 5 });
});

test('a call that comes before the start is over is told how its instance ended', async () => {
  const resource = { name: 'p.bpmn', content: xml('<bpmn:manualTask id="A"/>') };
  let ended: unknown;
  await start({
    startGateway: async (opened, settings, onError) => {
      const engine = await opened;
      await engine.carryOut(commands.deploy([resource]));
      const creation = commands.createInstance('p', { asked: true });
      const awaiting = { ...creation, intent: 'CREATE_WITH_AWAITING_RESULT' };
      ended = (await engine.submitForResult(awaiting, 10_000)).result;
      return startGateway(opened, settings, onError);
    },
  });
  expect(ended).toMatchObject({ variables: { asked: true } });
}, 20_000);
