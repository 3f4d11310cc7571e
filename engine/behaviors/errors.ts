import type { Element } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import type { Variables } from '../records.ts';
import type { ElementInstance, EngineState } from '../state/engine-state.ts';
import { elementOf } from '../state/lookups.ts';
import { canBeTriggered, triggerElement } from './event-triggers.ts';

export interface CatchEvent {
  instance: ElementInstance;
  event: Element;
}

/** The nearest boundary event, from an instance outwards and on through callers; an exact code wins over a catch-all. */
export const findCatchEvent = (
  state: EngineState,
  code: string,
  from: number,
): CatchEvent | { available: string[] } => {
  const available: string[] = [];
  let instance = state.elementInstances.get(from);
  while (instance) {
    const errors = elementOf(state, instance.value).boundaryEvents.filter(({ eventType }) => eventType === 'ERROR');
    const event =
      errors.find(({ errorCode }) => errorCode === code) ?? errors.find(({ errorCode }) => errorCode === undefined);
    if (event && canBeTriggered(state, instance)) return { instance, event };
    available.push(...errors.flatMap(({ errorCode }) => (errorCode === undefined ? [] : [errorCode])));
    const { flowScopeKey, parentElementInstanceKey } = instance.value;
    instance = state.elementInstances.get(flowScopeKey >= 0 ? flowScopeKey : parentElementInstanceKey);
  }
  return { available };
};

export const throwError = (processing: Processing, { instance, event }: CatchEvent, variables: Variables): void =>
  triggerElement(processing, instance, event, variables);

export const unhandledErrorText = (code: string, message: string, available: string[]): string => {
  const said = message ? ` with message '${message}'` : '';
  const known =
    available.length > 0
      ? ` Available error events are [${available.join(', ')}]`
      : ' No error events are available in the scope.';
  return `Expected to throw an error event with the code '${code}'${said}, but it was not caught.${known}`;
};
