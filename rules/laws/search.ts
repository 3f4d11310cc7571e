import type { LawArticle, LawLevel, LawState } from '#contracts';
import { articleWords } from './find-clause.ts';

/** A version of a law as the search holds it. */
export interface SearchedVersion {
  lawId: string;
  versionId: string;
  name: string;
  level: LawLevel;
  state: LawState;
  articles: readonly LawArticle[];
}

interface Entry {
  version: SearchedVersion;
  article: LawArticle;
  original: string;
  folded: string;
}

export interface SearchHit {
  lawId: string;
  versionId: string;
  lawName: string;
  level: LawLevel;
  state: LawState;
  article: string;
  /** Passages around the hits, in pieces; `hit` pieces are what was searched for. */
  excerpt: { text: string; hit: boolean }[];
}

export interface SearchQuery {
  words: string;
  level?: LawLevel | undefined;
  lawId?: string | undefined;
  /** Also versions that are not in force. */
  allVersions?: boolean | undefined;
  limit: number;
  skip: number;
}

export interface SearchResult {
  hits: SearchHit[];
  total: number;
  laws: number;
}

const EXCERPT = 140;
const BEFORE = 36;
const MAX_PASSAGES = 3;

/** Compatibility forms folded and lower case, as everywhere the platform searches. */
export const foldForSearch = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Full-text search over the articles of all laws. Words separated by spaces must all be in the article or the law's name; the
 * order is: more of the words together, laws of a higher level, more hits. Every substring is found, two characters alone
 * too, which an index of trigrams can't do.
 */
export class LawSearch {
  readonly #entries: Entry[];
  readonly #names: Map<string, string>;

  constructor(versions: readonly SearchedVersion[]) {
    this.#entries = versions.flatMap((version) =>
      version.articles.map((article) => {
        const original = articleWords(article);
        return { version, article, original, folded: foldForSearch(original) };
      }),
    );
    this.#names = new Map(versions.map(({ lawId, name }) => [lawId, foldForSearch(name)]));
  }

  get size(): number {
    return this.#entries.length;
  }

  search(query: SearchQuery): SearchResult {
    const words = foldForSearch(query.words).split(/\s+/).filter(Boolean);
    if (words.length === 0) return { hits: [], total: 0, laws: 0 };
    const phrase = foldForSearch(query.words.trim());
    const found: { entry: Entry; score: number }[] = [];
    for (const entry of this.#entries) {
      if (!this.#admits(entry, query)) continue;
      const score = this.#score(entry, words, phrase);
      if (score > 0) found.push({ entry, score });
    }
    found.sort((a, b) => b.score - a.score);
    return {
      hits: found.slice(query.skip, query.skip + query.limit).map(({ entry }) => hitOf(entry, words)),
      total: found.length,
      laws: new Set(found.map(({ entry }) => entry.version.lawId)).size,
    };
  }

  #admits({ version }: Entry, { level, lawId, allVersions }: SearchQuery): boolean {
    return (
      (allVersions === true || version.state === 'in-force' || version.state === 'upcoming') &&
      (level === undefined || version.level === level) &&
      (lawId === undefined || version.lawId === lawId)
    );
  }

  #score(entry: Entry, words: readonly string[], phrase: string): number {
    const name = this.#names.get(entry.version.lawId) ?? '';
    let inText = 0;
    for (const word of words) {
      if (entry.folded.includes(word)) inText += 1;
      else if (!name.includes(word)) return 0;
    }
    // The name alone is no hit in an article.
    if (inText === 0) return 0;
    const together = words.length > 1 && entry.folded.includes(phrase) ? 1000 : 0;
    return (
      together +
      inText * 100 +
      LEVEL_SCORE[entry.version.level] +
      Math.min(9, occurrences(entry.folded, words[0] ?? ''))
    );
  }
}

const LEVEL_SCORE: Record<LawLevel, number> = {
  law: 60,
  'administrative-regulation': 50,
  'judicial-interpretation': 45,
  'local-regulation': 40,
  'departmental-rule': 30,
  'local-government-rule': 20,
  'normative-document': 10,
};

function occurrences(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at >= 0 && count < 9; at = text.indexOf(word, at + word.length)) count += 1;
  return count;
}

function hitOf({ version, article, original }: Entry, words: readonly string[]): SearchHit {
  const { lawId, versionId, name, level, state } = version;
  return { lawId, versionId, lawName: name, level, state, article: article.label, excerpt: excerptOf(original, words) };
}

/** Passages of the text around the first hit of each word, cut where the searched words begin and end. */
export function excerptOf(text: string, words: readonly string[]): { text: string; hit: boolean }[] {
  const { marks, firsts } = marksOf(text, words);
  const windows = windowsOf(text.length, firsts);
  const pieces: { text: string; hit: boolean }[] = [];
  const add = (piece: string, hit: boolean): void => {
    const last = pieces.at(-1);
    if (last?.hit === hit) last.text += piece;
    else pieces.push({ text: piece, hit });
  };
  let shown = 0;
  for (const [start, end] of windows) {
    if (start > shown) add('…', false);
    for (let at = start; at < end; at++) add(text[at] ?? '', marks[at] === true);
    shown = end;
  }
  if (shown < text.length) add('…', false);
  return pieces;
}

/** One window for each word, those that meet put together; shorter when there are several. */
function windowsOf(length: number, firsts: readonly number[]): [start: number, end: number][] {
  const places = (firsts.length > 0 ? [...firsts] : [0]).sort((a, b) => a - b).slice(0, MAX_PASSAGES);
  const size = Math.round(EXCERPT / places.length);
  const windows: [number, number][] = [];
  for (const place of places) {
    const start = Math.max(0, place - Math.round(BEFORE / places.length));
    const end = Math.min(length, start + size);
    const last = windows.at(-1);
    if (last && start <= last[1] + 5) last[1] = Math.max(last[1], end);
    else windows.push([start, end]);
  }
  return windows;
}

/** Which characters belong to a hit, and where each word is hit first. Folding may change lengths, so characters are folded one by one. */
function marksOf(text: string, words: readonly string[]): { marks: boolean[]; firsts: number[] } {
  const places: number[] = [];
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const part = foldForSearch(text[at] ?? '');
    for (let count = 0; count < part.length; count++) places.push(at);
    folded += part;
  }
  const marks = new Array<boolean>(text.length).fill(false);
  const firsts: number[] = [];
  for (const word of words) {
    const first = folded.indexOf(word);
    if (first >= 0) firsts.push(places[first] ?? 0);
    for (let at = first; at >= 0; at = folded.indexOf(word, at + word.length))
      for (let offset = 0; offset < word.length; offset++) marks[places[at + offset] ?? 0] = true;
  }
  return { marks, firsts };
}
