import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { decisionModel, jobModel, messageModel, userTaskModel } from '../tests/conformance/gateway/call-models.ts';
import type { GatewayClient } from '../tests/scenarios/support/client.ts';
import { connect } from '../tests/scenarios/support/client.ts';
import type { RunningBroker } from './index.ts';
import { startBroker } from './index.ts';
import { REST_ROUTES } from './rest/server.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'requests-fuzz-'));
const errors: string[] = [];
let broker: RunningBroker;
let client: GatewayClient;
let keys: string[];

beforeAll(async () => {
  const logger = { info: () => undefined, warn: () => undefined, error: (text: string) => void errors.push(text) };
  broker = await startBroker({ dataDir, grpcPort: 0, restPort: 0, logger });
  client = connect(broker.grpcAddress);
  const models = { 'j.bpmn': jobModel, 'm.bpmn': messageModel, 'u.bpmn': userTaskModel, 'd.dmn': decisionModel };
  const resources = Object.entries(models).map(([name, text]) => ({ name, content: Buffer.from(text) }));
  await client.call('DeployResource', { resources });
  await client.call('CreateProcessInstance', { bpmnProcessId: 'job', version: -1 });
  // Whatever has a key by now: definitions, instances, elements, a job.
  keys = Array.from({ length: 30 }, (_, index) => String(2 ** 51 + index + 1));
}, 30_000);

afterAll(async () => {
  client.close();
  await broker.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const key = () => fc.oneof(fc.constantFrom(...keys), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String));
const name = () => fc.constantFrom('job', 'message', 'user', 'fine', 'fails', 'paid', 'A', 'E', 'none', '', '文');

const FIELDS = [
  ...['processDefinitionId', 'processDefinitionKey', 'processDefinitionVersion', 'variables', 'startInstructions'],
  ...['awaitCompletion', 'type', 'timeout', 'maxJobsToActivate', 'worker', 'fetchVariable', 'tenantIds', 'tenantId'],
  ...['retries', 'errorMessage', 'errorCode', 'retryBackOff', 'changeset', 'name', 'correlationKey', 'timeToLive'],
  ...['messageId', 'signalName', 'decisionDefinitionId', 'decisionDefinitionKey', 'local', 'operationReference'],
  ...['activateInstructions', 'terminateInstructions', 'mappingInstructions', 'targetProcessDefinitionKey', 'assignee'],
  ...['elementId', 'variableInstructions', 'scopeId', 'elementInstanceKey', 'sourceElementId', 'targetElementId'],
  ...['candidateUsers', 'dueDate', 'priority', 'action', 'allowOverride', 'timestamp', 'fetchVariables'],
];

const value = (): fc.Arbitrary<unknown> =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      name(),
      key(),
      fc.constantFrom(null, true, false, 0, 1, -1, 1.5, 1e30, 2 ** 40),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), { maxKeys: 4 }),
    ),
  })).value;

const restRequest = () =>
  fc.record({
    route: fc.constantFrom(...REST_ROUTES),
    key: fc.oneof(key(), fc.constantFrom('%', '%E0%A4%A', 'x', '', '1e3')),
    body: fc.oneof(
      fc.dictionary(fc.constantFrom(...FIELDS), value(), { maxKeys: 8 }).map((body) => JSON.stringify(body)),
      fc.json(),
      fc.string(),
    ),
    type: fc.constantFrom('application/json', 'application/json', 'text/plain', 'multipart/form-data; boundary=x'),
  });

test('no request by REST makes the broker fail, whatever it says', async () => {
  await fc.assert(
    fc.asyncProperty(restRequest(), async ({ route, key: pathKey, body, type }) => {
      // Waiting for jobs or for results would take its time: it is cut off, and that is no failure.
      const signal = AbortSignal.timeout(250);
      const path = route.path.replace(/\{\w+\}/, pathKey);
      const answer = await fetch(broker.restAddress + path, {
        method: route.method,
        headers: { 'content-type': type },
        signal,
        ...(route.method !== 'GET' && { body }),
      }).catch((error: Error) => {
        if (error.name !== 'TimeoutError') throw error;
      });
      expect([500, 502].includes(answer?.status ?? 0)).toBe(false);
    }),
    { numRuns: 200 },
  );
  expect(errors).toEqual([]);
}, 120_000);

const NUMBERS = ['version', 'retries', 'maxJobsToActivate'];
const KEYS = [
  ...['jobKey', 'processInstanceKey', 'processDefinitionKey', 'elementInstanceKey', 'incidentKey', 'resourceKey'],
  ...['decisionKey', 'timeout', 'timeToLive', 'retryBackOff', 'operationReference'],
];
const TEXTS = ['bpmnProcessId', 'name', 'correlationKey', 'messageId', 'signalName', 'errorCode', 'decisionId', 'type'];

const rpcRequest = () =>
  fc.record({
    method: fc.constantFrom(
      ...['CreateProcessInstance', 'CompleteJob', 'FailJob', 'ThrowError', 'UpdateJobRetries', 'UpdateJobTimeout'],
      ...['PublishMessage', 'BroadcastSignal', 'SetVariables', 'ResolveIncident', 'CancelProcessInstance'],
      ...['ModifyProcessInstance', 'MigrateProcessInstance', 'DeleteResource', 'EvaluateDecision', 'Topology'],
    ),
    numbers: fc.dictionary(fc.constantFrom(...NUMBERS), fc.integer()),
    keys: fc.dictionary(fc.constantFrom(...KEYS), key()),
    texts: fc.dictionary(fc.constantFrom(...TEXTS), name()),
    variables: fc.oneof(
      fc.json(),
      fc.string(),
      value().map((each) => JSON.stringify(each)),
    ),
    activateInstructions: fc.array(
      fc.record({ elementId: name(), ancestorElementInstanceKey: key(), variableInstructions: fc.constant([]) }),
      { maxLength: 2 },
    ),
    terminateInstructions: fc.array(fc.record({ elementInstanceKey: key() }), { maxLength: 2 }),
  });

/** UNKNOWN, INTERNAL and DATA_LOSS tell of a fault of the server. */
const FAULTS = [2, 13, 15];

test('no request by gRPC makes the broker fail, whatever it says', async () => {
  await fc.assert(
    fc.asyncProperty(rpcRequest(), async ({ method, numbers, keys: given, texts, ...rest }) => {
      const code = await client.call(method, { ...numbers, ...given, ...texts, ...rest }).then(
        () => 0,
        (error: { code: number }) => error.code,
      );
      expect(FAULTS.includes(code)).toBe(false);
    }),
    { numRuns: 250 },
  );
  expect(errors).toEqual([]);
}, 120_000);
