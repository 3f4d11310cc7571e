import type { Machine } from '../interpreter/machine.ts';
import { truncated } from '../values/numbers.ts';
import type { FeelNumber } from '../values/numbers.ts';
import type { Found } from '../regex/match.ts';
import { Regex, codePointsOf, textOf } from '../regex/match.ts';
import { PatternError } from '../regex/pattern.ts';
import type { Value } from '../values/value.ts';
import { bytesOf, fromBase64, textOfBytes, toBase64 } from './base64.ts';
import type { Definitions, Outcome } from './define.ts';
import { failure } from './define.ts';
import { uuidOf } from './uuid.ts';

const SURROGATE = /[\uD800-\uDFFF]/;
const MAX_PATTERNS = 500;
const patterns = new Map<string, Regex>();

const length = (text: string): number => (SURROGATE.test(text) ? Array.from(text).length : text.length);

/** Positions count characters, not the units of UTF-16. */
const substring = (text: string, start: FeelNumber, count: FeelNumber | null): Outcome => {
  const from = truncated(start);
  const size = count === null ? Infinity : truncated(count);
  if (Number.isNaN(from) || Number.isNaN(size)) return undefined;
  const total = length(text);
  if (from === 0 || Math.abs(from) > total || size < 1) return undefined;
  const first = from > 0 ? from - 1 : total + from;
  const units = SURROGATE.test(text) ? Array.from(text) : text;
  const part = units.slice(first, Math.min(first + size, total));
  return typeof part === 'string' ? part : part.join('');
};

const regexOf = (pattern: string, flags: string | null): Regex => {
  const key = `${flags ?? ''}/${pattern}`;
  const known = patterns.get(key);
  if (known) return known;
  const made = new Regex(pattern, flags ?? '');
  if (patterns.size >= MAX_PATTERNS) patterns.clear();
  patterns.set(key, made);
  return made;
};

const withRegex = (
  [input, pattern, flags]: [string, string, string | null],
  machine: Machine,
  use: (regex: Regex, points: number[]) => Outcome,
): Outcome => {
  try {
    const regex = regexOf(pattern, flags);
    machine.spend(input.length >> 3);
    return use(regex, codePointsOf(input));
  } catch (error) {
    if (error instanceof PatternError) return failure(`Invalid pattern '${pattern.slice(0, 100)}'`);
    throw error;
  }
};

/** `$1` is a group, `\$` and `\\` are those signs; undefined for a replacement that is wrong. */
const replacementOf = (points: number[], { start, end, groups }: Found, replacement: string): string | undefined => {
  let text = '';
  for (let index = 0; index < replacement.length; index++) {
    const sign = replacement[index]!;
    const next = replacement[index + 1] ?? '';
    if (sign === '\\') {
      if (next !== '\\' && next !== '$') return undefined;
      text += next;
      index++;
    } else if (sign === '$') {
      if (!/\d/.test(next)) return undefined;
      const taken = next === '0' ? [start, end] : groups[Number(next)];
      if (taken) text += textOf(points, taken[0]!, taken[1]!);
      index++;
    } else text += sign;
  }
  return text;
};

const replace = (
  [input, pattern, replacement, flags]: [string, string, string, string | null],
  machine: Machine,
): Outcome =>
  withRegex([input, pattern, flags], machine, (regex, points) => {
    let result = '';
    let from = 0;
    const literal = flags?.includes('q') ?? false;
    for (const found of regex.findAll(points, machine.spend)) {
      const text = literal ? replacement : replacementOf(points, found, replacement);
      if (text === undefined) return failure(`Invalid replacement '${replacement.slice(0, 100)}'`);
      result = machine.text(result + textOf(points, from, found.start) + text);
      from = found.end;
    }
    return machine.text(result + textOf(points, from, points.length));
  });

const split = ([input, delimiter]: [string, string], machine: Machine): Outcome =>
  withRegex([input, delimiter, null], machine, (regex, points) => {
    const parts: Value[] = [];
    let from = 0;
    for (const { start, end } of regex.findAll(points, machine.spend)) {
      if (start === end && (start === 0 || start === points.length)) continue;
      parts.push(textOf(points, from, start));
      from = end;
    }
    parts.push(textOf(points, from, points.length));
    machine.list(parts.length);
    return parts;
  });

