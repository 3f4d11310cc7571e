import { PatternError } from './pattern.ts';

export type Matches = (codePoint: number) => boolean;

const compiled = new Map<string, Matches>();
const CATEGORY = /^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/;
const BLOCKS: Record<string, [number, number]> = {
  IsBasicLatin: [0, 0x7f],
  'IsLatin-1Supplement': [0x80, 0xff],
  IsGreek: [0x370, 0x3ff],
  IsCyrillic: [0x400, 0x4ff],
  IsCJKUnifiedIdeographs: [0x4e00, 0x9fff],
};
const JAVA: Record<string, string> = {
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Upper: 'A-Z',
  Lower: 'a-z',
  Punct: '!-\\/:-@\\[-`{-~',
  Space: '\\s',
  IsAlphabetic: '\\p{Alphabetic}',
  IsHan: '\\p{Script=Han}',
};

const ofExpression = (source: string): Matches => {
  const known = compiled.get(source);
  if (known) return known;
  const expression = new RegExp(`^[${source}]$`, 'u');
  const matches: Matches = (codePoint) => expression.test(String.fromCodePoint(codePoint));
  compiled.set(source, matches);
  return matches;
};

const not =
  (matches: Matches): Matches =>
  (codePoint) =>
    !matches(codePoint);

/** `\p{…}` by its name. */
export const property = (name: string, negated: boolean): Matches => {
  const block = BLOCKS[name];
  const java = JAVA[name];
  let matches: Matches;
  if (block) matches = (codePoint) => codePoint >= block[0] && codePoint <= block[1];
  else if (java) matches = ofExpression(java);
  else if (CATEGORY.test(name)) matches = ofExpression(`\\p{${name}}`);
  else throw new PatternError(`Unknown character property '${name}'`);
  return negated ? not(matches) : matches;
};

const digit = ofExpression('\\p{Nd}');
const space: Matches = (code) => code === 32 || (code >= 9 && code <= 13);
const word = ofExpression('\\p{L}\\p{N}\\p{M}\\p{S}_');
export const isWord: Matches = ofExpression('\\p{L}\\p{N}_');
const initial = ofExpression('\\p{L}_:');
const nameCharacter = ofExpression('\\p{L}\\p{N}\\p{M}_:.\\-\\u00B7');

const CLASSES: Record<string, Matches> = {
  d: digit,
  s: space,
  w: word,
  i: initial,
  c: nameCharacter,
};

/** `\d`, `\S` and the like; undefined for a letter that is none. */
export const classOf = (letter: string): Matches | undefined => {
  const matches = CLASSES[letter.toLowerCase()];
  return matches && letter === letter.toUpperCase() ? not(matches) : matches;
};

export const folded = (codePoint: number): number[] => {
  const text = String.fromCodePoint(codePoint);
  return [codePoint, text.toLowerCase().codePointAt(0)!, text.toUpperCase().codePointAt(0)!];
};
