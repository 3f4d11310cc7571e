import type { ArticleChange, LawBrief, LawVersionSummary, LawVersionWithState } from '#contracts';
import type { ArticlePair, DatedVersion } from '#rules';
import { articleChangeOf, beginsOn, stateOfLaw, stateOfVersion, versionOn, versionsInOrder } from '#rules';
import { ProblemError, notFound } from '../problem-error.ts';
import type { LawDoc } from './collections.ts';

/** The version to show when none is asked for: today's, else the next one, else the last. */
export function mainVersion<T extends DatedVersion>(versions: readonly T[], today: string): T | null {
  const ordered = versionsInOrder(versions);
  return versionOn(versions, today) ?? ordered.find((version) => beginsOn(version) > today) ?? ordered.at(-1) ?? null;
}

export function lawBrief({ id, law, versions }: LawDoc, today: string, cited: number): LawBrief {
  const main = mainVersion(versions, today);
  return {
    id,
    ...law,
    state: stateOfLaw(versions, today),
    number: main?.number ?? '',
    publishedOn: main?.publishedOn ?? null,
    effectiveOn: main?.effectiveOn ?? null,
    versionCount: versions.length,
    articleCount: main?.articleCount ?? 0,
    excerpt: main?.excerpt ?? false,
    cited,
  };
}

export const versionView = (
  version: LawVersionSummary,
  versions: readonly LawVersionSummary[],
  today: string,
): LawVersionWithState => ({ ...version, state: stateOfVersion(version, versions, today) });

/** A version by id or by day of publication. @throws ProblemError 404 */
export function findVersion({ law, versions }: LawDoc, wanted: string): LawVersionSummary {
  const found = versions.find(({ id }) => id === wanted) ?? versions.find(({ publishedOn }) => publishedOn === wanted);
  if (!found) throw notFound(`《${law.name}》的这个版本`);
  return found;
}

export interface VersionPair {
  from: LawVersionSummary;
  to: LawVersionSummary;
}

/** The two versions to compare: those named, else the newest and the one before it. @throws ProblemError */
export function versionPair(doc: LawDoc, query: { from?: string | undefined; to?: string | undefined }): VersionPair {
  const ordered = versionsInOrder(doc.versions);
  const to = query.to ? findVersion(doc, query.to) : ordered.at(-1);
  const from = query.from ? findVersion(doc, query.from) : ordered[ordered.findIndex((version) => version === to) - 1];
  if (!to || !from)
    throw new ProblemError(
      'validation',
      `《${doc.law.name}》在法规库中只有一个版本，还不能对比。可以先导入另一个版本。`,
    );
  return { from, to };
}

export type ChangeCounts = Record<ArticleChange['kind'], number>;

export function countChanges(pairs: readonly Pick<ArticlePair, 'kind'>[]): ChangeCounts {
  const counts: ChangeCounts = { unchanged: 0, moved: 0, changed: 0, added: 0, removed: 0 };
  for (const { kind } of pairs) counts[kind] += 1;
  return counts;
}

export const changesOf = (pairs: readonly ArticlePair[]) =>
  pairs
    .filter(({ kind }) => kind !== 'unchanged')
    .map((pair) => ({ ...articleChangeOf(pair), former: pair.before, later: pair.after }));
