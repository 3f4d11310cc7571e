import type { ModelSpec } from '../support/bpmn-text.ts';
import {
  association,
  boundary,
  callActivity,
  catching,
  end,
  error,
  escalation,
  eventGateway,
  eventSubProcess,
  exclusive,
  handler,
  inclusive,
  job,
  listeners,
  manual,
  mapping,
  message,
  onCompensation,
  onError,
  onEscalation,
  onLink,
  onMessage,
  onSignal,
  receive,
  scriptTask,
  service,
  signal,
  start,
  subProcess,
  throwing,
  timer,
  userTask,
} from '../support/bpmn-text.ts';
import { scenario } from '../support/steps.ts';
import type { Suite } from './suite.ts';

const around = (id: string, node: ReturnType<typeof start>, definitions = ''): ModelSpec => ({
  id,
  nodes: [start('S'), node, end('E')],
  flows: [`S ${node.id} E`],
  definitions,
});
const loopWith = (attributes: string) =>
  `<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics ${attributes}/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>`;

const models: ModelSpec[] = [
  around('refused-mi-bare', service('A', 'a', { inner: '<bpmn:multiInstanceLoopCharacteristics/>' })),
  around('refused-mi-input', service('A', 'a', { inner: loopWith('') })),
  around('refused-mi-static', service('A', 'a', { inner: loopWith('inputCollection="items" outputElement="=x"') })),
  around('refused-mi-output', service('A', 'a', { inner: loopWith('inputCollection="=items" outputCollection="x"') })),
  {
    id: 'refused-event-sub',
    nodes: [
      start('S'),
      end('E'),
      eventSubProcess('H', [start('HS'), end('HE')], ['HS HE']),
      eventSubProcess(
        'I',
        [start('IS', { inner: onError(), attributes: { isInterrupting: 'false' } }), end('IE')],
        ['IS IE'],
      ),
      eventSubProcess('J', [start('JS', { inner: timer('timeCycle', 'R/PT1H') }), end('JE')], ['JS JE']),
    ],
    flows: ['S E'],
  },
  {
    id: 'refused-sub-process',
    nodes: [
      start('S'),
      subProcess('P', [start('PS', { inner: timer('timeDuration', 'PT1H') }), end('PE')], ['PS PE']),
      subProcess('Q', [end('QE')], []),
      end('E'),
    ],
    flows: ['S P Q E'],
  },
  {
    id: 'refused-duplicates',
    nodes: [
      start('S'),
      service('A', 'a'),
      boundary('B', 'A', onError('x')),
      boundary('C', 'A', onError('y')),
      boundary('D', 'A', onError()),
      boundary('F', 'A', onError()),
      boundary('M', 'A', onMessage('m')),
      boundary('N', 'A', onMessage('n')),
      boundary('G', 'A', onSignal('s')),
      boundary('H', 'A', onSignal('s')),
      end('E'),
    ],
    flows: ['S A E', 'B E', 'C E', 'D E', 'F E', 'M E', 'N E', 'G E', 'H E'],
    definitions:
      error('x', 'same') +
      error('y', 'same') +
      message('m', 'same', '=k') +
      message('n', 'same', '=k') +
      signal('s', 'same'),
  },
  {
    id: 'refused-boundary',
    nodes: [
      start('S'),
      service('A', 'a'),
      boundary('B', 'A', onError(), false),
      boundary('C', 'A', onEscalation()),
      boundary('D', 'A', timer('timeCycle', 'R/PT1H')),
      boundary('N', 'A', timer('timeDuration', 'PT1H')),
      end('E'),
    ],
    flows: ['S A E', 'B E', 'C E', 'D E'],
  },
  {
    id: 'refused-links',
    nodes: [
      start('S'),
      throwing('T', { inner: onLink('nowhere') }),
      catching('C', { inner: onLink('twice') }),
      catching('D', { inner: onLink('twice') }),
      end('E'),
    ],
    flows: ['S T', 'C E', 'D E'],
  },
  around('refused-catch-cycle', catching('C', { inner: timer('timeCycle', 'R/PT1H') })),
  around('refused-catch-error', catching('C', { inner: onError() })),
  around('refused-catch-none', catching('C')),
  around('refused-timer-none', catching('C', { inner: '<bpmn:timerEventDefinition/>' })),
  around('refused-timer-text', catching('C', { inner: timer('timeDuration', 'soon') })),
  around('refused-timer-date', catching('C', { inner: timer('timeDate', 'tomorrow') })),
  around('refused-message-none', catching('C', { inner: onMessage() })),
  around('refused-message-name', catching('C', { inner: onMessage('m') }), message('m', '')),
  around('refused-message-key', catching('C', { inner: onMessage('m') }), message('m', 'name')),
  around('refused-message-static', catching('C', { inner: onMessage('m') }), message('m', 'name', 'static')),
  around('refused-signal-none', catching('C', { inner: onSignal() })),
  around('refused-signal-name', catching('C', { inner: onSignal('s') }), '<bpmn:signal id="s"/>'),
  around('refused-error-end', throwing('T', { inner: onEscalation() })),
  {
    id: 'refused-ends',
    nodes: [
      start('S'),
      exclusive('G', { attributes: { default: 'f_G_D' } }),
      end('A', { inner: onError() }),
      end('B', { inner: onError('x') }),
      end('C', { inner: onEscalation('y') }),
      end('D', { inner: onMessage() }),
      end('F', { inner: timer('timeDuration', 'PT1H') }),
    ],
    flows: ['S G A | true', 'G B | true', 'G C | true', 'G D', 'G F | true'],
    definitions: error('x') + escalation('y'),
  },
  {
    id: 'refused-catch-expression',
    nodes: [
      start('S'),
      subProcess('P', [start('PS'), end('PE')], ['PS PE']),
      boundary('B', 'P', onError('x')),
      boundary('C', 'P', onEscalation('y')),
      end('E'),
    ],
    flows: ['S P E', 'B E', 'C E'],
    definitions: error('x', '=code') + escalation('y', '=code'),
  },
  {
    id: 'refused-starts',
    nodes: [
      start('S'),
      start('T'),
      start('U', { inner: onMessage('m') }),
      start('V', { inner: onMessage('m') }),
      end('E'),
    ],
    flows: ['S E', 'T E', 'U E', 'V E'],
    definitions: message('m', 'name'),
  },
  {
    id: 'refused-start-name',
    nodes: [start('S', { inner: onMessage('m') }), start('T', { inner: onSignal('s') }), end('E')],
    flows: ['S E', 'T E'],
    definitions: message('m', '=name') + signal('s', '=1'),
  },
  {
    id: 'refused-start-timer',
    nodes: [
      start('S', { inner: timer('timeCycle', '=cycle') }),
      start('T', { inner: timer('timeDate', 'never') }),
      end('E'),
    ],
    flows: ['S E', 'T E'],
  },
  {
    id: 'refused-inclusive',
    nodes: [start('S'), inclusive('G'), end('A'), end('B')],
    flows: ['S G A', 'G B'],
  },
  {
    id: 'refused-condition-place',
    nodes: [start('S'), manual('M'), end('A'), end('B')],
    flows: ['S M A | true', 'M B'],
  },
  around('refused-task-type', { id: 'A', tag: 'serviceTask', extensions: '<zeebe:taskDefinition type=""/>' }),
  around('refused-task-retries', {
    id: 'A',
    tag: 'serviceTask',
    extensions: '<zeebe:taskDefinition type="a" retries=""/>',
  }),
  around('refused-send', { id: 'A', tag: 'sendTask' }),
  around(
    'refused-script',
    scriptTask('A', { extensions: `${job('a')}<zeebe:script expression="=1" resultVariable="r"/>` }),
  ),
  around(
    'refused-script-static',
    scriptTask('A', { extensions: '<zeebe:script expression="1 + 1" resultVariable=""/>' }),
  ),
  around('refused-decision', {
    id: 'A',
    tag: 'businessRuleTask',
    extensions: '<zeebe:calledDecision decisionId="" resultVariable=""/>',
  }),
  around('refused-call', callActivity('A')),
  around('refused-call-id', callActivity('A', { extensions: '<zeebe:calledElement processId=""/>' })),
  around(
    'refused-call-tag',
    callActivity('A', { extensions: '<zeebe:calledElement processId="x" bindingType="versionTag"/>' }),
  ),
  around('refused-receive', receive('A')),
  around('refused-mapping', service('A', 'a', { extensions: mapping({ 'a b': '=x', if: '=y' }, { c: 'static' }) })),
  around(
    'refused-mapping-empty',
    service('A', 'a', { extensions: '<zeebe:ioMapping><zeebe:input source="=x" target=""/></zeebe:ioMapping>' }),
  ),
  around(
    'refused-headers',
    service('A', 'a', {
      extensions:
        '<zeebe:taskHeaders><zeebe:header key="x" value="1"/><zeebe:header key="x" value="2"/><zeebe:header key="io.camunda.zeebe:y" value="3"/></zeebe:taskHeaders>',
    }),
  ),
  around(
    'refused-user-dates',
    userTask('A', { extensions: '<zeebe:userTask/><zeebe:taskSchedule dueDate="soon" followUpDate="later"/>' }),
  ),
  around(
    'refused-user-groups',
    userTask('A', { extensions: '<zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="a,,b"/>' }),
  ),
  around(
    'refused-user-priority',
    userTask('A', { extensions: '<zeebe:userTask/><zeebe:priorityDefinition priority="101"/>' }),
  ),
  around('refused-user-form', userTask('A', { extensions: '<zeebe:userTask/><zeebe:formDefinition formKey="k"/>' })),
  around('refused-user-form-job', userTask('A', { extensions: '<zeebe:formDefinition formId="a" formKey="k"/>' })),
  {
    id: 'refused-listeners',
    nodes: [
      start('S', { extensions: listeners(['start', 'a']) }),
      exclusive('G', { extensions: listeners(['end', 'a']) }),
      service('A', 'a', { extensions: listeners(['start', 'x'], ['start', 'x']) }),
      boundary('B', 'A', onError(), true, { extensions: listeners(['start', 'a']) }),
      end('E', { inner: onError('x'), extensions: listeners(['end', 'a']) }),
    ],
    flows: ['S G A E', 'B E'],
    definitions: error('x', 'x'),
  },
  {
    id: 'refused-compensation',
    nodes: [
      start('S'),
      service('A', 'a'),
      boundary('AB', 'A', onCompensation()),
      handler(service('U', 'u')),
      throwing('T', { inner: onCompensation('nowhere') }),
      throwing('V', { inner: onCompensation('B') }),
      service('B', 'b'),
      end('E'),
    ],
    flows: ['S A B T V E', 'A U'],
    tail: association('AB', 'U'),
  },
  {
    id: 'refused-event-targets',
    nodes: [
      start('S'),
      eventGateway('G'),
      catching('C', { inner: onMessage('m') }),
      catching('D', { inner: onMessage('n') }),
      manual('M'),
      end('E'),
    ],
    flows: ['S G C E', 'G D E', 'S M C'],
    definitions: message('m', 'same', '=k') + message('n', 'same', '=k'),
  },
  {
    id: 'refused-loop',
    nodes: [start('S'), exclusive('J'), manual('M'), exclusive('G', { attributes: { default: 'f_G_J' } }), end('E')],
    flows: ['S J M G E | x', 'G J'],
  },
  {
    id: 'refused-calls-itself',
    nodes: [
      start('S'),
      callActivity('A', { extensions: '<zeebe:calledElement processId="refused-calls-itself"/>' }),
      end('E'),
    ],
    flows: ['S A E'],
  },
];

export const refused: Suite = {
  models,
  scenarios: models.map(({ id }) => scenario(id, [], { do: 'deploy', resources: [`${id}.bpmn`] })),
};
