import type { EngineState } from './engine-state.ts';

const byKey = (a: [string | number, unknown], b: [string | number, unknown]): number =>
  typeof a[0] === 'number' && typeof b[0] === 'number' ? a[0] - b[0] : String(a[0]) < String(b[0]) ? -1 : 1;

/**
 * The whole state as lines of text, in an order that depends on nothing but the state: two states are equal when their
 * lines are. For comparing a state with what its log says.
 */
export function* stateLines(state: EngineState): Generator<string> {
  const { tables, indexes } = state.parts();
  yield `position ${state.lastPosition} key ${state.lastKey}`;
  for (const name of [...tables.keys()].sort()) {
    for (const [key, value] of [...tables.get(name)!.entries()].sort(byKey))
      yield `${name} ${key} ${JSON.stringify(value)}`;
  }
  for (const name of [...indexes.keys()].sort()) {
    for (const [key, entries] of [...indexes.get(name)!.entries()].sort(byKey))
      yield `${name} ${key} ${JSON.stringify([...entries])}`;
  }
}
