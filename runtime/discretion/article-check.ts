import type { Citation } from '#contracts';
import { findClause, parseArticles, versionOn } from '#rules';
import type { Platform } from '../platform.ts';

type Known = 'known' | 'unknown-law' | 'unknown-article';

/** Whether a text has every article from the first to its last: only then is an absent article an unknown one. */
const isComplete = (numbers: readonly number[]): boolean => {
  const all = new Set(numbers);
  return all.size > 0 && Math.max(...all) === all.size;
};

async function checkOne(platform: Platform, { law, code, article }: Citation): Promise<Known> {
  const { names, byId } = await platform.laws.current();
  const doc = byId.get(names.find(law, code) ?? '');
  if (!doc) return 'unknown-law';
  const references = parseArticles(article).filter((reference) => reference.law === undefined);
  if (references.length === 0) return 'known';
  const version = versionOn(doc.versions, platform.clock.today()) ?? doc.versions.at(-1);
  const text = version ? await platform.laws.text(version.id) : null;
  if (!text || text.articles.length === 0) return 'unknown-law';
  if (references.every((reference) => reference.point === true || findClause(text, reference) !== null)) return 'known';
  return isComplete(text.articles.map(({ number }) => number)) ? 'unknown-article' : 'unknown-law';
}

const keyOf = ({ law, article }: Citation): string => `${law}|${article}`;

/**
 * Looks the cited articles up in the law library, each once. Of a law that the library has only in part nothing is said
 * against an article that is not there.
 */
export async function articleCheck(
  platform: Platform,
  citations: readonly Citation[],
): Promise<(citation: Citation) => Known> {
  const known = new Map<string, Known>();
  for (const citation of citations)
    if (!known.has(keyOf(citation))) known.set(keyOf(citation), await checkOne(platform, citation));
  return (citation) => known.get(keyOf(citation)) ?? 'known';
}
