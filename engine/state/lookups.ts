import type { Json, Scope } from '#feel';
import { parseWithImports } from '#feel';
import type { DecisionGraph } from '#feel';
import { fromBase64, utf8Text } from '../bytes.ts';
import type { Element, ExecutableProcess } from '../model/executable.ts';
import { deployedProcesses } from '../model/parse-process.ts';
import type { ProcessInstanceValue, ProcessValue } from '../records.ts';
import { TENANT } from '../records.ts';
import type { EngineState, Variable } from './engine-state.ts';

/** The compiled process of a definition, read from the deployed file when first asked for. */
export const executableOf = (state: EngineState, processDefinitionKey: number): ExecutableProcess => {
  const known = state.executables.get(processDefinitionKey);
  if (known) return known;
  const process = state.processes.get(processDefinitionKey)!;
  const parsed = deployedProcesses(utf8Text(fromBase64(process.resource)));
  const executable = parsed.find(({ id }) => id === process.bpmnProcessId)!;
  state.executables.set(processDefinitionKey, executable);
  return executable;
};

export const elementOf = (state: EngineState, value: { processDefinitionKey: number; elementId: string }): Element =>
  executableOf(state, value.processDefinitionKey).elements.get(value.elementId)!;

/** The element that a record speaks of: body and inner activity of a multi-instance share one id. */
export const elementFor = (process: ExecutableProcess, { elementId, bpmnElementType }: ElementName): Element => {
  const element = process.elements.get(elementId)!;
  return element.inner && bpmnElementType !== 'MULTI_INSTANCE_BODY' ? element.inner : element;
};
type ElementName = Pick<ProcessInstanceValue, 'elementId' | 'bpmnElementType'>;

const deploymentsOf = (state: EngineState, decisionRequirementsKey: number): Set<number> =>
  new Set(
    [...state.decisions.values()]
      .filter((decision) => decision.decisionRequirementsKey === decisionRequirementsKey)
      .map(({ deploymentKey }) => deploymentKey),
  );

/** The text of a model that was deployed together with another one, or else the newest that is older. */
const importedModel = (state: EngineState, decisionRequirementsKey: number, namespace: string): string | undefined => {
  const own = deploymentsOf(state, decisionRequirementsKey);
  const candidates = [...state.decisionRequirements.values()]
    .filter((model) => model.namespace === namespace)
    .map((model) => ({
      model,
      together: [...deploymentsOf(state, model.decisionRequirementsKey)].some((key) => own.has(key)),
      older: model.decisionRequirementsKey < decisionRequirementsKey,
    }))
    .sort((one, other) => one.model.decisionRequirementsKey - other.model.decisionRequirementsKey);
  const best = candidates.findLast(({ together }) => together) ?? candidates.findLast(({ older }) => older);
  return best && utf8Text(fromBase64(best.model.resource));
};

export const decisionGraphOf = (state: EngineState, decisionRequirementsKey: number): DecisionGraph => {
  const known = state.decisionGraphs.get(decisionRequirementsKey);
  if (known) return known;
  const { resource } = state.decisionRequirements.get(decisionRequirementsKey)!;
  const graph = parseWithImports(utf8Text(fromBase64(resource)), (namespace) =>
    importedModel(state, decisionRequirementsKey, namespace),
  );
  state.decisionGraphs.set(decisionRequirementsKey, graph);
  return graph;
};

/** The record value of a new instance of a definition. */
export const rootValue = (process: ProcessValue, processInstanceKey: number): ProcessInstanceValue => ({
  bpmnElementType: 'PROCESS',
  bpmnEventType: 'UNSPECIFIED',
  elementId: process.bpmnProcessId,
  bpmnProcessId: process.bpmnProcessId,
  version: process.version,
  processDefinitionKey: process.processDefinitionKey,
  processInstanceKey,
  flowScopeKey: -1,
  parentProcessInstanceKey: -1,
  parentElementInstanceKey: -1,
  tenantId: TENANT,
});

export const parentScopeOf = (state: EngineState, scopeKey: number): number =>
  state.elementInstances.get(scopeKey)?.value.flowScopeKey ?? -1;

/** The nearest scope, from `scopeKey` outwards, that holds the variable. */
export const findVariable = (
  state: EngineState,
  scopeKey: number,
  name: string,
): { scopeKey: number; variable: Variable } | undefined => {
  for (let key = scopeKey; key >= 0; key = parentScopeOf(state, key)) {
    const scope = state.variables.get(key);
    if (scope && Object.hasOwn(scope, name)) return { scopeKey: key, variable: scope[name]! };
  }
  return undefined;
};

/** All variables seen from a scope; inner ones hide outer ones of the same name. */
export const visibleVariables = (state: EngineState, scopeKey: number): Record<string, Variable> => {
  const chain: Readonly<Record<string, Variable>>[] = [];
  for (let key = scopeKey; key >= 0; key = parentScopeOf(state, key)) {
    const scope = state.variables.get(key);
    if (scope) chain.push(scope);
  }
  return Object.assign({}, ...chain.reverse()) as Record<string, Variable>;
};

export const localVariables = (state: EngineState, scopeKey: number): Record<string, Json> =>
  Object.fromEntries(Object.entries(state.variables.get(scopeKey) ?? {}).map(([name, { json }]) => [name, json]));

/** A view of the variables for FEEL: nothing is copied until the expression asks. */
export const scopeAt = (state: EngineState, scopeKey: number): Scope => ({
  get: (name) => findVariable(state, scopeKey, name)?.variable.json,
  names: () => Object.keys(visibleVariables(state, scopeKey)),
});

/**
 * Whether an event may still reach an element instance: after an interrupting event only boundary events can, and
 * after an interrupting boundary event nothing can.
 */
export const canTrigger = (state: EngineState, scopeKey: number, targetId: string): boolean => {
  const instance = state.elementInstances.get(scopeKey);
  if (!instance || instance.closed) return false;
  if (!instance.eventInterrupted) return true;
  const element = elementFor(executableOf(state, instance.value.processDefinitionKey), instance.value);
  return element.boundaryEvents.some(({ id }) => id === targetId);
};

/** Whether nothing runs in a scope: neither an element nor a flow on its way. */
export const isIdle = (state: EngineState, scopeKey: number): boolean => {
  const scope = state.elementInstances.get(scopeKey);
  return scope !== undefined && state.children.count(scopeKey) === 0 && Object.keys(scope.flows).length === 0;
};
