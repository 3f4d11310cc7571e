import type { DecisionGraph } from '#feel';
import { nextVersion } from '../appliers/resources.ts';
import type { ExecutableProcess } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import type { DecisionRequirementsValue, DecisionValue, FormValue, ProcessValue } from '../records.ts';
import { TENANT } from '../records.ts';
import type { Content, Parsed } from './deployment-resources.ts';

export interface Deploying {
  processing: Processing;
  deploymentKey: number;
  /** Nothing in the deployment is new: versions stay. One new file gives all of them a new version. */
  unchanged: boolean;
}

const common = ({ name, checksum }: Parsed) => ({ resourceName: name, checksum, tenantId: TENANT });

export const describeProcess = (
  { processing, deploymentKey, unchanged }: Deploying,
  file: Parsed,
  executable: ExecutableProcess,
): ProcessValue => {
  const { state } = processing;
  const latest = state.processVersions.get(executable.id)?.at(-1);
  const before = latest && state.processes.get(latest.key);
  const duplicate = unchanged && before !== undefined;
  return {
    bpmnProcessId: executable.id,
    version: duplicate ? before.version : nextVersion(state, 'PROCESS', executable.id),
    versionTag: executable.versionTag,
    processDefinitionKey: duplicate ? before.processDefinitionKey : processing.nextKey(),
    duplicate,
    deploymentKey,
    resource: file.resource,
    ...common(file),
  };
};

export const describeForm = (
  { processing, deploymentKey, unchanged }: Deploying,
  file: Parsed,
  formId: string,
  versionTag: string,
): FormValue => {
  const { state } = processing;
  const latest = state.formVersions.get(formId)?.at(-1);
  const before = latest === undefined ? undefined : state.forms.get(latest);
  const duplicate = unchanged && before !== undefined;
  return {
    formId,
    version: duplicate ? before.version : nextVersion(state, 'FORM', formId),
    versionTag,
    formKey: duplicate ? before.formKey : processing.nextKey(),
    duplicate,
    deploymentKey,
    resource: file.resource,
    ...common(file),
  };
};

export const describeDecisions = (
  { processing, deploymentKey, unchanged }: Deploying,
  file: Parsed,
  graph: DecisionGraph,
  tags: ReadonlyMap<string, string>,
) => {
  const { state } = processing;
  const latest = state.decisionRequirementsVersions.get(graph.id)?.at(-1);
  const before = latest === undefined ? undefined : state.decisionRequirements.get(latest);
  const duplicate = unchanged && before !== undefined;
  const requirements: DecisionRequirementsValue = {
    decisionRequirementsId: graph.id,
    decisionRequirementsName: graph.name,
    decisionRequirementsVersion: duplicate
      ? before.decisionRequirementsVersion
      : nextVersion(state, 'DECISION_REQUIREMENTS', graph.id),
    decisionRequirementsKey: duplicate ? before.decisionRequirementsKey : processing.nextKey(),
    namespace: graph.namespace,
    duplicate,
    resource: file.resource,
    ...common(file),
  };
  const decisions = [...graph.decisions.values()].map((decision): DecisionValue => {
    const key = state.decisionVersions.get(decision.id)?.at(-1);
    const known = key === undefined ? undefined : state.decisions.get(key);
    return {
      decisionId: decision.id,
      decisionName: decision.name,
      version: duplicate && known ? known.version : nextVersion(state, 'DECISION', decision.id),
      versionTag: tags.get(decision.id) ?? '',
      decisionKey: duplicate && known ? known.decisionKey : processing.nextKey(),
      decisionRequirementsId: graph.id,
      decisionRequirementsKey: requirements.decisionRequirementsKey,
      deploymentKey,
      duplicate,
      tenantId: TENANT,
    };
  });
  return { requirements, decisions };
};

type Stored = { checksum: string; resourceName: string } | undefined;

/** What was deployed last under the ids of a file. */
const latestOf = ({ state }: Processing, content: Content): Stored[] => {
  if (content.kind === 'form') return [state.forms.get(state.formVersions.get(content.formId)?.at(-1) ?? -1)];
  if (content.kind === 'decisions') {
    return [state.decisionRequirements.get(state.decisionRequirementsVersions.get(content.graph.id)?.at(-1) ?? -1)];
  }
  return content.processes.map(({ id }) => state.processes.get(state.processVersions.get(id)?.at(-1)?.key ?? -1));
};

/** A file is unchanged when its name and checksum are those of the latest version. */
export const isUnchanged = (processing: Processing, { content, checksum, name }: Parsed): boolean =>
  latestOf(processing, content).every((before) => before?.checksum === checksum && before.resourceName === name);
