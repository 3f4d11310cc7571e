import type { CaseFacts } from './case-facts.ts';
import type { Net, NetFlow, NetNode } from './net.ts';
import { drawnId } from './net.ts';

/** Where the tokens are, and how the fields stand by which branches are decided. */
export interface Marking {
  tokens: Uint8Array;
  facts: Uint8Array;
}

export interface Move {
  marking: Marking;
  /** The step that was done by it. */
  node?: NetNode;
  /** What was passed: flows and elements of the drawing. */
  label: string[];
  alive: readonly string[];
  /** An element that came to hold two tokens. */
  doubled?: string;
  problem?: { kind: 'uncaught' | 'undecided'; element: string };
}

/** More than two tokens in one place are as bad as two. */
const MAX_TOKENS = 2;
/** Branches of an inclusive gateway up to which every choice is tried; beyond it each alone, and all. */
const MAX_INCLUSIVE = 4;

const subsets = (flows: readonly number[]): number[][] => {
  if (flows.length > MAX_INCLUSIVE) return [...flows.map((flow) => [flow]), [...flows]];
  const all: number[][] = [];
  for (let mask = 1; mask < 2 ** flows.length; mask++) all.push(flows.filter((_flow, place) => mask & (1 << place)));
  return all;
};

/** The rules by which tokens move through a net. */
export class TokenGame {
  private readonly net: Net;
  private readonly facts: CaseFacts;
  /** Place of a flow, of an activity that is being done, and of a side event that has fired. */
  private readonly places = new Map<string, number>();
  private readonly flows: { flow: NetFlow; index: number; place: number }[] = [];
  private readonly nodes: NetNode[];
  /** Places inside a scope and all that it holds, without the marks of side events. */
  private readonly inside = new Map<string, number[]>();
  private readonly marks = new Map<string, number[]>();
  private readonly reach = new Map<string, Set<number>>();
  private readonly owners = new Map<string, NetNode>();

  constructor(net: Net, facts: CaseFacts) {
    this.net = net;
    this.facts = facts;
    this.nodes = [...net.nodes.values()];
    const place = (name: string, scope: string, mark = false): number => {
      const index = this.places.size;
      this.places.set(name, index);
      for (let at: string | null = scope; at !== null; at = net.scopes.get(at)?.parent ?? null) {
        const lists = mark ? this.marks : this.inside;
        lists.set(at, [...(lists.get(at) ?? []), index]);
      }
      return index;
    };
    net.flows.forEach((flow, index) => {
      if (flow) this.flows.push({ flow, index, place: place(`flow ${index}`, flow.scope) });
    });
    for (const node of this.nodes) {
      if (node.inner) this.owners.set(node.inner, node);
      if (node.kind === 'sub' || node.sideEvents.length > 0) place(`active ${node.id}`, node.scope);
      for (const event of node.sideEvents) place(`fired ${event.id}`, node.scope, true);
    }
    for (const scope of net.scopes.values())
      for (const handler of scope.handlers) place(`fired ${handler.id}`, scope.id, true);
  }

  /** The ways in which a run can begin. */
  beginnings(): Move[] {
    const root = this.net.scopes.get(this.net.root);
    return (root?.starts ?? []).flatMap((id) => {
      const start = this.net.nodes.get(id)!;
      const empty = { tokens: new Uint8Array(this.places.size), facts: new Uint8Array(this.facts.count) };
      return this.done(start, empty, [drawnId(id)], start.outgoing);
    });
  }

  isDone({ tokens }: Marking): boolean {
    return (this.inside.get(this.net.root) ?? []).every((place) => tokens[place] === 0);
  }

  /** Elements at which tokens are, and what they have passed to come there. */
  waiting({ tokens }: Marking): { elements: string[]; path: string[] } {
    const held = this.flows.filter(({ place }) => tokens[place]! > 0).map(({ flow }) => flow);
    const elements = [...new Set(held.map(({ to }) => to))].filter((id) => !id.startsWith('~'));
    return { elements: elements.map(drawnId), path: held.flatMap(({ path }) => path) };
  }

  /** The first element that a token on a flow comes to. */
  private nextOn(flow: NetFlow): string {
    return flow.path.find((id) => this.net.drawn.has(id)) ?? drawnId(flow.to);
  }

