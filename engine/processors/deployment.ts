import type { DecisionGraph } from '#feel';
import { DecisionModelError, ExpressionError, parseDecisions, XmlError } from '#feel';
import { fromBase64, md5, toBase64, utf8Text } from '../bytes.ts';
import { Failure } from '../behaviors/failure.ts';
import { evaluateString } from '../behaviors/expressions.ts';
import { planTimer } from '../behaviors/subscriptions.ts';
import type { Element, ExecutableProcess } from '../model/executable.ts';
import { InvalidModelError, parseProcesses } from '../model/parse-process.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { DecisionRequirementsValue, DecisionValue, DeploymentValue, FormValue, ProcessValue } from '../records.ts';
import { TENANT } from '../records.ts';
import type { CommandOf, Handlers } from './handler.ts';

type Content =
  | { kind: 'process'; processes: ExecutableProcess[] }
  | { kind: 'decisions'; graph: DecisionGraph }
  | { kind: 'form'; formId: string };

interface Parsed {
  name: string;
  resource: string;
  checksum: string;
  content: Content;
}

const parseForm = (text: string): Content => {
  let form: { id?: unknown };
  try {
    form = JSON.parse(text) as { id?: unknown };
  } catch {
    throw new InvalidModelError('Failed to parse form JSON: the file is not valid JSON');
  }
  if (typeof form?.id !== 'string' || !form.id.trim())
    throw new InvalidModelError("Expected the form id to be present, but given 'null' or blank");
  return { kind: 'form', formId: form.id };
};

const parseContent = (name: string, text: string): Content => {
  if (name.endsWith('.bpmn') || name.endsWith('.xml')) return { kind: 'process', processes: parseProcesses(text) };
  if (name.endsWith('.dmn')) return { kind: 'decisions', graph: parseDecisions(text) };
  if (name.endsWith('.form')) return parseForm(text);
  throw new InvalidModelError('unknown resource type');
};

const isBadModel = (error: unknown): error is Error =>
  error instanceof InvalidModelError ||
  error instanceof DecisionModelError ||
  error instanceof XmlError ||
  error instanceof ExpressionError;

const refuse = (problems: string[]): never => {
  throw new Rejection(
    'INVALID_ARGUMENT',
    `Expected to deploy new resources, but encountered the following errors:\n${problems.join('\n')}`,
  );
};

const duplicates = (parsed: Parsed[]): string[] => {
  const owner = new Map<string, string>();
  const problems: string[] = [];
  for (const { name, content } of parsed) {
    const ids =
      content.kind === 'process'
        ? content.processes.map(({ id }) => id)
        : content.kind === 'form'
          ? [`form ${content.formId}`]
          : [`drg ${content.graph.id}`];
    for (const id of ids) {
      const first = owner.get(id);
      if (first) problems.push(`Duplicated process id in resources '${first}' and '${name}'`);
      owner.set(id, name);
    }
  }
  return problems;
};

const parseAll = (resources: DeploymentValue['resources']): Parsed[] => {
  const problems: string[] = [];
  const parsed = resources.flatMap(({ resourceName, resource }) => {
    const bytes = fromBase64(resource);
    try {
      const content = parseContent(resourceName, utf8Text(bytes));
      return [{ name: resourceName, resource, checksum: toBase64(md5(bytes)), content }];
    } catch (error) {
      if (!isBadModel(error)) throw error;
      problems.push(`'${resourceName}': ${error.message}`);
      return [];
    }
  });
  if (problems.length > 0) refuse(problems);
  const clashes = duplicates(parsed);
  if (clashes.length > 0) refuse(clashes);
  return parsed;
};

interface Deploying {
  processing: Processing;
  deploymentKey: number;
  /** Nothing in the deployment is new: versions stay. One new file gives all of them a new version. */
  unchanged: boolean;
}

const common = ({ name, checksum }: Parsed) => ({ resourceName: name, checksum, tenantId: TENANT });

const describeProcess = (
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
    version: duplicate ? before.version : (before?.version ?? 0) + 1,
    versionTag: executable.versionTag,
    processDefinitionKey: duplicate ? before.processDefinitionKey : processing.nextKey(),
    duplicate,
    deploymentKey,
    resource: file.resource,
    ...common(file),
  };
};

const describeForm = ({ processing, deploymentKey, unchanged }: Deploying, file: Parsed, formId: string): FormValue => {
  const { state } = processing;
  const latest = state.formVersions.get(formId)?.at(-1);
  const before = latest === undefined ? undefined : state.forms.get(latest);
  const duplicate = unchanged && before !== undefined;
  return {
    formId,
    version: duplicate ? before.version : (before?.version ?? 0) + 1,
    versionTag: '',
    formKey: duplicate ? before.formKey : processing.nextKey(),
    duplicate,
    deploymentKey,
    resource: file.resource,
    ...common(file),
  };
};

