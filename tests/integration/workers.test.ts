import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiSession } from '#seed';
import { DEMO_CASES } from '#seed';
import { startWorkers } from '#worker';
import { CHECKS, DOCUMENTS, NOTICES } from '../../runtime/store/collections.ts';
import type { GatewayClient } from '../scenarios/support/client.ts';
import { connect } from '../scenarios/support/client.ts';
import { CaseDriver } from '../support/case-driver.ts';
import { eventually } from '../support/platform.ts';
import type { PlatformParts } from '../support/platform-parts.ts';
import { startPlatformParts } from '../support/platform-parts.ts';
import { SERVICE_TOKEN } from '../support/platform-process.ts';

// Workers on a real broker, with a relay before the runtime that can lose answers, refuse and be away.

const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');
const SERVICE = { authorization: `Bearer ${SERVICE_TOKEN}`, 'content-type': 'application/json' };

let platform: PlatformParts;
let relay: Server;
let workers: Awaited<ReturnType<typeof startWorkers>>;
let gateway: GatewayClient;
let keeper: ApiSession;
/** What the relay does with a request: passes it on, loses the answer, or answers by itself. */
type Trick = (request: IncomingMessage) => 'pass' | 'lose-answer' | 'away' | { status: number; headers?: object };
let trick: Trick = () => 'pass';
const seen: string[] = [];

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

