import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { ProcessValue } from '../records.ts';
import { TENANT } from '../records.ts';
import type { CommandOf, Handlers } from './handler.ts';
import {
  closeStartSubscriptions,
  closeStartTimers,
  openStartSubscriptions,
  openStartTimers,
} from './start-subscriptions.ts';

/** When the latest version goes, the one before takes over its start events. */
const moveStarts = (processing: Processing, process: ProcessValue): void => {
  const { state } = processing;
  const versions = state.processVersions.get(process.bpmnProcessId) ?? [];
  if (versions.at(-1)?.key !== process.processDefinitionKey) return;
  closeStartTimers(processing, process.processDefinitionKey);
  closeStartSubscriptions(processing, process.processDefinitionKey);
  const previous = state.processes.get(versions.at(-2)?.key ?? -1);
  if (!previous) return;
  openStartTimers(processing, previous);
  openStartSubscriptions(processing, previous);
};

const deleteProcess = (processing: Processing, process: ProcessValue): void => {
  const { processDefinitionKey } = process;
  const value = { ...process, checksum: '', resource: '' };
  processing.event(processing.nextKey(), 'PROCESS', 'DELETING', value);
  moveStarts(processing, process);
  if (processing.state.instanceCounts.has(processDefinitionKey))
    throw new Rejection(
      'INVALID_STATE',
      `Expected to delete resource with key \`${processDefinitionKey}\` but there are still running instances`,
    );
  processing.event(processing.nextKey(), 'PROCESS', 'DELETED', value);
};

const deleteDecisions = (processing: Processing, requirementsKey: number): void => {
  const { state } = processing;
  const decisions = [...state.decisions.values()].filter(
    ({ decisionRequirementsKey }) => decisionRequirementsKey === requirementsKey,
  );
  for (const decision of decisions) processing.event(processing.nextKey(), 'DECISION', 'DELETED', decision);
  const requirements = state.decisionRequirements.get(requirementsKey)!;
  processing.event(processing.nextKey(), 'DECISION_REQUIREMENTS', 'DELETED', requirements);
};

const deleteAny = (processing: Processing, key: number): void => {
  const { processes, decisionRequirements, forms } = processing.state;
  const process = processes.get(key);
  const form = forms.get(key);
  if (process) deleteProcess(processing, process);
  else if (decisionRequirements.has(key)) deleteDecisions(processing, key);
  else if (form) processing.event(processing.nextKey(), 'FORM', 'DELETED', form);
  else throw new Rejection('NOT_FOUND', `Expected to delete resource but no resource found with key \`${key}\``);
};

/** Deletes a process, a form, or a file of decisions; what still runs keeps its process. */
const deleteResource = (processing: Processing, { value }: CommandOf<'RESOURCE_DELETION'>): void => {
  const key = processing.nextKey();
  processing.event(key, 'RESOURCE_DELETION', 'DELETING', value);
  deleteAny(processing, value.resourceKey);
  processing.event(key, 'RESOURCE_DELETION', 'DELETED', { ...value, tenantId: TENANT });
  processing.respond(key, value);
};

export const resourceDeletionHandlers: Handlers = { RESOURCE_DELETION: { DELETE: deleteResource } };
