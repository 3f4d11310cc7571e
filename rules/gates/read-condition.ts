import type { ConditionTest, ConditionTree, ConditionValue } from '#contracts';

type Token = { kind: 'name' | 'number' | 'text' | 'sign'; text: string };

const TOKEN =
  /\s*(?:(string length|list contains|[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)|(-?\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*")|(!=|<=|>=|[=<>(),[\]]))/uy;

const tokenize = (text: string): Token[] | null => {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match) return null;
    const [, name, number, string, sign] = match;
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (string !== undefined) tokens.push({ kind: 'text', text: string });
    else tokens.push({ kind: 'sign', text: sign ?? '' });
  }
  return tokens;
};

class Unreadable extends Error {}

const OPERATORS = {
  '=': 'equals',
  '!=': 'not-equals',
  '<': 'less',
  '<=': 'at-most',
  '>': 'more',
  '>=': 'at-least',
} as const;
type Sign = keyof typeof OPERATORS;
const isSign = (text: string | undefined): text is Sign => text !== undefined && text in OPERATORS;
const KEYWORDS = new Set(['and', 'or', 'not', 'true', 'false', 'null', 'if', 'then', 'else', 'in', 'between', 'some']);

/** Reads the FEEL that `conditionToFeel` writes, and what people write in the same shape. */
class ConditionReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  read(): ConditionTree {
    const tree = this.#any();
    if (this.#at < this.#tokens.length) throw new Unreadable();
    return tree;
  }

  #peek(offset = 0): string | undefined {
    return this.#tokens[this.#at + offset]?.text;
  }

  #take(text?: string): Token {
    const token = this.#tokens[this.#at];
    if (!token || (text !== undefined && token.text !== text)) throw new Unreadable();
    this.#at += 1;
    return token;
  }

  #list(kind: 'all' | 'any', word: string, part: () => ConditionTree): ConditionTree {
    const items = [part()];
    while (this.#peek() === word) {
      this.#take();
      items.push(part());
    }
    return items.length === 1 ? items[0]! : { kind, items };
  }

  #any(): ConditionTree {
    return this.#list('any', 'or', () => this.#all());
  }

  #all(): ConditionTree {
    return this.#list('all', 'and', () => this.#one());
  }

  #one(): ConditionTree {
    if (this.#peek() === '(') {
      this.#take();
      const item = this.#any();
      this.#take(')');
      if (this.#peek() !== '!=' || this.#peek(1) !== 'true') return item;
      this.#take();
      this.#take();
      return { kind: 'not', item };
    }
    if (this.#peek() === 'not' && this.#peek(1) === '(') {
      this.#take();
      this.#take();
      const item = this.#any();
      this.#take(')');
      if (item.kind !== 'test') return { kind: 'not', item };
      if (item.operator === 'one-of') return { ...item, operator: 'none-of' };
      if (item.operator === 'includes') return { ...item, operator: 'excludes' };
      return { kind: 'not', item };
    }
    return this.#test();
  }

  #fact(): string {
    const token = this.#take();
    if (token.kind !== 'name' || KEYWORDS.has(token.text)) throw new Unreadable();
    return token.text;
  }

  #value(): ConditionValue | null {
    const token = this.#take();
    if (token.kind === 'number') return Number(token.text);
    if (token.kind === 'text') return JSON.parse(token.text) as string;
    if (token.text === '[') return this.#values();
    if (token.text === 'null') return null;
    if (token.text === 'true' || token.text === 'false') return token.text === 'true';
    if (token.text === 'date' && this.#peek() === '(') {
      this.#take();
      const inner = this.#value();
      this.#take(')');
      return inner;
    }
    if (token.kind !== 'name' || KEYWORDS.has(token.text)) throw new Unreadable();
    return { fact: token.text };
  }

  #values(): (string | number)[] {
    const values: (string | number)[] = [];
    while (this.#peek() !== ']') {
      const value = this.#value();
      if (typeof value !== 'string' && typeof value !== 'number') throw new Unreadable();
      values.push(value);
      if (this.#peek() === ',') this.#take();
    }
    this.#take(']');
    return values;
  }

  #call(): ConditionTest {
    const name = this.#take().text;
    this.#take('(');
    if (name === 'list contains') {
      const listed = this.#peek() === '[';
      const first = this.#value();
      this.#take(',');
      const second = this.#value();
      this.#take(')');
      if (listed && Array.isArray(first) && second !== null && typeof second === 'object' && 'fact' in second)
        return { kind: 'test', fact: second.fact, operator: 'one-of', value: first };
      if (first !== null && typeof first === 'object' && 'fact' in first && second !== null)
        return { kind: 'test', fact: first.fact, operator: 'includes', value: second };
      throw new Unreadable();
    }
    const fact = this.#fact();
    this.#take(')');
    const sign = this.#take().text;
    const value = this.#value();
    if (typeof value !== 'number' && (value === null || typeof value !== 'object' || Array.isArray(value)))
      throw new Unreadable();
    if (name === 'string length' && sign === '>=') return { kind: 'test', fact, operator: 'longer-than', value };
    if (name === 'count' && sign === '>=') return { kind: 'test', fact, operator: 'count-at-least', value };
    if (name === 'count' && sign === '=') return { kind: 'test', fact, operator: 'count-equals', value };
    throw new Unreadable();
  }

  #test(): ConditionTest {
    const head = this.#peek();
    if ((head === 'list contains' || head === 'count' || head === 'string length') && this.#peek(1) === '(')
      return this.#call();
    let fact: string;
    if (head === 'date' && this.#peek(1) === '(') {
      this.#take();
      this.#take();
      fact = this.#fact();
      this.#take(')');
    } else fact = this.#fact();
    const sign = this.#take().text;
    if (!isSign(sign)) throw new Unreadable();
    const value = this.#value();
    if (value === null) {
      if (sign !== '=' && sign !== '!=') throw new Unreadable();
      return { kind: 'test', fact, operator: sign === '=' ? 'absent' : 'present' };
    }
    if (value === true && sign === '=') return { kind: 'test', fact, operator: 'is-true' };
    if (value === true && sign === '!=') return { kind: 'test', fact, operator: 'is-not-true' };
    return { kind: 'test', fact, operator: OPERATORS[sign], value };
  }
}

/** The tree of a FEEL condition, or null where the text goes beyond what a tree can say (it stays FEEL then). */
export const conditionFromFeel = (text: string): ConditionTree | null => {
  const tokens = tokenize(text.replace(/^\s*=/, ''));
  if (!tokens || tokens.length === 0) return null;
  try {
    return new ConditionReader(tokens).read();
  } catch (error) {
    if (error instanceof Unreadable || error instanceof SyntaxError) return null;
    throw error;
  }
};
