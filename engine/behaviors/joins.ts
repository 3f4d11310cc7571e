import type { Element } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { ElementInstance } from '../state/engine-state.ts';
import type { Context } from './context.ts';

const refuse = (reason: string): Rejection => new Rejection('INVALID_STATE', reason);

/** Whether a token at `from` could still come to the gateway by a flow that was not taken yet. */
const leadsTo = (from: Element, gateway: Element, context: Context, taken: ReadonlySet<string>): boolean => {
  const seen = new Set<Element>();
  const work = [from];
  for (let element = work.pop(); element; element = work.pop()) {
    if (element.id === gateway.id) return true;
    if (seen.has(element)) continue;
    seen.add(element);
    if (element.linkTarget) work.push(element.linkTarget);
    for (const flow of element.outgoing)
      if (!taken.has(flow.id)) work.push(context.process.elements.get(flow.targetId)!);
    work.push(...element.boundaryEvents);
  }
  return false;
};

const canStillArrive = (processing: Processing, context: Context, scope: ElementInstance): boolean => {
  const { element, process } = context;
  const { state } = processing;
  const taken = new Set(element.incoming.filter(({ id }) => scope.flows[id]).map(({ id }) => id));
  const active = state.children
    .all(scope.key)
    .map((key) => process.elements.get(state.elementInstances.get(key)!.value.elementId)!)
    .filter(({ id }) => id !== element.id);
  const onTheWay = Object.keys(scope.flows).map((id) => process.elements.get(process.flows.get(id)!.targetId)!);
  return [...active, ...onTheWay.filter(({ id }) => id !== element.id)].some((from) =>
    leadsTo(from, element, context, taken),
  );
};

/**
 * A parallel gateway joins when each incoming flow was taken; an inclusive one when no other token can come any more.
 * Without a scope that knows of a taken flow, the activation was asked for by a modification.
 */
export const refuseEarlyJoin = (processing: Processing, context: Context): void => {
  const { element, value } = context;
  if (element.type !== 'PARALLEL_GATEWAY' && element.type !== 'INCLUSIVE_GATEWAY') return;
  const scope = processing.state.elementInstances.get(value.flowScopeKey)!;
  const wanted = new Set(element.incoming.map(({ id }) => id));
  const arrived = [...wanted].filter((id) => scope.flows[id]).length;
  if (arrived >= wanted.size) return;
  if (element.type === 'PARALLEL_GATEWAY')
    throw refuse(
      `Expected to be able to activate parallel gateway '${element.id}', but not all sequence flows have been taken.`,
    );
  if (arrived === 0)
    throw refuse(
      `Expected to be able to activate inclusive gateway '${element.id}', but the inclusive gateway way already activated.`,
    );
  if (canStillArrive(processing, context, scope))
    throw refuse(
      `Expected to be able to activate inclusive gateway '${element.id}', but not all satisfied sequence flows have been taken.`,
    );
};
