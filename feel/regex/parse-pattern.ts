import type { Matches } from './character-class.ts';
import { classOf, folded, property } from './character-class.ts';
import type { Flags, Pattern } from './pattern.ts';
import { PatternError } from './pattern.ts';

const MAX_DEPTH = 50;
const MAX_REPEAT = 1_000;
const MAX_LENGTH = 10_000;
const ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, f: 12 };
const QUANTIFIER = /(?:([*+?])|\{(\d{1,6})(?:(,)(\d{0,6}))?\})([?+])?/y;

/** Recursive descent over a regular expression. */
class PatternParser {
  readonly #text: string;
  readonly #flags: Flags;
  #at = 0;
  #groups = 0;
  #depth = 0;

  constructor(text: string, flags: Flags) {
    this.#text = text;
    this.#flags = flags;
  }

  whole(): Pattern {
    const pattern = this.#choice();
    if (this.#at < this.#text.length) this.#fail();
    return pattern;
  }

  #fail(): never {
    throw new PatternError(`Invalid pattern '${this.#text}'`);
  }

  #peek(): string {
    return this.#text[this.#at] ?? '';
  }

  #take(symbol: string): boolean {
    if (!this.#text.startsWith(symbol, this.#at)) return false;
    this.#at += symbol.length;
    return true;
  }

  #code(): number {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) this.#fail();
    this.#at += code > 0xffff ? 2 : 1;
    return code;
  }

  #choice(): Pattern {
    if (++this.#depth > MAX_DEPTH) this.#fail();
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    this.#depth--;
    return options.length === 1 ? options[0]! : { type: 'choice', options };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    for (;;) {
      if (this.#flags.free && /\s/.test(this.#peek())) {
        this.#at++;
        continue;
      }
      const next = this.#peek();
      if (next === '' || next === '|' || next === ')') return { type: 'sequence', parts };
      parts.push(this.#quantified(this.#atom()));
    }
  }

  #quantified(of: Pattern): Pattern {
    QUANTIFIER.lastIndex = this.#at;
    const found = QUANTIFIER.exec(this.#text);
    if (!found) return this.#peek() === '{' ? this.#fail() : of;
    if (of.type === 'start' || of.type === 'end' || found[5] === '+') this.#fail();
    this.#at += found[0].length;
    const [, symbol, from, comma, to, lazy] = found;
    const least = symbol ? (symbol === '+' ? 1 : 0) : Number(from);
    const most = symbol ? (symbol === '?' ? 1 : Infinity) : comma ? (to ? Number(to) : Infinity) : least;
    if (most < least || least > MAX_REPEAT || (most !== Infinity && most > MAX_REPEAT)) this.#fail();
    return { type: 'repeat', of, least, most, lazy: lazy === '?' };
  }

  #atom(): Pattern {
    if (this.#take('(')) return this.#group();
    if (this.#take('[')) return { type: 'character', matches: this.#caseless(this.#class()) };
    if (this.#take('.')) return this.#any();
    if (this.#take('^')) return { type: 'start' };
    if (this.#take('$')) return { type: 'end' };
    if (this.#take('\\')) return this.#escape();
    if ('*+?{'.includes(this.#peek())) this.#fail();
    return this.#exactly(this.#code());
  }

  #exactly(code: number): Pattern {
    return { type: 'character', matches: this.#caseless((other) => other === code) };
  }

  #caseless(matches: Matches): Matches {
    return this.#flags.ignoreCase ? (code) => folded(code).some(matches) : matches;
  }

  #any(): Pattern {
    return this.#flags.dotAll
      ? { type: 'character', matches: () => true }
      : { type: 'character', matches: (code) => code !== 10 && code !== 13 };
  }

  #group(): Pattern {
    if (this.#take('?')) {
      const wanted = this.#take('=');
      if (wanted || this.#take('!')) return { type: 'look', wanted, of: this.#closed() };
      if (this.#take(':')) return { type: 'group', of: this.#closed() };
      this.#fail();
    }
    const number = ++this.#groups;
    return { type: 'group', number, of: this.#closed() };
  }

  #closed(): Pattern {
    const of = this.#choice();
    if (!this.#take(')')) this.#fail();
    return of;
  }

  #escape(): Pattern {
    const letter = this.#peek();
    if (/[1-9]/.test(letter)) {
      this.#at++;
      if (Number(letter) > this.#groups) this.#fail();
      return { type: 'back', number: Number(letter) };
    }
    if (this.#take('b')) return { type: 'boundary' };
    if (this.#take('B')) return { type: 'not-boundary' };
    return { type: 'character', matches: this.#caseless(this.#escaped()) };
  }

  #escaped(): Matches {
    const letter = this.#peek();
    const matches = classOf(letter);
    if (matches) {
      this.#at++;
      return matches;
    }
    if (letter === 'p' || letter === 'P') {
      const found = /^[pP](?:\{([\w-]{1,40})\}|([LMNPZSC]))/.exec(this.#text.slice(this.#at, this.#at + 50));
      if (!found) this.#fail();
      this.#at += found[0].length;
      return property((found[1] ?? found[2])!, letter === 'P');
    }
    const code = this.#single();
    return (other) => other === code;
  }

  /** The one character behind a backslash. */
  #single(): number {
    const letter = this.#peek();
    const known = ESCAPES[letter];
    if (known !== undefined) {
      this.#at++;
      return known;
    }
    const hex = /^(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(this.#text.slice(this.#at, this.#at + 5));
    if (hex) {
      this.#at += hex[0].length;
      return Number.parseInt((hex[1] ?? hex[2])!, 16);
    }
    if (letter === '' || /[a-zA-Z0-9]/.test(letter)) this.#fail();
    return this.#code();
  }

  #class(): Matches {
    const negated = this.#take('^');
    const parts: Matches[] = [];
    for (;;) {
      if (this.#peek() === '') this.#fail();
      if (this.#take(']')) break;
      if (parts.length > 0 && this.#take('-[')) {
        const without = this.#nestedClass();
        if (!this.#take(']')) this.#fail();
        return (code) => !without(code) && parts.some((matches) => matches(code)) !== negated;
      }
      parts.push(this.#classPart());
    }
    if (parts.length === 0) this.#fail();
    return (code) => parts.some((matches) => matches(code)) !== negated;
  }

  #nestedClass(): Matches {
    if (++this.#depth > MAX_DEPTH) this.#fail();
    const matches = this.#class();
    this.#depth--;
    return matches;
  }

  #classPart(): Matches {
    if (this.#take('[')) return this.#nestedClass();
    const { start, matches } = this.#classEnd();
    if (start === undefined) return matches;
    const next = this.#text[this.#at + 1];
    if (this.#peek() !== '-' || next === ']' || next === '[' || next === undefined) return matches;
    this.#at++;
    const { start: end } = this.#classEnd();
    if (end === undefined || end < start) this.#fail();
    return (code) => code >= start && code <= end;
  }

  #classEnd(): { start?: number; matches: Matches } {
    if (this.#take('\\')) {
      const letter = this.#peek();
      if (classOf(letter) || letter === 'p' || letter === 'P') return { matches: this.#escaped() };
      const start = this.#single();
      return { start, matches: (code) => code === start };
    }
    const start = this.#code();
    return { start, matches: (code) => code === start };
  }
}

/** @throws PatternError */
export const parsePattern = (text: string, flags: Flags): Pattern => {
  if (text.length > MAX_LENGTH) throw new PatternError('The pattern is too long');
  if (!flags.literal) return new PatternParser(text, flags).whole();
  const same = (code: number): Matches =>
    flags.ignoreCase ? (other) => folded(other).includes(code) : (other) => other === code;
  return { type: 'sequence', parts: [...text].map((c) => ({ type: 'character', matches: same(c.codePointAt(0)!) })) };
};
