import type { ClauseReference } from '#contracts';
import { NUMBER_CHARACTERS, formatChineseNumber, parseChineseNumber } from './chinese-number.ts';

const N = `[${NUMBER_CHARACTERS}]+`;
const RANGE_LIMIT = 60;

/** The parts of a citation after NFKC folding, tried in this order at each place. */
const TOKENS: [name: string, pattern: RegExp][] = [
  ['otherLaw', /→\s*《?([^\d第(《》]{2,40})》?/y],
  ['range', /(?:—+|–|-|~|至)\s*(?=第|\d)/y],
  ['article', new RegExp(`第?(${N})条(?:之(${N}))?`, 'y')],
  ['clause', new RegExp(`第?\\(?(${N})\\)?款`, 'y')],
  ['item', new RegExp(`第?\\(?(${N})\\)?项`, 'y')],
  ['subItem', new RegExp(`第?\\(?(${N})\\)?目`, 'y')],
  ['clauseNumber', /\((\d+)\)/y],
  ['itemNumber', /第?\(([零〇一二三四五六七八九十百]+)\)/y],
  ['bareArticle', /第?(\d+)(?!\d*[年月日号])/y],
  ['join', /[、,;，；和及与]|以及/y],
];

interface State {
  references: ClauseReference[];
  law: string | undefined;
  ranging: boolean;
}

/**
 * The clauses that a citation names, as our data write them: `第六十条`, `第四十二条第一款`, `第122条(1)`, `126(1)(二)`,
 * `第123条—125`, `第16条、60(1)(一)`. In brackets, Arabic numerals are clauses (款) and Chinese ones items (项). Empty for a
 * citation of a law as a whole (`''`, `全文未见`).
 */
export function parseArticles(article: string): ClauseReference[] {
  const text = article.normalize('NFKC').replace(/\s+/g, '');
  const state: State = { references: [], law: undefined, ranging: false };
  for (let at = 0; at < text.length;) {
    const found = TOKENS.map(([name, pattern]) => {
      pattern.lastIndex = at;
      return { name, match: pattern.exec(text) };
    }).find(({ match }) => match !== null);
    if (found?.match) take(state, found.name, found.match);
    at += found?.match?.[0].length ?? 1;
  }
  return state.references;
}

function take(state: State, token: string, match: RegExpExecArray): void {
  const value = parseChineseNumber(match[1] ?? '');
  switch (token) {
    case 'otherLaw':
      state.law = match[1];
      return;
    case 'range':
      state.ranging = true;
      return;
    case 'article':
    case 'bareArticle':
      addArticle(state, value, match[2] === undefined ? 0 : parseChineseNumber(match[2]));
      return;
    case 'clause':
    case 'clauseNumber':
      refine(state, 'clause', value);
      return;
    case 'item':
    case 'itemNumber':
      refine(state, 'item', value);
      return;
    case 'subItem':
      refine(state, 'subItem', value);
  }
}

function addArticle(state: State, article: number, branch: number): void {
  const last = state.references.at(-1);
  const law = state.law === undefined ? {} : { law: state.law };
  if (!(article > 0)) return;
  if (state.ranging && last && article > last.article && article - last.article <= RANGE_LIMIT)
    for (let number = last.article + 1; number < article; number++)
      state.references.push({ ...law, article: number, branch: 0 });
  state.ranging = false;
  state.references.push({ ...law, article, branch });
}

const ORDER = ['clause', 'item', 'subItem'] as const;

/** Says more of the last reference, or begins another one of the same article: `第三十条第一款、第二款`, `第117条(一)(二)`. */
function refine(state: State, level: (typeof ORDER)[number], value: number): void {
  const last = state.references.at(-1);
  if (!(value > 0)) return;
  if (!last) {
    // 第六项 of a document that counts 一、二、 instead of articles.
    if (level === 'item') state.references.push({ article: value, branch: 0, point: true });
    return;
  }
  const deeper = ORDER.slice(ORDER.indexOf(level));
  if (deeper.every((part) => last[part] === undefined) && !last.point) {
    last[level] = value;
    return;
  }
  const next: ClauseReference = { ...last };
  for (const part of deeper) delete next[part];
  state.references.push(last.point && level === 'item' ? { ...next, article: value } : { ...next, [level]: value });
}

/** `第四十二条第一款第二项`, as laws write it. */
export function formatReference(reference: ClauseReference): string {
  const number = formatChineseNumber(reference.article);
  const parts = [reference.point ? `第${number}项` : `第${number}条`];
  if (reference.branch > 0) parts.push(`之${formatChineseNumber(reference.branch)}`);
  if (reference.clause) parts.push(`第${formatChineseNumber(reference.clause)}款`);
  if (reference.item) parts.push(`第${formatChineseNumber(reference.item)}项`);
  if (reference.subItem) parts.push(`第${formatChineseNumber(reference.subItem)}目`);
  return parts.join('');
}

export interface ScannedCitation {
  law: string;
  article: string;
}

const PART = `第[（(]?${N}[）)]?(?:条(?:之${N})?|款|项|目)`;
const IN_TEXT = new RegExp(
  `《([^《》\\n]{2,60}(?:《[^《》]{2,60}》[^《》]{0,10})?)》((?:\\s*[、和及]?\\s*${PART})*)`,
  'g',
);

/** Laws cited in running text: `根据《中华人民共和国行政处罚法》第五十四条第一款的规定`. */
export function scanCitations(text: string): ScannedCitation[] {
  return [...text.matchAll(IN_TEXT)].map((match) => ({
    law: match[1] ?? '',
    article: (match[2] ?? '').trim().replace(/^[、和及]/, ''),
  }));
}
