import {
  decisionModel,
  errorModel,
  formModel,
  jobModel,
  manualModel,
  messageModel,
  messageStartModel,
  userTaskModel,
} from './call-models.ts';
import type { GatewayCall } from './play-calls.ts';

const UNKNOWN = '2251799813999999';
/** A key of partition 4, and one with 64 bits: numbers of JavaScript are not exact there. */
const OTHER_PARTITION = '9007199254740993';
const BIG = '9223372036854775807';

type Rest = Omit<GatewayCall, 'name'>;
const json = (name: string, call: string, body: string | object, more: Partial<Rest> = {}): GatewayCall => ({
  name,
  call,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...more,
});

const file = (name: string, text: string, field = 'resources') => ({ field, file: name, text });

const deployments: GatewayCall[] = [
  {
    name: 'deploy all kinds',
    call: 'POST /v2/deployments',
    form: [file('job.bpmn', jobModel), file('rules.dmn', decisionModel), file('paper.form', formModel)],
    keep: { jobDefinition: 'deployments.0.processDefinition.processDefinitionKey' },
  },
  {
    name: 'deploy more',
    call: 'POST /v2/deployments',
    form: [
      file('caught.bpmn', errorModel),
      file('user.bpmn', userTaskModel),
      file('message.bpmn', messageModel),
      file('begun.bpmn', messageStartModel),
      file('manual.bpmn', manualModel),
    ],
    keep: {
      manualDefinition: 'deployments.4.processDefinition.processDefinitionKey',
    },
  },
  {
    name: 'deploy the same again',
    call: 'POST /v2/deployments',
    form: [file('job.bpmn', jobModel), file('rules.dmn', decisionModel), file('paper.form', formModel)],
  },
  {
    name: 'deploy with the default tenant',
    call: 'POST /v2/deployments',
    form: [file('manual.bpmn', manualModel), { field: 'tenantId', text: '<default>' }],
  },
  {
    name: 'deploy for a tenant',
    call: 'POST /v2/deployments',
    form: [file('manual.bpmn', manualModel), { field: 'tenantId', text: 'office' }],
  },
  { name: 'deploy nothing', call: 'POST /v2/deployments', form: [{ field: 'tenantId', text: '' }] },
  {
    name: 'deploy under another field',
    call: 'POST /v2/deployments',
    form: [file('manual.bpmn', manualModel, 'files')],
  },
  { name: 'deploy nonsense', call: 'POST /v2/deployments', form: [file('n.bpmn', 'nonsense')] },
  { name: 'deploy an unknown kind', call: 'POST /v2/deployments', form: [file('n.txt', 'hello')] },
  { name: 'deploy an empty file', call: 'POST /v2/deployments', form: [file('n.bpmn', '')] },
  json('deploy as JSON', 'POST /v2/deployments', {}),
  { name: 'deploy without a body', call: 'POST /v2/deployments' },
  json('deploy without a boundary', 'POST /v2/deployments', 'x', { type: 'multipart/form-data' }),
];

