import type { Processing } from '../processing.ts';
import type { IncidentValue } from '../records.ts';
import { NO_KEY, TENANT } from '../records.ts';
import type { ElementInstance, EngineState } from '../state/engine-state.ts';
import { executableOf } from '../state/lookups.ts';

type Path = Pick<IncidentValue, 'elementInstancePath' | 'processDefinitionPath' | 'callingElementPath'>;

/** From the root instance down to the element, through calling processes. */
const pathOf = (state: EngineState, elementInstanceKey: number): Path => {
  const elementInstancePath: number[][] = [];
  const processDefinitionPath: number[] = [];
  const callingElementPath: number[] = [];
  let instance = state.elementInstances.get(elementInstanceKey);
  while (instance) {
    const inside: number[] = [instance.key];
    let root: ElementInstance = instance;
    for (
      let scope = state.elementInstances.get(root.value.flowScopeKey);
      scope;
      scope = state.elementInstances.get(root.value.flowScopeKey)
    ) {
      inside.unshift(scope.key);
      root = scope;
    }
    elementInstancePath.unshift(inside);
    processDefinitionPath.unshift(root.value.processDefinitionKey);
    instance = state.elementInstances.get(root.value.parentElementInstanceKey);
    if (instance) {
      const { callActivityIds } = executableOf(state, instance.value.processDefinitionKey);
      callingElementPath.unshift(callActivityIds.indexOf(instance.value.elementId));
    }
  }
  return { elementInstancePath, processDefinitionPath, callingElementPath };
};

interface Problem {
  errorType: string;
  errorMessage: string;
  jobKey?: number;
  variableScopeKey?: number | undefined;
  /** Where the record names another element than the instance's. */
  elementId?: string;
}

export const createIncident = (processing: Processing, elementInstanceKey: number, problem: Problem): void => {
  const { value } = processing.state.elementInstances.get(elementInstanceKey)!;
  processing.event(processing.nextKey(), 'INCIDENT', 'CREATED', {
    errorType: problem.errorType,
    errorMessage: problem.errorMessage,
    bpmnProcessId: value.bpmnProcessId,
    processDefinitionKey: value.processDefinitionKey,
    processInstanceKey: value.processInstanceKey,
    elementId: problem.elementId ?? value.elementId,
    elementInstanceKey,
    jobKey: problem.jobKey ?? NO_KEY,
    variableScopeKey: problem.variableScopeKey ?? elementInstanceKey,
    ...pathOf(processing.state, elementInstanceKey),
    tenantId: TENANT,
  });
};

const resolve = (processing: Processing, incidentKey: number | undefined): void => {
  if (incidentKey === undefined) return;
  processing.event(incidentKey, 'INCIDENT', 'RESOLVED', processing.state.incidents.get(incidentKey)!);
};

export const resolveJobIncident = (processing: Processing, jobKey: number): void =>
  resolve(processing, processing.state.incidentByJob.get(jobKey));

export const resolveIncidentsOf = (processing: Processing, elementInstanceKey: number): void =>
  resolve(processing, processing.state.incidentByElement.get(elementInstanceKey));
