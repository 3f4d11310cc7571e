import type { FactTest, FactTree } from '#contracts';

const TOKEN = /\s*(?:(<=|>=|!=|=|<|>|\(|\))|("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?)|([A-Za-z][A-Za-z0-9]*))/y;
const TURNED: Record<string, FactTest['operator']> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
  '!=': '!=',
};

class NotSimple extends Error {}

const tokensOf = (text: string): string[] => {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    if (text.slice(TOKEN.lastIndex).trim() === '') break;
    const found = TOKEN.exec(text);
    if (!found) throw new NotSimple();
    tokens.push(found[0].trim());
  }
  return tokens;
};

const isName = (token: string | undefined): token is string =>
  token !== undefined &&
  /^[A-Za-z]/.test(token) &&
  !['and', 'or', 'true', 'false', 'null', 'not', 'in'].includes(token);

const valueOf = (token: string | undefined): number | string | boolean => {
  if (token === undefined) throw new NotSimple();
  if (token === 'true' || token === 'false') return token === 'true';
  if (token.startsWith('"')) return JSON.parse(token) as string;
  if (/^-?\d/.test(token)) return Number(token);
  throw new NotSimple();
};

const testOf = (fact: string, operator: FactTest['operator'], value: number | string | boolean): FactTest =>
  typeof value === 'boolean'
    ? { fact, operator: (operator === '=') === value ? 'true' : 'false' }
    : { fact, operator, value };

class Parser {
  #at = 0;
  readonly #tokens: string[];
  constructor(tokens: string[]) {
    this.#tokens = tokens;
  }
  parse(): FactTree {
    const tree = this.#any();
    if (this.#at < this.#tokens.length) throw new NotSimple();
    return tree;
  }
  #any(): FactTree {
    const parts = [this.#all()];
    while (this.#take('or')) parts.push(this.#all());
    return parts.length === 1 ? parts[0]! : { any: parts };
  }
  #all(): FactTree {
    const parts = [this.#one()];
    while (this.#take('and')) parts.push(this.#one());
    return parts.length === 1 ? parts[0]! : { all: parts };
  }
  #one(): FactTree {
    if (this.#take('not')) {
      this.#need('(');
      const inner = this.#any();
      this.#need(')');
      return { not: inner };
    }
    if (this.#take('(')) {
      const inner = this.#any();
      this.#need(')');
      return inner;
    }
    const left = this.#tokens[this.#at++];
    const operator = this.#tokens[this.#at];
    if (operator === undefined || TURNED[operator] === undefined) {
      if (!isName(left)) throw new NotSimple();
      return { fact: left, operator: 'true' };
    }
    this.#at++;
    const right = this.#tokens[this.#at++];
    if (isName(left)) return testOf(left, operator as FactTest['operator'], valueOf(right));
    if (isName(right)) return testOf(right, TURNED[operator], valueOf(left));
    throw new NotSimple();
  }
  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }
  #need(token: string): void {
    if (!this.#take(token)) throw new NotSimple();
  }
}

/**
 * Plain FEEL conditions — names, `and`, `or`, `not(…)`, comparisons with literals — as a tree: evaluated at once and told
 * to the reader fact by fact. Null for anything else, which FEEL itself evaluates.
 */
export const simpleFeelTree = (feel: string): FactTree | null => {
  try {
    return new Parser(tokensOf(feel.replace(/^\s*=/, ''))).parse();
  } catch (error) {
    if (error instanceof NotSimple || error instanceof SyntaxError) return null;
    throw error;
  }
};
