import type { Net, NetFlow, NetNode, NodeKind } from './net.ts';
import { drawnId } from './net.ts';

/** What must stay as it is: nodes whose passing is looked for, and gateways that choose by known facts. */
export interface Kept {
  visible: (node: NetNode) => boolean;
  decided: (node: NetNode) => boolean;
}

/**
 * Makes a net smaller without changing whether it comes to an end and in which order its visible nodes are passed:
 * sequences, matching splits and joins, side branches and loops of invisible nodes become single flows (after Murata's
 * reduction rules for Petri nets). The net is changed in place. Each flow remembers one way through what it replaces,
 * and all that is alive with it.
 */
export class Reduction {
  private readonly net: Net;
  private readonly kept: Kept;
  private readonly queue: string[];
  private fresh = 0;

  constructor(net: Net, kept: Kept) {
    this.net = net;
    this.kept = kept;
    this.queue = [...net.nodes.keys()];
  }

  run(): void {
    for (const id of [...this.net.nodes.keys()]) this.normalise(id);
    do {
      for (let id = this.queue.pop(); id !== undefined; id = this.queue.pop())
        while (this.net.nodes.has(id) && this.reduceAt(id));
      // A side branch has become short while its host was not looked at.
      for (const node of this.net.nodes.values()) if (this.dropSideEvents(node)) this.again(node.id);
    } while (this.queue.length > 0);
  }

  // ---- tools

  private flow(index: number): NetFlow {
    const flow = this.net.flows[index];
    if (!flow) throw new Error(`flow ${index} is gone`);
    return flow;
  }

  private again(...ids: string[]): void {
    this.queue.push(...ids);
  }

  private addFlow(from: NetNode, to: NetNode, path: string[], members: string[]): number {
    const index = this.net.flows.length;
    this.net.flows.push({ id: `~${index}`, from: from.id, to: to.id, scope: from.scope, path, members });
    from.outgoing.push(index);
    to.incoming.push(index);
    return index;
  }

  private removeFlow(index: number): void {
    const flow = this.flow(index);
    this.net.flows[index] = undefined;
    const drop = (list: number[] | undefined): void => {
      const at = list?.indexOf(index) ?? -1;
      if (at >= 0) list?.splice(at, 1);
    };
    for (const node of [this.net.nodes.get(flow.from), this.net.nodes.get(flow.to)]) {
      drop(node?.incoming);
      drop(node?.outgoing);
    }
  }

  private addGateway(kind: NodeKind, scope: string): NetNode {
    const node: NetNode = {
      id: `~${kind}${++this.fresh}`,
      kind,
      scope,
      incoming: [],
      outgoing: [],
      sideEvents: [],
      interrupts: [],
      throws: [],
    };
    this.net.nodes.set(node.id, node);
    this.again(node.id);
    return node;
  }

  private retarget(index: number, to: NetNode): void {
    const flow = this.flow(index);
    const old = this.net.nodes.get(flow.to);
    old?.incoming.splice(old.incoming.indexOf(index), 1);
    flow.to = to.id;
    to.incoming.push(index);
  }

  private resource(index: number, from: NetNode): void {
    const flow = this.flow(index);
    const old = this.net.nodes.get(flow.from);
    if (old?.outgoing.includes(index)) old.outgoing.splice(old.outgoing.indexOf(index), 1);
    flow.from = from.id;
    from.outgoing.push(index);
  }

  // ---- one meaning, one drawing

  /** An activity with several flows in is a merge before it, with several out a split behind it; its ends are choices. */
  private normalise(id: string): void {
    const node = this.net.nodes.get(id)!;
    if (node.kind === 'start' || node.kind === 'xor' || node.kind === 'and' || node.kind === 'or') return;
    if (node.incoming.length > 1) {
      const join = this.addGateway('xor', node.scope);
      for (const index of [...node.incoming]) this.retarget(index, join);
      this.addFlow(join, node, [], []);
    }
    if (node.outgoing.length > 1) {
      const split = this.addGateway('and', node.scope);
      for (const index of [...node.outgoing]) this.resource(index, split);
      this.addFlow(node, split, [], []);
    }
    if (node.kind !== 'sub') this.interruptsAsChoice(node);
  }

