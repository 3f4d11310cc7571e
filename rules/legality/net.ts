import { JOBS, JOB_TYPES, type StepDefinition } from '#contracts';
import type { ModelElement, ProcedureModel } from '../procedure/model.ts';

/**
 * What an element does to tokens. Activities of every sort are tasks; an event gateway chooses as an exclusive one does,
 * between events that come later.
 */
export type NodeKind = 'start' | 'end' | 'terminate' | 'throw-end' | 'task' | 'throw' | 'xor' | 'and' | 'or' | 'sub';

export interface NetNode {
  id: string;
  kind: NodeKind;
  scope: string;
  /** Flows by their place in `Net.flows`. */
  incoming: number[];
  outgoing: number[];
  /** Boundary events that let the activity go on, each with its flows. */
  sideEvents: { id: string; kind: string; code?: string; outgoing: number[] }[];
  /** Boundary events that end the activity; a code says which error or escalation they catch. */
  interrupts: { id: string; kind: string; code?: string; outgoing: number[] }[];
  /** The scope inside a subprocess. */
  inner?: string;
  /** Raised by `throw` and `throw-end`. */
  raises?: { kind: string; code?: string };
  /** Codes of the BPMN errors that its job can throw. */
  throws: readonly string[];
  step?: StepDefinition;
  defaultFlow?: string;
}

export interface NetFlow {
  id: string;
  from: string;
  to: string;
  scope: string;
  condition?: string;
  /** What is passed on it, in order: flows and elements of the drawing. */
  path: string[];
  /** Everything that is alive when this flow is. */
  members: string[];
}

export interface NetScope {
  id: string;
  parent: string | null;
  starts: string[];
  /** Event subprocesses: their scope, and whether they end the rest of this scope. */
  handlers: { id: string; scope: string; interrupting: boolean; kind: string; code?: string }[];
}

/** The control flow of one process with everything that it holds, as nodes and flows in scopes. */
export interface Net {
  root: string;
  scopes: Map<string, NetScope>;
  nodes: Map<string, NetNode>;
  flows: (NetFlow | undefined)[];
  /** Ids of all elements in the drawing, also of those that were made into flows. */
  drawn: Set<string>;
}

const KINDS: Record<string, NodeKind> = {
  startEvent: 'start',
  exclusiveGateway: 'xor',
  eventBasedGateway: 'xor',
  complexGateway: 'xor',
  parallelGateway: 'and',
  inclusiveGateway: 'or',
  subProcess: 'sub',
  adHocSubProcess: 'sub',
  transaction: 'sub',
};

const kindOf = (element: ModelElement): NodeKind => {
  if (element.type === 'endEvent') {
    if (element.events.includes('terminate')) return 'terminate';
    return element.events.some((event) => event === 'error' || event === 'escalation') ? 'throw-end' : 'end';
  }
  if (element.type === 'intermediateThrowEvent' && element.events.includes('escalation')) return 'throw';
  return KINDS[element.type] ?? 'task';
};

const raisedBy = (element: ModelElement): NetNode['raises'] => {
  const kind = element.events.find((event) => event === 'error' || event === 'escalation');
  return kind && { kind, ...(element.eventRef ? { code: element.eventRef } : {}) };
};

/** What the platform's own jobs throw; of others nothing is known. */
const thrownBy = (element: ModelElement): readonly string[] => {
  const job = JOB_TYPES.find((type) => type === element.jobType);
  return job ? Object.keys(JOBS[job].errors) : [];
};

/** Deeper nesting of calls than any procedure needs; a process that calls itself would never end. */
const MAX_CALLS = 8;

class NetBuilder {
  readonly net: Net;
  private readonly models: readonly ProcedureModel[];
  private readonly steps: ReadonlyMap<string, StepDefinition>;

  constructor(models: readonly ProcedureModel[], steps: readonly StepDefinition[], root: string) {
    this.models = models;
    this.steps = new Map(steps.map((step) => [step.elementId, step]));
    this.net = { root, scopes: new Map(), nodes: new Map(), flows: [], drawn: new Set() };
    this.addScope(root, root, null, '', 0);
  }

  /** @param prefix keeps the elements of a process that is called from several places apart */
  private addScope(source: string, id: string, parent: string | null, prefix: string, calls: number): void {
    const model = this.models.find(
      (candidate) =>
        candidate.processes.some((process) => process.id === source) ||
        candidate.elements.some((element) => element.id === source),
    );
    if (!model) return;
    const scope: NetScope = { id, parent, starts: [], handlers: [] };
    this.net.scopes.set(id, scope);
    const elements = model.elements.filter((element) => element.scope === source);
    const own = new Set(elements.map((element) => element.id));
    for (const { id } of elements) this.net.drawn.add(id);
    for (const element of elements) this.addElement(element, scope, prefix, calls);
    for (const flow of model.flows)
      if (own.has(flow.from) && own.has(flow.to)) this.connect(flow.from, flow.to, flow, id, prefix);
    for (const thrown of elements.filter((element) => element.type === 'intermediateThrowEvent')) {
      const caught = elements.find(
        (element) =>
          element.type === 'intermediateCatchEvent' &&
          element.events.includes('link') &&
          thrown.events.includes('link') &&
          element.eventRef === thrown.eventRef,
      );
      if (caught) this.connect(thrown.id, caught.id, { id: `${thrown.id}→${caught.id}` }, id, prefix);
    }
  }