const creations: GatewayCall[] = [
  json(
    'create by id',
    'POST /v2/process-instances',
    { processDefinitionId: 'job', variables: { a: 1, b: 1.5, c: '文', d: null } },
    { keep: { instance: 'processInstanceKey' } },
  ),
  json('create by key', 'POST /v2/process-instances', '{"processDefinitionKey": {{jobDefinition}}}', {
    keep: { second: 'processInstanceKey' },
  }),
  json('create by key as text', 'POST /v2/process-instances', '{"processDefinitionKey": "{{jobDefinition}}"}', {
    keep: { third: 'processInstanceKey' },
  }),
  json('create a version', 'POST /v2/process-instances', { processDefinitionId: 'job', processDefinitionVersion: 1 }),
  json('create an unknown version', 'POST /v2/process-instances', {
    processDefinitionId: 'job',
    processDefinitionVersion: 9,
  }),
  json('create with a result', 'POST /v2/process-instances', {
    processDefinitionId: 'manual',
    variables: { a: 1, b: 2 },
    awaitCompletion: true,
    fetchVariables: ['b', 'none'],
  }),
  json('create with a result that takes long', 'POST /v2/process-instances', {
    processDefinitionId: 'job',
    awaitCompletion: true,
    requestTimeout: 200,
  }),
  json('create at an element', 'POST /v2/process-instances', {
    processDefinitionId: 'job',
    startInstructions: [{ elementId: 'E' }],
  }),
  json('create at an unknown element', 'POST /v2/process-instances', {
    processDefinitionId: 'job',
    startInstructions: [{ elementId: 'none' }],
  }),
  json('create without a process', 'POST /v2/process-instances', {}),
  json('create with id and key', 'POST /v2/process-instances', {
    processDefinitionId: 'job',
    processDefinitionKey: 1,
  }),
  json('create an unknown process', 'POST /v2/process-instances', { processDefinitionId: 'none' }),
  json('create by an unknown key', 'POST /v2/process-instances', `{"processDefinitionKey": ${UNKNOWN}}`),
  json('create by a big key', 'POST /v2/process-instances', `{"processDefinitionKey": ${OTHER_PARTITION}}`),
  json('create by a key beyond 64 bits', 'POST /v2/process-instances', '{"processDefinitionKey": 9223372036854775808}'),
  json('create for a tenant', 'POST /v2/process-instances', { processDefinitionId: 'job', tenantId: 'office' }),
  json('create for the default tenant', 'POST /v2/process-instances', {
    processDefinitionId: 'manual',
    tenantId: '<default>',
  }),
  json('create with an operation of 0', 'POST /v2/process-instances', {
    processDefinitionId: 'manual',
    operationReference: 0,
  }),
  json('create with an operation', 'POST /v2/process-instances', {
    processDefinitionId: 'manual',
    operationReference: 7,
  }),
  json('create with an unknown field', 'POST /v2/process-instances', { processDefinitionId: 'manual', extra: 1 }),
  json('create with a number for the id', 'POST /v2/process-instances', { processDefinitionId: 5 }),
  json('create with an object for the id', 'POST /v2/process-instances', { processDefinitionId: {} }),
  json('create with a text for the version', 'POST /v2/process-instances', {
    processDefinitionId: 'manual',
    processDefinitionVersion: 'x',
  }),
  json('create with a fraction for the version', 'POST /v2/process-instances', {
    processDefinitionId: 'manual',
    processDefinitionVersion: 1.5,
  }),
  json('create with a list of variables', 'POST /v2/process-instances', {
    processDefinitionId: 'manual',
    variables: [1],
  }),
  json('create with a text of variables', 'POST /v2/process-instances', {
    processDefinitionId: 'manual',
    variables: 'x',
  }),
  json('create with a number for a truth', 'POST /v2/process-instances', {
    processDefinitionId: 'manual',
    awaitCompletion: 1,
  }),
  json('create with a text for a list', 'POST /v2/process-instances', {
    processDefinitionId: 'manual',
    startInstructions: 'E',
  }),
  json('create with an unknown field of an instruction', 'POST /v2/process-instances', {
    processDefinitionId: 'job',
    startInstructions: [{ elementId: 'E', other: 1 }],
  }),
  json('create from no JSON', 'POST /v2/process-instances', '{'),
  json('create from a list', 'POST /v2/process-instances', '[]'),
  json('create from null', 'POST /v2/process-instances', 'null'),
  json('create from nothing', 'POST /v2/process-instances', ''),
  json('create from text', 'POST /v2/process-instances', '{}', { type: 'text/plain' }),
  json('create without a type', 'POST /v2/process-instances', '{"processDefinitionId":"manual"}', {
    type: 'application/octet-stream',
  }),
  json('create with trailing text', 'POST /v2/process-instances', '{"processDefinitionId":"manual"} x'),
];

