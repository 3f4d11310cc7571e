import type { Particle } from './schema.ts';

/** A place in a content model where an element may stand. */
export type Leaf = Extract<Particle, { kind: 'element' | 'any' }>;

interface Part {
  nullable: boolean;
  first: number[];
  last: number[];
}

/**
 * A content model as an automaton over its places (Glushkov): the state is the place of the last child. The schemas that
 * are read here leave no choice which place a child takes, as XML Schema demands of them.
 */
export class ContentModel {
  private readonly leaves: Leaf[] = [];
  private readonly follow: Set<number>[] = [];
  private readonly whole: Part;

  constructor(particle: Particle) {
    this.whole = this.add(particle);
  }

  /** Places that may come behind `state`, or at the beginning, in the order of the model. */
  next(state: number | undefined): { state: number; leaf: Leaf }[] {
    const states = state === undefined ? this.whole.first : this.follow[state]!;
    return [...states].sort((a, b) => a - b).map((at) => ({ state: at, leaf: this.leaves[at]! }));
  }

  leaf(state: number): Leaf {
    return this.leaves[state]!;
  }

  /** How many places an element has of its own: one for each time that it must stand there. */
  places(leaf: Leaf): number {
    return this.leaves.filter((other) => other === leaf).length;
  }

  /** Whether the content may end behind `state`. */
  mayEnd(state: number | undefined): boolean {
    return state === undefined ? this.whole.nullable : this.whole.last.includes(state);
  }

  private add(particle: Particle): Part {
    switch (particle.kind) {
      case 'sequence':
        return particle.parts.map((part) => this.add(part)).reduce((before, after) => this.join(before, after), EMPTY);
      case 'choice': {
        const parts = particle.parts.map((part) => this.add(part));
        return {
          nullable: parts.some(({ nullable }) => nullable),
          first: parts.flatMap(({ first }) => first),
          last: parts.flatMap(({ last }) => last),
        };
      }
      case 'times':
        return this.addTimes(particle);
      default: {
        const at = this.leaves.push(particle) - 1;
        this.follow.push(new Set());
        return { nullable: false, first: [at], last: [at] };
      }
    }
  }

  private addTimes({ part, min, many }: Extract<Particle, { kind: 'times' }>): Part {
    // What must stand there several times has as many places.
    const before = Array.from({ length: Math.max(0, min - 1) }, () => this.add(part));
    const last = this.add(part);
    if (many) this.link(last, last);
    const repeated = min === 0 ? { ...last, nullable: true } : last;
    return [...before, repeated].reduce((all, one) => this.join(all, one), EMPTY);
  }

  private join(before: Part, after: Part): Part {
    this.link(before, after);
    return {
      nullable: before.nullable && after.nullable,
      first: before.nullable ? [...before.first, ...after.first] : before.first,
      last: after.nullable ? [...before.last, ...after.last] : after.last,
    };
  }

  private link({ last }: Part, { first }: Part): void {
    for (const from of last) for (const to of first) this.follow[from]!.add(to);
  }
}

const EMPTY: Part = { nullable: true, first: [], last: [] };
