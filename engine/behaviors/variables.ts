import type { Json, Scope } from '#feel';
import { evaluate } from '#feel';
import type { Mapping } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import type { Variables } from '../records.ts';
import { TENANT } from '../records.ts';
import { localVariables, parentScopeOf, scopeAt } from '../state/lookups.ts';
import { evaluationFailure } from './expressions.ts';
import { peekTrigger, scopeFor, triggered } from './event-triggers.ts';
import { Failure } from './failure.ts';
import type { Context } from './context.ts';

/** The instance that a variable belongs to. */
export interface Owner {
  processInstanceKey: number;
  processDefinitionKey: number;
  bpmnProcessId: string;
}

const write = (processing: Processing, scopeKey: number, name: string, json: Json, owner: Owner): void => {
  const scope = processing.state.variables.get(scopeKey);
  const known = scope && Object.hasOwn(scope, name) ? scope[name] : undefined;
  const value = JSON.stringify(json);
  if (known?.text === value) return;
  processing.event(known?.key ?? processing.nextKey(), 'VARIABLE', known ? 'UPDATED' : 'CREATED', {
    name,
    value,
    scopeKey,
    processInstanceKey: owner.processInstanceKey,
    processDefinitionKey: owner.processDefinitionKey,
    bpmnProcessId: owner.bpmnProcessId,
    tenantId: TENANT,
  });
};

/** Sets variables in exactly this scope. */
export const setLocal = (processing: Processing, scopeKey: number, variables: Variables, owner: Owner): void => {
  for (const [name, json] of Object.entries(variables)) write(processing, scopeKey, name, json, owner);
};

const isEqual = (known: { text: string } | undefined, json: Json): boolean => known?.text === JSON.stringify(json);

/**
 * Sets each variable where it exists, from this scope outwards; a new one is made in the outermost scope. As in Zeebe,
 * one that has the value already where it exists is looked for further out all the same.
 */
export const propagate = (processing: Processing, scopeKey: number, variables: Variables, owner: Owner): void => {
  const { state } = processing;
  const left = new Map(Object.entries(variables));
  let current = scopeKey;
  for (let parent = parentScopeOf(state, current); parent >= 0; parent = parentScopeOf(state, current)) {
    const scope = state.variables.get(current);
    for (const [name, json] of scope ? left : []) {
      if (!Object.hasOwn(scope!, name) || isEqual(scope![name], json)) continue;
      write(processing, current, name, json, owner);
      left.delete(name);
    }
    current = parent;
  }
  for (const [name, json] of left) write(processing, current, name, json, owner);
};

const isObject = (value: Json | undefined): value is Record<string, Json> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const put = (into: Record<string, Json>, path: string[], value: Json): void => {
  const [name, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner = isObject(into[name]) ? { ...(into[name] as Record<string, Json>) } : {};
  put(inner, rest, value);
  into[name] = inner;
};

/** The mapping written as the one context expression that Zeebe evaluates; messages name it. */
const asContext = (mappings: Mapping[]): string =>
  `{${mappings.map(({ target, source }) => `${target.join('.')}:${typeof source.fixed === 'string' ? `"${source.fixed}"` : source.source}`).join(',')}}`;

const evaluateMappings = (
  processing: Processing,
  mappings: Mapping[],
  scopeKey: number,
  outputs: boolean,
): Variables => {
  const result: Record<string, Json> = {};
  const outer = scopeAt(processing.state, scopeKey);
  const scope: Scope = {
    get: (name) => (Object.hasOwn(result, name) ? result[name] : outer.get(name)),
    names: () => new Set([...outer.names(), ...Object.keys(result)]),
  };
  for (const { source, target } of mappings) {
    const evaluated = evaluate(source, scope, { now: processing.now });
    if (evaluated.error)
      throw new Failure('IO_MAPPING_ERROR', evaluationFailure(asContext(mappings), evaluated), scopeKey);
    const existing = outer.get(target[0]!);
    // An output into a part of a context keeps the other parts that the context has already.
    if (outputs && target.length > 1 && !Object.hasOwn(result, target[0]!) && isObject(existing))
      result[target[0]!] = existing;
    put(result, target, evaluated.value);
  }
  return result;
};

export const applyInputMappings = (processing: Processing, { element, key, value }: Context): void => {
  if (element.inputs.length === 0) return;
  setLocal(processing, key, evaluateMappings(processing, element.inputs, key, false), value);
};

/** Variables of a thrown error stay with the event that caught it, unless a mapping takes them further. */
const keepsLocalVariables = ({ element, process }: Context): boolean =>
  (element.type === 'BOUNDARY_EVENT' && element.eventType !== 'ERROR') ||
  element.type === 'START_EVENT' ||
  element.incoming.some(({ sourceId }) => process.elements.get(sourceId)?.type === 'EVENT_BASED_GATEWAY');

/** An inner instance of a multi-instance activity keeps its output to itself, for the output element. */
const outputScope = (processing: Processing, { key, value }: Context): number =>
  processing.state.elementInstances.get(key)?.loopCounter === undefined ? value.flowScopeKey : key;

/** Hands the result of an element to its scope: by the output mappings, or all of it where there are none. */
export const applyOutputMappings = (processing: Processing, context: Context): void => {
  const { element, key, value } = context;
  const trigger = peekTrigger(processing.state, key);
  if (trigger) triggered(processing, scopeFor(key, value), trigger);
  const variables = trigger?.variables ?? {};
  if (element.outputs.length > 0) {
    setLocal(processing, key, variables, value);
    const outputs = evaluateMappings(processing, element.outputs, key, true);
    propagate(processing, outputScope(processing, context), outputs, value);
  } else if (Object.keys(variables).length > 0) {
    propagate(processing, key, variables, value);
  } else if (keepsLocalVariables(context)) {
    propagate(processing, value.flowScopeKey, localVariables(processing.state, key), value);
  }
};