  /** That a single step is broken off, or done, is a choice before it: nothing else can happen inside. */
  private interruptsAsChoice(node: NetNode): void {
    const [before] = node.incoming;
    if (node.interrupts.length === 0 || before === undefined || node.sideEvents.length > 0) return;
    const choice = this.addGateway('xor', node.scope);
    this.retarget(before, choice);
    this.addFlow(choice, node, [], []);
    for (const interrupt of node.interrupts) {
      for (const index of interrupt.outgoing) {
        const flow = this.flow(index);
        flow.path.unshift(drawnId(node.id), drawnId(interrupt.id));
        flow.members.push(interrupt.id);
        this.resource(index, choice);
      }
    }
    node.interrupts = [];
  }

  // ---- the rules

  private reduceAt(id: string): boolean {
    const node = this.net.nodes.get(id)!;
    this.dropSideEvents(node);
    this.openSubprocess(node);
    return this.fuseSeries(node) || this.mergeParallel(node) || this.fuseGateways(node) || this.dropDeadEnds(node);
  }

  private plain(node: NetNode): boolean {
    if (node.sideEvents.length > 0 || node.interrupts.length > 0 || this.kept.visible(node)) return false;
    return (
      node.kind === 'task' ||
      ((node.kind === 'xor' || node.kind === 'and' || node.kind === 'or') && !this.kept.decided(node))
    );
  }

  private fuseSeries(node: NetNode): boolean {
    const [before, after] = [node.incoming[0], node.outgoing[0]];
    if (!this.plain(node) || node.incoming.length !== 1 || node.outgoing.length !== 1) return false;
    const into = this.flow(before!);
    const out = this.flow(after!);
    if (into.from === node.id) return false;
    const own = node.id.startsWith('~') ? [] : [drawnId(node.id)];
    const members = [...into.members, ...(node.id.startsWith('~') ? [] : [node.id]), ...out.members];
    const merged = { ...into, to: out.to, path: [...into.path, ...own, ...out.path], members };
    // The flow into the node keeps its place, its condition and its name as a default.
    this.removeFlow(after!);
    this.net.flows[before!] = merged;
    const to = this.net.nodes.get(merged.to)!;
    to.incoming.push(before!);
    this.net.nodes.delete(node.id);
    this.again(into.from, to.id);
    return true;
  }

  /** Two ways from one gateway to another that nothing tells apart. */
  private mergeParallel(node: NetNode): boolean {
    if (!this.isGateway(node) || this.kept.decided(node)) return false;
    const seen = new Map<string, number>();
    for (const index of [...node.outgoing]) {
      const flow = this.flow(index);
      const target = this.net.nodes.get(flow.to)!;
      if (flow.to === node.id) {
        // A loop in which nothing happens ends, or goes on as if it had not been there.
        if (node.kind !== 'xor' || node.outgoing.length < 2) continue;
        const other = this.flow(node.outgoing.find((candidate) => candidate !== index)!);
        other.members.push(...flow.members);
        this.removeFlow(index);
        return true;
      }
      if (target.kind !== node.kind || this.kept.decided(target)) continue;
      const first = seen.get(flow.to);
      if (first === undefined) {
        seen.set(flow.to, index);
        continue;
      }
      const known = this.flow(first);
      known.members.push(...flow.members);
      if (node.kind === 'and') known.path.push(...flow.path);
      this.removeFlow(index);
      this.again(target.id);
      return true;
    }
    return false;
  }

  private isGateway(node: NetNode): boolean {
    return node.kind === 'xor' || node.kind === 'and' || node.kind === 'or';
  }

  /** Gateways of one sort behind each other are one. */
  private fuseGateways(node: NetNode): boolean {
    if (node.kind !== 'xor' && node.kind !== 'and') return false;
    for (const index of node.outgoing) {
      const flow = this.flow(index);
      const next = this.net.nodes.get(flow.to)!;
      if (next === node || next.kind !== node.kind || this.kept.decided(node) || this.kept.decided(next)) continue;
      if (next.incoming.length === 1) {
        this.absorbNext(node, next, flow);
        return true;
      }
      if (node.outgoing.length === 1) {
        this.absorbBefore(node, next, flow);
        return true;
      }
    }
    return false;
  }

