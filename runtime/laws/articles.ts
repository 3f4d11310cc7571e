import type { LawVersionSummary, RouteResponse } from '#contracts';
import { findClause, formatReference, parseArticles, versionOn } from '#rules';
import type { Platform } from '../platform.ts';
import { citedCounts } from './citing.ts';
import type { LawDoc } from './collections.ts';
import { lawBrief, mainVersion, versionView } from './views.ts';

type Answer = RouteResponse<'lawArticle'>;
type Role = Answer['versions'][number]['role'];

export interface WantedArticle {
  law: string;
  code?: string | undefined;
  article: string;
  on?: string | undefined;
  version?: string | undefined;
}

/** The clauses that a citation names, in today's version and, where they are others, in the one of the act and the cited one. */
export async function collectArticles(platform: Platform, wanted: WantedArticle): Promise<Answer> {
  const { names, byId } = await platform.laws.current();
  const doc = byId.get(names.find(wanted.law, wanted.code) ?? '');
  if (!doc) return { law: null, versions: [] };
  const today = platform.clock.today();
  const main = mainVersion(doc.versions, today);
  const roles: [Role, LawVersionSummary | null | undefined][] = [
    ['today', main],
    ['act', wanted.on ? versionOn(doc.versions, wanted.on) : null],
    ['cited', wanted.version ? doc.versions.find(({ publishedOn }) => publishedOn === wanted.version) : null],
  ];
  const shown = new Set<string>();
  const versions: Answer['versions'] = [];
  for (const [role, version] of roles) {
    if (!version || shown.has(version.id)) continue;
    shown.add(version.id);
    versions.push(await versionPart(platform, doc, role, version, wanted.article));
  }
  return { law: lawBrief(doc, today, (await citedCounts(platform)).get(doc.id) ?? 0), versions };
}

async function versionPart(
  platform: Platform,
  doc: LawDoc,
  role: Role,
  version: LawVersionSummary,
  cited: string,
): Promise<Answer['versions'][number]> {
  const text = await platform.laws.text(version.id);
  const found = parseArticles(cited)
    .filter((reference) => reference.law === undefined)
    .map((reference) => {
      const hit = text ? findClause(text, reference) : null;
      return {
        reference,
        label: hit?.article.label ?? formatReference(reference),
        article: hit?.article ?? null,
        clause: hit?.clause ?? null,
        item: hit?.item ?? null,
      };
    });
  return {
    role,
    version: versionView(version, doc.versions, platform.clock.today()),
    unit: text?.unit ?? 'article',
    found,
  };
}
