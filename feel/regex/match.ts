import { isWord } from './character-class.ts';
import { parsePattern } from './parse-pattern.ts';
import type { Flags, Pattern } from './pattern.ts';
import { parseFlags } from './pattern.ts';

/** Code points `start` to `end`, and of each group that took part. */
export interface Found {
  start: number;
  end: number;
  groups: ([number, number] | undefined)[];
}

interface State {
  input: number[];
  groups: ([number, number] | undefined)[];
  spend: (steps: number) => void;
}

type Next = (at: number) => number;
/** Where the rest ends, or -1. */
type Matcher = (state: State, at: number, next: Next) => number;

const FAILED = -1;
const NEWLINE = 10;

const boundaryAt = ({ input }: State, at: number): boolean => {
  const before = at > 0 && isWord(input[at - 1]!);
  const behind = at < input.length && isWord(input[at]!);
  return before !== behind;
};

const sequence = (parts: Matcher[]): Matcher => {
  if (parts.length === 1) return parts[0]!;
  return (state, at, next) => {
    const step = (index: number, here: number): number =>
      index === parts.length ? next(here) : parts[index]!(state, here, (after) => step(index + 1, after));
    return step(0, at);
  };
};

/** Repetition of one character needs no recursion. */
const repeatCharacter = (matches: (code: number) => boolean, least: number, most: number, lazy: boolean): Matcher => {
  const run = (state: State, at: number, limit: number): number => {
    let count = 0;
    state.spend(1);
    while (count < limit && at + count < state.input.length && matches(state.input[at + count]!)) {
      if ((++count & 63) === 0) state.spend(64);
    }
    return count;
  };
  return (state, at, next) => {
    if (lazy) {
      let count = run(state, at, least);
      if (count < least) return FAILED;
      for (; ; count++) {
        state.spend(1);
        const end = next(at + count);
        if (end !== FAILED) return end;
        if (count >= most || at + count >= state.input.length || !matches(state.input[at + count]!)) return FAILED;
      }
    }
    for (let count = run(state, at, most); count >= least; count--) {
      state.spend(1);
      const end = next(at + count);
      if (end !== FAILED) return end;
    }
    return FAILED;
  };
};

const repeat = (inner: Matcher, least: number, most: number, lazy: boolean): Matcher => {
  const attempt = (state: State, at: number, done: number, next: Next): number => {
    state.spend(2);
    const more = (): number =>
      done >= most
        ? FAILED
        : inner(state, at, (after) => (after === at && done >= least ? FAILED : attempt(state, after, done + 1, next)));
    const stop = (): number => (done >= least ? next(at) : FAILED);
    const first = lazy ? stop() : more();
    return first !== FAILED ? first : lazy ? more() : stop();
  };
  return (state, at, next) => attempt(state, at, 0, next);
};

const group = (inner: Matcher, number: number | undefined): Matcher => {
  if (number === undefined) return inner;
  return (state, at, next) => {
    const before = state.groups[number];
    const end = inner(state, at, (after) => {
      const previous = state.groups[number];
      state.groups[number] = [at, after];
      const result = next(after);
      if (result === FAILED) state.groups[number] = previous;
      return result;
    });
    if (end === FAILED) state.groups[number] = before;
    return end;
  };
};

const back =
  (number: number): Matcher =>
  (state, at, next) => {
    const taken = state.groups[number];
    if (!taken) return next(at);
    const length = taken[1] - taken[0];
    state.spend(1 + length);
    for (let index = 0; index < length; index++)
      if (state.input[taken[0] + index] !== state.input[at + index]) return FAILED;
    return next(at + length);
  };

const build = (pattern: Pattern, flags: Flags): Matcher => {
  switch (pattern.type) {
    case 'character':
      return (state, at, next) => {
        state.spend(1);
        return at < state.input.length && pattern.matches(state.input[at]!) ? next(at + 1) : FAILED;
      };
    case 'sequence':
      return sequence(pattern.parts.map((part) => build(part, flags)));
    case 'choice': {
      const options = pattern.options.map((option) => build(option, flags));
      return (state, at, next) => {
        for (const option of options) {
          state.spend(1);
          const end = option(state, at, next);
          if (end !== FAILED) return end;
        }
        return FAILED;
      };
    }
    case 'group':
      return group(build(pattern.of, flags), pattern.number);
    case 'repeat':
      return pattern.of.type === 'character'
        ? repeatCharacter(pattern.of.matches, pattern.least, pattern.most, pattern.lazy)
        : repeat(build(pattern.of, flags), pattern.least, pattern.most, pattern.lazy);
    case 'start':
      return (state, at, next) =>
        at === 0 || (flags.multiline && state.input[at - 1] === NEWLINE) ? next(at) : FAILED;
    case 'end':
      return (state, at, next) =>
        at === state.input.length || (flags.multiline && state.input[at] === NEWLINE) ? next(at) : FAILED;
    case 'boundary':
    case 'not-boundary':
      return (state, at, next) => (boundaryAt(state, at) === (pattern.type === 'boundary') ? next(at) : FAILED);
    case 'look': {
      const inner = build(pattern.of, flags);
      return (state, at, next) => ((inner(state, at, (end) => end) !== FAILED) === pattern.wanted ? next(at) : FAILED);
    }
    case 'back':
      return back(pattern.number);
  }
};

/** A compiled regular expression. Matching pays for every step, so that no pattern can run away. */
export class Regex {
  readonly #matcher: Matcher;

  /** @throws PatternError */
  constructor(pattern: string, flags = '') {
    const parsed = parseFlags(flags);
    this.#matcher = build(parsePattern(pattern, parsed), parsed);
  }

  /** The first match at or behind `from`. */
  find(input: number[], from: number, spend: (steps: number) => void): Found | undefined {
    for (let start = from; start <= input.length; start++) {
      const state: State = { input, groups: [], spend };
      spend(1);
      const end = this.#matcher(state, start, (at) => at);
      if (end !== FAILED) return { start, end, groups: state.groups };
    }
    return undefined;
  }

  /** All matches, one behind the other. An empty match moves on by one character. */
  findAll(input: number[], spend: (steps: number) => void): Found[] {
    const all: Found[] = [];
    for (let from = 0; from <= input.length;) {
      const found = this.find(input, from, spend);
      if (!found) break;
      all.push(found);
      from = found.end > found.start ? found.end : found.end + 1;
    }
    return all;
  }
}

export const codePointsOf = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0)!);

/** A part of the input as a text. */
export const textOf = (input: number[], start: number, end: number): string => {
  let text = '';
  for (let index = start; index < end; index++) text += String.fromCodePoint(input[index]!);
  return text;
};
