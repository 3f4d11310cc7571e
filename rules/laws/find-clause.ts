import type { ClauseReference, LawArticle, LawClause, LawText } from '#contracts';
import { formatChineseNumber } from './chinese-number.ts';

/** Where a reference points in a text; `clause` and `item` are counted from 1, as the reference does. */
export interface FoundClause {
  article: LawArticle;
  clause: number | null;
  item: number | null;
}

/** The article that a reference names; its clause and item only where they exist. Null when there is no such article. */
export function findClause(text: LawText, reference: ClauseReference): FoundClause | null {
  const article = text.articles.find(
    (candidate) => candidate.number === reference.article && candidate.branch === reference.branch,
  );
  if (!article) return null;
  const index = clauseIndex(article, reference);
  const clause = article.clauses[index ?? -1];
  const item = clause?.items?.find((candidate) => candidate.number === reference.item);
  return { article, clause: clause ? (index ?? 0) + 1 : null, item: item?.number ?? null };
}

/** Items are often cited without their clause (`第三十一条第五项`): it is then the first clause that has such an item. */
function clauseIndex(article: LawArticle, reference: ClauseReference): number | null {
  if (reference.clause !== undefined) return reference.clause - 1;
  if (reference.item === undefined) return null;
  const index = article.clauses.findIndex(({ items }) => items?.some(({ number }) => number === reference.item));
  return index < 0 ? null : index;
}

/** The words of what a reference names: an item, a clause with its items, or the whole article; null when it is not there. */
export function wordsOf(article: LawArticle, reference: ClauseReference): string | null {
  if (reference.clause === undefined && reference.item === undefined) return articleWords(article);
  const clause = article.clauses[clauseIndex(article, reference) ?? -1];
  if (!clause) return null;
  if (reference.item === undefined) return clauseWords(clause);
  const item = clause.items?.find(({ number }) => number === reference.item);
  if (!item) return null;
  // An item means nothing without the sentence that it completes.
  return [clause.text, itemWords(item)].join('\n');
}

const itemWords = ({ number, text, subItems = [] }: NonNullable<LawClause['items']>[number]): string =>
  [`（${formatChineseNumber(number)}）${text}`, ...subItems.map((sub) => `${sub.number}. ${sub.text}`)].join('\n');

const clauseWords = ({ text, items = [] }: LawClause): string => [text, ...items.map(itemWords)].join('\n');

/** The article as text, one clause, item or sub-item a line. */
export const articleWords = ({ clauses }: LawArticle): string => clauses.map(clauseWords).join('\n');
