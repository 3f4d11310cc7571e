/** The usual number pattern (domain facts §14.1). */
export const DEFAULT_NUMBER_PATTERN = '{prefix}{word}〔{yyyy}〕{seq}号';

/**
 * What may stand in braces. `seq` begins again each year, `total` never; a width pads with zeros: `{seq:4}` → 0031.
 * 区划简称 and 部门代字 together are the organ's `prefix` (机关代字).
 */
export const NUMBER_TOKENS: Record<string, string> = {
  prefix: '机关代字',
  word: '文书代字',
  yyyy: '四位年份',
  yy: '两位年份',
  seq: '流水号（每年重新编）',
  total: '流水号（不按年重编）',
};

export type NumberToken = 'prefix' | 'word' | 'yyyy' | 'yy' | 'seq' | 'total';
export type PatternPart = { text: string } | { token: NumberToken; width: number };

export interface NumberPattern {
  parts: PatternPart[];
  /** Whether running numbers begin again each year. */
  reset: 'yearly' | 'never';
}

export interface NumberParts {
  prefix: string;
  word: string;
  year: number;
  seq: number;
}

const MAX_LENGTH = 60;
const MAX_WIDTH = 8;
const FORBIDDEN = /[\p{Cc}<>"'\\|/]/u;

/** Reads a pattern. @returns the parts, or what is wrong, in Chinese */
export const parsePattern = (pattern: string): NumberPattern | { problem: string } => {
  const parts: PatternPart[] = [];
  let rest = pattern;
  while (rest !== '') {
    const open = rest.search(/[{}]/);
    if (open < 0) {
      parts.push({ text: rest });
      break;
    }
    if (open > 0) parts.push({ text: rest.slice(0, open) });
    const match = /^\{([^{}]*)\}/.exec(rest.slice(open));
    if (!match)
      return { problem: `第 ${pattern.length - rest.length + open + 1} 个字符处的括号“${rest[open]}”没有配对` };
    const [name = '', width] = (match[1] ?? '').split(':');
    if (!(name in NUMBER_TOKENS))
      return {
        problem: `不认识的占位“{${match[1]}}”，可以用：${Object.keys(NUMBER_TOKENS)
          .map((token) => `{${token}}`)
          .join(' ')}`,
      };
    if (width !== undefined && !(name === 'seq' || name === 'total')) return { problem: `“{${name}}”不能写位数` };
    const digits = width === undefined ? 1 : Number(width);
    if (!Number.isInteger(digits) || digits < 1 || digits > MAX_WIDTH)
      return { problem: `“{${match[1]}}”的位数应为 1 至 ${MAX_WIDTH}` };
    parts.push({ token: name as NumberToken, width: digits });
    rest = rest.slice(open + match[0].length);
  }
  return { parts, reset: parts.some((part) => 'token' in part && part.token === 'total') ? 'never' : 'yearly' };
};

/**
 * Whether numbers of a pattern stay apart: one running number, the year where it begins again each year, organ and
 * document word.
 *
 * @returns null when right, else what is wrong, in Chinese
 */
export const validatePattern = (pattern: string): string | null => {
  if (pattern.trim() === '') return '编号规则不能为空';
  if (pattern.length > MAX_LENGTH) return `编号规则不能超过 ${MAX_LENGTH} 个字符`;
  const parsed = parsePattern(pattern);
  if ('problem' in parsed) return parsed.problem;
  const count = (...tokens: NumberToken[]): number =>
    parsed.parts.filter((part) => 'token' in part && tokens.includes(part.token)).length;
  if (parsed.parts.some((part) => 'text' in part && FORBIDDEN.test(part.text)))
    return '编号规则里不能有控制字符、引号、尖括号、斜杠和竖线';
  if (count('seq', 'total') === 0) return '编号规则里要有流水号 {seq}（每年重编）或 {total}（不重编）';
  if (count('seq', 'total') > 1) return '编号规则里只能有一个流水号';
  if (count('seq') === 1 && count('yyyy', 'yy') === 0)
    return '每年重新编号的流水号 {seq} 要与年份 {yyyy} 同用，否则各年的号会重复';
  if (count('prefix') === 0) return '编号规则里要有机关代字 {prefix}，否则各机关的号会重复';
  if (count('word') === 0) return '编号规则里要有文书代字 {word}，否则各种文书的号会重复';
  if (adjacentDigits(parsed.parts)) return '年份与流水号紧挨着时，流水号要写位数（如 {yyyy}{seq:4}），否则会分不清';
  return null;
};

const adjacentDigits = (parts: readonly PatternPart[]): boolean =>
  parts.some((part, index) => {
    const next = parts[index + 1];
    const numeric = (one: PatternPart | undefined): boolean =>
      one !== undefined && 'token' in one && ['yyyy', 'yy', 'seq', 'total'].includes(one.token);
    return (
      numeric(part) &&
      numeric(next) &&
      [part, next].some((one) => one && 'width' in one && isRunning(one) && one.width === 1)
    );
  });

const isRunning = (part: PatternPart): boolean => 'token' in part && (part.token === 'seq' || part.token === 'total');

/**
 * Writes a case or document number: `{prefix}{word}〔{yyyy}〕{seq}号` → 济历市监立〔2026〕31号.
 *
 * @throws Error for a pattern that `validatePattern` refuses to read
 */
export const formatNumber = (pattern: string, numbers: NumberParts): string => {
  const parsed = parsePattern(pattern);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.parts
    .map((part) => {
      if ('text' in part) return part.text;
      const { token, width } = part;
      if (token === 'yyyy') return String(numbers.year);
      if (token === 'yy') return String(numbers.year % 100).padStart(2, '0');
      if (token === 'prefix') return numbers.prefix;
      return token === 'word' ? numbers.word : String(numbers.seq).padStart(width, '0');
    })
    .join('');
};

/** The pattern for a document word among configured ones: its own, else that of `*`, else the usual one. */
export const patternFor = (patterns: Record<string, string> | undefined, word: string): string => {
  const chosen = patterns?.[word] ?? patterns?.['*'] ?? DEFAULT_NUMBER_PATTERN;
  return validatePattern(chosen) === null ? chosen : DEFAULT_NUMBER_PATTERN;
};

/** A pattern for people: `{prefix}{word}〔{yyyy}〕{seq:4}号` → [机关代字][文书代字]〔[四位年份]〕[流水号，4位]号. */
export const patternText = (pattern: string): string => {
  const parsed = parsePattern(pattern);
  if ('problem' in parsed) return pattern;
  return parsed.parts
    .map((part) => {
      if ('text' in part) return part.text;
      const name = (NUMBER_TOKENS[part.token] ?? part.token).replace(/（.*）/, '');
      return `[${name}${part.width > 1 ? `，${part.width}位` : ''}]`;
    })
    .join('');
};

/** The running numbers of a series that are neither used nor void. Sorted input is not needed. */
export const missingNumbers = (used: readonly number[], first: number, last: number): number[] => {
  const known = new Set(used);
  const missing: number[] = [];
  for (let seq = first; seq <= last; seq++) if (!known.has(seq)) missing.push(seq);
  return missing;
};
