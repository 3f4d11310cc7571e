/** One request of the protocol. `job` names a job type: the first job of the type is activated, then acted on. */
export type Step =
  | { do: 'deploy'; resources: string[] }
  | { do: 'create'; process: string; variables?: object; at?: string[] }
  | { do: 'createWithResult'; process: string; variables?: object; fetch?: string[] }
  | { do: 'complete'; job: string; variables?: object }
  | { do: 'fail'; job: string; retries: number; message?: string; backOffMs?: number; variables?: object }
  | { do: 'throwError'; job: string; code: string; message?: string; variables?: object }
  | { do: 'activateOnly'; job: string; timeoutMs: number }
  | { do: 'retries'; retries: number }
  | { do: 'task'; method: 'POST' | 'PATCH' | 'DELETE'; path: string; body?: object }
  | { do: 'publish'; message: string; key: string; ttlMs?: number; id?: string; variables?: object }
  | { do: 'signal'; name: string; variables?: object }
  | { do: 'advance'; ms: number }
  | { do: 'resolve' }
  | { do: 'set'; element?: string; variables: object; local?: boolean }
  | { do: 'cancel' }
  | { do: 'modify'; activate?: string[]; terminate?: string[]; variables?: object; scope?: string }
  | { do: 'decide'; decision: string; variables?: object };

export interface Scenario {
  name: string;
  resources: string[];
  steps: Step[];
}

const scenario = (name: string, resources: string[], ...steps: Step[]): Scenario => ({ name, resources, steps });
const create = (process: string, variables?: object): Step => ({ do: 'create', process, variables: variables ?? {} });
const complete = (job: string, variables?: object): Step => ({ do: 'complete', job, variables: variables ?? {} });
const completeTask = (variables?: object): Step => ({
  do: 'task',
  method: 'POST',
  path: '/completion',
  body: { variables },
});
const minute = 60_000;

