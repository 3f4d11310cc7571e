import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../../tests/scenarios/support/client.ts';
import { startBroker } from '../../index.ts';
import { startGatewayThread } from './start-thread.ts';

const failing = new URL('../../test-support/failing-entry.mjs', import.meta.url);
const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="S"/><bpmn:sequenceFlow id="f1" sourceRef="S" targetRef="A"/>
<bpmn:serviceTask id="A"><bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements></bpmn:serviceTask></bpmn:process></bpmn:definitions>`;
const UNAVAILABLE = 14;

const started: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

const start = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gateway-thread-'));
  const errors: string[] = [];
  const logger = { info: () => undefined, warn: () => undefined, error: (text: string) => void errors.push(text) };
  const broker = await startBroker({
    dataDir,
    grpcPort: 0,
    restPort: 0,
    logger,
    startGateway: (engine, settings, onError) => startGatewayThread(engine, settings, onError, failing),
  });
  const client = connect(broker.grpcAddress);
  started.push(() => rmSync(dataDir, { recursive: true, force: true }), broker.stop, client.close);
  return { client, errors, broker };
};

const fail = (): void => writeFileSync(join(tmpdir(), `fail-gateway-${process.pid}`), '');

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 50));
};

test('a thread that fails is told and started again; what waited there keeps no jobs from others', async () => {
  const { client, errors } = await start();
  await client.call('DeployResource', { resources: [{ name: 'p.bpmn', content: Buffer.from(MODEL) }] });
  const poll = () =>
    client.activateJobs({ type: 'work', timeout: 3_600_000, maxJobsToActivate: 1, requestTimeout: 10_000 });
  const waiting = expect(poll()).rejects.toMatchObject({ code: UNAVAILABLE });
  fail();
  await waiting;
  await until(async () => Boolean(await client.call('Topology', {})));
  expect(errors).toEqual([expect.stringContaining('is started again')]);
  await client.call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1 });
  expect(await poll()).toHaveLength(1);
}, 30_000);

test('a broker can stop while no thread runs', async () => {
  const { client, errors, broker } = await start();
  fail();
  await until(async () => errors.length > 0);
  await expect(client.call('Topology', {})).rejects.toMatchObject({ code: UNAVAILABLE });
  await broker.stop();
}, 30_000);