const startRelay = async (): Promise<string> => {
  relay = createServer((request, response) => {
    const work = async (): Promise<void> => {
      const body = await bodyOf(request);
      const what = trick(request);
      seen.push(`${request.method} ${request.url?.replace(/[0-9a-f-]{36}/, ':id')}`);
      if (what === 'away') return void request.socket.destroy();
      if (typeof what === 'object') {
        const problem = JSON.stringify({ detail: '试验用的拒绝' });
        return void response
          .writeHead(what.status, { 'content-type': 'application/json', ...what.headers })
          .end(problem);
      }
      const answer = await fetch(`${platform.url}${request.url ?? ''}`, {
        method: request.method ?? 'GET',
        headers: SERVICE,
        ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
      });
      const text = await answer.text();
      if (what === 'lose-answer') return void request.socket.destroy();
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
    };
    work().catch(() => request.socket.destroy());
  });
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', () => done()));
  return `http://127.0.0.1:${(relay.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  platform = await startPlatformParts({ workers: false });
  workers = await startWorkers({
    zeebeGrpcAddress: platform.grpcAddress,
    zeebeRestAddress: platform.restAddress,
    runtimeUrl: await startRelay(),
    serviceToken: SERVICE_TOKEN,
  });
  gateway = connect(platform.grpcAddress);
  keeper = await platform.api('guanli1');
}, 60_000);
afterAll(async () => {
  gateway.close();
  await workers.stop();
  relay.close();
  relay.closeAllConnections();
  await platform.stop();
}, 30_000);
beforeEach(() => {
  trick = () => 'pass';
  seen.length = 0;
});

const store = () => platform.runtime.platform.store;
const incidents = async () => (await keeper.call('incidents')).items;
const metric = async (name: string): Promise<string> =>
  (await workers.metrics.registry.metrics())
    .split('\n')
    .filter((line) => line.startsWith(name))
    .join('\n');

/** Answers `what` to the first so many requests of a kind. */
const first = (count: number, kind: RegExp, what: ReturnType<Trick>): Trick => {
  let left = count;
  return (request) => (kind.test(`${request.method} ${request.url}`) && left-- > 0 ? what : 'pass');
};

describe('a job handed out again', () => {
  test('a document whose answer was lost is written once, with one number', async () => {
    const driver = new CaseDriver(platform.runner, demo);
    await driver.register();
    const filing = await driver.advanceTo('Task_Filing');
    trick = first(2, /POST .*\/documents/, 'lose-answer');
    await driver.complete(filing);
    await driver.nextTask(new Set([filing.key]), 30_000);
    const documents = await store().find(DOCUMENTS, { where: { caseId: driver.caseId } });
    expect(documents.map((document) => document.code)).toEqual(['filing-approval']);
    expect(seen.filter((call) => call.endsWith('/documents')).length).toBeGreaterThanOrEqual(3);
    expect(await incidents()).toEqual([]);
  }, 60_000);

  test('a check whose answer was lost is recorded once, and the case goes on', async () => {
    const driver = new CaseDriver(platform.runner, demo);
    const before = await store().count(CHECKS);
    trick = first(1, /POST \/internal\/checks/, 'lose-answer');
    await driver.register();
    await driver.advanceTo('Task_Filing');
    const checks = await store().find(CHECKS, { where: { caseId: driver.caseId } });
    const jobs = checks.flatMap((check) => (check.jobKey ? [`${check.jobKey} ${check.kind}`] : []));
    expect(new Set(jobs).size).toBe(jobs.length);
    expect(jobs.length).toBeGreaterThan(0);
    expect(await store().count(CHECKS)).toBeGreaterThan(before);
    expect(seen.filter((call) => call === 'POST /internal/checks').length).toBeGreaterThan(jobs.length);
  }, 60_000);

  test('a notice whose answer was lost is sent once', async () => {
    const driver = new CaseDriver(platform.runner, demo);
    await driver.register();
    const body = JSON.stringify({ jobKey: '77', caseId: driver.caseId, to: 'unit-head', message: '只此一次' });
    for (let time = 0; time < 3; time++)
      await fetch(`${platform.url}/internal/notifications`, { method: 'POST', headers: SERVICE, body });
    const told = await store().find(NOTICES, { where: { caseId: driver.caseId } });
    expect(told.filter((notice) => notice.body === '只此一次')).toHaveLength(1);
  }, 30_000);
});

describe('a runtime that is away, busy or in trouble', () => {
  test('away for longer than all retries: no incident, no retry spent, and done when it is back', async () => {
    const driver = new CaseDriver(platform.runner, demo);
    await driver.register();
    const filing = await driver.advanceTo('Task_Filing');
    let away = 0;
    trick = () => {
      away += 1;
      return away <= 4 ? 'away' : 'pass';
    };
    await driver.complete(filing);
    const next = await driver.nextTask(new Set([filing.key]), 60_000);
    expect(next).not.toBeNull();
    expect(away).toBeGreaterThan(4);
    expect(await incidents()).toEqual([]);
    expect(await metric('quanheng_worker_failures_total{')).toContain('kind="unavailable"');
  }, 90_000);

  test.each([
    ['429 with a time to wait', { status: 429, headers: { 'retry-after': '1' } }, 'busy'],
    ['409, somebody changed the case meanwhile', { status: 409 }, null],
    ['500 twice', { status: 500 }, 'server'],
  ])(
    '%s: tried again and done',
    async (_what, answer, kind) => {
      const driver = new CaseDriver(platform.runner, demo);
      await driver.register();
      const filing = await driver.advanceTo('Task_Filing');
      trick = first(2, /POST .*\/documents/, answer);
      await driver.complete(filing);
      expect(await driver.nextTask(new Set([filing.key]), 30_000)).not.toBeNull();
      expect(await incidents()).toEqual([]);
      if (kind) expect(await metric('quanheng_worker_failures_total{')).toContain(`kind="${kind}"`);
    },
    60_000,
  );

  test('refused for good: an incident that says what, which case and how to mend it; tried again, the case goes on', async () => {
    const driver = new CaseDriver(platform.runner, demo);
    await driver.register();
    const filing = await driver.advanceTo('Task_Filing');
    trick = first(1, /POST .*\/documents/, { status: 422 });
    await driver.complete(filing);
    const incident = await eventually('the incident', async () => (await incidents())[0]);
    const { number } = await driver.detail();
    expect(incident.message).toMatch(/^生成文书没有完成：试验用的拒绝。/);
    expect(incident.message).toContain(`【${number}，环节“`);
    expect(incident.message).toContain('在“过程故障”中点“重试”');
    await keeper.call('resolveIncident', { params: { key: incident.key } });
    expect(await driver.nextTask(new Set([filing.key]), 30_000)).not.toBeNull();
    expect(await incidents()).toEqual([]);
  }, 60_000);
});

test('a model whose job lacks a parameter: an incident at once, in Chinese, that names the step and the parameter', async () => {
  const driver = new CaseDriver(platform.runner, demo);
  await driver.register();
  const model = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
<bpmn:process id="bad-job" isExecutable="true">
<bpmn:startEvent id="S"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
<bpmn:serviceTask id="Check_Gates"><bpmn:extensionElements><zeebe:taskDefinition type="review-check"/></bpmn:extensionElements><bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing></bpmn:serviceTask>
<bpmn:endEvent id="E"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
<bpmn:sequenceFlow id="a" sourceRef="S" targetRef="Check_Gates"/><bpmn:sequenceFlow id="b" sourceRef="Check_Gates" targetRef="E"/>
</bpmn:process></bpmn:definitions>`;
  await gateway.call('DeployResource', { resources: [{ name: 'bad-job.bpmn', content: Buffer.from(model) }] });
  const variables = { caseId: driver.caseId, organId: '370102-shijian', procedureCode: 'penalty-ordinary' };
  await gateway.call('CreateProcessInstance', {
    bpmnProcessId: 'bad-job',
    version: -1,
    variables: JSON.stringify(variables),
  });
  const incident = await eventually('the incident', async () =>
    (await incidents()).find((one) => one.elementId === 'Check_Gates'),
  );
  expect(incident.message).toMatch(
    /^闸门检查没有完成：步骤“Check_Gates”（闸门检查）的参数不正确：gates .*请在规程中改正后重新发布/,
  );
  expect(seen.filter((call) => call.startsWith('GET /internal/cases/:id/label'))).toHaveLength(1);
}, 60_000);

test('the metrics tell jobs by type and end', async () => {
  const jobs = await metric('quanheng_worker_jobs_total{');
  for (const part of ['type="document-generate",end="completed"', 'end="retried"', 'end="incident"'])
    expect(jobs).toContain(part);
  await eventually(
    'no job at work',
    async () => (await metric('quanheng_worker_active_jobs')) === 'quanheng_worker_active_jobs 0',
  );
});