const jobs: GatewayCall[] = [
  json(
    'activate a job',
    'POST /v2/jobs/activation',
    { type: 'work', worker: 'w', timeout: 60000, maxJobsToActivate: 3, requestTimeout: 1000 },
    { keep: { job: 'jobs.0.key', failing: 'jobs.1.key', timed: 'jobs.2.key' } },
  ),
  json('activate nothing', 'POST /v2/jobs/activation', {
    type: 'nothing',
    timeout: 60000,
    maxJobsToActivate: 1,
    requestTimeout: 100,
  }),
  json('activate nothing at once', 'POST /v2/jobs/activation', {
    type: 'nothing',
    timeout: 60000,
    maxJobsToActivate: 1,
    requestTimeout: -1,
  }),
  json('activate without anything', 'POST /v2/jobs/activation', {}),
  json('activate a blank type', 'POST /v2/jobs/activation', { type: ' ', timeout: 1, maxJobsToActivate: 1 }),
  json('activate for no time', 'POST /v2/jobs/activation', { type: 'x', timeout: 0, maxJobsToActivate: 1 }),
  json('activate no job', 'POST /v2/jobs/activation', { type: 'x', timeout: 1, maxJobsToActivate: 0 }),
  json('activate for a tenant', 'POST /v2/jobs/activation', {
    type: 'x',
    timeout: 1,
    maxJobsToActivate: 1,
    tenantIds: ['office'],
  }),
  json('activate for the default tenant', 'POST /v2/jobs/activation', {
    type: 'nothing',
    timeout: 1,
    maxJobsToActivate: 1,
    requestTimeout: -1,
    tenantIds: ['<default>'],
  }),
  json('activate with a text for a number', 'POST /v2/jobs/activation', {
    type: 'x',
    timeout: 'long',
    maxJobsToActivate: 1,
  }),
  json('change retries', 'PATCH /v2/jobs/{{job}}', { changeset: { retries: 5 } }),
  json('change the time', 'PATCH /v2/jobs/{{job}}', { changeset: { timeout: 90000 } }),
  json('change both', 'PATCH /v2/jobs/{{job}}', { changeset: { retries: 6, timeout: 90000 } }),
  json('change retries to 0', 'PATCH /v2/jobs/{{job}}', { changeset: { retries: 0 } }),
  json('change the time to 0', 'PATCH /v2/jobs/{{job}}', { changeset: { timeout: 0 } }),
  json('change nothing', 'PATCH /v2/jobs/{{job}}', { changeset: {} }),
  json('change without a set', 'PATCH /v2/jobs/{{job}}', {}),
  json('change an unknown job', `PATCH /v2/jobs/${UNKNOWN}`, { changeset: { retries: 5 } }),
  json('fail without a body', 'POST /v2/jobs/{{failing}}/failure', ''),
  json('resolve nothing known', `POST /v2/incidents/${UNKNOWN}/resolution`, ''),
  json('fail again', 'POST /v2/jobs/{{failing}}/failure', { retries: 1, errorMessage: 'no' }),
  json('fail with all', 'POST /v2/jobs/{{timed}}/failure', {
    retries: 1,
    errorMessage: 'no',
    retryBackOff: 1,
    variables: { why: 'late' },
  }),
  json('fail with a text for retries', 'POST /v2/jobs/{{job}}/failure', { retries: 'x' }),
  json('fail an unknown job', `POST /v2/jobs/${UNKNOWN}/failure`, { retries: 1 }),
  json('complete', 'POST /v2/jobs/{{job}}/completion', { variables: { done: true } }),
  json('complete again', 'POST /v2/jobs/{{job}}/completion', ''),
  json('complete with a key of another partition', `POST /v2/jobs/${OTHER_PARTITION}/completion`, {}),
  json('complete with a small key', 'POST /v2/jobs/12/completion', {}),
  json('complete with a big key', `POST /v2/jobs/${BIG}/completion`, {}),
  json('complete with a key beyond 64 bits', `POST /v2/jobs/9223372036854775808/completion`, {}),
  json('complete with no key', 'POST /v2/jobs/abc/completion', {}),
  json('complete with a negative key', 'POST /v2/jobs/-5/completion', {}),
  json('complete with a list of variables', 'POST /v2/jobs/12/completion', { variables: [] }),
  json('create one to throw', 'POST /v2/process-instances', { processDefinitionId: 'caught' }),
  json(
    'activate one to throw',
    'POST /v2/jobs/activation',
    { type: 'throws', worker: 'w', timeout: 60000, maxJobsToActivate: 1, requestTimeout: 1000 },
    { keep: { thrown: 'jobs.0.key' } },
  ),
  json('throw without a code', 'POST /v2/jobs/{{thrown}}/error', { errorMessage: 'x' }),
  json('throw an empty code', 'POST /v2/jobs/{{thrown}}/error', { errorCode: '' }),
  json('throw nothing', 'POST /v2/jobs/{{thrown}}/error', ''),
  json('throw', 'POST /v2/jobs/{{thrown}}/error', { errorCode: 'late', errorMessage: 'x', variables: { a: 1 } }),
  json('throw again', 'POST /v2/jobs/{{thrown}}/error', { errorCode: 'late' }),
];

