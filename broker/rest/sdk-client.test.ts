import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Sdk from '@camunda8/sdk';
import {
  decisionModel,
  errorModel,
  jobModel,
  manualModel,
  messageModel,
  messageStartModel,
  userTaskModel,
} from '../../tests/conformance/gateway/call-models.ts';
import { startSink } from '../../tests/scenarios/support/exporter-sink.ts';
import { startBroker } from '../index.ts';

// The package's own entry is CommonJS with many side files: required, it loads faster than as a module.
const { Camunda8 } = createRequire(import.meta.url)('@camunda8/sdk') as typeof Sdk;

const started: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

const start = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sdk-rest-'));
  const sink = await startSink();
  started.push(sink.stop, () => rmSync(dataDir, { recursive: true, force: true }));
  const broker = await startBroker({ dataDir, grpcPort: 0, restPort: 0, exporterUrl: sink.url });
  started.push(broker.stop);
  const rest = new Camunda8({
    ZEEBE_REST_ADDRESS: broker.restAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_LOG_LEVEL: 'none',
  } as never).getCamundaRestClient();
  const deploy = (text: string, name: string) => rest.deployResources([{ content: text, name }]);
  const create = async (processDefinitionId: string, variables: object = {}): Promise<string> =>
    String((await rest.createProcessInstance({ processDefinitionId, variables } as never)).processInstanceKey);
  const activate = async (type: string) => {
    const jobs = await rest.activateJobs({
      type,
      worker: 'w',
      timeout: 60_000,
      maxJobsToActivate: 1,
      requestTimeout: 10_000,
    });
    return jobs[0]!;
  };
  const last = async (valueType: string) => {
    await sink.settle(150);
    return sink.records.findLast((record) => record.valueType === valueType)!;
  };
  return { rest, deploy, create, activate, last };
};

test('deploys, creates, works on jobs, and gets the result', async () => {
  const { rest, deploy, create, activate } = await start();
  const deployed = await deploy(jobModel, 'job.bpmn');
  expect(deployed.processes[0]).toMatchObject({ processDefinitionId: 'job', processDefinitionVersion: 1 });
  await deploy(manualModel, 'manual.bpmn');
  await create('job', { amount: 150 });
  const job = await activate('work');
  expect(job).toMatchObject({ type: 'work', retries: 3, variables: { amount: 150 }, customHeaders: { unit: 'fen' } });
  await rest.updateJob({ jobKey: job.jobKey, retries: 5, timeout: 90_000 } as never);
  await job.complete({ done: true } as never);
  const result = await rest.createProcessInstanceWithResult({
    processDefinitionId: 'manual',
    variables: { a: 1 },
  } as never);
  expect(result.variables).toEqual({ a: 1 });
}, 60_000);

test('fails a job, resolves its incident, throws an error', async () => {
  const { rest, deploy, create, activate, last } = await start();
  await deploy(jobModel, 'job.bpmn');
  await deploy(errorModel, 'caught.bpmn');
  await create('job');
  const job = await activate('work');
  await job.fail({ errorMessage: 'no', retries: 0, retryBackOff: 0 });
  const incident = await last('INCIDENT');
  expect(incident.value.errorMessage).toBe('no');
  await rest.updateJob({ jobKey: job.jobKey, retries: 1 } as never);
  await rest.resolveIncident(String(incident.key));
  expect((await activate('work')).jobKey).toBe(job.jobKey);
  await create('caught');
  await (await activate('throws')).error({ errorCode: 'late', errorMessage: 'x', variables: {} } as never);
  const ended = await last('PROCESS_INSTANCE');
  expect(ended).toMatchObject({ intent: 'ELEMENT_COMPLETED', value: { bpmnProcessId: 'caught' } });
}, 60_000);

test('publishes and correlates messages, broadcasts signals', async () => {
  const { rest, deploy, create } = await start();
  await deploy(messageModel, 'message.bpmn');
  await deploy(messageStartModel, 'begun.bpmn');
  const instance = await create('message', { order: 'k1' });
  const correlated = await rest.correlateMessage({ name: 'paid', correlationKey: 'k1', variables: {} } as never);
  expect(String(correlated.processInstanceKey)).toBe(instance);
  const published = await rest.publishMessage({
    name: 'begin',
    correlationKey: '',
    timeToLive: 0,
    messageId: 'm1',
    variables: {},
  } as never);
  expect(published.messageKey).toMatch(/^\d{16}$/);
  const signal = await rest.broadcastSignal({ signalName: 'all', variables: {} } as never);
  expect(String(signal.signalKey)).toMatch(/^\d{16}$/);
}, 60_000);

test('migrates, cancels and deletes', async () => {
  const { rest, deploy, create, last } = await start();
  await deploy(jobModel, 'job.bpmn');
  const processInstanceKey = await create('job');
  const [next] = (await deploy(jobModel.replace('retries="3"', 'retries="4"'), 'job.bpmn')).processes;
  expect(next).toMatchObject({ processDefinitionVersion: 2 });
  await rest.migrateProcessInstance({
    processInstanceKey,
    targetProcessDefinitionKey: next!.processDefinitionKey,
    mappingInstructions: [{ sourceElementId: 'A', targetElementId: 'A' }],
  } as never);
  expect(await last('PROCESS_INSTANCE')).toMatchObject({ intent: 'ELEMENT_MIGRATED', value: { version: 2 } });
  await rest.cancelProcessInstance({ processInstanceKey });
  expect(await last('PROCESS_INSTANCE')).toMatchObject({ intent: 'ELEMENT_TERMINATED' });
  await rest.deleteResource({ resourceKey: next!.processDefinitionKey });
  await expect(rest.deleteResource({ resourceKey: next!.processDefinitionKey })).rejects.toMatchObject({
    statusCode: 404,
  });
}, 60_000);

test('assigns, changes and completes a user task', async () => {
  const { rest, deploy, create, last } = await start();
  await deploy(userTaskModel, 'user.bpmn');
  await create('user');
  const userTaskKey = String((await last('USER_TASK')).key);
  await rest.assignUserTask({ userTaskKey, assignee: '张三' } as never);
  expect(await last('USER_TASK')).toMatchObject({ intent: 'ASSIGNED', value: { assignee: '张三' } });
  await expect(
    rest.assignUserTask({ userTaskKey, assignee: '李四', allowOverride: false } as never),
  ).rejects.toMatchObject({ statusCode: 409 });
  await rest.unassignUserTask({ userTaskKey } as never);
  await rest.completeUserTask({ userTaskKey, variables: { ok: true } } as never);
  expect(await last('PROCESS_INSTANCE')).toMatchObject({
    intent: 'ELEMENT_COMPLETED',
    value: { bpmnElementType: 'PROCESS' },
  });
}, 60_000);

test('asks for topology and licence, evaluates a decision by the bare route', async () => {
  const { rest, deploy } = await start();
  expect(await rest.getTopology()).toMatchObject({ clusterSize: 1, gatewayVersion: '8.6.0' });
  expect(await rest.getLicenseStatus()).toMatchObject({ validLicense: false });
  await deploy(decisionModel, 'rules.dmn');
  const answer = await rest.callApiEndpoint<object, { output: string }>({
    method: 'POST',
    urlPath: 'decision-definitions/evaluation',
    body: { decisionDefinitionId: 'fine', variables: { amount: 150 } },
  });
  expect(answer.output).toBe('20');
}, 60_000);
