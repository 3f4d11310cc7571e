import { UNKNOWN, json } from '../call-parts.ts';
import type { GatewayCall } from '../play-calls.ts';

export const instances: GatewayCall[] = [
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
  json('cancel', 'POST /v2/process-instances/{{fourth}}/cancellation', ''),
  { name: 'cancel without a type', call: 'POST /v2/process-instances/{{third}}/cancellation' },
  json('cancel again', 'POST /v2/process-instances/{{fourth}}/cancellation', '{}'),
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