const describeDecisions = ({ processing, deploymentKey, unchanged }: Deploying, file: Parsed, graph: DecisionGraph) => {
  const { state } = processing;
  const latest = state.decisionRequirementsVersions.get(graph.id)?.at(-1);
  const before = latest === undefined ? undefined : state.decisionRequirements.get(latest);
  const duplicate = unchanged && before !== undefined;
  const requirements: DecisionRequirementsValue = {
    decisionRequirementsId: graph.id,
    decisionRequirementsName: graph.name,
    decisionRequirementsVersion: duplicate
      ? before.decisionRequirementsVersion
      : (before?.decisionRequirementsVersion ?? 0) + 1,
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
      version: duplicate && known ? known.version : (known?.version ?? 0) + 1,
      versionTag: '',
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
const isUnchanged = (processing: Processing, { content, checksum, name }: Parsed): boolean =>
  latestOf(processing, content).every((before) => before?.checksum === checksum && before.resourceName === name);

const closeOldStarts = (processing: Processing, bpmnProcessId: string): void => {
  const { state } = processing;
  for (const { key: processKey } of state.processVersions.get(bpmnProcessId) ?? []) {
    for (const key of state.startTimers.all(processKey))
      processing.event(key, 'TIMER', 'CANCELED', state.timers.get(key)!);
    for (const key of state.messageStartSubscriptionsByProcess.all(processKey)) {
      processing.event(key, 'MESSAGE_START_EVENT_SUBSCRIPTION', 'DELETED', state.messageStartSubscriptions.get(key)!);
    }
  }
};

const openStart = (processing: Processing, process: ProcessValue, start: Element): void => {
  const { processDefinitionKey, bpmnProcessId } = process;
  if (start.timer) {
    const planned = planTimer(processing, start.timer, -1, processing.now);
    processing.event(processing.nextKey(), 'TIMER', 'CREATED', {
      elementInstanceKey: -1,
      processInstanceKey: -1,
      processDefinitionKey,
      targetElementId: start.id,
      ...planned,
      tenantId: TENANT,
    });
  }
  if (start.message) {
    processing.event(processing.nextKey(), 'MESSAGE_START_EVENT_SUBSCRIPTION', 'CREATED', {
      processDefinitionKey,
      bpmnProcessId,
      startEventId: start.id,
      messageName: evaluateString(processing, start.message.name, -1),
      messageKey: -1,
      processInstanceKey: -1,
      correlationKey: '',
      variables: {},
      tenantId: TENANT,
    });
  }
};

/** Start events are judged before anything is stated, so that a bad one refuses the whole deployment. */
const checkStarts = (processing: Processing, parsed: Parsed[]): void => {
  for (const { name, content } of parsed) {
    if (content.kind !== 'process') continue;
    for (const executable of content.processes) {
      for (const start of executable.elements.get(executable.id)!.startEvents) {
        try {
          if (start.timer) planTimer(processing, start.timer, -1, processing.now);
          if (start.message) evaluateString(processing, start.message.name, -1);
        } catch (error) {
          if (error instanceof Failure) refuse([`'${name}': - Element: ${start.id}\n    - ERROR: ${error.message}`]);
          throw error;
        }
      }
    }
  }
};

const withoutResource = <Value extends { resource: string }>({
  resource: _,
  ...rest
}: Value): Omit<Value, 'resource'> => rest;

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
    if (content.kind === 'form') forms.push(describeForm(deploying, file, content.formId));
    if (content.kind === 'decisions') graphs.push(describeDecisions(deploying, file, content.graph));
    if (content.kind === 'process') {
      for (const executable of content.processes)
        processes.push({ process: describeProcess(deploying, file, executable), executable });
    }
  }
  const fresh = processes.filter(({ process }) => !process.duplicate);
  for (const { process, executable } of fresh) {
    closeOldStarts(processing, process.bpmnProcessId);
    processing.state.executables.set(process.processDefinitionKey, executable);
    processing.event(process.processDefinitionKey, 'PROCESS', 'CREATED', process);
  }
  for (const form of forms) if (!form.duplicate) processing.event(form.formKey, 'FORM', 'CREATED', form);
  for (const { requirements, decisions } of graphs) {
    if (requirements.duplicate) continue;
    processing.event(requirements.decisionRequirementsKey, 'DECISION_REQUIREMENTS', 'CREATED', requirements);
    for (const decision of decisions) processing.event(decision.decisionKey, 'DECISION', 'CREATED', decision);
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
  for (const { process, executable } of fresh) {
    for (const start of executable.elements.get(executable.id)!.startEvents) openStart(processing, process, start);
  }
  processing.respond(deploying.deploymentKey, deployment);
};

export const deploymentHandlers: Handlers = { DEPLOYMENT: { CREATE: deploy } };