const messages: GatewayCall[] = [
  json('create one to wait', 'POST /v2/process-instances', {
    processDefinitionId: 'message',
    variables: { order: 'k1' },
  }),
  json('publish', 'POST /v2/messages/publication', {
    name: 'nobody',
    correlationKey: 'k',
    timeToLive: 60000,
    messageId: 'm1',
    variables: { paid: true },
  }),
  json('publish the same', 'POST /v2/messages/publication', {
    name: 'nobody',
    correlationKey: 'k',
    timeToLive: 60000,
    messageId: 'm1',
  }),
  json('publish without a key', 'POST /v2/messages/publication', { name: 'nobody' }),
  json('publish without a name', 'POST /v2/messages/publication', { correlationKey: 'k' }),
  json('publish with an empty name', 'POST /v2/messages/publication', { name: '', correlationKey: 'k' }),
  json('publish for a tenant', 'POST /v2/messages/publication', { name: 'n', correlationKey: 'k', tenantId: 'office' }),
  json('publish with a text for the time', 'POST /v2/messages/publication', {
    name: 'n',
    correlationKey: 'k',
    timeToLive: 'long',
  }),
  json('correlate to nobody', 'POST /v2/messages/correlation', { name: 'paid', correlationKey: 'other' }),
  json('correlate', 'POST /v2/messages/correlation', { name: 'paid', correlationKey: 'k1', variables: { paid: 1 } }),
  json('correlate to a start', 'POST /v2/messages/correlation', { name: 'begin', correlationKey: 'b1' }),
  json('correlate without a key', 'POST /v2/messages/correlation', { name: 'begin' }),
  json('correlate without a name', 'POST /v2/messages/correlation', { correlationKey: 'b1' }),
  json('correlate for a tenant', 'POST /v2/messages/correlation', {
    name: 'begin',
    correlationKey: 'b1',
    tenantId: 'office',
  }),
  json('broadcast', 'POST /v2/signals/broadcast', { signalName: 'all', variables: { a: 1 } }),
  json('broadcast without a name', 'POST /v2/signals/broadcast', {}),
  json('broadcast an empty name', 'POST /v2/signals/broadcast', { signalName: '' }),
  json('broadcast for a tenant', 'POST /v2/signals/broadcast', { signalName: 'all', tenantId: 'office' }),
];

const decisions: GatewayCall[] = [
  json(
    'evaluate by id',
    'POST /v2/decision-definitions/evaluation',
    { decisionDefinitionId: 'fine', variables: { amount: 150 } },
    { keep: { decision: 'decisionDefinitionKey' } },
  ),
  json('evaluate by key', 'POST /v2/decision-definitions/evaluation', '{"decisionDefinitionKey": {{decision}}}'),
  json('evaluate what fails', 'POST /v2/decision-definitions/evaluation', { decisionDefinitionId: 'fails' }),
  json('evaluate an unknown decision', 'POST /v2/decision-definitions/evaluation', { decisionDefinitionId: 'none' }),
  json('evaluate an unknown key', 'POST /v2/decision-definitions/evaluation', `{"decisionDefinitionKey": ${UNKNOWN}}`),
  json('evaluate nothing', 'POST /v2/decision-definitions/evaluation', {}),
  json('evaluate both', 'POST /v2/decision-definitions/evaluation', {
    decisionDefinitionId: 'fine',
    decisionDefinitionKey: 1,
  }),
  json('evaluate for a tenant', 'POST /v2/decision-definitions/evaluation', {
    decisionDefinitionId: 'fine',
    tenantId: 'office',
  }),
];

const variables: GatewayCall[] = [
  json('set variables', 'PUT /v2/element-instances/{{instance}}/variables', { variables: { x: 1 } }),
  json('set variables by POST', 'POST /v2/element-instances/{{second}}/variables', { variables: { x: 1 } }),
  json('set local variables', 'PUT /v2/element-instances/{{second}}/variables', { variables: { x: 1 }, local: true }),
  json('set no variables', 'PUT /v2/element-instances/{{second}}/variables', {}),
  json('set empty variables', 'PUT /v2/element-instances/{{second}}/variables', { variables: {} }),
  json('set with an operation of 0', 'PUT /v2/element-instances/{{second}}/variables', {
    variables: { x: 1 },
    operationReference: 0,
  }),
  json('set variables of nothing', `PUT /v2/element-instances/${UNKNOWN}/variables`, { variables: { x: 1 } }),
];

