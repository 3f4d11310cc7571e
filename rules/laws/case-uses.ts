import { parseArticles } from './citation.ts';
import { itemUse, packUse, procedureUse } from './citing-subjects.ts';
import { collectCitations } from './collect-citations.ts';
import { lawKey } from './law-name.ts';

/** What of a case decides by which rules it is handled. */
export interface CaseRuleUse {
  procedureCode: string;
  procedureVersion: number;
  packs: readonly { pack: string; number: number }[];
  /** Codes of the list items that were matched. */
  items: readonly string[];
  data: unknown;
}

/** An article that a case itself cites, by the name that it writes. */
export const articleUse = (law: string, article: number): string => `law:${lawKey(law)}#${article}`;

/** The codes of everything that a case uses: kept in the index of cases, so that an amendment finds its cases at once. */
export function caseUses({ procedureCode, procedureVersion, packs, items, data }: CaseRuleUse): string[] {
  const cited = collectCitations(data).flatMap(({ law, article }) =>
    parseArticles(article).map((reference) => articleUse(reference.law ?? law, reference.article)),
  );
  return [
    ...new Set([
      procedureUse(procedureCode, procedureVersion),
      ...packs.map(({ pack, number }) => packUse(pack, number)),
      ...items.map(itemUse),
      ...cited,
    ]),
  ].map((use) => use.replaceAll('|', ' '));
}
