import type { ExecutableProcess } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { DeploymentValue, FormValue, ProcessValue } from '../records.ts';
import { TENANT } from '../records.ts';
import { parseAll } from './deployment-resources.ts';
import { describeDecisions, describeForm, describeProcess, isUnchanged } from './deployment-versions.ts';
import type { CommandOf, Handlers } from './handler.ts';
import {
  checkStarts,
  closeStartSubscriptions,
  closeStartTimers,
  openStartSubscriptions,
  openStartTimers,
} from './start-subscriptions.ts';

const withoutResource = <Value extends { resource: string }>({
  resource: _,
  ...rest
}: Value): Omit<Value, 'resource'> => rest;

const earlierVersions = ({ state }: Processing, bpmnProcessId: string): number[] =>
  (state.processVersions.get(bpmnProcessId) ?? []).map(({ key }) => key);

const deploy = (processing: Processing, { value }: CommandOf<'DEPLOYMENT'>): void => {
  if (value.resources.length === 0)
    throw new Rejection('INVALID_ARGUMENT', 'Expected to deploy at least one resource, but none given');
  const parsed = parseAll(value.resources);
  checkStarts(processing, parsed);
  const unchanged = parsed.every((file) => isUnchanged(processing, file));
  const deploying = { processing, deploymentKey: processing.nextKey(), unchanged };
  const processes: { process: ProcessValue; executable: ExecutableProcess }[] = [];
  const forms: FormValue[] = [];
  const graphs: ReturnType<typeof describeDecisions>[] = [];
  for (const file of parsed) {
    const { content } = file;
    if (content.kind === 'form') forms.push(describeForm(deploying, file, content.formId, content.versionTag));
    if (content.kind === 'decisions') graphs.push(describeDecisions(deploying, file, content.graph, content.tags));
    if (content.kind === 'process') {
      for (const executable of content.processes)
        processes.push({ process: describeProcess(deploying, file, executable), executable });
    }
  }
  const fresh = processes.filter(({ process }) => !process.duplicate);
  const before = new Map(fresh.map(({ process }) => [process, earlierVersions(processing, process.bpmnProcessId)]));
  for (const { process, executable } of fresh) {
    processing.state.executables.set(process.processDefinitionKey, executable);
    processing.event(process.processDefinitionKey, 'PROCESS', 'CREATED', process);
  }
  for (const form of forms) if (!form.duplicate) processing.event(form.formKey, 'FORM', 'CREATED', form);
  for (const { requirements, decisions } of graphs) {
    if (requirements.duplicate) continue;
    processing.event(requirements.decisionRequirementsKey, 'DECISION_REQUIREMENTS', 'CREATED', requirements);
    for (const decision of decisions) processing.event(decision.decisionKey, 'DECISION', 'CREATED', decision);
  }
  for (const { process } of fresh) {
    for (const key of before.get(process)!) closeStartTimers(processing, key);
    openStartTimers(processing, process);
  }
  const deployment: DeploymentValue = {
    resources: [],
    processesMetadata: processes.map(({ process }) => withoutResource(process)),
    formMetadata: forms.map(withoutResource),
    decisionRequirementsMetadata: graphs.map(({ requirements }) => withoutResource(requirements)),
    decisionsMetadata: graphs.flatMap(({ decisions }) => decisions),
    deploymentKey: deploying.deploymentKey,
    tenantId: TENANT,
  };
  processing.event(deploying.deploymentKey, 'DEPLOYMENT', 'CREATED', deployment);
  for (const { process } of fresh) {
    for (const key of before.get(process)!) closeStartSubscriptions(processing, key);
    openStartSubscriptions(processing, process);
  }
  processing.respond(deploying.deploymentKey, deployment);
};

export const deploymentHandlers: Handlers = { DEPLOYMENT: { CREATE: deploy } };