  moves(marking: Marking): Move[] {
    const moves: Move[] = [];
    for (const node of this.nodes) {
      if (node.kind === 'and') moves.push(...this.join(node, marking));
      else if (node.kind === 'or') moves.push(...this.inclusive(node, marking));
      else {
        for (const index of node.incoming)
          if (this.has(marking, `flow ${index}`)) moves.push(...this.enter(node, index, marking));
        if (this.places.has(`active ${node.id}`) && this.has(marking, `active ${node.id}`))
          moves.push(...this.goOn(node, marking));
      }
    }
    for (const scope of this.net.scopes.values()) moves.push(...this.handlers(scope.id, marking));
    return moves;
  }

  // ---- tools

  private has({ tokens }: Marking, place: string): boolean {
    return tokens[this.places.get(place)!]! > 0;
  }

  private flow(index: number): NetFlow {
    return this.net.flows[index]!;
  }

  private copy({ tokens, facts }: Marking): Marking {
    return { tokens: tokens.slice(), facts };
  }

  private add(marking: Marking, place: string, count: number): boolean {
    const index = this.places.get(place)!;
    const next = marking.tokens[index]! + count;
    marking.tokens[index] = Math.max(0, Math.min(MAX_TOKENS, next));
    return next >= MAX_TOKENS;
  }

  private clear(marking: Marking, scope: string): void {
    for (const place of [...(this.inside.get(scope) ?? []), ...(this.marks.get(scope) ?? [])])
      marking.tokens[place] = 0;
  }

  private isEmpty({ tokens }: Marking, scope: string): boolean {
    return (this.inside.get(scope) ?? []).every((place) => tokens[place] === 0);
  }

  /** Puts tokens on flows; tells where there are two of them then. */
  private put(marking: Marking, flows: readonly number[]): string | undefined {
    let doubled: string | undefined;
    for (const index of flows) if (this.add(marking, `flow ${index}`, 1)) doubled ??= this.nextOn(this.flow(index));
    return doubled;
  }

  private move(marking: Marking, label: string[], alive: readonly string[], doubled?: string): Move {
    return { marking, label, alive, ...(doubled && !doubled.startsWith('~') ? { doubled } : {}) };
  }

  private taken(index: number, node: NetNode): { label: string[]; alive: string[] } {
    const flow = this.flow(index);
    const own = node.id.startsWith('~') ? [] : [drawnId(node.id)];
    return { label: [...flow.path, ...own], alive: [...flow.members, node.id] };
  }

  /** A step is done: its fields may stand in several ways. */
  private done(
    node: NetNode,
    marking: Marking,
    label: string[],
    flows: readonly number[],
    alive: string[] = [node.id],
  ): Move[] {
    return this.facts.after(node.step, marking.facts).map((facts) => {
      const next = { tokens: marking.tokens.slice(), facts };
      return { ...this.move(next, label, alive, this.put(next, flows)), node };
    });
  }

  // ---- elements

  private enter(node: NetNode, index: number, marking: Marking): Move[] {
    const { label, alive } = this.taken(index, node);
    const next = this.copy(marking);
    this.add(next, `flow ${index}`, -1);
    switch (node.kind) {
      case 'xor':
        return this.choose(node, next, label, alive);
      case 'end':
        return [this.move(next, label, alive)];
      case 'terminate':
        this.clear(next, node.scope);
        return [this.move(next, label, alive)];
      case 'throw-end':
      case 'throw':
        return this.raise(node, next, label, alive, node.raises ?? { kind: 'error' });
      case 'sub':
        return this.begin(node, next, label, alive);
      default:
        if (node.sideEvents.length > 0) {
          this.add(next, `active ${node.id}`, 1);
          return [this.move(next, label, alive)];
        }
        return [
          ...this.done(node, next, label, node.outgoing, alive),
          ...node.throws.flatMap((code) =>
            this.isCaught(node, 'error', code) ? this.raise(node, next, label, alive, { kind: 'error', code }) : [],
          ),
        ];
    }
  }

  private begin(node: NetNode, next: Marking, label: string[], alive: string[]): Move[] {
    if (this.has(next, `active ${node.id}`)) {
      const again = this.copy(next);
      return [this.move(again, label, alive, drawnId(node.id))];
    }
    this.add(next, `active ${node.id}`, 1);
    const starts = this.net.scopes.get(node.inner ?? '')?.starts ?? [];
    if (starts.length === 0) return [this.move(next, label, alive)];
    return starts.flatMap((id) => {
      const start = this.net.nodes.get(id)!;
      return this.done(start, next, [...label, drawnId(id)], start.outgoing, [...alive, id]);
    });
  }