  private addElement(element: ModelElement, scope: NetScope, prefix: string, calls: number): void {
    const id = prefix + element.id;
    // A handler of compensation is outside the flow: it runs only when something is taken back.
    if (element.type === 'boundaryEvent') {
      if (!element.events.includes('compensate')) this.addBoundary(element, id, prefix);
      return;
    }
    if (element.triggeredByEvent) return this.addHandler(element, scope, prefix, calls);
    const called = element.calledProcess;
    const inline =
      called !== undefined &&
      calls < MAX_CALLS &&
      this.models.some((model) => model.processes.some((process) => process.id === called));
    const kind = inline ? 'sub' : kindOf(element);
    const step = this.steps.get(element.id);
    const raises = kind === 'throw' || kind === 'throw-end' ? raisedBy(element) : undefined;
    const node = this.nodeFor(id, kind, scope.id);
    node.throws = thrownBy(element);
    if (step) node.step = step;
    if (raises) node.raises = raises;
    if (element.defaultFlow) node.defaultFlow = prefix + element.defaultFlow;
    if (kind === 'start') scope.starts.push(id);
    if (kind !== 'sub') return;
    node.inner = `${id}/`;
    if (inline) this.addScope(called, node.inner, scope.id, `${id}/`, calls + 1);
    else this.addScope(element.id, node.inner, scope.id, prefix, calls);
  }

  /** Boundary events may stand before their activity in the file. */
  private nodeFor(id: string, kind: NodeKind, scope: string): NetNode {
    const known = this.net.nodes.get(id);
    if (known) return Object.assign(known, { kind, scope });
    const node: NetNode = { id, kind, scope, incoming: [], outgoing: [], sideEvents: [], interrupts: [], throws: [] };
    this.net.nodes.set(id, node);
    return node;
  }

  private readonly boundaryOutgoing = new Map<string, number[]>();

  private addBoundary(element: ModelElement, id: string, prefix: string): void {
    const hostId = prefix + (element.attachedTo ?? '');
    const host = this.net.nodes.get(hostId) ?? this.nodeFor(hostId, 'task', '');
    const outgoing: number[] = [];
    this.boundaryOutgoing.set(id, outgoing);
    const kind = element.events[0] ?? 'none';
    const event = { id, kind, outgoing, ...(element.eventRef ? { code: element.eventRef } : {}) };
    if (element.interrupting) host.interrupts.push(event);
    else host.sideEvents.push(event);
  }

  private addHandler(element: ModelElement, scope: NetScope, prefix: string, calls: number): void {
    const inner = `${prefix}${element.id}/`;
    this.addScope(element.id, inner, scope.id, prefix, calls);
    const model = this.models.find((candidate) => candidate.elements.includes(element));
    const start = model?.elements.find((child) => child.scope === element.id && child.type === 'startEvent');
    scope.handlers.push({
      id: prefix + element.id,
      scope: inner,
      interrupting: start?.interrupting ?? true,
      kind: start?.events[0] ?? 'none',
      ...(start?.eventRef ? { code: start.eventRef } : {}),
    });
  }

  private connect(
    from: string,
    to: string,
    flow: { id: string; condition?: string },
    scope: string,
    prefix: string,
  ): void {
    const target = this.net.nodes.get(prefix + to);
    if (!target) return;
    const index = this.net.flows.length;
    this.net.flows.push({
      id: prefix + flow.id,
      from: prefix + from,
      to: prefix + to,
      scope,
      path: [flow.id],
      members: [flow.id],
      ...(flow.condition ? { condition: flow.condition } : {}),
    });
    const boundary = this.boundaryOutgoing.get(prefix + from);
    if (boundary) boundary.push(index);
    else this.net.nodes.get(prefix + from)?.outgoing.push(index);
    target.incoming.push(index);
  }
}

/**
 * Reads the control flow of a process. Called processes of the same package become part of it; others are single steps.
 *
 * @param steps the settings of the steps, by element
 */
export const buildNet = (models: readonly ProcedureModel[], steps: readonly StepDefinition[], processId: string): Net =>
  new NetBuilder(models, steps, processId).net;

/** Whether an error thrown in a scope is caught around it. */
export const isErrorCaught = (net: Net, scopeId: string, code: string): boolean => {
  for (let id: string | null = scopeId; id !== null; id = net.scopes.get(id)?.parent ?? null) {
    const owner = [...net.nodes.values()].find((node) => node.inner === id);
    const events = [...(net.scopes.get(id)?.handlers ?? []), ...(owner?.interrupts ?? [])];
    if (events.some((event) => event.kind === 'error' && (event.code === undefined || event.code === code)))
      return true;
  }
  return false;
};

/** The id in the drawing of a node that may lie in a called process. */
export const drawnId = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