export const scenarios: Scenario[] = [
  scenario(
    'service-task',
    ['service-task.bpmn'],
    create('service-task', { x: 1, list: [1, { a: null }] }),
    complete('a', { y: 'ü', x: 2 }),
  ),
  scenario(
    'user-task',
    ['user-task.bpmn'],
    create('user-task', { officer: 'zhang', due: '2030-01-01T00:00:00Z' }),
    { do: 'task', method: 'POST', path: '/assignment', body: { assignee: 'li', allowOverride: false } },
    { do: 'task', method: 'POST', path: '/assignment', body: { assignee: 'li', action: 'hand-over' } },
    {
      do: 'task',
      method: 'PATCH',
      path: '',
      body: { changeset: { candidateGroups: ['g3'], dueDate: '2031-01-01T00:00:00Z' } },
    },
    { do: 'task', method: 'DELETE', path: '/assignee' },
    { do: 'task', method: 'POST', path: '/completion', body: { variables: { approved: true }, action: 'approve' } },
    completeTask(),
  ),
  scenario(
    'user-task-form',
    ['user-task-form.bpmn', 'review-form.form'],
    create('user-task-form'),
    completeTask({ ok: true }),
  ),
  scenario(
    'user-task-incident',
    ['user-task-incident.bpmn'],
    create('user-task-incident'),
    { do: 'resolve' },
    { do: 'set', variables: { missing: { name: 'wang' } } },
    { do: 'resolve' },
    completeTask(),
  ),
  scenario(
    'job-user-task',
    ['job-user-task.bpmn'],
    create('job-user-task', { officer: 'zhang' }),
    complete('io.camunda.zeebe:userTask'),
  ),
  scenario('exclusive-gateway', ['exclusive-gateway.bpmn'], create('exclusive-gateway', { amount: 11 }), complete('a')),
  scenario(
    'exclusive-gateway-default',
    ['exclusive-gateway.bpmn'],
    create('exclusive-gateway', { amount: 1 }),
    complete('b'),
  ),
  scenario('exclusive-gateway-null', ['exclusive-gateway.bpmn'], create('exclusive-gateway'), { do: 'cancel' }),
  scenario(
    'exclusive-incident',
    ['exclusive-incident.bpmn'],
    create('exclusive-incident', { x: 7 }),
    { do: 'set', variables: { x: 1 } },
    { do: 'resolve' },
  ),
  scenario('exclusive-both-true', ['exclusive-incident.bpmn'], create('exclusive-incident', { x: 20 })),
  scenario(
    'parallel-gateway',
    ['parallel-gateway.bpmn'],
    create('parallel-gateway'),
    complete('b', { b: 1 }),
    complete('a', { a: 1 }),
  ),
  scenario('event-gateway-timer', ['event-gateway.bpmn'], create('event-gateway', { key: 'eg-1' }), {
    do: 'advance',
    ms: 61 * minute,
  }),
  scenario('event-gateway-message', ['event-gateway.bpmn'], create('event-gateway', { key: 'eg-2' }), {
    do: 'publish',
    message: 'event-gateway-reply',
    key: 'eg-2',
    variables: { m: 1 },
  }),
  scenario(
    'timer-catch',
    ['timer-catch.bpmn'],
    create('timer-catch', { wait: 'P1D' }),
    { do: 'advance', ms: 25 * 60 * minute },
    {
      do: 'advance',
      ms: 121 * minute,
    },
  ),
  scenario('message-catch', ['message-catch.bpmn'], create('message-catch', { kind: 'x', key: 12 }), {
    do: 'publish',
    message: 'message-x',
    key: '12',
    variables: { answer: 42, ignored: 1 },
  }),
  scenario(
    'message-buffered',
    ['receive-task.bpmn'],
    { do: 'publish', message: 'receive-task-message', key: 'rt', ttlMs: 600_000, id: 'one', variables: { m: 1 } },
    { do: 'publish', message: 'receive-task-message', key: 'rt', ttlMs: 600_000, id: 'one' },
    create('receive-task', { key: 'rt' }),
  ),
  scenario(
    'message-expired',
    [],
    { do: 'publish', message: 'nobody-waits', key: 'x', ttlMs: 2000 },
    { do: 'advance', ms: 3 * minute },
  ),
  scenario(
    'message-start',
    ['message-start.bpmn'],
    { do: 'publish', message: 'message-start-message', key: 'c1', ttlMs: 600_000, variables: { n: 1 } },
    { do: 'publish', message: 'message-start-message', key: 'c1', ttlMs: 600_000, variables: { n: 2 } },
    complete('a'),
    complete('a'),
  ),
  scenario('timer-start', ['timer-start.bpmn'], { do: 'advance', ms: 61 * minute }, { do: 'advance', ms: 61 * minute }),
  scenario(
    'boundary-timer',
    ['boundary-timer.bpmn'],
    create('boundary-timer'),
    { do: 'advance', ms: 70_000 },
    { do: 'advance', ms: 70_000 },
    { do: 'advance', ms: 10 * minute },
  ),
  scenario('boundary-timer-unused', ['boundary-timer.bpmn'], create('boundary-timer'), complete('a')),
  scenario(
    'boundary-message',
    ['boundary-message.bpmn'],
    create('boundary-message', { key: 'bm' }),
    { do: 'publish', message: 'boundary-message-n', key: 'bm', variables: { note: 'n1' } },
    { do: 'publish', message: 'boundary-message-m', key: 'bm', variables: { m: true } },
    complete('b'),
  ),
  scenario('boundary-error', ['boundary-error.bpmn'], create('boundary-error'), {
    do: 'throwError',
    job: 'a',
    code: 'code-1',
    message: 'bad',
    variables: { why: 'x' },
  }),
  scenario('boundary-error-any', ['boundary-error.bpmn'], create('boundary-error'), {
    do: 'throwError',
    job: 'a',
    code: 'other',
  }),
  scenario('error-end', ['error-end.bpmn'], create('error-end'), complete('a')),
  scenario(
    'error-uncaught',
    ['error-uncaught.bpmn'],
    create('error-uncaught'),
    { do: 'throwError', job: 'a', code: 'code-2', message: 'no catcher' },
    { do: 'resolve' },
    { do: 'cancel' },
  ),
  scenario('error-end-uncaught', ['error-end-uncaught.bpmn'], create('error-end-uncaught'), { do: 'cancel' }),
  scenario('terminate-end', ['terminate-end.bpmn'], create('terminate-end'), complete('a')),
  scenario(
    'sub-process',
    ['sub-process.bpmn'],
    create('sub-process', { x: 1 }),
    complete('a', { result: 9, extra: 1 }),
  ),
  scenario(
    'call-activity',
    ['call-activity.bpmn', 'called.bpmn'],
    create('call-activity', { x: 5 }),
    complete('called-job', { result: 6 }),
  ),
  scenario(
    'call-activity-all',
    ['call-activity-all.bpmn', 'called.bpmn'],
    create('call-activity-all', { child: 'called', x: 1 }),
    complete('called-job', { result: 6 }),
  ),
  scenario(
    'call-activity-error',
    ['call-activity-all.bpmn', 'called.bpmn'],
    create('call-activity-all', { child: 'called' }),
    {
      do: 'throwError',
      job: 'called-job',
      code: 'code-1',
    },
  ),
  scenario(
    'call-activity-missing',
    ['call-activity-all.bpmn', 'called.bpmn'],
    create('call-activity-all', { child: 'nowhere' }),
    { do: 'resolve' },
    { do: 'set', variables: { child: 'called' } },
    { do: 'resolve' },
    { do: 'cancel' },
  ),
  scenario('script-task', ['script-task.bpmn'], create('script-task', { a: 2, b: 3 })),
  scenario('job-tasks', ['job-tasks.bpmn'], create('job-tasks'), complete('a'), complete('b'), complete('c')),
  scenario(
    'business-rule-task',
    ['business-rule-task.bpmn', 'fine.dmn'],
    create('business-rule-task', { amount: 2000, repeated: true }),
  ),
  scenario(
    'business-rule-missing',
    ['business-rule-missing.bpmn', 'fine.dmn'],
    create('business-rule-missing', { which: 'nothing' }),
    { do: 'set', variables: { which: 'fails' } },
    { do: 'resolve' },
    { do: 'set', variables: { n: 1 } },
    { do: 'resolve' },
  ),
  scenario(
    'decisions',
    ['fine.dmn'],
    { do: 'decide', decision: 'fine', variables: { amount: 500, repeated: false } },
    { do: 'decide', decision: 'fine', variables: { amount: 5000, repeated: true } },
    { do: 'decide', decision: 'collect-sum', variables: { n: 5 } },
    { do: 'decide', decision: 'collect-sum', variables: { n: 0 } },
    { do: 'decide', decision: 'unique-clash', variables: { n: 5 } },
    { do: 'decide', decision: 'literal', variables: { n: 5 } },
    { do: 'decide', decision: 'fails', variables: {} },
    { do: 'decide', decision: 'unknown', variables: {} },
  ),
  scenario('manual-task', ['manual-task.bpmn'], create('manual-task')),
  scenario(
    'io-mapping',
    ['io-mapping.bpmn'],
    create('io-mapping', { kind: 'io-kind', n: 4, x: { y: 2 } }),
    complete('io-kind', { deep: 10, unmapped: true }),
  ),
  scenario(
    'io-incident',
    ['io-incident.bpmn'],
    create('io-incident'),
    { do: 'set', variables: { x: 1 } },
    { do: 'resolve' },
    complete('a'),
  ),
  scenario(
    'job-type-incident',
    ['job-type-incident.bpmn'],
    create('job-type-incident'),
    { do: 'set', variables: { kind: 'kind-1' } },
    { do: 'resolve' },
    complete('kind-1'),
  ),
  scenario('timer-incident', ['timer-incident.bpmn'], create('timer-incident', { wait: 'foo' }), { do: 'cancel' }),
  scenario(
    'message-incident',
    ['message-incident.bpmn'],
    create('message-incident'),
    { do: 'set', variables: { key: 'mi' } },
    { do: 'resolve' },
    { do: 'publish', message: 'message-incident', key: 'mi' },
  ),
  scenario(
    'job-fail',
    ['service-task.bpmn'],
    create('service-task'),
    { do: 'fail', job: 'a', retries: 1, message: 'first' },
    { do: 'fail', job: 'a', retries: 0, message: 'second', variables: { tried: 2 } },
    { do: 'resolve' },
    { do: 'retries', retries: 2 },
    { do: 'resolve' },
    complete('a'),
  ),
  scenario(
    'job-backoff',
    ['service-task.bpmn'],
    create('service-task'),
    { do: 'fail', job: 'a', retries: 1, backOffMs: minute },
    { do: 'advance', ms: 2 * minute },
    complete('a'),
  ),
  scenario(
    'job-timeout',
    ['service-task.bpmn'],
    create('service-task'),
    { do: 'activateOnly', job: 'a', timeoutMs: minute },
    { do: 'advance', ms: 2 * minute },
    complete('a'),
  ),
  scenario('cancel', ['boundary-timer.bpmn'], create('boundary-timer', { a: 1 }), { do: 'cancel' }, { do: 'cancel' }),
  scenario(
    'set-variables',
    ['service-task.bpmn'],
    create('service-task', { a: 1 }),
    { do: 'set', element: 'A', variables: { a: 2, b: 3 } },
    { do: 'set', element: 'A', variables: { a: 4 }, local: true },
    complete('a'),
  ),
  scenario(
    'modification',
    ['modification.bpmn'],
    create('modification'),
    { do: 'modify', activate: ['B'], terminate: ['A'], variables: { v: 1 }, scope: 'P' },
    { do: 'modify', activate: ['nowhere'] },
    complete('b'),
  ),
  scenario(
    'create-at',
    ['modification.bpmn'],
    { do: 'create', process: 'modification', at: ['B'], variables: { v: 1 } },
    complete('b'),
  ),
  scenario('create-rejected', ['message-only.bpmn'], create('nothing'), create('message-only')),
  scenario(
    'with-result',
    ['script-task.bpmn'],
    { do: 'createWithResult', process: 'script-task', variables: { a: 1, b: 1 } },
    {
      do: 'createWithResult',
      process: 'script-task',
      variables: { a: 1, b: 1 },
      fetch: ['sum'],
    },
  ),
  ...['no-task-definition', 'no-start', 'expression', 'condition', 'event-gateway', 'timer'].map((what) =>
    scenario(`refused-${what}`, [], { do: 'deploy', resources: [`refused-${what}.bpmn`] }),
  ),
];