  /** What can happen to an activity that is being done: it is completed, or one of its events comes. */
  private goOn(node: NetNode, marking: Marking): Move[] {
    const moves: Move[] = [];
    const inner = node.inner;
    if (inner === undefined || this.isEmpty(marking, inner)) {
      const next = this.leave(node, marking);
      moves.push(...this.done(node, next, inner ? [] : [drawnId(node.id)], node.outgoing));
    }
    for (const event of node.interrupts) {
      if (event.kind === 'error' || event.kind === 'escalation') continue;
      const next = this.leave(node, marking);
      moves.push(this.move(next, [drawnId(event.id)], [event.id], this.put(next, event.outgoing)));
    }
    for (const event of node.sideEvents) {
      if (this.has(marking, `fired ${event.id}`) || event.kind === 'escalation') continue;
      const next = this.copy(marking);
      this.add(next, `fired ${event.id}`, 1);
      moves.push(this.move(next, [drawnId(event.id)], [event.id], this.put(next, event.outgoing)));
    }
    return moves;
  }

  private leave(node: NetNode, marking: Marking): Marking {
    const next = this.copy(marking);
    if (node.inner) this.clear(next, node.inner);
    next.tokens[this.places.get(`active ${node.id}`)!] = 0;
    for (const event of node.sideEvents) next.tokens[this.places.get(`fired ${event.id}`)!] = 0;
    return next;
  }

  private choose(node: NetNode, next: Marking, label: string[], alive: string[]): Move[] {
    const branch = (index: number): Move => {
      const marking = this.copy(next);
      return this.move(marking, label, alive, this.put(marking, [index]));
    };
    const chosen: number[] = [];
    let fallback: number | undefined;
    let open = true;
    for (const index of node.outgoing) {
      const { id, condition } = this.flow(index);
      if (id === node.defaultFlow) fallback = index;
      else if (open) {
        const holds =
          condition === undefined || this.facts.count === 0 ? undefined : this.facts.holds(condition, next.facts);
        if (holds !== false) chosen.push(index);
        if (holds === true) open = false;
      }
    }
    if (open && fallback !== undefined) chosen.push(fallback);
    if (chosen.length > 0) return chosen.map(branch);
    const problem = { kind: 'undecided' as const, element: drawnId(node.id) };
    return [{ ...this.move(next, label, alive), problem }];
  }

  private join(node: NetNode, marking: Marking): Move[] {
    if (node.incoming.length === 0 || !node.incoming.every((index) => this.has(marking, `flow ${index}`))) return [];
    const next = this.copy(marking);
    const taken = node.incoming.map((index) => this.taken(index, node));
    for (const index of node.incoming) this.add(next, `flow ${index}`, -1);
    const own = node.id.startsWith('~') ? [] : [drawnId(node.id)];
    const label = [...taken.flatMap((part) => part.label.slice(0, part.label.length - own.length)), ...own];
    return [
      this.move(
        next,
        label,
        taken.flatMap((part) => part.alive),
        this.put(next, node.outgoing),
      ),
    ];
  }

  /** Zeebe's inclusive join: it waits as long as a token somewhere in its scope can still come to it. */
  private inclusive(node: NetNode, marking: Marking): Move[] {
    const arrived = node.incoming.filter((index) => this.has(marking, `flow ${index}`));
    if (arrived.length === 0) return [];
    const missing = node.incoming.filter((index) => !arrived.includes(index));
    const others = this.flows.filter(
      ({ flow, index, place }) => flow.scope === node.scope && marking.tokens[place]! > 0 && !arrived.includes(index),
    );
    const active = this.nodes.filter(
      (other) =>
        other.scope === node.scope && this.places.has(`active ${other.id}`) && this.has(marking, `active ${other.id}`),
    );
    const coming = [
      ...others.flatMap(({ index }) => [...this.reachable(index, node.id)]),
      ...active.flatMap((other) => other.outgoing.flatMap((index) => [...this.reachable(index, node.id)])),
    ];
    if (missing.some((index) => coming.includes(index))) return [];
    const next = this.copy(marking);
    for (const index of arrived) this.add(next, `flow ${index}`, -1);
    const parts = arrived.map((index) => this.taken(index, node));
    const label = parts.flatMap((part) => part.label);
    const alive = parts.flatMap((part) => part.alive);
    return subsets(node.outgoing).map((flows) => {
      const chosen = this.copy(next);
      return this.move(chosen, label, alive, this.put(chosen, flows));
    });
  }

