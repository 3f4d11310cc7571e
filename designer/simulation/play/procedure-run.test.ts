import type { PackageFile, ProcedureManifest, WorkCalendar } from '#contracts';
import { NotPlayable, readPlay } from './play.ts';
import { ProcedureRun } from './procedure-run.ts';
import { viewOf, type RunView } from './view.ts';

const CALENDAR: WorkCalendar = { version: 'none', source: '测试', years: [] };
const NOW = Date.parse('2026-11-02T09:00:00+08:00');
const HOUR_MS = 3_600_000;

const NODE = /<bpmn:(\w+) id="(\w+)"/;

/** A package of one process: nodes as they are written, and arrows `A>B`, with a condition after a colon. */
const packageOf = (nodes: string[], arrows: string[], extra = ''): PackageFile[] => {
  const flows = arrows.map((arrow, index) => {
    const [ends = '', condition] = arrow.split(':');
    const [from = '', to = ''] = ends.split('>');
    return { id: `f${index}`, from, to, condition };
  });
  const withFlows = nodes.map((node) => {
    const id = NODE.exec(node)?.[2] ?? '';
    const links = [
      ...flows.filter(({ to }) => to === id).map((flow) => `<bpmn:incoming>${flow.id}</bpmn:incoming>`),
      ...flows.filter(({ from }) => from === id).map((flow) => `<bpmn:outgoing>${flow.id}</bpmn:outgoing>`),
    ].join('');
    const type = NODE.exec(node)?.[1] ?? '';
    const whole = node.endsWith('/>') ? node.replace(/\/>$/, `></bpmn:${type}>`) : node;
    // Links stand behind the extension elements and before the definitions of an event.
    const at = whole.includes('</bpmn:extensionElements>')
      ? whole.indexOf('</bpmn:extensionElements>') + '</bpmn:extensionElements>'.length
      : whole.indexOf('>') + 1;
    return whole.slice(0, at) + links + whole.slice(at);
  });
  const drawn = flows.map(
    ({ id, from, to, condition }) =>
      `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${condition ? `<bpmn:conditionExpression>${condition}</bpmn:conditionExpression>` : ''}</bpmn:sequenceFlow>`,
  );
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
${extra}<bpmn:process id="p" isExecutable="true">${withFlows.join('')}${drawn.join('')}</bpmn:process></bpmn:definitions>`;
  const manifest: Partial<ProcedureManifest> = {
    ...{ schemaVersion: 1, code: 'p', name: '试验', kind: 'other', processId: 'p' },
    ...{ stages: [{ id: 's', name: '阶段' }], steps: [], clocks: [], gates: [], documents: [] },
  };
  return [
    { path: 'process.bpmn', encoding: 'utf8', content: xml },
    { path: 'procedure.json', encoding: 'utf8', content: JSON.stringify(manifest) },
  ];
};

const START = '<bpmn:startEvent id="S"/>';
const END = '<bpmn:endEvent id="E"/>';
const job = (id: string, type: string): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}"/></bpmn:extensionElements></bpmn:serviceTask>`;

const begin = (files: PackageFile[]): ProcedureRun =>
  ProcedureRun.begin(readPlay(files, CALENDAR, []), NOW, {}).runToWait();
const look = (run: ProcedureRun): RunView => viewOf(run);

describe('a run of a small procedure', () => {
  test('a message that is waited for can be sent with variables', () => {
    const run = begin(
      packageOf(
        [
          START,
          '<bpmn:intermediateCatchEvent id="M" name="复议决定"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>',
          END,
        ],
        ['S>M', 'M>E'],
        '<bpmn:message id="m" name="review-decided"><bpmn:extensionElements><zeebe:subscription correlationKey="=caseId"/></bpmn:extensionElements></bpmn:message>',
      ),
    );
    const [message] = look(run).messages;
    expect(message).toMatchObject({ name: 'review-decided', correlationKey: 'simulated-case', title: '复议决定' });
    const after = run.act({
      ...{ kind: 'message', name: message!.name, correlationKey: message!.correlationKey },
      variables: { upheld: true },
    });
    expect(look(after).state).toBe('completed');
    expect(look(run).state).toBe('running');
  });

  test('a job outside the platform may end with the errors that are caught, and others stop the run', () => {
    const run = begin(
      packageOf(
        [
          START,
          job('A', 'outside'),
          '<bpmn:boundaryEvent id="B" attachedToRef="A"><bpmn:errorEventDefinition errorRef="e"/></bpmn:boundaryEvent>',
          END,
          '<bpmn:endEvent id="X" name="被退回"/>',
        ],
        ['S>A', 'A>E', 'B>X'],
        '<bpmn:error id="e" errorCode="REFUSED"/>',
      ),
    );
    const [waiting] = look(run).jobs;
    expect(waiting?.choices.map(({ label }) => label)).toEqual(['完成', '抛出错误 REFUSED', '作业失败']);
    const end = (code: string) =>
      look(run.act({ kind: 'job', jobKey: waiting!.key, outcome: { kind: 'error', code, message: '' } }));
    expect(end('REFUSED').elements['X']).toMatchObject({ count: 1 });
    expect(end('OTHER').incidents).toMatchObject([
      { name: 'A', title: '抛出的错误没有人接住', reason: expect.stringContaining('“OTHER”') as string },
    ]);
  });

  test('a condition that no branch meets is told in Chinese; with a variable changed it goes on', () => {
    const run = begin(
      packageOf(
        [START, '<bpmn:exclusiveGateway id="G" name="轻重"/>', END, '<bpmn:endEvent id="X"/>'],
        ['S>G', 'G>E:=amount &gt; 10', 'G>X:=amount &lt; 5'],
      ),
    );
    const [incident] = look(run).incidents;
    expect(incident?.name).toBe('轻重');
    expect(incident?.remedy).not.toBe('');
    const scopeKey = look(run).variables[0]!.scopeKey;
    const mended = run
      .act({ kind: 'set', scopeKey, variables: { amount: 20 } })
      .act({ kind: 'resolve', incidentKey: incident!.key });
    expect(look(mended).state).toBe('completed');
    expect(look(mended).elements['E']).toMatchObject({ count: 1 });
  });

  test('platform jobs in a circle are stopped with the reason', () => {
    const run = begin(packageOf([START, '<bpmn:exclusiveGateway id="G"/>', job('A', 'notify')], ['S>G', 'G>A', 'A>G']));
    expect(run.problem).toContain('一直在转');
    expect(run.history().length).toBeLessThanOrEqual(302);
  });

  test('a long collection is too much for one act: the start is refused, a timer stops the journey', () => {
    const many =
      '<bpmn:task id="A"><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=for i in 1..3000 return i"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:task>';
    const inFront = many.replace('<bpmn:multi', '<bpmn:extensionElements></bpmn:extensionElements><bpmn:multi');
    expect(() => begin(packageOf([START, inFront, END], ['S>A', 'A>E']))).toThrow(NotPlayable);
    const wait =
      '<bpmn:intermediateCatchEvent id="T"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>';
    const run = begin(packageOf([START, wait, inFront, END], ['S>T', 'T>A', 'A>E']));
    const after = run.act({ kind: 'travel', to: NOW + 5 * HOUR_MS });
    expect(after.problem).toContain('一直在转');
    expect(after.simulation.now).toBe(NOW + HOUR_MS);
  }, 60_000);

  test('what is over can not be done again', () => {
    const run = begin(packageOf([START, job('A', 'outside'), END], ['S>A', 'A>E']));
    const jobKey = look(run).jobs[0]!.key;
    const act = { kind: 'job', jobKey, outcome: { kind: 'complete', variables: {} } } as const;
    const done = run.act(act);
    expect(() => done.act(act)).toThrow('这个作业已经结束');
    expect(look(run.act(act))).toEqual(look(done));
  });
});
