import type { Command } from '#engine';
import { NO_KEY, TENANT } from '#engine';
import { routedKey } from './request-parts.ts';

/** INCIDENT RESOLVE of the incident with this key. */
export const resolveIncidentCommand = (incidentKey: string): Command => ({
  valueType: 'INCIDENT',
  intent: 'RESOLVE',
  key: routedKey(incidentKey),
  value: NO_INCIDENT,
});

const NO_INCIDENT = {
  errorType: 'UNKNOWN',
  errorMessage: '',
  bpmnProcessId: '',
  processDefinitionKey: NO_KEY,
  processInstanceKey: NO_KEY,
  elementId: '',
  elementInstanceKey: NO_KEY,
  jobKey: NO_KEY,
  variableScopeKey: NO_KEY,
  elementInstancePath: [],
  processDefinitionPath: [],
  callingElementPath: [],
  tenantId: TENANT,
};
