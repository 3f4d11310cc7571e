import type { Command } from '#engine';
import { NO_KEY, TENANT } from '#engine';
import { parseVariables, routedKey } from './request-parts.ts';

/** A request as the protocol buffer loader hands it out: 64-bit numbers are texts. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Request = any;

/** PROCESS_INSTANCE_CREATION of a definition named by its key, or by its id and version (none: the latest). */
export const creationCommand = (intent: string, request: Request): Command => ({
  valueType: 'PROCESS_INSTANCE_CREATION',
  intent,
  key: NO_KEY,
  value: {
    bpmnProcessId: request.bpmnProcessId,
    processDefinitionKey: Number(request.processDefinitionKey),
    version: request.version,
    processInstanceKey: NO_KEY,
    startInstructions: (request.startInstructions ?? []).map(({ elementId }: { elementId: string }) => ({ elementId })),
    variables: parseVariables(request.variables),
    tenantId: TENANT,
  },
});

/** PROCESS_INSTANCE_MODIFICATION: elements to activate and to terminate in one instance. */
export const modificationCommand = (request: Request): Command => ({
  valueType: 'PROCESS_INSTANCE_MODIFICATION',
  intent: 'MODIFY',
  key: routedKey(request.processInstanceKey),
  value: {
    processInstanceKey: routedKey(request.processInstanceKey),
    activateInstructions: request.activateInstructions.map((instruction: Request) => ({
      elementId: instruction.elementId,
      ancestorScopeKey: Number(instruction.ancestorElementInstanceKey),
      ancestorScopeKeys: [],
      variableInstructions: instruction.variableInstructions.map((variable: Request) => ({
        elementId: variable.scopeId,
        variables: parseVariables(variable.variables),
      })),
    })),
    terminateInstructions: request.terminateInstructions.map(({ elementInstanceKey }: Request) => ({
      elementInstanceKey: Number(elementInstanceKey),
    })),
    ancestorScopeKeys: [],
    tenantId: TENANT,
  },
});

/** PROCESS_INSTANCE_MIGRATION of one instance by a plan of element pairs. */
export const migrationCommand = ({ processInstanceKey, migrationPlan }: Request): Command => ({
  valueType: 'PROCESS_INSTANCE_MIGRATION',
  intent: 'MIGRATE',
  key: NO_KEY,
  value: {
    processInstanceKey: routedKey(processInstanceKey),
    targetProcessDefinitionKey: Number(migrationPlan?.targetProcessDefinitionKey ?? 0),
    mappingInstructions: (migrationPlan?.mappingInstructions ?? []).map((each: Request) => ({
      sourceElementId: each.sourceElementId,
      targetElementId: each.targetElementId,
    })),
  },
});

/** PROCESS_INSTANCE CANCEL of the instance with this key. */
export const cancelCommand = (processInstanceKey: string): Command => ({
  valueType: 'PROCESS_INSTANCE',
  intent: 'CANCEL',
  key: routedKey(processInstanceKey),
  value: NO_INSTANCE,
});

const NO_INSTANCE = {
  bpmnElementType: 'PROCESS' as const,
  bpmnEventType: 'UNSPECIFIED' as const,
  elementId: '',
  bpmnProcessId: '',
  version: NO_KEY,
  processDefinitionKey: NO_KEY,
  processInstanceKey: NO_KEY,
  flowScopeKey: NO_KEY,
  parentProcessInstanceKey: NO_KEY,
  parentElementInstanceKey: NO_KEY,
  tenantId: TENANT,
};
