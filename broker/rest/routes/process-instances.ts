import { referredTo } from '../../commands/operation.ts';
import type { Command, ProcessInstanceCreationValue } from '#engine';
import { NO_KEY } from '#engine';
import {
  cancelCommand,
  creationCommand,
  migrationCommand,
  modificationCommand,
} from '../../commands/process-instances.ts';
import { requireDefaultTenant } from '../../commands/request-parts.ts';
import { NoResult, valueOf } from '../../errors.ts';
import { fetched, RESULT_TIMEOUT_MS } from '../../results.ts';
import { Checks } from '../checks.ts';
import type { Fields } from '../fields.ts';
import type { RestCall, RestServices, Route } from '../route.ts';

const NONE = String(NO_KEY);

const create = async ({ fields, requestId }: RestCall, { processor, results }: RestServices): Promise<object> => {
  requireDefaultTenant('request Create Process Instance', fields.text('tenantId'));
  const processDefinitionId = fields.text('processDefinitionId');
  const givenKey = fields.key('processDefinitionKey');
  new Checks().exactlyOne({ processDefinitionId, processDefinitionKey: givenKey }).operation(fields).done();
  const processDefinitionKey = givenKey ?? NONE;
  const awaits = fields.truth('awaitCompletion') ?? false;
  const names = fields.texts('fetchVariables') ?? [];
  const waitMs = fields.long('requestTimeout') || RESULT_TIMEOUT_MS;
  const command = creationCommand(awaits ? 'CREATE_WITH_AWAITING_RESULT' : 'CREATE', {
    bpmnProcessId: processDefinitionId ?? '',
    processDefinitionKey,
    version: fields.integer('processDefinitionVersion') ?? NO_KEY,
    startInstructions: (fields.objects('startInstructions') ?? []).map((start) => ({
      elementId: start.text('elementId') ?? '',
    })),
    variables: fields.variables('variables') ?? {},
    requestId,
  });
  const { key, value } = valueOf<ProcessInstanceCreationValue>(
    await processor.submit(referredTo(command, fields.key('operationReference'))),
    [processDefinitionKey],
  );
  const result = awaits ? await results.wait(key, waitMs) : { variables: {} };
  if (!result) throw new NoResult();
  return {
    processDefinitionKey: value.processDefinitionKey,
    processDefinitionId: value.bpmnProcessId,
    processDefinitionVersion: value.version,
    processInstanceKey: value.processInstanceKey,
    tenantId: value.tenantId,
    variables: fetched(result.variables, names),
  };
};

const run = async (
  { fields }: RestCall,
  { processor }: RestServices,
  command: Command,
  keys: string[] = [],
): Promise<undefined> => {
  valueOf(await processor.submit(referredTo(command, fields.key('operationReference'))), keys);
};

const cancel = async (call: RestCall, services: RestServices) => {
  new Checks().operation(call.fields).done();
  return run(call, services, cancelCommand(call.key));
};

const variableInstruction = (instruction: Fields) => ({
  scopeId: instruction.text('scopeId') ?? '',
  variables: instruction.variables('variables') ?? {},
});

const isEmpty = (fields: Fields, name: string): boolean => Object.keys(fields.variables(name) ?? {}).length === 0;

const modify = async (call: RestCall, services: RestServices) => {
  const { key, fields } = call;
  const activate = fields.objects('activateInstructions') ?? [];
  const terminate = fields.objects('terminateInstructions') ?? [];
  const variables = activate.flatMap((each) => each.objects('variableInstructions') ?? []);
  new Checks()
    .refuseIf(
      activate.some((each) => !each.text('elementId')),
      'No elementId provided.',
    )
    .refuseIf(
      variables.some((each) => isEmpty(each, 'variables')),
      'No variables provided.',
    )
    .refuseIf(
      terminate.some((each) => each.key('elementInstanceKey') === undefined),
      'No elementInstanceKey provided.',
    )
    .operation(fields)
    .done();
  return run(
    call,
    services,
    modificationCommand({
      processInstanceKey: key,
      activateInstructions: activate.map((each) => ({
        elementId: each.text('elementId') ?? '',
        ancestorElementInstanceKey: each.key('ancestorElementInstanceKey') ?? NONE,
        variableInstructions: (each.objects('variableInstructions') ?? []).map(variableInstruction),
      })),
      terminateInstructions: terminate.map((each) => ({ elementInstanceKey: each.key('elementInstanceKey')! })),
    }),
  );
};

const migrate = async (call: RestCall, services: RestServices) => {
  const { key, fields } = call;
  const target = fields.key('targetProcessDefinitionKey');
  const mappings = (fields.objects('mappingInstructions') ?? []).map((each) => ({
    sourceElementId: each.text('sourceElementId') ?? '',
    targetElementId: each.text('targetElementId') ?? '',
  }));
  new Checks()
    .require('targetProcessDefinitionKey', target)
    .refuseIf(mappings.length === 0, 'No mappingInstructions provided.')
    .refuseIf(
      mappings.some(({ sourceElementId, targetElementId }) => !sourceElementId || !targetElementId),
      'All [sourceElementId, targetElementId] are required.',
    )
    .operation(fields)
    .done();
  const command = migrationCommand({
    processInstanceKey: key,
    targetProcessDefinitionKey: target!,
    mappingInstructions: mappings,
  });
  return run(call, services, command, [target!]);
};

const PATH = '/v2/process-instances/{processInstanceKey}';

export const processInstanceRoutes: Route[] = [
  { method: 'POST', path: '/v2/process-instances', body: 'required', answer: create },
  { method: 'POST', path: `${PATH}/cancellation`, body: 'optional', answer: cancel },
  { method: 'POST', path: `${PATH}/modification`, body: 'required', answer: modify },
  { method: 'POST', path: `${PATH}/migration`, body: 'required', answer: migrate },
];
