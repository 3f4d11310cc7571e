import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from '#broker';
import { startZeebe } from '../../scripts/zeebe.mjs';
import { connect } from '../scenarios/support/client.ts';
import { startSink } from '../scenarios/support/exporter-sink.ts';
import { zeebeAvailable } from '../support/zeebe.ts';

const MODEL = `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
<bpmn:process id="referred" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t"/>
<bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="referred-job"/></bpmn:extensionElements></bpmn:serviceTask>
</bpmn:process></bpmn:definitions>`;
/** More than a double holds, as the field is of 64 bits. */
const LARGE = '9007199254740993';

type Engine = { grpcAddress: string; stop: () => Promise<void> };

/** Plays operations with references, and answers which records carry which. */
const references = async (start: (exporterUrl: string) => Promise<Engine>): Promise<string[]> => {
  const sink = await startSink();
  const engine = await start(sink.url);
  const { call, activateJobs, close } = connect(engine.grpcAddress);
  try {
    const resources = [{ name: 'referred.bpmn', content: Buffer.from(MODEL) }];
    const { deployments } = (await call('DeployResource', { resources })) as {
      deployments: { process: { processDefinitionKey: string } }[];
    };
    const { processInstanceKey } = await call('CreateProcessInstance', {
      bpmnProcessId: 'referred',
      version: -1,
      operationReference: 7,
    });
    const [job] = await activateJobs({
      type: 'referred-job',
      worker: 'w',
      timeout: 60_000,
      maxJobsToActivate: 1,
      requestTimeout: 5000,
    });
    await call('UpdateJobRetries', { jobKey: job!.key, retries: 3, operationReference: 8 });
    await call('UpdateJobTimeout', { jobKey: job!.key, timeout: 90_000, operationReference: 1 });
    await call('SetVariables', { elementInstanceKey: processInstanceKey, variables: '{"a":1}', operationReference: 9 });
    await call('CancelProcessInstance', { processInstanceKey, operationReference: LARGE });
    await call('CancelProcessInstance', { processInstanceKey, operationReference: 11 }).catch(() => undefined);
    const resourceKey = deployments[0]!.process.processDefinitionKey;
    await call('DeleteResource', { resourceKey, operationReference: 12 });
    await sink.settle(1500);
    return sink.records.map(({ text, valueType, intent }) => {
      const [, reference] = /"operationReference":(-?\d+)/.exec(text)!;
      return `${valueType} ${intent} ${reference}`;
    });
  } finally {
    close();
    await engine.stop();
    await sink.stop();
  }
};

const ZEEBES = [
  'PROCESS CREATED -1',
  'DEPLOYMENT CREATED -1',
  'PROCESS_INSTANCE_CREATION CREATED 7',
  'PROCESS_INSTANCE ELEMENT_ACTIVATING 7',
  'PROCESS_INSTANCE ELEMENT_ACTIVATED 7',
  'PROCESS_INSTANCE ELEMENT_ACTIVATING 7',
  'PROCESS_INSTANCE ELEMENT_ACTIVATED 7',
  'PROCESS_INSTANCE ELEMENT_COMPLETING 7',
  'PROCESS_INSTANCE ELEMENT_COMPLETED 7',
  'PROCESS_INSTANCE SEQUENCE_FLOW_TAKEN 7',
  'PROCESS_INSTANCE ELEMENT_ACTIVATING 7',
  'JOB CREATED 7',
  'PROCESS_INSTANCE ELEMENT_ACTIVATED 7',
  'JOB_BATCH ACTIVATED -1',
  'JOB RETRIES_UPDATED 8',
  'JOB TIMEOUT_UPDATED 1',
  'VARIABLE CREATED 9',
  'VARIABLE_DOCUMENT UPDATED 9',
  `PROCESS_INSTANCE ELEMENT_TERMINATING ${LARGE}`,
  `PROCESS_INSTANCE ELEMENT_TERMINATING ${LARGE}`,
  `JOB CANCELED ${LARGE}`,
  `PROCESS_INSTANCE ELEMENT_TERMINATED ${LARGE}`,
  `PROCESS_INSTANCE ELEMENT_TERMINATED ${LARGE}`,
  'PROCESS_INSTANCE CANCEL 11',
  'RESOURCE_DELETION DELETING 12',
  'PROCESS DELETING 12',
  'PROCESS DELETED 12',
  'RESOURCE_DELETION DELETED 12',
];

test('every record that follows from an operation carries its reference, as in Zeebe 8.6.0', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'references-'));
  try {
    const broker = (exporterUrl: string) =>
      startBroker({ dataDir, grpcPort: 0, restPort: 0, exporterUrl, exportAll: true });
    expect(await references(broker)).toEqual(ZEEBES);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 60_000);

if (process.env.LIVE === 'all' && zeebeAvailable())
  test('live, so it is in a real Zeebe 8.6.0', async () => {
    const zeebe = (url: string) => startZeebe({ grpcPort: 0, restPort: 0, exporter: { url, bulkSize: 1, all: true } });
    expect(await references(zeebe)).toEqual(ZEEBES);
  }, 240_000);
