import type { Json, Scope } from '#feel';
import { evaluate } from '#feel';
import { completeCompensation, subscribeCompensation } from '../../behaviors/compensation.ts';
import type { ContainerBehavior } from '../../behaviors/containers.ts';
import type { Context } from '../../behaviors/context.ts';
import { activateTriggered } from '../../behaviors/event-triggers.ts';
import { booleanOf, evaluateAt } from '../../behaviors/expressions.ts';
import { Failure } from '../../behaviors/failure.ts';
import { evaluateRememberedList } from '../../behaviors/remembered-list.ts';
import { resolveIncidentsOf } from '../../behaviors/incidents.ts';
import { subscribe, unsubscribe } from '../../behaviors/subscriptions.ts';
import { takingOver } from '../../behaviors/termination.ts';
import {
  activateChildWithKey,
  activated,
  canComplete,
  canTerminate,
  complete,
  completed,
  onTerminated,
  takeFlows,
  terminateChildren,
  terminated,
} from '../../behaviors/transitions.ts';
import { propagate, setLocal } from '../../behaviors/variables.ts';
import type { Processing } from '../../processing.ts';
import { TENANT } from '../../records.ts';
import { localVariables, scopeAt } from '../../state/lookups.ts';
import type { ElementBehavior } from './behavior.ts';

const itemsAt = (processing: Processing, { element }: Context, scopeKey: number): Json[] =>
  evaluateRememberedList(processing, element.loop!.inputCollection, scopeKey);

const loopCounterOf = ({ state }: Processing, { key }: Context): number =>
  state.elementInstances.get(key)?.loopCounter ?? 0;

const innerOf = ({ state }: Processing, { key }: Context) =>
  state.elementInstances.get(key)?.inner ?? { started: 0, completed: 0, terminated: 0 };

/** Variables of one round: its item, a place for its output, and its number. */
const setLoopVariables = (processing: Processing, body: Context, child: Context, counter: number, item: Json): void => {
  const { inputElement, outputElement } = body.element.loop!;
  const own: Record<string, Json> = {};
  if (inputElement) own[inputElement] = item;
  // An output that is a variable, or a part of one, must exist here, or a round would write it further out.
  const output = outputElement && 'path' in outputElement ? outputElement.path?.[0] : undefined;
  if (output && output !== inputElement && output !== 'loopCounter') own[output] = null;
  setLocal(processing, child.key, { ...own, loopCounter: counter }, child.value);
};

const problem = (name: string, text: string, scopeKey: number): Failure =>
  new Failure(
    'EXTRACT_VALUE_ERROR',
    `Unable to update an item in output collection '${name}' ${text}. This may happen when multiple BPMN elements write to the same variable.`,
    scopeKey,
  );

const tokenType = (value: Json | undefined): string => {
  if (value === null || value === undefined) return 'NIL';
  if (typeof value === 'number') return Number.isInteger(value) ? 'INTEGER' : 'FLOAT';
  if (typeof value === 'object') return 'MAP';
  return typeof value === 'string' ? 'STRING' : 'BOOLEAN';
};

const collectOutput = (processing: Processing, body: Context, child: Context): void => {
  const { outputCollection, outputElement } = body.element.loop!;
  if (!outputCollection) return;
  const { value } = evaluateAt(processing, outputElement!, child.key);
  const collection = localVariables(processing.state, body.key)[outputCollection];
  const counter = loopCounterOf(processing, child);
  if (!Array.isArray(collection))
    throw problem(outputCollection, `because the type of the output collection is: ${tokenType(collection)}`, body.key);
  if (counter > collection.length)
    throw problem(
      outputCollection,
      `at position ${counter} because the size of the collection is: ${collection.length}`,
      body.key,
    );
  const updated = collection.with(counter - 1, value);
  setLocal(processing, body.key, { [outputCollection]: updated }, body.value);
};

