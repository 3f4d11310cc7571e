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

type Versioned = 'PROCESS' | 'FORM' | 'DECISION' | 'DECISION_REQUIREMENTS';

/** Versions are counted on, also over those that were deleted. */
export const nextVersion = (state: EngineState, kind: Versioned, id: string): number =>
  (state.highestVersions.get(`${kind}|${id}`) ?? 0) + 1;

const countVersion = (state: EngineState, kind: Versioned, id: string, version: number): void =>
  state.highestVersions.put(`${kind}|${id}`, Math.max(version, state.highestVersions.get(`${kind}|${id}`) ?? 0));

const without = (table: Table<string, readonly number[]>, id: string, key: number): void => {
  const left = (table.get(id) ?? []).filter((known) => known !== key);
  if (left.length > 0) table.put(id, left);
  else table.remove(id);
};

const append = (table: Table<string, readonly number[]>, id: string, key: number): void => {
  const known = table.get(id) ?? [];
  if (!known.includes(key)) table.put(id, [...known, key]);
};

const processCreated = (state: EngineState, { key, value }: EngineRecord): void => {
  const process = value as ProcessValue;
  state.processes.put(key, process);
  const versions = state.processVersions.get(process.bpmnProcessId) ?? [];
  state.processVersions.put(process.bpmnProcessId, [...versions, { version: process.version, key }]);
  countVersion(state, 'PROCESS', process.bpmnProcessId, process.version);
  // Later records of its instances name flows, whose ends only the compiled model knows.
  executableOf(state, key);
};

const processDeleted = (state: EngineState, { value }: EngineRecord): void => {
  const { bpmnProcessId, processDefinitionKey } = value as ProcessValue;
  const left = (state.processVersions.get(bpmnProcessId) ?? []).filter(({ key }) => key !== processDefinitionKey);
  if (left.length > 0) state.processVersions.put(bpmnProcessId, left);
  else state.processVersions.remove(bpmnProcessId);
  state.processes.remove(processDefinitionKey);
};

const formCreated = (state: EngineState, { key, value }: EngineRecord): void => {
  const form = value as FormValue;
  state.forms.put(key, form);
  append(state.formVersions, form.formId, key);
  countVersion(state, 'FORM', form.formId, form.version);
};

const formDeleted = (state: EngineState, { value }: EngineRecord): void => {
  const { formId, formKey } = value as FormValue;
  without(state.formVersions, formId, formKey);
  state.forms.remove(formKey);
};

const requirementsCreated = (state: EngineState, { key, value }: EngineRecord): void => {
  const requirements = value as DecisionRequirementsValue;
  const { decisionRequirementsId: id } = requirements;
  state.decisionRequirements.put(key, requirements);
  append(state.decisionRequirementsVersions, id, key);
  countVersion(state, 'DECISION_REQUIREMENTS', id, requirements.decisionRequirementsVersion);
};

const requirementsDeleted = (state: EngineState, { value }: EngineRecord): void => {
  const { decisionRequirementsId, decisionRequirementsKey } = value as DecisionRequirementsValue;
  without(state.decisionRequirementsVersions, decisionRequirementsId, decisionRequirementsKey);
  state.decisionRequirements.remove(decisionRequirementsKey);
};

const decisionCreated = (state: EngineState, { key, value }: EngineRecord): void => {
  const decision = value as DecisionValue;
  state.decisions.put(key, decision);
  append(state.decisionVersions, decision.decisionId, key);
  countVersion(state, 'DECISION', decision.decisionId, decision.version);
};

const decisionDeleted = (state: EngineState, { value }: EngineRecord): void => {
  const { decisionId, decisionKey } = value as DecisionValue;
  without(state.decisionVersions, decisionId, decisionKey);
  state.decisions.remove(decisionKey);
};

export const resourceAppliers = {
  'PROCESS CREATED': processCreated,
  'PROCESS DELETED': processDeleted,
  'FORM CREATED': formCreated,
  'FORM DELETED': formDeleted,
  'DECISION_REQUIREMENTS CREATED': requirementsCreated,
  'DECISION_REQUIREMENTS DELETED': requirementsDeleted,
  'DECISION CREATED': decisionCreated,
  'DECISION DELETED': decisionDeleted,
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
