import { NUMBER_CHARACTERS, parseChineseNumber } from './chinese-number.ts';

/** A line of a law file as the reader sees it; `number` counts from 1. */
export interface SourceLine {
  number: number;
  text: string;
  /** Depth of a Markdown heading, 0 for running text. */
  depth: number;
}

const N = `[${NUMBER_CHARACTERS}]+`;
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;

/** Lines without Markdown marks, comments and invisible characters; empty lines are left out. */
export function sourceLines(source: string): SourceLine[] {
  return source
    .replace(/\r\n?/g, '\n')
    .replace(/<!--[\s\S]*?-->/g, (comment) => (/INFO END/.test(comment) ? '\u0000' : comment.replace(/[^\n]/g, '')))
    .split('\n')
    .map((raw, index) => {
      const marked = /^\s*(#{1,6})\s*(.*)$/.exec(raw);
      const text = (marked?.[2] ?? raw)
        .replace(INVISIBLE, '')
        .replace(/\*\*/g, '')
        .replace(/[\u00a0\u3000\t ]+/g, ' ')
        .trim();
      return { number: index + 1, text, depth: marked?.[1]?.length ?? 0 };
    })
    .filter(({ text }) => text !== '');
}

export interface ArticleStart {
  number: number;
  branch: number;
  label: string;
  rest: string;
  /** A space, a colon or nothing follows the number: certainly an article, not a mention of one. */
  certain: boolean;
}

const ARTICLE = new RegExp(`^第 ?(${N}) ?条(?:之(${N}))?([ :：]|【|$)?(.*)$`);
/** How a sentence goes on that only mentions an article. */
const MENTION = /^(规定|所|的|、|和|至|或|及|中|以|第|等|，|,|之|与|款|项|—|-)/;

export function articleStart(text: string): ArticleStart | null {
  const found = ARTICLE.exec(text);
  if (!found) return null;
  const number = parseChineseNumber(found[1] ?? '');
  const branch = found[2] === undefined ? 0 : parseChineseNumber(found[2]);
  if (!(number > 0)) return null;
  const rest = `${found[3] === '【' ? '【' : ''}${found[4] ?? ''}`.trim();
  if (found[3] === undefined && MENTION.test(rest)) return null;
  const label =
    text.slice(0, text.indexOf('条') + 1).replaceAll(' ', '') + (found[2] === undefined ? '' : `之${found[2]}`);
  return { number, branch, label, rest, certain: found[3] !== undefined };
}

const HEADING = new RegExp(`^第 ?(${N}) ?(编|分编|章|节)(?: |$|：|:)?(.*)$`);
const KINDS = { 编: 'part', 分编: 'subpart', 章: 'chapter', 节: 'section' } as const;

export interface HeadingStart {
  kind: (typeof KINDS)[keyof typeof KINDS];
  number: number;
  label: string;
  title: string;
}

/** `第一章 总则`. A sentence that begins so (`第二章规定的…。`) is none. */
export function headingStart({ text, depth }: SourceLine): HeadingStart | null {
  const found = HEADING.exec(text);
  if (!found || (depth === 0 && (text.length > 40 || /[。；，]/.test(text)))) return null;
  const [, numeral = '', kind = '章', title = ''] = found;
  const number = parseChineseNumber(numeral);
  return {
    kind: KINDS[kind as keyof typeof KINDS],
    number,
    label: `第${numeral}${kind}`,
    title: title.replace(/ /g, '').trim(),
  };
}

const ITEM = new RegExp(`^[（(] ?([${NUMBER_CHARACTERS.replace('\\d', '')}]+) ?[）)] ?(.*)$`);
const SUB_ITEM = /^(?:(\d{1,3})[.．、]|[（(](\d{1,3})[）)])\s*(.*)$/;

export interface NumberedLine {
  number: number;
  text: string;
}

/** `（一）…` */
export function itemStart(text: string): NumberedLine | null {
  const found = ITEM.exec(text);
  return found ? { number: parseChineseNumber(found[1] ?? ''), text: (found[2] ?? '').trim() } : null;
}

/** `1. …`, `1、…` or `(1)…` */
export function subItemStart(text: string): NumberedLine | null {
  const found = SUB_ITEM.exec(text);
  return found ? { number: Number(found[1] ?? found[2]), text: (found[3] ?? '').trim() } : null;
}

const POINT = new RegExp(`^([${NUMBER_CHARACTERS.replace('\\d', '')}]+)[、.．] ?(.*)$`);

/** `一、…` */
export function pointStart(text: string): NumberedLine | null {
  const found = POINT.exec(text);
  return found ? { number: parseChineseNumber(found[1] ?? ''), text: (found[2] ?? '').trim() } : null;
}

/** 附件, 附表, 附录, `附：`, but never 附则. */
export const startsAppendix = (text: string): boolean =>
  /^附(件|表|录|图|[:：一二三四五六七八九十\d（(]| *$)/.test(text);
