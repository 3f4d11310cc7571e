import type { CitingSubject, ClauseReference, ImpactEntry, LawArticle } from '#contracts';
import { formatReference, parseArticles } from './citation.ts';
import type { FoundCitation } from './collect-citations.ts';
import type { ArticlePair } from './diff-law.ts';
import { wordsOf } from './find-clause.ts';
import type { LawNames } from './law-name.ts';

/** A subject with the citations that it holds. */
export interface CitingPlace {
  subject: CitingSubject;
  citations: FoundCitation[];
}

interface Cited {
  subject: CitingSubject;
  citation: FoundCitation;
  /** Null: the law as a whole. */
  reference: ClauseReference | null;
}

/** Who cites which law, resolved once: asking for one law looks at that law's citations only. */
export class CitationIndex {
  readonly #byLaw = new Map<string, Cited[]>();
  /** Names of laws that are cited but not in the library, with how often. */
  readonly unknown = new Map<string, number>();

  constructor(places: readonly CitingPlace[], names: LawNames) {
    for (const { subject, citations } of places) for (const citation of citations) this.#add(subject, citation, names);
  }

  #add(subject: CitingSubject, citation: FoundCitation, names: LawNames): void {
    const references = parseArticles(citation.article);
    for (const reference of references.length > 0 ? references : [null]) {
      const name = reference?.law ?? citation.law;
      const lawId = reference?.law === undefined ? names.find(name, citation.code) : names.find(name);
      if (lawId === undefined) {
        this.unknown.set(name, (this.unknown.get(name) ?? 0) + 1);
        continue;
      }
      const list = this.#byLaw.get(lawId) ?? [];
      list.push({ subject, citation, reference });
      this.#byLaw.set(lawId, list);
    }
  }

  of(lawId: string): readonly Cited[] {
    return this.#byLaw.get(lawId) ?? [];
  }

  /** The subjects that cite a law, or one of its articles (`第四十二条`), each with its citations as written. */
  subjects(lawId: string, article?: string): { subject: CitingSubject; citations: string[] }[] {
    const wanted = article === undefined ? undefined : parseArticles(article)[0];
    const found = new Map<string, { subject: CitingSubject; citations: string[] }>();
    for (const { subject, citation, reference } of this.of(lawId)) {
      if (wanted && (reference?.article !== wanted.article || reference.branch !== wanted.branch)) continue;
      const entry = found.get(subject.id) ?? { subject, citations: [] };
      const written = `《${citation.law}》${citation.article}`;
      if (!entry.citations.includes(written)) entry.citations.push(written);
      found.set(subject.id, entry);
    }
    return [...found.values()];
  }

  /** How many subjects cite each law. */
  counts(): Map<string, number> {
    return new Map([...this.#byLaw].map(([id, list]) => [id, new Set(list.map(({ subject }) => subject.id)).size]));
  }
}

export interface LawChange {
  lawId: string;
  /** Publication date of the new version; a rule that already cites it is not touched. */
  publishedOn: string | null;
  pairs: readonly ArticlePair[];
  /** The former version held digests only: what it says can't be compared word by word. */
  formerWasExcerpt?: boolean;
  /** The law is no longer in force: every clause of it is gone. */
  repealed?: boolean;
}

type Effect = ImpactEntry['effect'];
const RANK: Record<Effect, number> = { removed: 0, changed: 1, moved: 2, law: 3 };

/** The subjects whose cited clauses a change removes, rewords or renumbers; the gravest first. Open cases are counted elsewhere. */
export function impactOf(change: LawChange, index: CitationIndex): ImpactEntry[] {
  const former = new Map(change.pairs.flatMap((pair) => (pair.before ? [[placeOf(pair.before), pair] as const] : [])));
  const touched = change.repealed === true || change.pairs.some(({ kind }) => kind !== 'unchanged');
  const entries = new Map<string, ImpactEntry>();
  if (!touched) return [];
  const cited = index.of(change.lawId);
  const precise = new Set(cited.flatMap(({ subject, reference }) => (reference ? [subject.id] : [])));
  for (const { subject, citation, reference } of cited) {
    // Who names clauses of the law is judged by them: that the law is named as a whole too says nothing more.
    if (reference === null && !change.repealed && precise.has(subject.id)) continue;
    if (citation.version !== undefined && citation.version === change.publishedOn) continue;
    const found = reference === null ? wholeLaw(change) : effectOn(reference, former, change);
    if (found) merge(entries, subject, citation, found);
  }
  return [...entries.values()].sort(
    (a, b) => RANK[a.effect] - RANK[b.effect] || (a.subject.id < b.subject.id ? -1 : 1),
  );
}

const placeOf = ({ number, branch }: { number: number; branch: number }): string => `${number}.${branch}`;

interface Found {
  effect: Effect;
  explanation: string;
}

const wholeLaw = (change: LawChange): Found =>
  change.repealed
    ? { effect: 'removed', explanation: '这部法规已废止。' }
    : { effect: 'law', explanation: '引用了整部法规，没有写明条款，请人工核对。' };

function effectOn(
  reference: ClauseReference,
  former: ReadonlyMap<string, ArticlePair>,
  change: LawChange,
): Found | null {
  const name = formatReference(reference);
  if (change.repealed) return { effect: 'removed', explanation: `${name}：这部法规已废止。` };
  const pair = former.get(placeOf({ number: reference.article, branch: reference.branch }));
  if (!pair)
    return change.formerWasExcerpt &&
      change.pairs.some(
        ({ after }) => after && placeOf(after) === placeOf({ number: reference.article, branch: reference.branch }),
      )
      ? { effect: 'changed', explanation: `${name}：原来的版本没有收录全文，不能逐字比较，请人工核对。` }
      : { effect: 'changed', explanation: `${name}：修改前的版本里没有这一条，引用可能有误，请核对。` };
  if (!pair.after) return { effect: 'removed', explanation: `${name}：新版本删去了这一条。` };
  if (change.formerWasExcerpt)
    return { effect: 'changed', explanation: `${name}：原来的版本只有要点，不能逐字比较，请人工核对。` };
  return comparison(name, reference, pair.before as LawArticle, pair.after);
}

function comparison(name: string, reference: ClauseReference, before: LawArticle, after: LawArticle): Found | null {
  const moved = before.number !== after.number || before.branch !== after.branch;
  const words = wordsOf(before, reference);
  const now = wordsOf(after, reference);
  if (words !== null && words === now)
    return moved ? { effect: 'moved', explanation: `${name}：内容未变，新版本中为${after.label}。` } : null;
  if (words !== null && now === null)
    return { effect: 'removed', explanation: `${name}：新版本的${after.label}里没有这一款或这一项了。` };
  return { effect: 'changed', explanation: `${name}：内容有修改${moved ? `，新版本中为${after.label}` : ''}。` };
}

function merge(entries: Map<string, ImpactEntry>, subject: CitingSubject, citation: FoundCitation, found: Found): void {
  const written = `《${citation.law}》${citation.article}`;
  const known = entries.get(subject.id);
  if (!known) {
    entries.set(subject.id, { subject, citations: [written], openCases: null, ...found });
    return;
  }
  if (!known.citations.includes(written)) known.citations.push(written);
  if (!known.explanation.includes(found.explanation)) known.explanation += found.explanation;
  if (RANK[found.effect] < RANK[known.effect]) known.effect = found.effect;
}