const extract = ([input, pattern]: [string, string], machine: Machine): Outcome =>
  withRegex([input, pattern, null], machine, (regex, points) => {
    const all = regex.findAll(points, machine.spend);
    machine.list(all.length);
    return all.map(({ start, end }) => textOf(points, start, end));
  });

const matches = ([input, pattern, flags]: [string, string, string | null], machine: Machine): Outcome =>
  withRegex([input, pattern, flags], machine, (regex, points) => regex.find(points, 0, machine.spend) !== undefined);

const before = (text: string, match: string): string => text.slice(0, Math.max(text.indexOf(match), 0));
const after = (text: string, match: string): string => {
  const index = text.indexOf(match);
  return index < 0 ? '' : text.slice(index + match.length);
};

const join = (
  list: readonly Value[],
  delimiter: string | null,
  prefix: string,
  suffix: string,
  machine: Machine,
): Outcome => {
  const texts = list.filter((item) => item !== null);
  if (!texts.every((item) => typeof item === 'string')) return undefined;
  machine.spend(texts.reduce((sum, text) => sum + 1 + (text.length >> 6), 0));
  return machine.text(prefix + texts.join(delimiter ?? '') + suffix);
};

const decode = (text: string): Outcome => {
  const bytes = fromBase64(text);
  return bytes ? textOfBytes(bytes) : failure('Invalid Base64 value');
};

const pay = (run: (text: string) => Outcome, shift = 4) => {
  return ([text]: string[], machine: Machine): Outcome => {
    machine.spend(text!.length >> shift);
    return run(text!);
  };
};

export const STRING: Definitions = {
  substring: [
    ['string:string,start position:number', ([text, start]) => substring(text, start, null)],
    ['string:string,start position:number,length:number', ([text, start, count]) => substring(text, start, count)],
  ],
  'string length': [['string:string', pay(length)]],
  'upper case': [['string:string', pay((text) => text.toUpperCase())]],
  'lower case': [['string:string', pay((text) => text.toLowerCase())]],
  'substring before': [['string:string,match:string', ([text, match]) => before(text, match)]],
  'substring after': [['string:string,match:string', ([text, match]) => after(text, match)]],
  contains: [['string:string,match:string', ([text, match]) => text.includes(match)]],
  'starts with': [['string:string,match:string', ([text, match]) => text.startsWith(match)]],
  'ends with': [['string:string,match:string', ([text, match]) => text.endsWith(match)]],
  replace: [
    ['input:string,pattern:string,replacement:string', ([a, b, c], machine) => replace([a, b, c, null], machine)],
    [
      'input:string,pattern:string,replacement:string,flags:string~',
      ([a, b, c, d], machine) => replace([a, b, c, d], machine),
    ],
  ],
  matches: [
    ['input:string,pattern:string', ([a, b], machine) => matches([a, b, null], machine)],
    ['input:string,pattern:string,flags:string~', ([a, b, c], machine) => matches([a, b, c], machine)],
  ],
  split: [['string:string,delimiter:string', ([text, delimiter], machine) => split([text, delimiter], machine)]],
  extract: [['input:string,pattern:string', ([text, pattern], machine) => extract([text, pattern], machine)]],
  'string join': [
    ['list:list', ([list], machine) => join(list, '', '', '', machine)],
    ['list:list,delimiter:string~', ([list, delimiter], machine) => join(list, delimiter, '', '', machine)],
    [
      'list:list,delimiter:string~,prefix:string,suffix:string',
      ([list, delimiter, prefix, suffix], machine) => join(list, delimiter, prefix, suffix, machine),
    ],
  ],
  trim: [['string:string', pay((text) => text.trim())]],
  'is blank': [['string:string', pay((text) => text.trim() === '')]],
  'to base64': [['value:string', pay((text) => toBase64(bytesOf(text)), 0)]],
  'from base64': [['value:string', pay(decode, 0)]],
  uuid: [
    [
      '',
      () => failure("uuid() is not repeatable here; give it a text: uuid('…') is always the same for the same text"),
    ],
    ['seed:string', pay(uuidOf, 0)],
  ],
};
