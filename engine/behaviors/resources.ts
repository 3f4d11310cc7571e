import { togetherKey } from '../appliers/resources.ts';
import type { Binding } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import type { DecisionValue, ProcessValue } from '../records.ts';
import type { EngineState } from '../state/engine-state.ts';
import { executableOf } from '../state/lookups.ts';
import type { Context } from './context.ts';
import { evaluateString } from './expressions.ts';
import type { ErrorType } from './failure.ts';
import { Failure } from './failure.ts';

type Kind = 'PROCESS' | 'FORM' | 'DECISION';

const LATEST: Record<Kind, (state: EngineState, id: string) => number | undefined> = {
  PROCESS: (state, id) => state.processVersions.get(id)?.at(-1)?.key,
  FORM: (state, id) => state.formVersions.get(id)?.at(-1),
  DECISION: (state, id) => state.decisionVersions.get(id)?.at(-1),
};

const TAGGED: Record<Kind, (state: EngineState, id: string, tag: string) => number | undefined> = {
  PROCESS: (state, id, tag) =>
    state.processVersions.get(id)?.findLast(({ key }) => state.processes.get(key)!.versionTag === tag)?.key,
  FORM: (state, id, tag) => state.formVersions.get(id)?.findLast((key) => state.forms.get(key)!.versionTag === tag),
  DECISION: (state, id, tag) =>
    state.decisionVersions.get(id)?.findLast((key) => state.decisions.get(key)!.versionTag === tag),
};

interface Words {
  errorType: ErrorType;
  /** `Expected to …` */
  purpose: (id: string) => string;
  /** What was looked for, and how a message calls it at its end. */
  what: string;
  intended: string;
  tagged: (id: string, tag: string) => string;
}

const WORDS: Record<Kind, Words> = {
  PROCESS: {
    errorType: 'CALLED_ELEMENT_ERROR',
    purpose: (id) => `call process with BPMN process id '${id}'`,
    what: 'process',
    intended: 'intended process definition to call',
    tagged: (id, tag) =>
      `Expected to call process with BPMN process id '${id}' and version tag '${tag}', but no such process found. To resolve this incident, deploy a process with the given process id and version tag.`,
  },
  FORM: {
    errorType: 'FORM_NOT_FOUND',
    purpose: (id) => `use a form with id '${id}'`,
    what: 'form',
    intended: 'intended form to use',
    tagged: (id, tag) =>
      `Expected to use a form with id '${id}' and version tag '${tag}', but no such form found. To resolve the incident, deploy a form with the given id and version tag.\n`,
  },
  DECISION: {
    errorType: 'CALLED_DECISION_ERROR',
    purpose: (id) => `evaluate decision '${id}'`,
    what: 'decision',
    intended: 'intended decision to evaluate',
    tagged: (id, tag) =>
      `Expected to evaluate decision with id '${id}' and version tag '${tag}', but no such decision found. To resolve this incident, deploy a decision with the given id and version tag.`,
  },
};

const NOT_THERE: Record<Kind, (id: string) => string> = {
  PROCESS: (id) => `Expected process with BPMN process id '${id}' to be deployed, but not found.`,
  FORM: (id) =>
    `Expected to find a form with id '${id}', but no form with this id is found, at least a form with this id should be available. To resolve the Incident please deploy a form with the same id`,
  DECISION: (id) => `Expected to evaluate decision '${id}', but no decision found for id '${id}'`,
};

/** The key of what an element is bound to: the latest version, the one deployed with it, or the one of a tag. */
const boundKey = ({ state }: Processing, { value, key }: Context, kind: Kind, id: string, binding: Binding): number => {
  const { errorType, purpose, what, intended, tagged: missingTag } = WORDS[kind];
  if (binding.type === 'latest') {
    const latest = LATEST[kind](state, id);
    if (latest !== undefined) return latest;
    throw new Failure(errorType, NOT_THERE[kind](id), kind === 'FORM' ? key : undefined);
  }
  if (binding.type === 'versionTag') {
    const tagged = TAGGED[kind](state, id, binding.versionTag);
    if (tagged !== undefined) return tagged;
    throw new Failure(errorType, missingTag(id, binding.versionTag));
  }
  const { deploymentKey } = state.processes.get(value.processDefinitionKey)!;
  const bound = state.deployedTogether.get(togetherKey(deploymentKey, kind, id));
  if (bound !== undefined) return bound;
  throw new Failure(
    errorType,
    `Expected to ${purpose(id)} with binding type 'deployment', but no such ${what} found in the deployment with key ${deploymentKey} which contained the current process. To resolve this incident, migrate the process instance to a process definition that is deployed together with the ${intended}.`,
  );
};

/** The form of a user task, -1 without one. */
export const formKeyOf = (processing: Processing, context: Context): number => {
  const { formId, formBinding } = context.element.userTask!;
  if (!formId) return -1;
  return boundKey(processing, context, 'FORM', evaluateString(processing, formId, context.key), formBinding);
};

export const calledDecision = (processing: Processing, context: Context, id: string, binding: Binding): DecisionValue =>
  processing.state.decisions.get(boundKey(processing, context, 'DECISION', id, binding))!;

/** The process that a call activity starts; it must have a none start event. */
export const calledProcess = (processing: Processing, context: Context): ProcessValue => {
  const { state } = processing;
  const { processId, binding } = context.element.called!;
  const id = evaluateString(processing, processId, context.key);
  const process = state.processes.get(boundKey(processing, context, 'PROCESS', id, binding))!;
  const { startEvents } = executableOf(state, process.processDefinitionKey).elements.get(process.bpmnProcessId)!;
  if (startEvents.some(({ eventType }) => eventType === 'NONE')) return process;
  throw new Failure(
    'CALLED_ELEMENT_ERROR',
    `Expected process with BPMN process id '${process.bpmnProcessId}' to have a none start event, but not found.`,
  );
};
