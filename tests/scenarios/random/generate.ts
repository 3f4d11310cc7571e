import type { ModelSpec, NodeSpec } from '../support/bpmn-text.ts';
import {
  association,
  boundary,
  end,
  error,
  escalation,
  eventSubProcess,
  exclusive,
  handler,
  inclusive,
  listeners,
  loop,
  manual,
  mapping,
  onCompensation,
  onError,
  onEscalation,
  onSignal,
  parallel,
  scriptTask,
  service,
  signal,
  start,
  subProcess,
  throwing,
} from '../support/bpmn-text.ts';

/** A sequence of numbers below 1 that depends on the seed alone (mulberry32). */
const numbersFrom = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A piece with one way in and one way out. */
export interface Block {
  first: string;
  last: string;
  nodes: NodeSpec[];
  flows: string[];
  tail?: string;
}

const MAX_DEPTH = 3;
export const JOB = 'random';

/** Block-structured valid models: what opens is closed by its own kind, so that every path comes to an end. */
export class Generator {
  private readonly random: () => number;
  private count = 0;

  constructor(seed: number) {
    this.random = numbersFrom(seed);
  }

  protected below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  protected pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  protected id(prefix: string): string {
    return `${prefix}${++this.count}`;
  }

  protected single(node: NodeSpec): Block {
    return { first: node.id, last: node.id, nodes: [node], flows: [] };
  }

  protected task(): Block {
    const id = this.id('T');
    const extensions = this.pick(['', mapping({ i: '=x' }), mapping({}, { o: '=x + 1' }), listeners(['start', JOB])]);
    return this.pick([
      () => this.single(service(id, JOB, { extensions })),
      () => this.single(service(id, JOB, { extensions })),
      () => this.single(manual(id)),
      () => this.single(scriptTask(id, { extensions: '<zeebe:script expression="=x + 1" resultVariable="y"/>' })),
      () => this.single(throwing(id, { inner: onSignal('signal') })),
      () => this.single(throwing(id, { inner: onEscalation('escalation') })),
      () => this.single(service(id, JOB, { inner: loop({ over: '=[1, 2]', sequential: this.random() < 0.5 }) })),
    ])();
  }

  private branches(kind: 'exclusive' | 'parallel' | 'inclusive', depth: number): Block {
    const make = { exclusive, parallel, inclusive }[kind];
    const [open, close] = [this.id('G'), this.id('J')];
    const parts = Array.from({ length: 2 + this.below(2) }, () => this.block(depth + 1));
    const conditional = kind !== 'parallel';
    const flows = parts.flatMap((part, index) => {
      const isDefault = index === parts.length - 1;
      const condition = conditional && !isDefault ? ` | x > ${this.below(4)}` : '';
      return [`${open} ${part.first}${condition}`, `${part.last} ${close}`, ...part.flows];
    });
    const attributes: Record<string, string> = conditional ? { default: `f_${open}_${parts.at(-1)!.first}` } : {};
    const nodes = [make(open, { attributes }), ...parts.flatMap((part) => part.nodes), make(close)];
    return { first: open, last: close, nodes, flows, tail: parts.map(({ tail }) => tail ?? '').join('') };
  }

  private nested(depth: number): Block {
    const id = this.id('P');
    const [from, to] = [this.id('S'), this.id('E')];
    const body = this.block(depth + 1);
    const fails = this.random() < 0.3;
    const inside = [start(from), ...body.nodes, end(to, fails ? { inner: onError('error') } : {})];
    const repeats = !fails && this.random() < 0.4;
    const more = {
      ...(body.tail && { tail: body.tail }),
      ...(repeats && { inner: loop({ over: '=[1, 2]', element: 'item', sequential: this.random() < 0.5 }) }),
    };
    const node = subProcess(id, inside, [`${from} ${body.first}`, `${body.last} ${to}`, ...body.flows], more);
    if (!fails) return this.single(node);
    const [caught, join] = [this.id('B'), this.id('X')];
    const nodes = [node, boundary(caught, id, onError('error')), exclusive(join)];
    return { first: id, last: join, nodes, flows: [`${id} ${join}`, `${caught} ${join}`] };
  }

  /** A task that a compensation behind it undoes. */
  private undone(): Block {
    const [id, at, undo, thrower] = [this.id('T'), this.id('B'), this.id('U'), this.id('C')];
    const nodes = [
      service(id, JOB),
      boundary(at, id, onCompensation()),
      handler(service(undo, JOB)),
      throwing(thrower, { inner: onCompensation() }),
    ];
    return { first: id, last: thrower, nodes, flows: [`${id} ${thrower}`], tail: association(at, undo) };
  }

  protected sequence(depth: number): Block {
    const parts = Array.from({ length: 2 }, () => this.block(depth + 1));
    const flows = parts.slice(1).map((part, index) => `${parts[index]!.last} ${part.first}`);
    return {
      first: parts[0]!.first,
      last: parts.at(-1)!.last,
      nodes: parts.flatMap((part) => part.nodes),
      flows: [...flows, ...parts.flatMap((part) => part.flows)],
      tail: parts.map(({ tail }) => tail ?? '').join(''),
    };
  }

  /** Pieces that wait for something from outside; here there are none. */
  protected waits(): (() => Block)[] {
    return [];
  }

  protected block(depth: number): Block {
    if (depth >= MAX_DEPTH) return this.pick([() => this.task(), ...this.waits()])();
    return this.pick([
      () => this.task(),
      () => this.sequence(depth),
      () => this.sequence(depth),
      () => this.branches('exclusive', depth),
      () => this.branches('parallel', depth),
      () => this.branches('inclusive', depth),
      () => this.nested(depth),
      () => this.undone(),
      ...this.waits(),
    ])();
  }

  model(id: string): ModelSpec {
    const body = this.sequence(0);
    const watching = eventSubProcess(
      'H',
      [
        start('HS', {
          inner: this.pick([onEscalation(), onSignal('signal')]),
          attributes: { isInterrupting: 'false' },
        }),
        service('HT', JOB),
        end('HE'),
      ],
      ['HS HT HE'],
    );
    return {
      id,
      nodes: [start('S'), ...body.nodes, end('E'), ...(this.random() < 0.5 ? [watching] : [])],
      flows: [`S ${body.first}`, `${body.last} E`, ...body.flows],
      definitions: error('error', 'error') + escalation('escalation', 'up') + signal('signal', `signal-${id}`),
      ...(body.tail && { tail: body.tail }),
    };
  }

  /** What the instance begins with. */
  variables(): object {
    return { x: this.below(5) };
  }
}

export interface RandomCase {
  id: string;
  model: ModelSpec;
  variables: object;
  /** The type of every job in the model. */
  jobType: string;
}

/** The same seed always gives the same model and variables. */
export const randomCase = (seed: number): RandomCase => {
  const generator = new Generator(seed);
  const id = `random-${seed}`;
  return { id, model: generator.model(id), variables: generator.variables(), jobType: JOB };
};