  private reachable(from: number, except: string): Set<number> {
    const name = `${from} ${except}`;
    const known = this.reach.get(name);
    if (known) return known;
    const seen = new Set<number>();
    const queue = [from];
    for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
      if (seen.has(index)) continue;
      seen.add(index);
      const node = this.net.nodes.get(this.flow(index).to);
      if (!node || node.id === except) continue;
      queue.push(
        ...node.outgoing,
        ...node.interrupts.flatMap((event) => event.outgoing),
        ...node.sideEvents.flatMap((event) => event.outgoing),
      );
    }
    this.reach.set(name, seen);
    return seen;
  }

  // ---- errors, escalations, event subprocesses

  private matches(event: { kind: string; code?: string }, kind: string, code: string | undefined): boolean {
    return event.kind === kind && (event.code === undefined || event.code === code);
  }

  private isCaught(node: NetNode, kind: string, code: string | undefined): boolean {
    for (let scope: string | null = node.scope; scope !== null; scope = this.net.scopes.get(scope)?.parent ?? null) {
      const owner = this.owners.get(scope);
      if (this.net.scopes.get(scope)?.handlers.some((handler) => this.matches(handler, kind, code))) return true;
      if (owner && [...owner.interrupts, ...owner.sideEvents].some((event) => this.matches(event, kind, code)))
        return true;
    }
    return false;
  }

  private raise(
    node: NetNode,
    marking: Marking,
    label: string[],
    alive: string[],
    { kind, code }: { kind: string; code?: string },
  ): Move[] {
    const goesOn = node.kind === 'throw';
    for (let scope: string | null = node.scope; scope !== null; scope = this.net.scopes.get(scope)?.parent ?? null) {
      const handler = this.net.scopes.get(scope)?.handlers.find((candidate) => this.matches(candidate, kind, code));
      if (handler) {
        const next = this.copy(marking);
        if (!handler.interrupting && goesOn) this.put(next, node.outgoing);
        return this.startHandler(scope, handler, next, label, alive);
      }
      const owner = this.owners.get(scope);
      const interrupt = owner?.interrupts.find((event) => this.matches(event, kind, code));
      if (owner && interrupt) {
        const next = this.leave(owner, marking);
        return [
          this.move(
            next,
            [...label, drawnId(interrupt.id)],
            [...alive, interrupt.id],
            this.put(next, interrupt.outgoing),
          ),
        ];
      }
      const side = owner?.sideEvents.find((event) => this.matches(event, kind, code));
      if (side) {
        const next = this.copy(marking);
        if (goesOn) this.put(next, node.outgoing);
        return [this.move(next, [...label, drawnId(side.id)], [...alive, side.id], this.put(next, side.outgoing))];
      }
    }
    if (kind === 'error')
      return [{ ...this.move(marking, label, alive), problem: { kind: 'uncaught', element: drawnId(node.id) } }];
    const next = this.copy(marking);
    return [this.move(next, label, alive, goesOn ? this.put(next, node.outgoing) : undefined)];
  }

  private handlers(scopeId: string, marking: Marking): Move[] {
    const scope = this.net.scopes.get(scopeId)!;
    const owner = this.owners.get(scopeId);
    const active = owner ? this.has(marking, `active ${owner.id}`) : !this.isEmpty(marking, scopeId);
    if (!active) return [];
    return scope.handlers
      .filter((handler) => handler.kind !== 'error' && handler.kind !== 'escalation')
      .filter((handler) => !this.has(marking, `fired ${handler.id}`))
      .flatMap((handler) => this.startHandler(scopeId, handler, this.copy(marking), [], []));
  }

  private startHandler(
    scopeId: string,
    handler: { id: string; scope: string; interrupting: boolean },
    next: Marking,
    label: string[],
    alive: string[],
  ): Move[] {
    if (handler.interrupting) this.clear(next, scopeId);
    this.add(next, `fired ${handler.id}`, 1);
    return (this.net.scopes.get(handler.scope)?.starts ?? []).flatMap((id) => {
      const start = this.net.nodes.get(id)!;
      const shown = [...label, drawnId(handler.id), drawnId(id)];
      return this.done(start, next, shown, start.outgoing, [...alive, handler.id, id]);
    });
  }
}
