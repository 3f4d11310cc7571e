import { readFileSync } from 'node:fs';
import type { Command, EngineRecord, ProcessInstanceCreationValue } from './index.ts';
import {
  commands,
  EngineState,
  exportJson,
  nextDueDate,
  replay,
  step,
  takeDueCommand,
  toBase64,
  utf8Bytes,
} from './index.ts';
import { md5 } from './bytes.ts';
import { isCron, nextCron } from './time/cron.ts';
import { addDuration, parseDateTime, parseDuration, parseRepetition } from './time/iso-8601.ts';

const NOW = Date.UTC(2026, 0, 31, 8);

const model = (name: string) => readFileSync(new URL(`../tests/scenarios/models/${name}`, import.meta.url), 'utf8');

/** An engine with all the records that it has stated. */
const engine = () => {
  const state = new EngineState();
  const records: EngineRecord[] = [];
  const run = (command: Command, now = NOW) => {
    const result = step(state, command, now);
    records.push(...result.records);
    return result;
  };
  const deploy = (...resources: [string, string][]) =>
    run({
      valueType: 'DEPLOYMENT',
      intent: 'CREATE',
      key: -1,
      value: {
        resources: resources.map(([resourceName, text]) => ({ resourceName, resource: toBase64(utf8Bytes(text)) })),
        processesMetadata: [],
        decisionsMetadata: [],
        decisionRequirementsMetadata: [],
        formMetadata: [],
        deploymentKey: -1,
        tenantId: '<default>',
      },
    });
  const create = (bpmnProcessId: string, variables = {}) => {
    const value = {
      bpmnProcessId,
      version: -1,
      processDefinitionKey: -1,
      processInstanceKey: -1,
      startInstructions: [],
      variables,
      tenantId: '',
    };
    const { response } = run({ valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE', key: -1, value });
    return response?.kind === 'done' ? (response.value as ProcessInstanceCreationValue).processInstanceKey : -1;
  };
  const completeFirstJob = (type: string) => {
    const key = state.activatableJobs.all(type)[0]!;
    return run({
      valueType: 'JOB',
      intent: 'COMPLETE',
      key,
      value: { ...state.jobs.get(key)!.value, variables: { done: true } },
    });
  };
  return { state, records, run, deploy, create, completeFirstJob };
};

/** The state as plain data, for comparing two of them. */
const dump = (state: EngineState): unknown => {
  const plain = (value: unknown): unknown => {
    if (value instanceof Map || value instanceof Set) return [...value].map(plain);
    if (value && typeof value === 'object') {
      const names = Object.keys(value).filter(
        (name) => !['journal', 'dueDates', 'executables', 'decisionGraphs', 'awaitedResults'].includes(name),
      );
      return Object.fromEntries(names.map((name) => [name, plain((value as Record<string, unknown>)[name])]));
    }
    return value;
  };
  return plain(state);
};

const RUNTIME_TABLES = [
  'elementInstances',
  'variables',
  'eventTriggers',
  'jobs',
  'userTasks',
  'timers',
  'incidents',
  'incidentByElement',
  'incidentByJob',
  'compensations',
  'messageSubscriptions',
  'processMessageSubscriptions',
  'startedByMessage',
] as const;

const leftOver = (state: EngineState) => RUNTIME_TABLES.filter((name) => state[name].size > 0);

const failingModel = (inner: string) => `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="S"/><bpmn:sequenceFlow id="f" sourceRef="S" targetRef="A"/>${inner}</bpmn:process></bpmn:definitions>`;

describe('step', () => {
  test('the records alone rebuild the state', () => {
    const one = engine();
    one.deploy(['boundary-timer.bpmn', model('boundary-timer.bpmn')]);
    one.deploy(
      ['sub-process.bpmn', model('sub-process.bpmn')],
      ['fine.dmn', model('fine.dmn')],
      ['f.form', model('review-form.form')],
    );
    one.create('boundary-timer', { a: 1 });
    one.create('sub-process', { x: 1 });
    one.completeFirstJob('a');
    const again = replay(one.records.map((record) => JSON.parse(exportJson(record)) as EngineRecord));
    expect(dump(again)).toEqual(dump(one.state));
    expect(nextDueDate(again)).toBe(nextDueDate(one.state));
  });

  test('the same commands at the same times give the same records', () => {
    const play = () => {
      const { deploy, create, completeFirstJob, records } = engine();
      deploy(['parallel-gateway.bpmn', model('parallel-gateway.bpmn')]);
      create('parallel-gateway');
      completeFirstJob('b');
      completeFirstJob('a');
      return records;
    };
    expect(play()).toEqual(play());
  });

  test.each(['service-task', 'parallel-gateway', 'boundary-timer', 'terminate-end', 'error-end'])(
    'nothing is left when %s has ended',
    (name) => {
      const { deploy, create, completeFirstJob, state } = engine();
      deploy([`${name}.bpmn`, model(`${name}.bpmn`)]);
      create(name);
      for (let job = 0; job < 4; job++)
        for (const type of ['a', 'b']) if (state.activatableJobs.count(type)) completeFirstJob(type);
      expect(leftOver(state)).toEqual([]);
    },
  );

  test('a rejected command changes nothing', () => {
    const { deploy, create, state, run } = engine();
    deploy(['service-task.bpmn', model('service-task.bpmn')]);
    create('service-task');
    const before = JSON.stringify({ ...(dump(state) as object), lastPosition: 0 });
    const { response } = run({
      valueType: 'PROCESS_INSTANCE',
      intent: 'CANCEL',
      key: 12,
      value: state.elementInstances.values().next().value!.value,
    });
    expect(response).toMatchObject({ kind: 'rejected', type: 'NOT_FOUND' });
    expect(JSON.stringify({ ...(dump(state) as object), lastPosition: 0 })).toBe(before);
  });

  test('a command that breaks half-way is taken back whole', () => {
    const { deploy, state, run } = engine();
    deploy(['service-task.bpmn', model('service-task.bpmn')]);
    const { lastKey } = state;
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    const value = {
      bpmnProcessId: 'service-task',
      version: -1,
      processDefinitionKey: -1,
      processInstanceKey: -1,
      startInstructions: [],
      variables: { ok: 1, cyclic } as never,
      tenantId: '',
    };
    const { response } = run({ valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE', key: -1, value });
    expect(response).toMatchObject({ kind: 'rejected', type: 'PROCESSING_ERROR' });
    expect(leftOver(state)).toEqual([]);
    expect(state.lastKey).toBe(lastKey);
  });

  test('a timer falls due by the given time, not by the clock of the machine', () => {
    const { deploy, create, state, run } = engine();
    deploy(['boundary-timer.bpmn', model('boundary-timer.bpmn')]);
    create('boundary-timer');
    expect(nextDueDate(state)).toBe(NOW + 60_000);
    expect(takeDueCommand(state, NOW + 59_999)).toBeUndefined();
    const due = takeDueCommand(state, NOW + 60_000)!;
    const { records } = run(due, NOW + 60_000);
    expect(records[0]).toMatchObject({ valueType: 'TIMER', intent: 'TRIGGERED', timestamp: NOW + 60_000 });
  });
});

test('an update of retries and time-out at once moves the deadline that its event tells', () => {
  const { deploy, create, state, run } = engine();
  deploy(['script-job.bpmn', model('script-job.bpmn')]);
  create('script-job');
  const key = state.activatableJobs.all('script')[0]!;
  run(commands.activateJobs('script', 'w', 60_000, 1));
  const changes = { retries: 6, timeout: 540_000, changedAttributes: ['retries', 'timeout'] };
  const { response } = run({
    valueType: 'JOB',
    intent: 'UPDATE',
    key,
    value: { ...state.jobs.get(key)!.value, ...changes },
  });
  expect(response).toMatchObject({ kind: 'done', value: { retries: 6, deadline: NOW + 540_000 } });
  expect(takeDueCommand(state, NOW + 539_999)).toBeUndefined();
  expect(takeDueCommand(state, NOW + 540_000)).toMatchObject({ valueType: 'JOB', intent: 'TIME_OUT', key });
});

describe('a multi-instance activity over a computed list', () => {
  const rounds = (isSequential: boolean) => {
    const { deploy, create, records, state } = engine();
    const task = `<bpmn:scriptTask id="A"><bpmn:extensionElements>
      <zeebe:script expression="=1" resultVariable="count"/>
      <zeebe:ioMapping><zeebe:output source="=count" target="count"/></zeebe:ioMapping></bpmn:extensionElements>
      <bpmn:multiInstanceLoopCharacteristics isSequential="${isSequential}"><bpmn:extensionElements>
        <zeebe:loopCharacteristics inputCollection="=for i in 1..count return i * 10" inputElement="item"/>
      </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:scriptTask>`;
    deploy(['p.bpmn', failingModel(task)]);
    create('p', { count: 3 });
    const items = records.filter(
      ({ valueType, value }) => valueType === 'VARIABLE' && 'name' in value && value.name === 'item',
    );
    return { items: items.map(({ value }) => ('value' in value ? value.value : '')), incidents: state.incidents.size };
  };

  test('one after the other: a round that shortens the list is the last', () =>
    expect(rounds(true)).toEqual({ items: ['10'], incidents: 0 }));

  test('all at once: each takes its item before the first is done', () =>
    expect(rounds(false)).toEqual({ items: ['10', '20', '30'], incidents: 0 }));
});

describe('deployment', () => {
  const versions = (result: ReturnType<ReturnType<typeof engine>['deploy']>) =>
    result.response?.kind === 'done'
      ? (
          result.response.value as { processesMetadata: { version: number; duplicate: boolean }[] }
        ).processesMetadata.map(({ version }) => version)
      : result.response;

  test('the same file keeps its version, a changed one gets the next', () => {
    const { deploy } = engine();
    const text = model('service-task.bpmn');
    expect(versions(deploy(['a.bpmn', text]))).toEqual([1]);
    expect(versions(deploy(['a.bpmn', text]))).toEqual([1]);
    expect(versions(deploy(['a.bpmn', `${text}\n`]))).toEqual([2]);
    expect(versions(deploy(['a.bpmn', text]))).toEqual([3]);
  });

  test('one new file in a deployment gives all its files a new version', () => {
    const { deploy } = engine();
    deploy(['called.bpmn', model('called.bpmn')]);
    expect(
      versions(deploy(['called.bpmn', model('called.bpmn')], ['call-activity.bpmn', model('call-activity.bpmn')])),
    ).toEqual([2, 1]);
  });

  test.each([
    ['<bpmn:complexGateway id="A"/>', "Elements of type 'ComplexGateway' are currently not supported"],
    ['<bpmn:adHocSubProcess id="A"/>', "Elements of type 'AdHocSubProcess' are currently not supported"],
    ['<bpmn:transaction id="A"/>', "Elements of type 'Transaction' are currently not supported"],
    ['<bpmn:task id="A"><bpmn:standardLoopCharacteristics/></bpmn:task>', 'Loop activities'],
    [
      '<bpmn:intermediateCatchEvent id="A"><bpmn:conditionalEventDefinition><bpmn:condition>=true</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>',
      'Event definition of this type is not supported',
    ],
    [
      '<bpmn:userTask id="A"><bpmn:extensionElements><zeebe:userTask/><zeebe:taskListeners><zeebe:taskListener eventType="completing" type="x"/></zeebe:taskListeners></bpmn:extensionElements></bpmn:userTask>',
      'Task listeners are not supported',
    ],
    ['<bpmn:manualTask id="A"/><bpmn:sequenceFlow id="g" sourceRef="A" targetRef="A"/>', 'straight-through'],
  ])('refuses what is not supported, by name: %s', (inner, named) => {
    const { deploy, state } = engine();
    const { response } = deploy(['p.bpmn', failingModel(inner)]);
    expect(response).toMatchObject({ kind: 'rejected', type: 'INVALID_ARGUMENT' });
    expect((response as { reason: string }).reason).toContain(named);
    expect(state.processes.size).toBe(0);
  });

  test.each([
    ['no.bpmn', '<a', 'no.bpmn'],
    ['doctype.bpmn', '<!DOCTYPE x [<!ENTITY a "b">]><x/>', 'document type'],
    ['other.bpmn', '<x/>', "Cannot find the declaration of element 'x'"],
    ['bad.form', '{', 'not valid JSON'],
    ['bad.dmn', '<x/>', 'not the namespace of a version of DMN'],
    ['what.txt', 'x', 'unknown resource type'],
  ])('refuses %s with the name of the file', (name, text, expected) => {
    const { response } = engine().deploy([name, text]);
    expect(response).toMatchObject({ kind: 'rejected', type: 'INVALID_ARGUMENT' });
    expect((response as { reason: string }).reason).toContain(expected);
    expect((response as { reason: string }).reason).toContain(name);
  });

  test('says what is wrong with several files as Zeebe does, line break by line break', () => {
    const model = failingModel('<bpmn:serviceTask id="A"/>');
    const { response } = engine().deploy(['noid.form', '{}'], ['p.bpmn', model], ['what.txt', 'x']);
    expect((response as { reason: string }).reason).toBe(
      `Expected to deploy new resources, but encountered the following errors:
Expected the form id to be present, but none given
'p.bpmn': - Element: A
    - ERROR: Must have exactly one 'zeebe:taskDefinition' extension element


'what.txt': unknown resource type`,
    );
  });
});

describe('models that would never end, or break the reader', () => {
  test('a process that calls itself by an expression stops with an incident', () => {
    const { deploy, create, run, state } = engine();
    const call = `<bpmn:callActivity id="A"><bpmn:extensionElements><zeebe:calledElement processId="=again"/></bpmn:extensionElements></bpmn:callActivity>`;
    deploy(['p.bpmn', failingModel(call)]);
    const key = create('p', { again: 'p' });
    const incidents = [...state.incidents.values()];
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({ errorType: 'CALLED_ELEMENT_ERROR' });
    expect(incidents[0]!.errorMessage).toContain('500 calls are nested');
    run({ valueType: 'PROCESS_INSTANCE', intent: 'CANCEL', key, value: state.elementInstances.get(key)!.value });
    expect(leftOver(state)).toEqual([]);
  });

  test('processes of one file that call each other without waiting are refused', () => {
    const process = (id: string, other: string) =>
      `<bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="S${id}"/><bpmn:sequenceFlow id="f${id}" sourceRef="S${id}" targetRef="C${id}"/><bpmn:callActivity id="C${id}"><bpmn:extensionElements><zeebe:calledElement processId="${other}"/></bpmn:extensionElements></bpmn:callActivity></bpmn:process>`;
    const text = `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x">${process('a', 'b')}${process('b', 'a')}</bpmn:definitions>`;
    const { response } = engine().deploy(['two.bpmn', text]);
    expect((response as { reason: string }).reason).toContain(
      'straight-through processing loop: Ca > Sb > Cb > Sa > Ca',
    );
  });

  test('100,000 nested elements are refused, and the engine goes on', () => {
    const { deploy, create, state } = engine();
    const levels = 100_000;
    const nested = `${'<bpmn:subProcess>'.repeat(levels)}${'</bpmn:subProcess>'.repeat(levels)}`;
    const { response } = deploy(['deep.bpmn', failingModel(nested)]);
    expect(response).toMatchObject({ kind: 'rejected', type: 'INVALID_ARGUMENT' });
    expect((response as { reason: string }).reason).toContain('nested too deeply');
    deploy(['service-task.bpmn', model('service-task.bpmn')]);
    expect(state.elementInstances.has(create('service-task'))).toBe(true);
  });

  test('variables that are nested 100,000 levels deep are refused whole', () => {
    const { deploy, create, state } = engine();
    deploy(['service-task.bpmn', model('service-task.bpmn')]);
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as never;
    expect(create('service-task', { deep })).toBe(-1);
    expect(leftOver(state)).toEqual([]);
  });
});

describe('time and bytes', () => {
  test.each([
    ['PT0S', NOW],
    ['P1M', Date.UTC(2026, 1, 28, 8)],
    ['P1Y2M3DT4H5M6S', Date.UTC(2027, 2, 31, 8) + 3 * 86_400_000 + 4 * 3_600_000 + 5 * 60_000 + 6000],
    ['-PT1H', NOW - 3_600_000],
    ['PT0.5S', NOW + 500],
  ])('adds %s', (text, expected) => expect(addDuration(NOW, parseDuration(text)!)).toBe(expected));

  test.each(['', 'P', 'PT', 'foo', '1D', 'P1'])('is not a duration: %p', (text) =>
    expect(parseDuration(text)).toBeUndefined(),
  );

  test('reads repetitions and dates', () => {
    expect(parseRepetition('R3/PT1H')).toMatchObject({ count: 3 });
    expect(parseRepetition('R/PT1H')).toMatchObject({ count: -1 });
    expect(parseRepetition('R/2026-01-01T00:00:00Z/PT1H')).toMatchObject({ start: Date.UTC(2026, 0, 1) });
    expect(parseRepetition('every hour')).toBeUndefined();
    expect(parseDateTime('2026-01-01T08:00:00+08:00[Asia/Shanghai]')).toBe(Date.UTC(2026, 0, 1));
    expect(parseDateTime('tomorrow')).toBeUndefined();
  });

  test.each([
    ['0 0 9 * * *', '2026-01-31T09:00:00Z'],
    ['*/15 * * * * *', '2026-01-31T08:00:15Z'],
    ['0 0 9-17/4 ? * MON-FRI', '2026-02-02T09:00:00Z'],
    ['0 0 0 L * *', '2026-02-28T00:00:00Z'],
    ['0 0 0 LW * *', '2026-02-27T00:00:00Z'],
    ['0 0 0 1W * *', '2026-02-02T00:00:00Z'],
    ['0 0 0 ? * 5L', '2026-02-27T00:00:00Z'],
    ['0 0 0 ? * MON#2', '2026-02-09T00:00:00Z'],
    ['0 0 0 29 FEB *', '2028-02-29T00:00:00Z'],
    ['@hourly', '2026-01-31T09:00:00Z'],
  ])('the cron expression %s names its next time', (text, expected) =>
    expect(new Date(nextCron(text, NOW)!).toISOString()).toBe(expected.replace('Z', '.000Z')),
  );

  test('a cron expression that never holds names no time, and what is none is told apart', () => {
    expect(nextCron('0 0 0 31 2 *', NOW)).toBeUndefined();
    expect(isCron('0 0 9 * *')).toBe(false);
    expect(isCron('0 61 9 * * *')).toBe(false);
  });

  test('MD5 of RFC 1321', () => {
    const hex = (text: string) => [...md5(utf8Bytes(text))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(hex('')).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(hex('message digest')).toBe('f96b697d7cb7938d525a2f31aaf161d0');
    expect(hex('12345678901234567890123456789012345678901234567890123456789012345678901234567890')).toBe(
      '57edf4a22be3c955ac49da2e2107b67a',
    );
  });
});
