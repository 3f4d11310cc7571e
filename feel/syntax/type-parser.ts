import type { TypeNode } from './node.ts';
import type { Expected } from './syntax-error.ts';

const NAMES = [
  'years and months duration',
  'days and time duration',
  'date and time',
  'date time',
  'day-time-duration',
  'year-month-duration',
  'days and time duration',
];
const QUALIFIED = /[?_\p{L}][?_\p{L}\p{N}\p{M}]*(?:\s*\.\s*[?_\p{L}][?_\p{L}\p{N}\p{M}]*)*/uy;
const SPACE = /\s*/y;
const MAX_DEPTH = 50;

interface Parsed {
  type: TypeNode;
  end: number;
}

/** Reads a type at `from`: `number`, `list<string>`, `context<a: number>`, `function<number> -> string`, a type of the model. */
export const parseType = (text: string, from: number, fail: (expected: Expected, at: number) => never): Parsed => {
  let at = from;
  let depth = 0;
  const skip = (): void => {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    at = SPACE.lastIndex;
  };
  const take = (symbol: string): boolean => {
    skip();
    if (!text.startsWith(symbol, at)) return false;
    at += symbol.length;
    return true;
  };
  const demand = (symbol: Expected): void => {
    if (!take(symbol)) fail(symbol, at);
  };
  const name = (): string => {
    skip();
    const long = NAMES.find((known) => {
      const end = at + known.length;
      return text.startsWith(known, at) && !/[\p{L}\p{N}_-]/u.test(text[end] ?? '');
    });
    if (long) {
      at += long.length;
      return long;
    }
    QUALIFIED.lastIndex = at;
    const found = QUALIFIED.exec(text)?.[0];
    if (!found) return fail('type', at);
    at += found.length;
    return found.replace(/\s/g, '');
  };
  const list = (close: Expected): TypeNode[] => {
    const types: TypeNode[] = [];
    if (take(close)) return types;
    do types.push(type());
    while (take(','));
    demand(close);
    return types;
  };
  const contextType = (): TypeNode => {
    const entries: { name: string; type: TypeNode }[] = [];
    if (take('>')) return { kind: 'context', entries };
    do {
      skip();
      const colon = text.indexOf(':', at);
      if (colon < 0) fail(':', at);
      const key = text.slice(at, colon).trim();
      at = colon + 1;
      entries.push({ name: key, type: type() });
    } while (take(','));
    demand('>');
    return { kind: 'context', entries };
  };
  const type = (): TypeNode => {
    if (++depth > MAX_DEPTH) fail('shallower', at);
    const head = name();
    const parsed = generic(head);
    depth--;
    return parsed;
  };
  const generic = (head: string): TypeNode => {
    if (head === 'function' && take('<')) {
      const parameters = list('>');
      demand('->');
      return { kind: 'function', parameters, result: type() };
    }
    if ((head === 'list' || head === 'range') && take('<')) {
      const of = type();
      demand('>');
      return { kind: head, of };
    }
    if (head === 'context' && take('<')) return contextType();
    return { kind: 'named', name: head };
  };
  const result = type();
  return { type: result, end: at };
};