const instances: GatewayCall[] = [
  json('modify', 'POST /v2/process-instances/{{second}}/modification', {
    activateInstructions: [
      { elementId: 'A', ancestorElementInstanceKey: -1, variableInstructions: [{ variables: { m: 1 }, scopeId: 'A' }] },
    ],
  }),
  json('modify nothing', 'POST /v2/process-instances/{{second}}/modification', {}),
  json('modify at an unknown element', 'POST /v2/process-instances/{{second}}/modification', {
    activateInstructions: [{ elementId: 'none' }],
  }),
  json('modify without an element', 'POST /v2/process-instances/{{second}}/modification', {
    activateInstructions: [{}],
    terminateInstructions: [{}],
  }),
  json('modify without variables', 'POST /v2/process-instances/{{second}}/modification', {
    activateInstructions: [{ elementId: 'A', variableInstructions: [{ scopeId: 'A' }] }],
  }),
  json('modify an unknown instance', `POST /v2/process-instances/${UNKNOWN}/modification`, {
    activateInstructions: [{ elementId: 'A' }],
  }),
  json('modify with an operation of 0', 'POST /v2/process-instances/{{second}}/modification', {
    operationReference: 0,
  }),
  json(
    'migrate to something else',
    'POST /v2/process-instances/{{second}}/migration',
    '{"targetProcessDefinitionKey": {{manualDefinition}}, "mappingInstructions": [{"sourceElementId":"A","targetElementId":"A"}]}',
  ),
  json(
    'migrate',
    'POST /v2/process-instances/{{second}}/migration',
    '{"targetProcessDefinitionKey": {{jobDefinition}}, "mappingInstructions": [{"sourceElementId":"A","targetElementId":"A"}]}',
  ),
  json('migrate nothing', 'POST /v2/process-instances/{{second}}/migration', {}),
  json('migrate without instructions', 'POST /v2/process-instances/{{second}}/migration', {
    targetProcessDefinitionKey: 1,
    mappingInstructions: [],
  }),
  json('migrate with half an instruction', 'POST /v2/process-instances/{{second}}/migration', {
    targetProcessDefinitionKey: 1,
    mappingInstructions: [{ sourceElementId: 'A' }, {}],
  }),
  json('migrate an unknown instance', `POST /v2/process-instances/${UNKNOWN}/migration`, {
    targetProcessDefinitionKey: 1,
    mappingInstructions: [{ sourceElementId: 'A', targetElementId: 'A' }],
  }),
  json('cancel', 'POST /v2/process-instances/{{instance}}/cancellation', ''),
  { name: 'cancel without a type', call: 'POST /v2/process-instances/{{third}}/cancellation' },
  json('cancel again', 'POST /v2/process-instances/{{instance}}/cancellation', '{}'),
  json('cancel with an operation of 0', 'POST /v2/process-instances/{{second}}/cancellation', {
    operationReference: 0,
  }),
  json('cancel an unknown instance', `POST /v2/process-instances/${UNKNOWN}/cancellation`, ''),
  json('cancel no key', 'POST /v2/process-instances/abc/cancellation', ''),
  json('delete a resource', 'POST /v2/resources/{{manualDefinition}}/deletion', ''),
  json('delete it again', 'POST /v2/resources/{{manualDefinition}}/deletion', '{}'),
  json('delete with an operation of 0', 'POST /v2/resources/{{manualDefinition}}/deletion', {
    operationReference: 0,
  }),
];

