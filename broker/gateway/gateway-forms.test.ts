import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ClientHttp2Stream } from 'node:http2';
import { connect as http2Connect, constants } from 'node:http2';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { connect } from '../../tests/scenarios/support/client.ts';
import { GATEWAY_FORMS } from '../../tests/support/gateway-thread.ts';
import type { BrokerOptions } from '../index.ts';
import { startBroker } from '../index.ts';

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="S"/><bpmn:sequenceFlow id="f1" sourceRef="S" targetRef="A"/>
<bpmn:serviceTask id="A"><bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements></bpmn:serviceTask>
<bpmn:sequenceFlow id="f2" sourceRef="A" targetRef="E"/><bpmn:endEvent id="E"/></bpmn:process></bpmn:definitions>`;
const TOKEN = 'a-token-of-sixteen-letters';
const HOUR_MS = 3_600_000;
const { NGHTTP2_CANCEL } = constants;
const support = (name: string) => readFileSync(new URL(`../test-support/${name}`, import.meta.url));

const started: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

const start = async (options: Partial<BrokerOptions>) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gateway-forms-'));
  started.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const errors: string[] = [];
  const logger = { info: () => undefined, warn: () => undefined, error: (text: string) => void errors.push(text) };
  const broker = await startBroker({ dataDir, grpcPort: 0, restPort: 0, logger, ...options });
  started.push(broker.stop);
  return { broker, errors };
};

const withModel = async (options: Partial<BrokerOptions>) => {
  const { broker, errors } = await start(options);
  const client = connect(broker.grpcAddress);
  started.push(client.close);
  await client.call('DeployResource', { resources: [{ name: 'p.bpmn', content: Buffer.from(MODEL) }] });
  const create = (variables: object = {}) =>
    client.call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1, variables: JSON.stringify(variables) });
  const poll = (wanted: object = {}) =>
    client.activateJobs({ type: 'work', timeout: HOUR_MS, maxJobsToActivate: 100, requestTimeout: -1, ...wanted });
  return { broker, client, create, poll, errors };
};

type Method = 'StreamActivatedJobs' | 'ActivateJobs';

/** A call as raw HTTP/2: the client of gRPC takes into its own memory what is not read. */
const rawCall = (address: string, method: Method, request: object): ClientHttp2Stream => {
  const proto = join(dirname(createRequire(import.meta.url).resolve('@camunda8/sdk')), 'proto/zeebe.proto');
  const loaded = grpc.loadPackageDefinition(loadSync(proto, { keepCase: true, longs: String })) as unknown as {
    gateway_protocol: { Gateway: { service: Record<Method, { requestSerialize: (request: object) => Buffer }> } };
  };
  const body = loaded.gateway_protocol.Gateway.service[method].requestSerialize(request);
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(body.length, 1);
  const session = http2Connect(`http://${address}`);
  started.push(() => session.destroy());
  const path = `/gateway_protocol.Gateway/${method}`;
  const headers = { ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers' };
  const stream = session.request(headers);
  stream.end(Buffer.concat([prefix, body]));
  return stream;
};

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + 15_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('what was waited for did not come');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe.each(GATEWAY_FORMS)('%s', (_, form) => {
  test('a job comes with all that a worker is told, numbers, texts and nested variables as they were', async () => {
    const { client, create, poll } = await withModel(form);
    const variables = { 名称: '济南“市”\n', n: 0.1, deep: { list: [1, null, { a: true }] } };
    const { processInstanceKey, processDefinitionKey } = await create(variables);
    const [job, ...others] = await poll({ worker: 'w' });
    expect(others).toEqual([]);
    expect({ ...job, variables: JSON.parse(job!.variables as string) as object }).toEqual({
      key: expect.stringMatching(/^\d{16}$/) as string,
      type: 'work',
      processInstanceKey,
      bpmnProcessId: 'p',
      processDefinitionVersion: 1,
      processDefinitionKey,
      elementId: 'A',
      elementInstanceKey: expect.stringMatching(/^\d{16}$/) as string,
      customHeaders: '{}',
      worker: 'w',
      retries: 3,
      deadline: expect.stringMatching(/^\d{13}$/) as string,
      variables,
      tenantId: '<default>',
    });
    expect(await client.call('CompleteJob', { jobKey: job!.key, variables: '{}' })).toEqual({});
    await expect(client.call('CompleteJob', { jobKey: job!.key, variables: '{}' })).rejects.toMatchObject({
      code: grpc.status.NOT_FOUND,
      details: `Command 'COMPLETE' rejected with code 'NOT_FOUND': Expected to complete job with key '${job!.key as string}', but no such job was found`,
    });
  }, 30_000);

  test('a result is waited for, and in vain only so long', async () => {
    const { client, poll } = await withModel(form);
    const request = { bpmnProcessId: 'p', version: -1, variables: '{"a":1,"b":2}' };
    const call = (requestTimeout: number) =>
      client.call('CreateProcessInstanceWithResult', { request, requestTimeout, fetchVariables: ['b', 'c'] });
    await expect(call(50)).rejects.toMatchObject({ code: grpc.status.DEADLINE_EXCEEDED });
    const result = call(20_000);
    const jobs: Record<string, unknown>[] = [];
    await until(async () => jobs.push(...(await poll())) >= 2);
    for (const { key } of jobs) await client.call('CompleteJob', { jobKey: key, variables: '{"c":3}' });
    expect(JSON.parse((await result).variables as string)).toEqual({ b: 2, c: 3 });
  }, 30_000);

  test('a poll that waits gets the first job; one that was given up leaves it to others', async () => {
    const { broker, create, poll } = await withModel(form);
    const given = rawCall(broker.grpcAddress, 'ActivateJobs', {
      type: 'work',
      timeout: HOUR_MS,
      maxJobsToActivate: 1,
      requestTimeout: 20_000,
    });
    // It waits in the first place when the next one is asked for.
    await poll();
    const second = poll({ requestTimeout: 20_000, maxJobsToActivate: 1 });
    given.close(NGHTTP2_CANCEL);
    await create();
    expect(await second).toHaveLength(1);
  }, 30_000);

  test('a stream that is not read leaves the jobs to others, and goes on when it is', async () => {
    const { broker, create, poll } = await withModel(form);
    const stream = rawCall(broker.grpcAddress, 'StreamActivatedJobs', { type: 'work', worker: 's', timeout: HOUR_MS });
    await new Promise((resolve) => stream.once('response', resolve));
    const size = 60_000;
    const count = 150;
    const text = 'x'.repeat(size);
    for (let made = 0; made < count; made += 50) await Promise.all(Array.from({ length: 50 }, () => create({ text })));
    let left = 0;
    await until(async () => {
      const { length } = await poll();
      left += length;
      return length === 0;
    });
    expect(left).toBeGreaterThan(count / 2);
    let bytes = 0;
    stream.on('data', (data: Buffer) => (bytes += data.length));
    await until(() => Math.floor(bytes / size) + left === count);
    await create({ text });
    await until(() => Math.floor(bytes / size) + left === count + 1);
  }, 60_000);

  test('what is too much is refused, in the words of Zeebe', async () => {
    const { create } = await withModel({ ...form, maxCommandsInFlight: 8 });
    const outcomes = await Promise.allSettled(Array.from({ length: 400 }, () => create()));
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as object] : []));
    expect(refused.length).toBeGreaterThan(0);
    for (const error of refused)
      expect(error).toMatchObject({
        code: grpc.status.RESOURCE_EXHAUSTED,
        details: expect.stringContaining('all failed; there are no more partitions available to retry') as string,
      });
    await create();
  }, 30_000);

  test('token and encryption', async () => {
    const certificate = support('test-certificate.pem');
    const tls = { certificate, key: support('test-key.pem') };
    const { broker } = await start({ ...form, token: TOKEN, tls });
    const client = connect(broker.grpcAddress, certificate);
    started.push(client.close);
    await expect(client.call('Topology', {})).rejects.toMatchObject({ code: grpc.status.UNAUTHENTICATED });
    expect(await client.call('Topology', {}, { authorization: `Bearer ${TOKEN}` })).toMatchObject({ clusterSize: 1 });
  }, 30_000);

  test('a port that is in use is told with its code', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    started.push(() => void other.close());
    const grpcPort = (other.address() as AddressInfo).port;
    await expect(start({ ...form, grpcPort })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('a stop ends what waits, and the address is free', async () => {
    const { broker, poll } = await withModel(form);
    const waiting = poll({ requestTimeout: 60_000 });
    const ended = expect(waiting).rejects.toMatchObject({ code: grpc.status.UNAVAILABLE });
    const port = Number(broker.grpcAddress.split(':')[1]);
    await broker.stop();
    await ended;
    const next = createServer();
    await new Promise<void>((resolve, reject) => next.once('error', reject).listen(port, '127.0.0.1', resolve));
    await new Promise((resolve) => next.close(resolve));
  }, 30_000);
});
