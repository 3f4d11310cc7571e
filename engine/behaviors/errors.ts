import type { Element } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import type { EscalationValue, Variables } from '../records.ts';
import { TENANT } from '../records.ts';
import type { ElementInstance, EngineState } from '../state/engine-state.ts';
import type { Context } from './context.ts';
import { contextOf } from './context.ts';
import { canBeTriggered, triggerElement } from './event-triggers.ts';

export interface CatchEvent {
  instance: ElementInstance;
  event: Element;
}

type Code = 'errorCode' | 'escalationCode';

/** Catching codes are plain texts; an empty one catches all and comes last. */
const codeOf = (event: Element, code: Code): string => String(event[code]?.fixed ?? '');

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const catching = (state: EngineState, instance: ElementInstance, code: Code): Element[] =>
  contextOf(state, instance)
    .element.events.filter((event) => event[code] !== undefined)
    .sort((a, b) => compareTexts(codeOf(b, code), codeOf(a, code)));

const matching = (events: Element[], code: Code, thrown: string): Element | undefined =>
  events.find((event) => codeOf(event, code) === '' || codeOf(event, code) === thrown);

/** The nearest catching event, from an instance outwards and on through callers; an exact code wins over a catch-all. */
export const findErrorCatch = (
  state: EngineState,
  code: string,
  from: number,
): CatchEvent | { available: string[] } => {
  const available: string[] = [];
  let root = state.elementInstances.get(from);
  while (root?.state === 'ACTIVATED') {
    let instance: ElementInstance | undefined = root;
    while (instance?.state === 'ACTIVATED' && instance.interruptingId === undefined) {
      const events = catching(state, instance, 'errorCode');
      const event = matching(events, 'errorCode', code);
      if (event) return { instance, event };
      available.push(...events.map((candidate) => codeOf(candidate, 'errorCode')));
      instance = state.elementInstances.get(instance.value.flowScopeKey);
    }
    root = state.elementInstances.get(root.value.parentElementInstanceKey);
  }
  return { available };
};

/** Does nothing when the catching instance stopped to take events meanwhile. */
export const throwError = (processing: Processing, { instance, event }: CatchEvent, variables: Variables): void => {
  if (canBeTriggered(processing.state, instance, event.id)) triggerElement(processing, instance, event, variables);
};

export const unhandledErrorText = (code: string, message: string, available: string[]): string => {
  const said = message ? ` with message '${message}'` : '';
  const known =
    available.length > 0
      ? ` Available error events are [${available.join(', ')}]`
      : ' No error events are available in the scope.';
  return `Expected to throw an error event with the code '${code}'${said}, but it was not caught.${known}`;
};

const findEscalationCatch = (state: EngineState, code: string, from: number): CatchEvent | undefined => {
  let root = state.elementInstances.get(from);
  while (root) {
    let instance: ElementInstance | undefined = root;
    while (instance) {
      const event = matching(catching(state, instance, 'escalationCode'), 'escalationCode', code);
      if (event) return { instance, event };
      const goesOn: boolean = instance.state === 'ACTIVATED' && instance.interruptingId === undefined;
      instance = goesOn ? state.elementInstances.get(instance.value.flowScopeKey) : undefined;
    }
    const caller = state.elementInstances.get(root.value.parentElementInstanceKey);
    root = caller?.state === 'ACTIVATED' ? caller : undefined;
  }
  return undefined;
};

/** Escalates to the nearest catching event; true when the thrower may go on, which an interrupting catch forbids. */
export const throwEscalation = (processing: Processing, { element, value }: Context, code: string): boolean => {
  const found = findEscalationCatch(processing.state, code, value.flowScopeKey);
  const key = processing.nextKey();
  const escalation: EscalationValue = {
    processInstanceKey: value.processInstanceKey,
    escalationCode: code,
    throwElementId: element.id,
    catchElementId: found?.event.id ?? '',
    tenantId: TENANT,
  };
  const escalated = found !== undefined && canBeTriggered(processing.state, found.instance, found.event.id);
  if (escalated) triggerElement(processing, found.instance, found.event, {});
  processing.event(key, 'ESCALATION', escalated ? 'ESCALATED' : 'NOT_ESCALATED', escalation);
  return !found?.event.interrupting;
};