const userTasks: GatewayCall[] = [
  json('assign an unknown task', `POST /v2/user-tasks/${UNKNOWN}/assignment`, { assignee: 'a' }),
  json('assign nobody', 'POST /v1/user-tasks/12/assignment', {}),
  json('assign with a number', 'POST /v1/user-tasks/12/assignment', { assignee: 5 }),
  json('assign an unknown task with a list', `POST /v2/user-tasks/${UNKNOWN}/assignment`, { assignee: ['a'] }),
  json('unassign an unknown task', `DELETE /v2/user-tasks/${UNKNOWN}/assignee`, ''),
  json('complete an unknown task', `POST /v2/user-tasks/${UNKNOWN}/completion`, { variables: { a: 1 }, action: 'x' }),
  json('complete a task with a list', `POST /v2/user-tasks/${UNKNOWN}/completion`, { variables: [] }),
  json('complete a task that is no number', 'POST /v2/user-tasks/abc/completion', {}),
  json('change a task by nothing', `PATCH /v2/user-tasks/${UNKNOWN}`, {}),
  json('change a task without a body', `PATCH /v2/user-tasks/${UNKNOWN}`, ''),
  json('change a task by a bad date', `PATCH /v2/user-tasks/${UNKNOWN}`, {
    changeset: { dueDate: 'soon', followUpDate: 'later', priority: 200 },
  }),
  json('change a task by a text for a list', `PATCH /v2/user-tasks/${UNKNOWN}`, {
    changeset: { candidateUsers: 'a' },
  }),
  json('change a task by an unknown attribute', `PATCH /v2/user-tasks/${UNKNOWN}`, { changeset: { other: 1 } }),
  json('change an unknown task', `PATCH /v2/user-tasks/${UNKNOWN}`, {
    changeset: { dueDate: '2030-01-01T00:00:00Z', candidateUsers: ['a'], priority: 3 },
  }),
  json('change a task by an action', `PATCH /v2/user-tasks/${UNKNOWN}`, { action: 'x' }),
];

const host = ['brokers.0.host', 'brokers.0.port'];
const others: GatewayCall[] = [
  { name: 'topology', call: 'GET /v2/topology', ignore: host },
  { name: 'topology of version 1', call: 'GET /v1/topology', ignore: host },
  json('topology by POST', 'POST /v2/topology', '{}'),
  { name: 'status', call: 'GET /v2/status' },
  { name: 'license', call: 'GET /v2/license' },
  json('pin the clock without a time', 'PUT /v2/clock', {}),
  json('pin the clock before 1970', 'PUT /v2/clock', { timestamp: -1 }),
  json('pin the clock to a text', 'PUT /v2/clock', { timestamp: 'soon' }),
  json('pin the clock to nothing', 'PUT /v2/clock', ''),
  { name: 'an unknown path', call: 'GET /v2/nothing' },
  json('an unknown path by POST', 'POST /v2/nothing/else', '{}'),
  { name: 'the root', call: 'GET /' },
  { name: 'the wrong method', call: 'GET /v2/jobs/activation' },
  json('the wrong method of a job', 'DELETE /v2/jobs/12/completion', '{}'),
  { name: 'a path with a slash behind', call: 'GET /v2/topology/' },
];

