import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GatewayClient } from '../tests/scenarios/support/client.ts';
import { connect } from '../tests/scenarios/support/client.ts';
import { startSink } from '../tests/scenarios/support/exporter-sink.ts';
import { startBroker } from './index.ts';

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="S"/><bpmn:sequenceFlow id="f1" sourceRef="S" targetRef="A"/>
<bpmn:serviceTask id="A"><bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements></bpmn:serviceTask>
<bpmn:sequenceFlow id="f2" sourceRef="A" targetRef="E"/><bpmn:endEvent id="E"/></bpmn:process></bpmn:definitions>`;
const MB = 1024 * 1024;

const started: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

const start = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'message-size-'));
  const sink = await startSink();
  started.push(sink.stop, () => rmSync(dataDir, { recursive: true, force: true }));
  const broker = await startBroker({ dataDir, grpcPort: 0, restPort: 0, exporterUrl: sink.url, exportAll: true });
  const client = connect(broker.grpcAddress);
  started.push(broker.stop, () => client.close());
  await client.call('DeployResource', { resources: [{ name: 'p.bpmn', content: Buffer.from(MODEL) }] });
  return { broker, client, sink };
};

const create = async (client: GatewayClient, sizesInMb: Record<string, number> = {}): Promise<string> => {
  const { processInstanceKey } = await client.call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1 });
  for (const [name, size] of Object.entries(sizesInMb))
    await client.call('SetVariables', {
      elementInstanceKey: processInstanceKey,
      variables: JSON.stringify({ [name]: 'x'.repeat(size * MB) }),
    });
  return String(processInstanceKey);
};

const activate = async (client: GatewayClient, more: object = {}): Promise<string[]> => {
  const request = { type: 'work', worker: 'w', timeout: 60_000, maxJobsToActivate: 10, requestTimeout: -1, ...more };
  return (await client.activateJobs(request)).map(({ processInstanceKey }) => String(processInstanceKey));
};

test('a job too large for any answer becomes an incident, the one behind it is handed out', async () => {
  const { client, sink } = await start();
  const large = await create(client, { a: 1.5, b: 1.5, c: 1.5 });
  const small = await create(client);
  expect(await activate(client)).toEqual([small]);
  expect(await activate(client)).toEqual([]);
  await sink.settle(200);
  const created = sink.records.findIndex(({ valueType }) => valueType === 'INCIDENT');
  const incident = sink.records[created]!;
  const { key: jobKey } = sink.records.find(({ valueType }) => valueType === 'JOB')!;
  expect(incident.value).toMatchObject({
    errorType: 'MESSAGE_SIZE_EXCEEDED',
    jobKey,
    errorMessage: `The job with key '${jobKey}' can not be activated, because with 4.5 MB it is larger than the configured message size (per default is 4 MB). Try to reduce the size by reducing the number of fetched variables or modifying the variable values.`,
  });
  // As Zeebe writes it: the batch has its key before the incident, and says that it was cut short.
  const batch = sink.records[created + 1]!;
  expect([batch.valueType, batch.intent, batch.key]).toEqual(['JOB_BATCH', 'ACTIVATED', incident.key - 1]);
  expect(batch.value).toMatchObject({ truncated: true, jobs: [], jobKeys: [] });
  await client.call('ResolveIncident', { incidentKey: String(incident.key) });
  expect(await activate(client, { fetchVariable: ['a'] })).toEqual([large]);
}, 60_000);

test('jobs that do not fit into one answer are handed out one after the other', async () => {
  const { client } = await start();
  const first = await create(client, { a: 1.5, b: 1.5 });
  const second = await create(client, { a: 1.5, b: 1.5 });
  expect(await activate(client)).toEqual([first]);
  expect(await activate(client)).toEqual([second]);
}, 60_000);

test('bytes count, not letters', async () => {
  const { client, sink } = await start();
  const instance = await create(client);
  await client.call('SetVariables', {
    elementInstanceKey: instance,
    variables: JSON.stringify({ a: '文'.repeat(0.7 * MB) }),
  });
  await client.call('SetVariables', {
    elementInstanceKey: instance,
    variables: JSON.stringify({ b: '书'.repeat(0.7 * MB) }),
  });
  expect(await activate(client)).toEqual([]);
  await sink.settle(200);
  expect(sink.records.find(({ valueType }) => valueType === 'INCIDENT')!.value.errorMessage).toContain('with 4.2 MB');
}, 60_000);

test('requests of more than 4 MB are refused, and the broker goes on', async () => {
  const { broker, client } = await start();
  const variables = JSON.stringify({ a: 'x'.repeat(4 * MB) });
  await expect(
    client.call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1, variables }),
  ).rejects.toMatchObject({ code: 8 });
  const post = (path: string, body: string | FormData) =>
    fetch(broker.restAddress + path, {
      method: 'POST',
      body,
      ...(typeof body === 'string' && { headers: { 'content-type': 'application/json' } }),
    });
  const json = await post(
    '/v2/process-instances',
    JSON.stringify({ processDefinitionId: 'p', variables: { a: variables } }),
  );
  expect(await json.json()).toEqual({
    type: 'about:blank',
    title: 'MALFORMED_REQUEST',
    status: 500,
    detail:
      'Received an unexpected error from the broker, code: MALFORMED_REQUEST, message: Request size is above configured maxMessageSize.',
    instance: '/v2/process-instances',
  });
  const form = new FormData();
  form.append('resources', new Blob([MODEL, `<!-- ${variables} -->`]), 'p.bpmn');
  expect((await post('/v2/deployments', form)).status).toBe(413);
  await create(client);
}, 60_000);

test('JSON nested beyond reason is refused on both ways', async () => {
  const { broker, client } = await start();
  const nested = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  await expect(
    client.call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1, variables: nested }),
  ).rejects.toMatchObject({ code: 3 });
  const answer = await fetch(`${broker.restAddress}/v2/process-instances`, {
    method: 'POST',
    body: `{"processDefinitionId":"p","variables":${nested}}`,
    headers: { 'content-type': 'application/json' },
  });
  expect(await answer.json()).toMatchObject({ status: 400, detail: 'Failed to read request' });
  const deepEnough = `{"a":${'['.repeat(900)}${']'.repeat(900)}}`;
  await client.call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1, variables: deepEnough });
}, 60_000);
