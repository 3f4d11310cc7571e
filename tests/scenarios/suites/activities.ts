import {
  boundary,
  callActivity,
  catching,
  end,
  exclusive,
  eventSubProcess,
  job,
  listeners,
  mapping,
  message,
  onError,
  onMessage,
  onTerminate,
  parallel,
  receive,
  scriptTask,
  service,
  start,
  subProcess,
  throwing,
  timer,
  userTask,
} from '../support/bpmn-text.ts';
import type { Step } from '../support/steps.ts';
import { complete, completeTask, create, minute, scenario } from '../support/steps.ts';
import type { Suite } from './suite.ts';

const around = (id: string, node: ReturnType<typeof start>, definitions = '') => ({
  id,
  nodes: [start('S'), node, end('E')],
  flows: ['S A E'],
  definitions,
});
const NATIVE = '<zeebe:userTask/>';
const called = (attributes: string) => `<zeebe:calledElement ${attributes}/>`;

const updateJob = (changeset: object): Step => ({
  do: 'rest',
  method: 'PATCH',
  path: '/v2/jobs/{job}',
  body: { changeset },
});

export const activities: Suite = {
  models: [
    around(
      'listeners',
      service('A', 'a', {
        extensions:
          listeners(['start', 'l1'], ['start', '=kind', '5'], ['end', 'l3']) + mapping({ i: '=x' }, { o: '=done' }),
      }),
    ),
    {
      id: 'listeners-all',
      head: `<bpmn:extensionElements>${listeners(['start', 'ps'], ['end', 'pe'])}</bpmn:extensionElements>`,
      nodes: [
        start('S', { extensions: listeners(['end', 'ss']) }),
        exclusive('G', { extensions: listeners(['start', 'gs']) }),
        subProcess(
          'P',
          [start('PS'), end('PE', { extensions: listeners(['start', 'es'], ['end', 'ee']) })],
          ['PS PE'],
          {
            extensions: listeners(['start', 'subs'], ['end', 'sube']),
          },
        ),
        throwing('T', { extensions: listeners(['start', 'ts'], ['end', 'te']) }),
        catching('C', { inner: timer('timeDuration', 'PT0S'), extensions: listeners(['start', 'cs'], ['end', 'ce']) }),
        end('E'),
      ],
      flows: ['S G P T C E'],
    },
    {
      id: 'listener-boundary',
      nodes: [
        start('S'),
        service('A', 'a'),
        boundary('B', 'A', onError('x'), true, { extensions: listeners(['end', 'be']) }),
        end('E'),
        end('BE'),
      ],
      flows: ['S A E', 'B BE'],
      definitions: '<bpmn:error id="x" name="x" errorCode="bad"/>',
    },
    around(
      'listener-user-task',
      userTask('A', { extensions: `${NATIVE}${listeners(['start', 'us'], ['end', 'ue'])}` }),
    ),
    around('script-job', scriptTask('A', { extensions: job('script') })),
    around('send-task', { id: 'A', tag: 'sendTask', extensions: job('send', '=retries') }),
    around(
      'call-nothing-down',
      callActivity('A', {
        extensions: called(
          'processId="call-child" propagateAllParentVariables="false" propagateAllChildVariables="false"',
        ),
      }),
    ),
    around(
      'call-mapped-down',
      callActivity('A', {
        extensions:
          called('processId="=child" propagateAllParentVariables="false" propagateAllChildVariables="false"') +
          mapping({ given: '=x' }, { back: '=result' }),
      }),
    ),
    around('call-child', service('A', 'child')),
    around(
      'call-tag',
      callActivity('A', { extensions: called('processId="call-tagged" bindingType="versionTag" versionTag="v1"') }),
    ),
    {
      ...around('call-tagged', service('A', 'tagged')),
      head: '<bpmn:extensionElements><zeebe:versionTag value="v1"/></bpmn:extensionElements>',
    },
    around(
      'call-tag-missing',
      callActivity('A', { extensions: called('processId="call-tagged" bindingType="versionTag" versionTag="v9"') }),
    ),
    around(
      'call-deployment',
      callActivity('A', { extensions: called('processId="call-child" bindingType="deployment"') }),
    ),
    around(
      'call-deployment-missing',
      callActivity('A', { extensions: called('processId="call-child" bindingType="deployment"') }),
    ),
    {
      id: 'call-boundary',
      nodes: [
        start('S'),
        callActivity('A', { extensions: called('processId="call-child"') }),
        boundary('B', 'A', timer('timeDuration', 'PT1H')),
        end('E'),
        end('BE'),
      ],
      flows: ['S A E', 'B BE'],
    },
    around(
      'form-tag',
      userTask('A', {
        extensions: `${NATIVE}<zeebe:formDefinition formId="tagged-form" bindingType="versionTag" versionTag="v1"/>`,
      }),
    ),
    around(
      'form-tag-missing',
      userTask('A', {
        extensions: `${NATIVE}<zeebe:formDefinition formId="tagged-form" bindingType="versionTag" versionTag="v9"/>`,
      }),
    ),
    around('form-missing', userTask('A', { extensions: `${NATIVE}<zeebe:formDefinition formId="no-such-form"/>` })),
    around(
      'form-deployment-missing',
      userTask('A', { extensions: `${NATIVE}<zeebe:formDefinition formId="no-such-form" bindingType="deployment"/>` }),
    ),
    around('priority', userTask('A', { extensions: `${NATIVE}<zeebe:priorityDefinition priority="=p"/>` })),
    around('decision-tag', {
      id: 'A',
      tag: 'businessRuleTask',
      extensions:
        '<zeebe:calledDecision decisionId="tagged" resultVariable="r" bindingType="versionTag" versionTag="v1"/>',
    }),
    around('decision-tag-missing', {
      id: 'A',
      tag: 'businessRuleTask',
      extensions:
        '<zeebe:calledDecision decisionId="tagged" resultVariable="r" bindingType="versionTag" versionTag="v9"/>',
    }),
    {
      id: 'modify-nested',
      nodes: [
        start('S'),
        service('A', 'a'),
        subProcess(
          'P',
          [
            start('PS'),
            service('B', 'b'),
            subProcess('Q', [start('QS'), service('C', 'c'), end('QE')], ['QS C QE']),
            end('PE'),
          ],
          ['PS B Q PE'],
        ),
        boundary('X', 'P', onMessage('m')),
        end('E'),
        end('XE'),
        eventSubProcess('H', [start('HS', { inner: timer('timeDuration', 'PT1H') }), end('HE')], ['HS HE']),
      ],
      flows: ['S A P E', 'X XE'],
      definitions: message('m', 'modify-nested', '=key'),
    },
    {
      id: 'modify-mi',
      nodes: [
        start('S'),
        service('A', 'a'),
        subProcess('P', [start('PS'), service('B', 'b'), end('PE')], ['PS B PE'], {
          inner:
            '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=items"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>',
        }),
        end('E'),
      ],
      flows: ['S A P E'],
    },
    {
      id: 'create-event-gateway',
      nodes: [
        start('S'),
        { id: 'G', tag: 'eventBasedGateway' },
        catching('C', { inner: timer('timeDuration', 'PT1H') }),
        catching('D', { inner: timer('timeDuration', 'PT2H') }),
        boundary('X', 'A', onError()),
        service('A', 'a'),
        end('E'),
        end('XE', { inner: onTerminate }),
      ],
      flows: ['S G C E', 'G D A E', 'X XE'],
    },
    around('receive-cancel', receive('A', { attributes: { messageRef: 'm' } }), message('m', 'receive-cancel', '=key')),
    {
      id: 'parallel-order',
      nodes: [
        start('S'),
        parallel('F'),
        service('A', 'a'),
        service('B', 'b'),
        service('C', 'c'),
        parallel('J'),
        end('E'),
      ],
      flows: ['S F A J E', 'F B J', 'F C J'],
    },
  ],
  scenarios: [
    scenario(
      'listeners',
      ['listeners.bpmn'],
      create('listeners', { x: 1, kind: 'l2' }),
      complete('l1', { s1: 1 }),
      complete('l2', { s2: 2 }),
      complete('a', { done: true, extra: 1 }),
      complete('l3', { e: 3 }),
    ),
    scenario(
      'listener-fails',
      ['listeners.bpmn'],
      create('listeners', { x: 1, kind: 'l2' }),
      { do: 'fail', job: 'l1', retries: 0, message: 'broken' },
      { do: 'retries', retries: 1 },
      { do: 'resolve' },
      complete('l1'),
      { do: 'cancel' },
    ),
    scenario(
      'listener-incident',
      ['listeners.bpmn'],
      create('listeners', { x: 1 }),
      complete('l1'),
      { do: 'set', variables: { kind: 'l2' } },
      { do: 'resolve' },
      complete('l1'),
      complete('l2'),
      complete('a'),
      complete('l3'),
    ),
    scenario(
      'listener-error',
      ['listeners.bpmn'],
      create('listeners', { x: 1, kind: 'l2' }),
      { do: 'throwError', job: 'l1', code: 'x' },
      { do: 'cancel' },
    ),
    scenario(
      'listeners-all',
      ['listeners-all.bpmn'],
      create('listeners-all'),
      complete('ps', { p: 1 }),
      complete('ss'),
      complete('gs'),
      complete('subs', { sub: 1 }),
      complete('es'),
      complete('ee'),
      complete('sube'),
      complete('ts'),
      complete('te'),
      complete('cs'),
      complete('ce'),
      complete('pe', { end: 1 }),
    ),
    scenario(
      'listener-boundary',
      ['listener-boundary.bpmn'],
      create('listener-boundary'),
      { do: 'throwError', job: 'a', code: 'bad' },
      complete('be'),
    ),
    scenario(
      'listener-user-task',
      ['listener-user-task.bpmn'],
      create('listener-user-task'),
      complete('us'),
      completeTask({ t: 1 }),
      complete('ue'),
    ),
    scenario('listener-user-task-cancel', ['listener-user-task.bpmn'], create('listener-user-task'), { do: 'cancel' }),
    scenario('script-job', ['script-job.bpmn'], create('script-job'), complete('script', { s: 1 })),
    scenario('send-task', ['send-task.bpmn'], create('send-task', { retries: 7 }), complete('send')),
    scenario('send-task-retries', ['send-task.bpmn'], create('send-task', { retries: 'many' }), { do: 'cancel' }),
    scenario(
      'call-nothing-down',
      ['call-nothing-down.bpmn', 'call-child.bpmn'],
      create('call-nothing-down', { x: 1 }),
      complete('child', { result: 2 }),
    ),
    scenario(
      'call-mapped-down',
      ['call-mapped-down.bpmn', 'call-child.bpmn'],
      create('call-mapped-down', { x: 1, child: 'call-child' }),
      complete('child', { result: 2 }),
    ),
    scenario('call-id-incident', ['call-mapped-down.bpmn', 'call-child.bpmn'], create('call-mapped-down', { x: 1 }), {
      do: 'cancel',
    }),
    scenario('call-tag', ['call-tag.bpmn', 'call-tagged.bpmn'], create('call-tag'), complete('tagged')),
    scenario('call-tag-missing', ['call-tag-missing.bpmn', 'call-tagged.bpmn'], create('call-tag-missing'), {
      do: 'cancel',
    }),
    scenario(
      'call-deployment',
      ['call-deployment.bpmn', 'call-child.bpmn'],
      create('call-deployment'),
      complete('child'),
    ),
    scenario('call-deployment-missing', ['call-deployment-missing.bpmn'], create('call-deployment-missing'), {
      do: 'cancel',
    }),
    scenario('call-boundary', ['call-boundary.bpmn', 'call-child.bpmn'], create('call-boundary'), {
      do: 'advance',
      ms: 61 * minute,
    }),
    scenario('form-tag', ['form-tag.bpmn', 'tagged.form'], create('form-tag'), completeTask()),
    scenario('form-tag-missing', ['form-tag-missing.bpmn', 'tagged.form'], create('form-tag-missing'), {
      do: 'cancel',
    }),
    scenario('form-missing', ['form-missing.bpmn'], create('form-missing'), { do: 'resolve' }, { do: 'cancel' }),
    scenario('form-deployment-missing', ['form-deployment-missing.bpmn'], create('form-deployment-missing'), {
      do: 'cancel',
    }),
    scenario('priority', ['priority.bpmn'], create('priority', { p: 80 }), completeTask()),
    scenario(
      'priority-range',
      ['priority.bpmn'],
      create('priority', { p: 101 }),
      { do: 'set', variables: { p: 'high' } },
      { do: 'resolve' },
      { do: 'cancel' },
    ),
    scenario('decision-tag', ['decision-tag.bpmn', 'tagged.dmn'], create('decision-tag')),
    scenario('decision-tag-missing', ['decision-tag-missing.bpmn', 'tagged.dmn'], create('decision-tag-missing'), {
      do: 'cancel',
    }),
    scenario(
      'modify-nested',
      ['modify-nested.bpmn'],
      create('modify-nested', { key: 'mn' }),
      { do: 'modify', activate: ['C'], variables: { v: 1 }, scope: 'Q' },
      { do: 'modify', terminate: ['A'], activate: ['B'], variables: { w: 1 } },
      complete('c'),
      complete('b'),
      complete('c'),
    ),
    scenario(
      'modify-rejected',
      ['modify-nested.bpmn'],
      create('modify-nested', { key: 'mr' }),
      { do: 'modify', activate: ['S'] },
      { do: 'modify', activate: ['nowhere', 'neither'] },
      { do: 'modify', activate: ['C'], variables: { v: 1 }, scope: 'A' },
      { do: 'modify', activate: ['C'], variables: { v: 1 }, scope: 'nowhere' },
      { do: 'modify', activate: ['HS'] },
      { do: 'cancel' },
      { do: 'modify', activate: ['C'] },
    ),
    scenario('modify-terminates', ['modify-nested.bpmn'], create('modify-nested', { key: 'mt' }), {
      do: 'modify',
      terminate: ['A'],
    }),
    scenario(
      'modify-subscription-fails',
      ['modify-nested.bpmn'],
      create('modify-nested'),
      { do: 'modify', activate: ['B'] },
      { do: 'cancel' },
    ),
    scenario(
      'modify-mi',
      ['modify-mi.bpmn'],
      create('modify-mi', { items: [1] }),
      { do: 'modify', activate: ['B'] },
      { do: 'modify', activate: ['P'], terminate: ['A'] },
      complete('b'),
    ),
    scenario(
      'create-at-rejected',
      ['create-event-gateway.bpmn', 'modify-mi.bpmn'],
      { do: 'create', process: 'create-event-gateway', at: ['nowhere'] },
      { do: 'create', process: 'create-event-gateway', at: ['C'] },
      { do: 'create', process: 'modify-mi', at: ['B'] },
    ),
    scenario(
      'create-at-gateway',
      ['create-event-gateway.bpmn'],
      { do: 'create', process: 'create-event-gateway', at: ['G', 'A'] },
      complete('a'),
      { do: 'cancel' },
    ),
    scenario(
      'create-at-nested',
      ['modify-nested.bpmn'],
      { do: 'create', process: 'modify-nested', at: ['C', 'B'], variables: { key: 'cn' } },
      complete('c'),
      { do: 'cancel' },
    ),
    scenario('create-at-fails', ['modify-nested.bpmn'], { do: 'create', process: 'modify-nested', at: ['C'] }),
    scenario(
      'receive-cancel',
      ['receive-cancel.bpmn'],
      create('receive-cancel', { key: 'rc' }),
      { do: 'cancel' },
      { do: 'publish', message: 'receive-cancel', key: 'rc' },
    ),
    scenario(
      'parallel-order',
      ['parallel-order.bpmn'],
      create('parallel-order'),
      complete('c'),
      complete('b'),
      complete('a'),
    ),
    scenario(
      'job-update',
      ['script-job.bpmn'],
      create('script-job'),
      updateJob({ retries: 4 }),
      updateJob({ timeout: minute }),
      { do: 'activateOnly', job: 'script', timeoutMs: minute },
      updateJob({ retries: 5 }),
      updateJob({ timeout: 5 * minute }),
      updateJob({ retries: 6, timeout: 9 * minute }),
      updateJob({ retries: 0, timeout: 9 * minute }),
      updateJob({}),
    ),
    scenario(
      'job-timeout-update',
      ['script-job.bpmn'],
      create('script-job'),
      { do: 'activateOnly', job: 'script', timeoutMs: minute },
      { do: 'jobTimeout', timeoutMs: 5 * minute },
      { do: 'advance', ms: 2 * minute },
      { do: 'advance', ms: 6 * minute },
      { do: 'advance', ms: 7 * minute },
      complete('script'),
    ),
    scenario(
      'job-timeout-rejected',
      ['script-job.bpmn'],
      create('script-job'),
      { do: 'jobTimeout', timeoutMs: 5 * minute },
      complete('script'),
      { do: 'jobTimeout', timeoutMs: 5 * minute },
    ),
  ],
};
