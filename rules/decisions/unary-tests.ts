import { dayNumber } from './literals.ts';
import type { Bound, Cell, Literal } from './cell.ts';
import { ANY } from './cell.ts';
import { durationLiteral, instantLiteral, timeLiteral } from './literals.ts';

type Token = { type: 'number' | 'string' | 'name' | 'at' | 'sign'; text: string };

class Unreadable extends Error {}

const TOKEN =
  /\s*(?:(-?(?:\d+(?:\.\d+)?|\.\d+))|"((?:[^"\\]|\\.)*)"|@"([^"]*)"|([\p{L}_][\p{L}\p{N}_]*)|(<=|>=|!=|\.\.|[<>=()[\],?+\-*/.{}:]))/uy;

const unescape = (text: string): string =>
  text.replace(/\\(["\\nt])/g, (_all, mark: string) => (mark === 'n' ? '\n' : mark === 't' ? '\t' : mark));

const tokenise = (text: string): Token[] => {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const source = text.trimEnd();
  while (pattern.lastIndex < source.length) {
    const match = pattern.exec(source);
    if (!match) throw new Unreadable('含有无法识别的字符');
    if (match[1] !== undefined) tokens.push({ type: 'number', text: match[1] });
    else if (match[2] !== undefined) tokens.push({ type: 'string', text: unescape(match[2]) });
    else if (match[3] !== undefined) tokens.push({ type: 'at', text: match[3] });
    else if (match[4] !== undefined) tokens.push({ type: 'name', text: match[4] });
    else tokens.push({ type: 'sign', text: match[5]! });
  }
  return tokens;
};

/** More digits than a binary double tells apart exactly. */
const MAX_DIGITS = 15;

const numberLiteral = (text: string): Literal => {
  if (text.replace(/\D/g, '').length > MAX_DIGITS) throw new Unreadable('数字的位数太多');
  return { kind: 'number', value: Number(text) };
};

const temporal = (text: string): Literal => {
  const literal =
    dayNumber(text) !== null
      ? ({ kind: 'date', value: dayNumber(text)! } as const)
      : (instantLiteral(text) ?? timeLiteral(text) ?? durationLiteral(text));
  if (!literal) throw new Unreadable(`“${text}”不是平台认识的日期、时间或期间`);
  return literal;
};

/** Reads the tests of one cell; what it does not know for certain is refused and becomes `opaque`. */
class Reader {
  private readonly tokens: Token[];
  private at = 0;
  constructor(tokens: Token[]) {
    this.tokens = tokens;
  }

  private peek(offset = 0): Token | undefined {
    return this.tokens[this.at + offset];
  }
  private is(text: string, offset = 0): boolean {
    const token = this.peek(offset);
    return token !== undefined && (token.type === 'sign' || token.type === 'name') && token.text === text;
  }
  private take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }
  private expect(text: string): void {
    if (!this.take(text)) throw new Unreadable(`这里应当是“${text}”`);
  }

  all(): Cell {
    const cell = this.list();
    if (this.at < this.tokens.length) throw new Unreadable(this.whyNot());
    return cell;
  }

  private whyNot(): string {
    const token = this.peek();
    const called = token?.type === 'name' ? `用到了函数或别的字段“${token.text}”` : '用到了计算式';
    return `${called}，无法静态分析`;
  }

  private list(): Cell {
    const cells = [this.test()];
    while (this.take(',')) cells.push(this.test());
    return cells.length === 1 ? cells[0]! : { test: 'or', cells };
  }

  private test(): Cell {
    if (this.is('-') && this.peek(1) === undefined) {
      this.at++;
      return ANY;
    }
    if (this.is('not') && this.is('(', 1)) {
      this.at += 2;
      const cell = this.list();
      this.expect(')');
      return { test: 'not', cell };
    }
    if (this.is('?')) this.at++;
    if (this.take('in')) {
      if (this.is('(') && !this.intervalAhead()) {
        this.at++;
        const cell = this.list();
        this.expect(')');
        return cell;
      }
      return this.test();
    }
    if (this.take('=')) return this.equality(this.literal());
    if (this.take('!=')) return { test: 'not', cell: this.equality(this.literal()) };
    for (const sign of ['<=', '>=', '<', '>']) if (this.take(sign)) return this.comparison(sign);
    if (this.is('[') || this.is('(') || this.is(']')) return this.interval();
    return this.equality(this.literal());
  }

  private equality(value: Literal | null): Cell {
    return value === null ? { test: 'null' } : { test: 'equals', value };
  }

  private comparison(sign: string): Cell {
    const value = this.literal();
    if (value === null) throw new Unreadable('不能和空值比较大小');
    if (typeof value.value !== 'number') throw new Unreadable('只有数字、日期和期间能比较大小');
    const bound: Bound = { at: value, included: sign.endsWith('=') };
    return sign.startsWith('<') ? { test: 'range', to: bound } : { test: 'range', from: bound };
  }

  private intervalAhead(): boolean {
    for (let offset = 1, depth = 1; this.peek(offset) !== undefined && depth > 0; offset++) {
      if (this.is('..', offset) && depth === 1) return true;
      if (this.is('(', offset)) depth++;
      if (this.is(')', offset)) depth--;
    }
    return false;
  }

  private interval(): Cell {
    const fromIncluded = this.is('[');
    this.at++;
    const from = this.literal();
    this.expect('..');
    const to = this.literal();
    const toIncluded = this.is(']');
    if (!toIncluded && !this.is(')') && !this.is('[')) throw new Unreadable('区间没有写完');
    this.at++;
    if (from === null || to === null || typeof from.value !== 'number' || typeof to.value !== 'number')
      throw new Unreadable('区间的两端应当是数字、日期或期间');
    if (from.kind !== to.kind) throw new Unreadable('区间的两端不是同一种值');
    return { test: 'range', from: { at: from, included: fromIncluded }, to: { at: to, included: toIncluded } };
  }

  private literal(): Literal | null {
    const negative = this.is('-') && this.peek(1)?.type === 'number';
    if (negative) this.at++;
    const token = this.peek();
    if (!token) throw new Unreadable('条件没有写完');
    this.at++;
    switch (token.type) {
      case 'number':
        return negative ? numberLiteral(`-${token.text}`) : numberLiteral(token.text);
      case 'string':
        return { kind: 'string', value: token.text };
      case 'at':
        return temporal(token.text);
      default:
        return this.named(token);
    }
  }

  private named(token: Token): Literal | null {
    if (token.type === 'name') {
      if (token.text === 'true' || token.text === 'false') return { kind: 'boolean', value: token.text === 'true' };
      if (token.text === 'null') return null;
      const name = token.text === 'date' && this.take('and') && this.take('time') ? 'date and time' : token.text;
      const argument = this.peek(1);
      const known = ['date', 'date and time', 'time', 'duration'].includes(name);
      if (known && this.is('(') && argument?.type === 'string' && this.is(')', 2)) {
        this.at += 3;
        return temporal(argument.text);
      }
    }
    this.at--;
    throw new Unreadable(this.whyNot());
  }
}

/**
 * What the unary tests of a decision table's cell mean (DMN 1.3 §10.3.1.1, grammar rules 14–19): comparisons, intervals,
 * lists, `not(…)`, `-`, null. Functions, arithmetic and references to other fields are `opaque`, with the reason in Chinese.
 */
export const readCell = (text: string): Cell => {
  const source = text.trim();
  if (source === '' || source === '-') return ANY;
  try {
    return new Reader(tokenise(source)).all();
  } catch (error) {
    if (error instanceof Unreadable) return { test: 'opaque', reason: error.message };
    throw error;
  }
};
