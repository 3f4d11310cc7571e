import { MULTI_WORD_NAMES, needsCall } from './builtin-names.ts';
import { NameTable } from './names.ts';
import type { ComparisonOperator, IntervalNode, Iterator, Node, Parameter, UnaryTest, UnaryTests } from './node.ts';
import { Reader } from './reader.ts';
import type { Expected } from './syntax-error.ts';
import { parseType } from './type-parser.ts';

/** Deeper nesting is refused: parser and compiler recurse. */
const MAX_DEPTH = 120;
/** Calls, paths and filters on one value. */
const MAX_CHAIN = 500;

const BASE = new NameTable(MULTI_WORD_NAMES);
const COMPARISONS: ComparisonOperator[] = ['<=', '>=', '!=', '<', '>', '='];
const NAMED_ARGUMENT = /[?_\p{L}][?_\p{L}\p{N}\p{M} '-]*?\s*:/uy;
const CONTEXT_KEY = /[^":{}[\](),]+/y;
const PARAMETER_NAME = /[^:,)("]+/y;
const ITERATOR_NAME = /([?_\p{L}][^,()[\]{}"]*?)\s+in(?![?_\p{L}\p{N}])/uy;

const trimmed = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** Recursive descent over FEEL. One instance reads one text. */
export class Parser extends Reader {
  readonly #names: NameTable;
  #depth = 0;
  /** While the end of an interval is read, `[` closes it. */
  #bracketCloses = false;

  constructor(text: string, names?: NameTable) {
    super(text);
    this.#names = new NameTable([], names ?? BASE);
  }

  wholeExpression(): Node {
    const node = this.expression();
    if (!this.ended) this.fail('end');
    return node;
  }

  wholeUnaryTests(): UnaryTests {
    if (this.ended) return { any: true };
    const start = this.at;
    if (this.take('-') && this.ended) return { any: true };
    this.at = start;
    const negation = this.#negatedTests();
    if (negation) return { any: false, negated: true, tests: negation };
    this.at = start;
    const tests = this.#tests();
    if (!this.ended) this.fail('end');
    return { any: false, negated: false, tests };
  }

  expression(): Node {
    if (++this.#depth > MAX_DEPTH) this.fail('shallower');
    const outer = this.#bracketCloses;
    this.#bracketCloses = false;
    const node = this.#or();
    this.#bracketCloses = outer;
    this.#depth--;
    return node;
  }

  /** `not(…)` around all of the cell, or undefined; then the reader must be set back. */
  #negatedTests(): UnaryTest[] | undefined {
    if (!this.takeWord('not') || !this.take('(')) return undefined;
    const tests = this.#tests();
    return this.take(')') && this.ended ? tests : undefined;
  }

  #tests(): UnaryTest[] {
    const tests = [this.#test()];
    while (this.take(',')) tests.push(this.#test());
    return tests;
  }

  #comparison(): ComparisonOperator | undefined {
    return COMPARISONS.find((operator) => this.take(operator));
  }

  #test(): UnaryTest {
    if (this.ended) this.fail('tests');
    const operator = this.#comparison();
    if (operator) return { kind: 'comparison', operator, operand: this.#additive() };
    const expression = this.expression();
    return expression.type === 'interval'
      ? { kind: 'interval', interval: expression }
      : { kind: 'expression', expression };
  }

  #or(): Node {
    const operands = [this.#and()];
    while (this.takeWord('or')) operands.push(this.#and());
    return operands.length === 1 ? operands[0]! : { type: 'or', operands };
  }

  #and(): Node {
    const operands = [this.#relation()];
    while (this.takeWord('and')) operands.push(this.#relation());
    return operands.length === 1 ? operands[0]! : { type: 'and', operands };
  }

  #relation(): Node {
    let node = this.#additive();
    for (let count = 0; ; count++) {
      if (count > MAX_DEPTH) this.fail('shallower');
      const next = this.#relationOf(node);
      if (!next) return node;
      node = next;
    }
  }

  #relationOf(of: Node): Node | undefined {
    const operator = this.#comparison();
    if (operator) return { type: 'comparison', operator, left: of, right: this.#additive() };
    if (this.takeWord('between')) {
      const low = this.#additive();
      this.demandWord('and');
      return { type: 'between', of, low, high: this.#additive() };
    }
    if (this.takeWord('in')) return { type: 'in', of, tests: this.#inTests() };
    if (this.takeWord('instance')) {
      this.demandWord('of');
      return { type: 'instance', of, asked: this.#type() };
    }
    return undefined;
  }

  /** After `in`: one test, or tests in brackets. `(1..5)` is an interval, `(1, 2)` are two tests. */
  #inTests(): UnaryTest[] {
    const start = this.at;
    if (this.take('(')) {
      const tests = this.#tests();
      if (this.take(')')) return tests;
      this.at = start;
    }
    const operator = this.#comparison();
    if (operator) return [{ kind: 'comparison', operator, operand: this.#additive() }];
    const node = this.#additive();
    return [node.type === 'interval' ? { kind: 'interval', interval: node } : { kind: 'expression', expression: node }];
  }

  #additive(): Node {
    const first = this.#multiplicative();
    const rest: { operator: '+' | '-'; operand: Node }[] = [];
    for (;;) {
      const operator = this.take('+') ? '+' : this.take('-') ? '-' : undefined;
      if (!operator) return rest.length === 0 ? first : { type: 'arithmetic', first, rest };
      rest.push({ operator, operand: this.#multiplicative() });
    }
  }

  #multiplicative(): Node {
    const first = this.#power();
    const rest: { operator: '*' | '/'; operand: Node }[] = [];
    for (;;) {
      const operator = this.sees('**') ? undefined : this.take('*') ? '*' : this.take('/') ? '/' : undefined;
      if (!operator) return rest.length === 0 ? first : { type: 'arithmetic', first, rest };
      rest.push({ operator, operand: this.#power() });
    }
  }

  #power(): Node {
    const first = this.#negation();
    const rest: { operator: '**'; operand: Node }[] = [];
    while (this.take('**')) rest.push({ operator: '**', operand: this.#negation() });
    return rest.length === 0 ? first : { type: 'arithmetic', first, rest };
  }

  #negation(): Node {
    let count = 0;
    while (this.take('-')) count++;
    let node = this.#postfix();
    if (count > MAX_DEPTH) this.fail('shallower');
    for (; count > 0; count--) node = { type: 'negation', of: node };
    return node;
  }

  #postfix(): Node {
    let node = this.#primary();
    for (let count = 0; ; count++) {
      if (count > MAX_CHAIN) this.fail('shorter');
      if (this.sees('.') && !this.sees('..')) {
        this.take('.');
        node = { type: 'path', of: node, name: this.#anyName() };
      } else if (this.sees('[') && !this.#bracketCloses) {
        this.take('[');
        const condition = this.expression();
        this.demand(']');
        node = { type: 'filter', of: node, condition };
      } else if (this.sees('(')) node = this.#call(node);
      else return node;
    }
  }

  #call(callee: Node): Node {
    this.take('(');
    const parameters: Node[] = [];
    const names: string[] = [];
    while (!this.take(')')) {
      if (parameters.length > 0) this.#demandOne(',', ')');
      NAMED_ARGUMENT.lastIndex = this.at;
      const named = NAMED_ARGUMENT.exec(this.text)?.[0];
      if (named) {
        names.push(trimmed(named.slice(0, -1)));
        this.at += named.length;
        this.skip();
      }
      parameters.push(this.expression());
    }
    if (names.length === 0) return { type: 'call', callee, parameters };
    if (names.length !== parameters.length) this.fail('name');
    return { type: 'call', callee, parameters, names };
  }

  #demandOne(symbol: string, otherwise: Expected): void {
    if (!this.take(symbol)) this.fail(otherwise);
  }

  #primary(): Node {
    const { text, at } = this;
    const symbol = text[at];
    if (symbol === undefined) this.fail('expression');
    if (symbol === '"') return { type: 'literal', value: this.quoted() };
    if (symbol === '(') return this.#bracketed();
    if (symbol === '[') return this.#listOrInterval();
    if (symbol === '{') return this.#context();
    if (symbol === ']') return this.#openInterval();
    if (symbol === '@') return this.#temporal();
    if (symbol === '`') return { type: 'name', name: this.backticked() };
    const number = this.number();
    if (number !== undefined) return { type: 'number', text: number };
    return this.#wordy();
  }

  #wordy(): Node {
    const word = this.word();
    if (word === undefined) this.fail('expression');
    const long = this.#longName(word);
    if (long !== undefined) return { type: 'name', name: long };
    const { at } = this;
    this.takeWord(word);
    switch (word) {
      case 'true':
      case 'false':
        return { type: 'literal', value: word === 'true' };
      case 'null':
        return { type: 'literal', value: null };
      case 'if':
        return this.#if();
      case 'for':
        return this.#for();
      case 'some':
      case 'every':
        return this.#quantified(word);
      case 'function':
        return this.#function();
    }
    // `and` and `or` are also Camunda's functions over a list.
    if (this.isKeyword(word) && !((word === 'and' || word === 'or') && this.sees('('))) this.fail('expression', at);
    return { type: 'name', name: word };
  }

  #longName(first: string): string | undefined {
    const match = this.#names.longest(this.text, this.at, first);
    if (!match || (needsCall(match.name) && !/^\s*\(/.test(this.text.slice(match.end, match.end + 20))))
      return undefined;
    this.at = match.end;
    this.skip();
    return match.name;
  }

  /** A name where only a name can stand: behind a dot. */
  #anyName(): string {
    if (this.sees('`')) return this.backticked();
    const word = this.word();
    if (word === undefined) this.fail('name');
    const long = this.#longName(word);
    if (long !== undefined) return long;
    this.takeWord(word);
    return word;
  }

  #temporal(): Node {
    this.take('@');
    if (!this.sees('"')) this.fail('expression');
    return { type: 'temporal', text: this.quoted() };
  }

  #bracketed(): Node {
    this.take('(');
    const operator = this.#comparison();
    if (operator) return this.#halfInterval(operator);
    const node = this.expression();
    if (this.take('..')) return this.#intervalFrom(node, false);
    this.demand(')');
    return node;
  }

  /** `(> 5)` as a value: an interval with one end. */
  #halfInterval(operator: ComparisonOperator): Node {
    const operand = this.expression();
    this.demand(')');
    if (operator === '=' || operator === '!=') {
      const interval = {
        type: 'interval',
        start: operand,
        end: operand,
        startIncluded: true,
        endIncluded: true,
      } as const;
      if (operator === '=') return interval;
      this.fail('expression');
    }
    const included = operator.length === 2;
    return operator.startsWith('>')
      ? { type: 'interval', start: operand, startIncluded: included, endIncluded: false }
      : { type: 'interval', end: operand, startIncluded: false, endIncluded: included };
  }

  #intervalFrom(start: Node, startIncluded: boolean): IntervalNode {
    const outer = this.#bracketCloses;
    this.#bracketCloses = true;
    const end = this.#additive();
    this.#bracketCloses = outer;
    const endIncluded = this.sees(']');
    if (!this.take(']') && !this.take(')') && !this.take('[')) this.fail(']');
    return { type: 'interval', start, end, startIncluded, endIncluded };
  }

  #openInterval(): Node {
    this.take(']');
    const start = this.expression();
    this.demand('..');
    return this.#intervalFrom(start, false);
  }

  #listOrInterval(): Node {
    this.take('[');
    if (this.take(']')) return { type: 'list', items: [] };
    const items = [this.#listItem()];
    if (this.take('..')) return this.#intervalFrom(items[0]!, true);
    while (this.take(',')) items.push(this.#listItem());
    this.demand(']');
    return { type: 'list', items };
  }

  #listItem(): Node {
    const operator = this.#comparison();
    if (!operator) return this.expression();
    return { type: 'comparison', operator, left: { type: 'name', name: '?' }, right: this.#additive() };
  }

  #context(): Node {
    this.take('{');
    const entries: { key: string; value: Node }[] = [];
    while (!this.take('}')) {
      if (entries.length > 0) this.#demandOne(',', '}');
      const key = this.#contextKey();
      this.demand(':');
      entries.push({ key, value: this.expression() });
      this.#names.add(key);
    }
    return { type: 'context', entries };
  }

  #contextKey(): string {
    if (this.sees('"')) return this.quoted();
    if (this.sees('`')) return this.backticked();
    return this.#loose(CONTEXT_KEY);
  }

  /** A name of any words up to the symbol that must follow it. */
  #loose(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const name = this.word() === undefined ? undefined : pattern.exec(this.text)?.[0];
    if (name === undefined) this.fail('name');
    this.at += name.length;
    this.skip();
    return trimmed(name);
  }

  #if(): Node {
    const condition = this.expression();
    this.demandWord('then');
    const then = this.expression();
    this.demandWord('else');
    return { type: 'if', condition, then, otherwise: this.expression() };
  }

  #iterators(): Iterator[] {
    const iterators: Iterator[] = [];
    do {
      ITERATOR_NAME.lastIndex = this.at;
      const found = ITERATOR_NAME.exec(this.text);
      const name = found ? trimmed(found[1]!) : this.#anyName();
      if (found) {
        this.at += found[0].length;
        this.skip();
      } else this.demandWord('in');
      const of = this.expression();
      iterators.push(this.take('..') ? { name, of, to: this.expression() } : { name, of });
      this.#names.add(name);
    } while (this.take(','));
    return iterators;
  }

  #for(): Node {
    const iterators = this.#iterators();
    this.demandWord('return');
    return { type: 'for', iterators, result: this.expression() };
  }

  #quantified(type: 'some' | 'every'): Node {
    const iterators = this.#iterators();
    this.demandWord('satisfies');
    return { type, iterators, condition: this.expression() };
  }

  #function(): Node {
    this.demand('(');
    const parameters: Parameter[] = [];
    while (!this.take(')')) {
      if (parameters.length > 0) this.#demandOne(',', ')');
      const name = this.sees('`') ? this.backticked() : this.#loose(PARAMETER_NAME);
      parameters.push(this.take(':') ? { name, type: this.#type() } : { name });
      this.#names.add(name);
    }
    const external = this.takeWord('external');
    return { type: 'function', parameters, body: this.expression(), external };
  }

  #type() {
    const parsed = parseType(this.text, this.at, (expected, at) => this.fail(expected, at));
    this.at = parsed.end;
    this.skip();
    return parsed.type;
  }
}