const rpcs: GatewayCall[] = [
  json('rpc: deploy nothing', 'DeployResource', { resources: [] }),
  json('rpc: deploy for a tenant', 'DeployResource', {
    resources: [{ name: 'manual.bpmn', content: manualModel }],
    tenantId: 'office',
  }),
  json('rpc: deploy for the default tenant', 'DeployResource', {
    resources: [{ name: 'manual.bpmn', content: manualModel }],
    tenantId: '<default>',
  }),
  ...[
    '1.5',
    '1',
    '"a"',
    'true',
    '[]',
    'null',
    '',
    ' ',
    '{',
    '{"a":1} x',
    '{"a":1,}',
    '{"a":NaN}',
    "{'a':1}",
    '{"a":1e400}',
  ].map((text) =>
    json(`rpc: create with the variables ${text || 'empty'}`, 'CreateProcessInstance', {
      bpmnProcessId: 'job',
      version: -1,
      variables: text,
    }),
  ),
  json('rpc: create for a tenant', 'CreateProcessInstance', { bpmnProcessId: 'job', version: -1, tenantId: 'office' }),
  json('rpc: create by version 0', 'CreateProcessInstance', { bpmnProcessId: 'job', version: 0 }),
  json('rpc: create by version -2', 'CreateProcessInstance', { bpmnProcessId: 'job', version: -2 }),
  json('rpc: create by nothing', 'CreateProcessInstance', {}),
  json('rpc: create by a big key', 'CreateProcessInstance', { processDefinitionKey: OTHER_PARTITION }),
  json('rpc: create by a negative key', 'CreateProcessInstance', { processDefinitionKey: '-5' }),
  json('rpc: create with a result for a tenant', 'CreateProcessInstanceWithResult', {
    request: { bpmnProcessId: 'job', version: -1, tenantId: 'office' },
  }),
  json('rpc: create with an operation of -3', 'CreateProcessInstance', {
    bpmnProcessId: 'job',
    version: -1,
    operationReference: '-3',
  }),
  json('rpc: activate for a tenant', 'ActivateJobs', {
    type: 'x',
    timeout: 1,
    maxJobsToActivate: 1,
    requestTimeout: -1,
    tenantIds: ['office'],
  }),
  json('rpc: activate for the default tenant', 'ActivateJobs', {
    type: 'nothing',
    timeout: 1,
    maxJobsToActivate: 1,
    requestTimeout: -1,
    tenantIds: ['<default>'],
  }),
  json('rpc: activate a blank type', 'ActivateJobs', { type: ' ', timeout: 1, maxJobsToActivate: 1 }),
  json('rpc: activate for no time', 'ActivateJobs', { type: 'x', timeout: 0, maxJobsToActivate: 1 }),
  json('rpc: activate no job', 'ActivateJobs', { type: 'x', timeout: 1, maxJobsToActivate: 0 }),
  ...['12', '0', '-1', UNKNOWN, OTHER_PARTITION, BIG].flatMap((key) => [
    json(`rpc: complete ${key}`, 'CompleteJob', { jobKey: key }),
    json(`rpc: cancel ${key}`, 'CancelProcessInstance', { processInstanceKey: key }),
    json(`rpc: resolve ${key}`, 'ResolveIncident', { incidentKey: key }),
    json(`rpc: set ${key}`, 'SetVariables', { elementInstanceKey: key, variables: '{}' }),
    json(`rpc: retries ${key}`, 'UpdateJobRetries', { jobKey: key, retries: 1 }),
    json(`rpc: modify ${key}`, 'ModifyProcessInstance', { processInstanceKey: key }),
    json(`rpc: delete ${key}`, 'DeleteResource', { resourceKey: key }),
  ]),
  json('rpc: update the time of an unknown job', 'UpdateJobTimeout', { jobKey: UNKNOWN, timeout: 10 }),
  json('rpc: update the time to 0', 'UpdateJobTimeout', { jobKey: UNKNOWN, timeout: 0 }),
  json('rpc: complete with a list', 'CompleteJob', { jobKey: UNKNOWN, variables: '[1]' }),
  json('rpc: fail an unknown job', 'FailJob', { jobKey: UNKNOWN, retries: -3 }),
  json('rpc: throw for an unknown job', 'ThrowError', { jobKey: UNKNOWN, errorCode: '' }),
  json('rpc: publish without a name', 'PublishMessage', { correlationKey: 'k' }),
  json('rpc: publish for a tenant', 'PublishMessage', { name: 'n', correlationKey: 'k', tenantId: 'office' }),
  json('rpc: broadcast without a name', 'BroadcastSignal', {}),
  json('rpc: broadcast for a tenant', 'BroadcastSignal', { signalName: 'n', tenantId: 'office' }),
  json('rpc: evaluate nothing', 'EvaluateDecision', {}),
  json('rpc: evaluate both', 'EvaluateDecision', { decisionId: 'fine', decisionKey: UNKNOWN }),
  json('rpc: evaluate for a tenant', 'EvaluateDecision', { decisionId: 'fine', tenantId: 'office' }),
  json('rpc: evaluate', 'EvaluateDecision', { decisionId: 'fine', variables: '{"amount":150}' }),
  json('rpc: evaluate what fails', 'EvaluateDecision', { decisionId: 'fails' }),
  json('rpc: migrate without a plan', 'MigrateProcessInstance', { processInstanceKey: '{{second}}' }),
  json('rpc: tenants that are too long', 'CreateProcessInstance', {
    bpmnProcessId: 'job',
    version: -1,
    tenantId: 'a'.repeat(40),
  }),
  json('rpc: tenants with other letters', 'CreateProcessInstance', {
    bpmnProcessId: 'job',
    version: -1,
    tenantId: '办公 室',
  }),
];

/** Played in this order: later calls use what earlier ones made. */
export const calls: GatewayCall[] = [
  ...deployments,
  ...creations,
  ...jobs,
  ...messages,
  ...decisions,
  ...variables,
  ...instances,
  ...userTasks,
  ...others,
  ...rpcs,
];