  private absorbNext(node: NetNode, next: NetNode, flow: NetFlow): void {
    this.removeFlow(this.net.flows.indexOf(flow));
    for (const index of [...next.outgoing]) {
      const out = this.flow(index);
      out.path.unshift(...flow.path, ...this.shown(next));
      out.members.push(...flow.members, next.id);
      this.resource(index, node);
      this.again(out.to);
    }
    this.net.nodes.delete(next.id);
  }

  private absorbBefore(node: NetNode, next: NetNode, flow: NetFlow): void {
    this.removeFlow(this.net.flows.indexOf(flow));
    for (const index of [...node.incoming]) {
      const into = this.flow(index);
      into.path.push(...this.shown(node), ...flow.path);
      into.members.push(...flow.members, node.id);
      this.retarget(index, next);
      this.again(into.from);
    }
    this.net.nodes.delete(node.id);
    this.again(next.id);
  }

  private shown(node: NetNode): string[] {
    return node.id.startsWith('~') ? [] : [drawnId(node.id)];
  }

  /** A parallel branch that simply ends needs no token of its own. */
  private dropDeadEnds(node: NetNode): boolean {
    if (node.kind !== 'and' || node.outgoing.length < 2) return false;
    const index = node.outgoing.find((candidate) => this.isPlainEnd(this.flow(candidate).to));
    if (index === undefined) return false;
    const flow = this.flow(index);
    const rest = this.flow(node.outgoing.find((candidate) => candidate !== index)!);
    rest.members.push(...flow.members, flow.to);
    rest.path.unshift(...flow.path, ...this.shown(this.net.nodes.get(flow.to)!));
    this.removeFlow(index);
    return true;
  }

  private isPlainEnd(id: string): boolean {
    const node = this.net.nodes.get(id);
    return node?.kind === 'end' && !this.kept.visible(node);
  }

  /** A side branch in which nothing of interest happens and that ends by itself. */
  private dropSideEvents(node: NetNode): boolean {
    const before = node.sideEvents.length;
    node.sideEvents = node.sideEvents.filter((event) => {
      const [only] = event.outgoing;
      if (only === undefined || event.outgoing.length > 1 || !this.isPlainEnd(this.flow(only).to)) return true;
      const flow = this.flow(only);
      const near = node.incoming[0] ?? node.outgoing[0];
      if (near === undefined) return true;
      this.flow(near).members.push(event.id, ...flow.members, flow.to);
      const target = this.net.nodes.get(flow.to)!;
      target.incoming.splice(target.incoming.indexOf(only), 1);
      this.net.flows[only] = undefined;
      return false;
    });
    if (node.sideEvents.length === before) return false;
    if (node.kind !== 'sub') this.interruptsAsChoice(node);
    return true;
  }

  /** A subprocess in which nothing of interest is left is a step. */
  private openSubprocess(node: NetNode): void {
    if (node.kind !== 'sub' || node.inner === undefined) return;
    const scope = this.net.scopes.get(node.inner);
    if (!scope || scope.handlers.length > 0 || scope.starts.length !== 1) return;
    const start = this.net.nodes.get(scope.starts[0]!);
    const flow = start?.outgoing.length === 1 ? this.net.flows[start.outgoing[0]!] : undefined;
    if (!start || !flow || this.kept.visible(start)) return;
    const end = this.net.nodes.get(flow.to);
    if (!end || !(this.isPlainEnd(end.id) || end.kind === 'terminate') || this.kept.visible(end)) return;
    const inside = [...this.net.nodes.values()].filter((candidate) => candidate.scope === node.inner);
    if (inside.length !== 2) return;
    const after = node.outgoing[0];
    if (after === undefined) return;
    const out = this.flow(after);
    out.path.unshift(...this.shown(start), ...flow.path, ...this.shown(end));
    out.members.push(start.id, ...flow.members, end.id);
    for (const candidate of inside) this.net.nodes.delete(candidate.id);
    this.net.flows[start.outgoing[0]!] = undefined;
    this.net.scopes.delete(node.inner);
    node.kind = 'task';
    delete node.inner;
    this.interruptsAsChoice(node);
  }
}
