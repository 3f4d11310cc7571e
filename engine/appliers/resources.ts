import type {
  DecisionRequirementsValue,
  DecisionValue,
  DeploymentValue,
  EngineRecord,
  FormValue,
  ProcessValue,
} from '../records.ts';
import type { EngineState } from '../state/engine-state.ts';
import { executableOf } from '../state/lookups.ts';
import type { Table } from '../state/table.ts';

export const togetherKey = (deploymentKey: number, kind: 'PROCESS' | 'FORM' | 'DECISION', id: string): string =>
  `${deploymentKey}|${kind}|${id}`;

const append = (table: Table<string, readonly number[]>, id: string, key: number): void => {
  const known = table.get(id) ?? [];
  if (!known.includes(key)) table.put(id, [...known, key]);
};

const processCreated = (state: EngineState, { key, value }: EngineRecord): void => {
  const process = value as ProcessValue;
  state.processes.put(key, process);
  const versions = state.processVersions.get(process.bpmnProcessId) ?? [];
  state.processVersions.put(process.bpmnProcessId, [...versions, { version: process.version, key }]);
  // Later records of its instances name flows, whose ends only the compiled model knows.
  executableOf(state, key);
};

export const resourceAppliers = {
  'PROCESS CREATED': processCreated,
  'FORM CREATED': (state: EngineState, { key, value }: EngineRecord) => {
    state.forms.put(key, value as FormValue);
    append(state.formVersions, (value as FormValue).formId, key);
  },
  'DECISION_REQUIREMENTS CREATED': (state: EngineState, { key, value }: EngineRecord) => {
    state.decisionRequirements.put(key, value as DecisionRequirementsValue);
    append(state.decisionRequirementsVersions, (value as DecisionRequirementsValue).decisionRequirementsId, key);
  },
  'DECISION CREATED': (state: EngineState, { key, value }: EngineRecord) => {
    state.decisions.put(key, value as DecisionValue);
    append(state.decisionVersions, (value as DecisionValue).decisionId, key);
  },
  /** Remembers what came in one deployment, unchanged files too, for bindings by deployment. */
  'DEPLOYMENT CREATED': (state: EngineState, { value }: EngineRecord) => {
    const deployment = value as DeploymentValue;
    const remember = (kind: 'PROCESS' | 'FORM' | 'DECISION', id: string, key: number) =>
      state.deployedTogether.put(togetherKey(deployment.deploymentKey, kind, id), key);
    for (const process of deployment.processesMetadata)
      remember('PROCESS', process.bpmnProcessId, process.processDefinitionKey);
    for (const form of deployment.formMetadata) remember('FORM', form.formId, form.formKey);
    for (const decision of deployment.decisionsMetadata)
      remember('DECISION', decision.decisionId, decision.decisionKey);
  },
};
