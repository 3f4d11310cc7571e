import type { CaseFacts } from './case-facts.ts';
import type { Monitor } from './monitor.ts';
import type { Net, NetNode } from './net.ts';
import { TokenGame, type Marking } from './token-game.ts';

export interface Exploration {
  states: number;
  /** False when the bound was reached before everything was seen. */
  exhaustive: boolean;
  /** Members of flows and nodes that some run passes. */
  alive: Set<string>;
  /** The shortest run that breaks the monitor. */
  violation?: string[];
  goalReached: boolean;
  /** Runs that stop for ever, by the elements at which tokens wait. */
  stuck: Map<string, { elements: string[]; path: string[] }>;
  /** Elements that a run enters while it is in them already. */
  doubled: Map<string, string[]>;
  /** Errors that nothing catches. */
  uncaught: Map<string, string[]>;
  /** Decisions where no branch holds. */
  undecided: Map<string, string[]>;
  /** Some run comes to its end. */
  ends: boolean;
}

interface Visit {
  marking: Marking;
  monitor: number;
  parent: number;
  label: string[];
}

const keyOf = ({ tokens, facts }: Marking, monitor: number): string =>
  `${String.fromCharCode(...tokens)}|${String.fromCharCode(...facts)}|${monitor}`;

/**
 * Plays the token game in all ways, the shortest runs first, up to `limit` states.
 *
 * @param monitor watches the events of the runs; a run that broke it is not followed further
 */
export const explore = (net: Net, facts: CaseFacts, monitor: Monitor | undefined, limit: number): Exploration => {
  const game = new TokenGame(net, facts);
  const result: Exploration = {
    states: 0,
    exhaustive: true,
    alive: new Set(),
    goalReached: false,
    stuck: new Map(),
    doubled: new Map(),
    uncaught: new Map(),
    undecided: new Map(),
    ends: false,
  };
  const visits: Visit[] = [];
  const known = new Set<string>();
  const pathTo = (index: number, last: readonly string[] = []): string[] => {
    const parts: (readonly string[])[] = [last];
    for (let at = index; at >= 0; at = visits[at]!.parent) parts.push(visits[at]!.label);
    return parts.reverse().flat();
  };
  const violated = (index: number, label: readonly string[] = []): void => {
    result.violation ??= pathTo(index, label);
  };
  const arrive = (marking: Marking, state: number, parent: number, label: string[]): void => {
    if (monitor && state === monitor.bad) return violated(parent, label);
    if (monitor && state === monitor.goal) result.goalReached = true;
    const key = keyOf(marking, state);
    if (known.has(key)) return;
    if (visits.length >= limit) {
      result.exhaustive = false;
      return;
    }
    known.add(key);
    visits.push({ marking, monitor: state, parent, label });
  };
  /** Every way in which the events of a step can have happened. */
  const afterStep = (node: NetNode | undefined, marking: Marking, state: number): number[] => {
    if (!monitor || !node?.step) return [state];
    let states = [state];
    for (const emitted of node.step.emits) {
      if (!monitor.alphabet.includes(emitted.event)) continue;
      const holds = emitted.when ? facts.holds(emitted.when, marking.facts) : true;
      const next = (from: number): number => monitor.next(from, emitted.event);
      states = states.flatMap((from) =>
        holds === true ? [next(from)] : holds === false ? [from] : [from, next(from)],
      );
    }
    return [...new Set(states)];
  };

  for (const move of game.beginnings())
    for (const state of afterStep(move.node, move.marking, 0)) arrive(move.marking, state, -1, move.label);
  for (let index = 0; index < visits.length; index++) {
    const { marking, monitor: state } = visits[index]!;
    if (game.isDone(marking)) {
      result.ends = true;
      if (monitor?.pending?.includes(state)) violated(index);
      continue;
    }
    const moves = game.moves(marking);
    for (const move of moves) {
      for (const member of move.alive) result.alive.add(member);
      if (move.doubled && !result.doubled.has(move.doubled))
        result.doubled.set(move.doubled, pathTo(index, move.label));
      if (move.problem) {
        const { kind, element } = move.problem;
        const found = kind === 'uncaught' ? result.uncaught : result.undecided;
        if (!found.has(element)) found.set(element, pathTo(index, move.label));
        continue;
      }
      for (const next of afterStep(move.node, move.marking, state)) arrive(move.marking, next, index, move.label);
    }
    if (moves.length === 0) {
      const { elements, path } = game.waiting(marking);
      const name = elements.join(' ');
      if (!result.stuck.has(name)) result.stuck.set(name, { elements, path: pathTo(index, path) });
    }
  }
  result.states = visits.length;
  return result;
};
