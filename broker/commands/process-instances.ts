import type { Command, Variables } from '#engine';
import { commands, NO_KEY, TENANT } from '#engine';
import { InvalidArgument } from '../errors.ts';
import { routedKey } from './request-parts.ts';

/** 64-bit keys are texts in all of these. */
export interface Creation {
  /** Empty: by key. */
  bpmnProcessId: string;
  processDefinitionKey: string;
  /** Below 0: the latest. */
  version: number;
  startInstructions: { elementId: string }[];
  variables: Variables;
  /** The name of the request: sent again within a day, it is answered with the instance that it made. */
  requestId?: string | undefined;
}

const MAX_REQUEST_ID = 256;

const namedBy = (requestId: string | undefined): { requestId?: string } => {
  if (!requestId) return {};
  if (requestId.length > MAX_REQUEST_ID)
    throw new InvalidArgument(`Expected an idempotency-key of at most ${MAX_REQUEST_ID} characters`);
  return { requestId };
};

/** PROCESS_INSTANCE_CREATION of a definition named by its id and version, or by its key. */
export const creationCommand = (intent: 'CREATE' | 'CREATE_WITH_AWAITING_RESULT', creation: Creation): Command =>
  commands.create(intent, {
    bpmnProcessId: creation.bpmnProcessId,
    processDefinitionKey: Number(creation.processDefinitionKey),
    version: creation.version,
    startInstructions: creation.startInstructions.map(({ elementId }) => ({ elementId })),
    variables: creation.variables,
    ...namedBy(creation.requestId),
  });

export interface Modification {
  processInstanceKey: string;
  activateInstructions: {
    elementId: string;
    ancestorElementInstanceKey: string;
    variableInstructions: { scopeId: string; variables: Variables }[];
  }[];
  terminateInstructions: { elementInstanceKey: string }[];
}

/** PROCESS_INSTANCE_MODIFICATION: elements to activate and to terminate in one instance. */
export const modificationCommand = (request: Modification): Command => ({
  valueType: 'PROCESS_INSTANCE_MODIFICATION',
  intent: 'MODIFY',
  key: routedKey(request.processInstanceKey),
  value: {
    processInstanceKey: routedKey(request.processInstanceKey),
    activateInstructions: request.activateInstructions.map((instruction) => ({
      elementId: instruction.elementId,
      ancestorScopeKey: Number(instruction.ancestorElementInstanceKey),
      ancestorScopeKeys: [],
      variableInstructions: instruction.variableInstructions.map(({ scopeId, variables }) => ({
        elementId: scopeId,
        variables,
      })),
    })),
    terminateInstructions: request.terminateInstructions.map(({ elementInstanceKey }) => ({
      elementInstanceKey: Number(elementInstanceKey),
    })),
    ancestorScopeKeys: [],
    tenantId: TENANT,
  },
});

export interface Migration {
  processInstanceKey: string;
  targetProcessDefinitionKey: string;
  mappingInstructions: { sourceElementId: string; targetElementId: string }[];
}

/** PROCESS_INSTANCE_MIGRATION of one instance by a plan of element pairs. */
export const migrationCommand = (migration: Migration): Command => ({
  valueType: 'PROCESS_INSTANCE_MIGRATION',
  intent: 'MIGRATE',
  key: NO_KEY,
  value: {
    processInstanceKey: routedKey(migration.processInstanceKey),
    targetProcessDefinitionKey: Number(migration.targetProcessDefinitionKey),
    mappingInstructions: migration.mappingInstructions.map(({ sourceElementId, targetElementId }) => ({
      sourceElementId,
      targetElementId,
    })),
  },
});

/** PROCESS_INSTANCE CANCEL of the instance with this key. */
export const cancelCommand = (processInstanceKey: string): Command =>
  commands.cancelInstance(routedKey(processInstanceKey));
