import type { ArticleChange, LawArticle } from '#contracts';
import { articleWords } from './find-clause.ts';

/** An article of the former version and what became of it in the later one. */
export interface ArticlePair {
  kind: ArticleChange['kind'];
  before: LawArticle | null;
  after: LawArticle | null;
}

/** Two articles that share less than this part of their character pairs are not the same article. */
const ALIKE = 0.4;
/** Gaps larger than this many pairs are matched by number alone. */
const PAIR_LIMIT = 60_000;

interface Entry {
  article: LawArticle;
  words: string;
}

/**
 * What an amendment did to each article, in the order of the later version. Articles are matched by their words first, so
 * that one that only got another number is told as moved, not as changed.
 */
export function diffLaw(before: readonly LawArticle[], after: readonly LawArticle[]): ArticlePair[] {
  const a = before.map(entryOf);
  const b = after.map(entryOf);
  const partner = new Map<number, number>();
  const anchors = anchorsOf(a, b);
  for (const [i, j] of anchors) partner.set(i, j);
  let [startA, startB] = [0, 0];
  for (const [endA, endB] of [...anchors, [a.length, b.length] as const]) {
    matchGap(a, b, [startA, endA], [startB, endB], partner);
    [startA, startB] = [endA + 1, endB + 1];
  }
  matchStrays(a, b, partner);
  return inOrder(a, b, partner);
}

export const changeOf = ({ kind, before, after }: ArticlePair): ArticleChange => ({
  kind,
  before: before?.label ?? null,
  after: after?.label ?? null,
});

const entryOf = (article: LawArticle): Entry => ({ article, words: articleWords(article) });

/** Articles whose words stand once in both versions, in an order that both have: the longest such chain. */
function anchorsOf(a: readonly Entry[], b: readonly Entry[]): (readonly [number, number])[] {
  const once = (entries: readonly Entry[]): Map<string, number> => {
    const places = new Map<string, number>();
    entries.forEach(({ words }, index) => places.set(words, places.has(words) ? -1 : index));
    return places;
  };
  const placesB = once(b);
  const pairs = [...once(a)].flatMap(([words, i]) => {
    const j = placesB.get(words) ?? -1;
    return i >= 0 && j >= 0 ? [[i, j] as const] : [];
  });
  return longestChain(pairs.sort(([i], [k]) => i - k));
}

/** Longest run of pairs whose second members rise (patience sorting). */
function longestChain(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const tails: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, j], index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((pairs[tails[mid] ?? 0]?.[1] ?? 0) < j) low = mid + 1;
      else high = mid;
    }
    if (low > 0) previous[index] = tails[low - 1] ?? -1;
    tails[low] = index;
  });
  const chain: (readonly [number, number])[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) chain.unshift(pair);
  }
  return chain;
}

type Span = readonly [start: number, end: number];

/** Between two anchors: the alignment with the greatest likeness in all (Needleman–Wunsch). */
function matchGap(
  a: readonly Entry[],
  b: readonly Entry[],
  spanA: Span,
  spanB: Span,
  partner: Map<number, number>,
): void {
  const n = spanA[1] - spanA[0];
  const m = spanB[1] - spanB[0];
  if (n <= 0 || m <= 0 || n * m > PAIR_LIMIT) return;
  const gramsA = a.slice(...spanA).map(({ words }) => grams(words));
  const gramsB = b.slice(...spanB).map(({ words }) => grams(words));
  const likeness = gramsA.map((one) => gramsB.map((other) => alike(one, other)));
  const best = Array.from({ length: n + 1 }, () => new Float64Array(m + 1));
  const score = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const value = (i: number, j: number): number => {
    const found = likeness[i]?.[j] ?? 0;
    return found >= ALIKE ? found + score(i + 1, j + 1) : -1;
  };
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--) {
      const row = best[i];
      if (row) row[j] = Math.max(score(i + 1, j), score(i, j + 1), value(i, j));
    }
  for (let i = 0, j = 0; i < n && j < m;) {
    if (value(i, j) >= 0 && score(i, j) === value(i, j)) partner.set(spanA[0] + i++, spanB[0] + j++);
    else if (score(i + 1, j) >= score(i, j + 1)) i += 1;
    else j += 1;
  }
}

/** What is left: the same words at a place that broke the order. */
function matchStrays(a: readonly Entry[], b: readonly Entry[], partner: Map<number, number>): void {
  const taken = new Set(partner.values());
  const free = new Map<string, number>();
  b.forEach(({ words }, j) => {
    if (!taken.has(j) && words !== '') free.set(words, j);
  });
  a.forEach(({ words }, i) => {
    const j = partner.has(i) ? undefined : free.get(words);
    if (j === undefined) return;
    partner.set(i, j);
    free.delete(words);
  });
}

function grams(words: string): Set<string> {
  const found = new Set<string>();
  for (let index = 0; index + 1 < words.length; index++) found.add(words.slice(index, index + 2));
  return found;
}

/** Dice's coefficient of the character pairs. */
function alike(a: Set<string>, b: Set<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size * 4 < large.size) return 0;
  let common = 0;
  for (const gram of small) if (large.has(gram)) common += 1;
  return (2 * common) / (a.size + b.size);
}

function inOrder(a: readonly Entry[], b: readonly Entry[], partner: ReadonlyMap<number, number>): ArticlePair[] {
  const back = new Map([...partner].map(([i, j]) => [j, i]));
  const pairs: ArticlePair[] = [];
  let next = 0;
  const removedUpTo = (end: number): void => {
    for (; next < end; next++) {
      const gone = a[next];
      if (gone && !partner.has(next)) pairs.push({ kind: 'removed', before: gone.article, after: null });
    }
  };
  b.forEach((entry, j) => {
    const i = back.get(j);
    const former = i === undefined ? undefined : a[i];
    if (i === undefined || !former) {
      pairs.push({ kind: 'added', before: null, after: entry.article });
      return;
    }
    removedUpTo(i);
    next = Math.max(next, i + 1);
    pairs.push({ kind: kindOf(former, entry), before: former.article, after: entry.article });
  });
  removedUpTo(a.length);
  return pairs;
}

function kindOf(before: Entry, after: Entry): ArticleChange['kind'] {
  if (before.words !== after.words) return 'changed';
  const { number, branch } = before.article;
  return number === after.article.number && branch === after.article.branch ? 'unchanged' : 'moved';
}
