import {
  decisionModel,
  errorModel,
  formModel,
  jobModel,
  manualModel,
  messageModel,
  messageStartModel,
  userTaskModel,
} from '../call-models.ts';
import { file, json } from '../call-parts.ts';
import type { GatewayCall } from '../play-calls.ts';

export const deployments: GatewayCall[] = [
  {
    name: 'deploy all kinds',
    call: 'POST /v2/deployments',
    form: [file('job.bpmn', jobModel), file('rules.dmn', decisionModel), file('paper.form', formModel)],
    keep: { jobDefinition: 'deployments.0.processDefinition.processDefinitionKey' },
  },
  ...Object.entries({
    caught: errorModel,
    user: userTaskModel,
    message: messageModel,
    begun: messageStartModel,
  }).map(([id, model]): GatewayCall => ({
    name: `deploy ${id}`,
    call: 'POST /v2/deployments',
    form: [file(`${id}.bpmn`, model)],
  })),
  {
    name: 'deploy the same again',
    call: 'POST /v2/deployments',
    form: [file('job.bpmn', jobModel), file('rules.dmn', decisionModel), file('paper.form', formModel)],
  },
  {
    name: 'deploy with the default tenant',
    call: 'POST /v2/deployments',
    form: [file('manual.bpmn', manualModel), { field: 'tenantId', text: '<default>' }],
    keep: { manualDefinition: 'deployments.0.processDefinition.processDefinitionKey' },
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