/** The numbers of the body are seen by its completion condition alone, as if the round at hand were done. */
const isSatisfied = (processing: Processing, body: Context, child: Context): boolean => {
  const condition = body.element.loop!.completionCondition;
  if (!condition) return false;
  const inner = innerOf(processing, body);
  const numbers: Record<string, number> = {
    numberOfInstances: inner.started,
    numberOfActiveInstances: processing.state.children.count(body.key) - 1,
    numberOfCompletedInstances: inner.completed + 1,
    numberOfTerminatedInstances: inner.terminated,
  };
  const outer = scopeAt(processing.state, child.key);
  const scope: Scope = {
    get: (name) => (Object.hasOwn(numbers, name) ? numbers[name] : outer.get(name)),
    names: () => new Set([...Object.keys(numbers), ...outer.names()]),
  };
  return booleanOf(condition, evaluate(condition, scope, { now: processing.now }), child.key);
};

export const multiInstanceScope: ContainerBehavior = {
  onChildActivating: (processing, body, child) => {
    const counter = loopCounterOf(processing, child);
    const items = itemsAt(processing, body, child.key);
    if (counter > items.length)
      throw new Failure(
        'EXTRACT_VALUE_ERROR',
        `Expected to read item at index ${counter - 1} of the multiInstanceBody input collection but it contains only ${items.length} elements. The input collection might be modified while iterating over it.`,
      );
    setLoopVariables(processing, body, child, counter, items[counter - 1]!);
  },
  beforePathCompleted: (processing, body, child) => {
    collectOutput(processing, body, child);
    const satisfied = isSatisfied(processing, body, child);
    if (body.element.loop!.sequential) itemsAt(processing, body, body.key);
    return satisfied;
  },
  afterPathCompleted: (processing, body, child, satisfied) => {
    const { sequential } = body.element.loop!;
    if (satisfied) {
      const idle = terminateChildren(processing, body);
      if (idle || sequential) complete(processing, body);
      return;
    }
    if (sequential && innerOf(processing, body).started < itemsAt(processing, body, body.key).length)
      activateChildWithKey(processing, body, body.element.inner!);
    else if (canComplete(processing, child)) complete(processing, body);
  },
  onChildTerminated: (processing, body, child) => {
    if (processing.state.elementInstances.get(body.key)!.state !== 'TERMINATING') {
      if (canComplete(processing, child!)) complete(processing, body);
    } else if (canTerminate(processing, child!)) endByForce(processing, body);
  },
};

const endByForce = (processing: Processing, body: Context): void => {
  resolveIncidentsOf(processing, body.key);
  const trigger = takingOver(processing, body);
  terminated(processing, body);
  if (trigger) activateTriggered(processing, body, body.value.flowScopeKey, trigger);
  onTerminated(processing, body);
};

/** The body of a multi-instance activity: one inner instance an item, one after the other or all at once. */
export const multiInstanceBody: ElementBehavior = {
  activate: (processing, context) => {
    const { loop, inner } = context.element;
    const items = itemsAt(processing, context, context.key);
    subscribe(processing, context);
    activated(processing, context);
    if (loop!.outputCollection)
      setLocal(processing, context.key, { [loop!.outputCollection]: items.map(() => null) }, context.value);
    if (items.length === 0) complete(processing, context);
    else if (loop!.sequential) activateChildWithKey(processing, context, inner!);
    else
      processing.command(processing.nextKey(), 'PROCESS_INSTANCE_BATCH', 'ACTIVATE', {
        processInstanceKey: context.value.processInstanceKey,
        batchElementInstanceKey: context.key,
        index: items.length,
        tenantId: TENANT,
      });
  },
  complete: (processing, context) => {
    const { key, value, element } = context;
    unsubscribe(processing, key);
    const name = element.loop!.outputCollection;
    if (name) {
      const local = localVariables(processing.state, key);
      if (Object.hasOwn(local, name)) propagate(processing, value.flowScopeKey, { [name]: local[name]! }, value);
    }
    subscribeCompensation(processing, context);
    completed(processing, context);
    completeCompensation(processing, context);
    takeFlows(processing, context);
  },
  terminate: (processing, context) => {
    unsubscribe(processing, context.key);
    if (terminateChildren(processing, context)) endByForce(processing, context);
  },
};
