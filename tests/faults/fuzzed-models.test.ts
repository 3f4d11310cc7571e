import { EngineState, step, toBase64, utf8Bytes } from '#engine';
import { fuzz } from './support/fuzz-model.ts';
import { deploymentOf } from './support/random-commands.ts';

// `npm run fuzz:models` plays a hundred thousand; here a part of them, and what they showed.

const COUNT = 1500;
const AT_ONCE = 100;

test.each(Array.from({ length: COUNT / AT_ONCE }, (_, index) => [index * AT_ONCE + 1, (index + 1) * AT_ONCE]))(
  'the fuzzed models %d to %d are refused or run, without a crash and with nothing left behind',
  (first, last) => {
    const failures: string[] = [];
    let accepted = 0;
    for (let seed = first; seed <= last; seed++) {
      const { problems, ...verdict } = fuzz(seed);
      if (verdict.accepted) accepted++;
      failures.push(...problems.map((problem) => `seed ${seed}: ${problem}`));
    }
    expect(failures).toEqual([]);
    expect(accepted).toBeGreaterThan(0);
  },
  120_000,
);

const MODEL = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="S"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
<bpmn:sequenceFlow id="a" sourceRef="S" targetRef="T"/>
<bpmn:serviceTask id="T"><bpmn:extensionElements><zeebe:taskDefinition type="t"/></bpmn:extensionElements><bpmn:incoming>a</bpmn:incoming></bpmn:serviceTask>
<bpmn:boundaryEvent id="B" attachedToRef="T"><bpmn:outgoing>c</bpmn:outgoing><bpmn:errorEventDefinition errorRef="err"/></bpmn:boundaryEvent>
<bpmn:sequenceFlow id="c" sourceRef="B" targetRef="E"/><bpmn:endEvent id="E"><bpmn:incoming>c</bpmn:incoming></bpmn:endEvent></bpmn:process>
<bpmn:error id="err" errorCode="x"/></bpmn:definitions>`;

const answerTo = (text: string): string => {
  const { response } = step(
    new EngineState(),
    deploymentOf([{ resourceName: 'x.bpmn', resource: toBase64(utf8Bytes(text)) }]),
    0,
  );
  return response?.kind === 'rejected' ? response.reason.replace(/[^]*errors:\n/, '') : 'accepted';
};

/** [what, from, to, answer]: answers of Zeebe 8.6.0, whose texts of Java's own are left out. */
const BROKEN: [what: string, from: string, to: string, answer: string | RegExp][] = [
  ['nothing', '', '', 'accepted'],
  [
    'a flow to a flow',
    'sourceRef="S" targetRef="T"',
    'sourceRef="S" targetRef="c"',
    /'c' is the id of a 'bpmn:sequenceFlow'/,
  ],
  [
    'a flow to nowhere',
    'targetRef="T"',
    'targetRef="nope"',
    "'x.bpmn': Error: URI=null Line=7: cvc-id.1: There is no ID/IDREF binding for IDREF 'nope'.",
  ],
  [
    'a reference that is no name',
    'targetRef="T"',
    'targetRef="= a"',
    "'x.bpmn': Error: URI=null Line=3: cvc-datatype-valid.1.2.1: '= a' is not a valid value for 'NCName'.",
  ],
  [
    'an id that is no name',
    'id="err"',
    'id="1 err"',
    "'x.bpmn': Error: URI=null Line=7: cvc-datatype-valid.1.2.1: '1 err' is not a valid value for 'NCName'.",
  ],
  [
    'an empty reference',
    'errorRef="err"',
    'errorRef=""',
    "'x.bpmn': Error: URI=null Line=5: cvc-datatype-valid.1.2.1: '' is not a valid value for 'QName'.",
  ],
  [
    'a wire that is not there',
    '<bpmn:outgoing>a<',
    '<bpmn:outgoing>nope<',
    "'x.bpmn': Unable to find a model element instance for id nope",
  ],
  ['a boundary event at an event', 'attachedToRef="T"', 'attachedToRef="E"', /'E' is the id of a 'bpmn:endEvent'/],
  ['an error that is a process', 'errorRef="err"', 'errorRef="p"', /'p' is the id of a 'bpmn:process'/],
  ['a process in a process', '</bpmn:process>', '<bpmn:process id="q"/></bpmn:process>', /cvc-complex-type\.2\.4\.a/],
  [
    'a definition in a process',
    '</bpmn:process>',
    '<bpmn:errorEventDefinition/></bpmn:process>',
    /cvc-complex-type\.2\.4\.a/,
  ],
  [
    'text among elements',
    '<bpmn:endEvent',
    'hello<bpmn:endEvent',
    "'x.bpmn': Error: URI=null Line=6: cvc-complex-type.2.3: Element 'bpmn:process' cannot have character [children], because the type's content type is element-only.",
  ],
  ['an element without a name', '<bpmn:endEvent', '<bpmn: /><bpmn:endEvent', /Invalid content was found/],
  [
    'a cycle named as a member of every object',
    '<bpmn:outgoing>a</bpmn:outgoing>',
    '<bpmn:outgoing>a</bpmn:outgoing><bpmn:timerEventDefinition><bpmn:timeCycle>constructor</bpmn:timeCycle></bpmn:timerEventDefinition>',
    /Invalid timer cycle expression/,
  ],
  [
    'listeners of nothing',
    '<bpmn:error id="err"',
    '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="l"/></zeebe:executionListeners><bpmn:error id="err"',
    /Invalid content was found starting with element '\{"http:\/\/camunda.org\/schema\/zeebe\/1.0":executionListeners\}'/,
  ],
  ['an id in Chinese', '<bpmn:error id="err"', '<bpmn:signal id="信号" name="s"/><bpmn:error id="err"', 'accepted'],
  ['an unknown wire that comes in', '<bpmn:incoming>a<', '<bpmn:incoming>nope<', 'accepted'],
];

test.each(BROKEN)('a model with %s is answered as Zeebe does', (_what, from, to, answer) => {
  const said = answerTo(MODEL.replace(from, to));
  if (typeof answer === 'string') expect(said).toBe(answer);
  else expect(said).toMatch(answer);
});
