import { UNKNOWN, json } from '../call-parts.ts';
import type { GatewayCall } from '../play-calls.ts';

export const decisions: GatewayCall[] = [
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

export const variables: GatewayCall[] = [
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
