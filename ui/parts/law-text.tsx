import type { ReactNode } from 'react';
import type { LawArticle } from '#contracts';
import { formatChineseNumber } from '#rules';
import './law-text.css';

/**
 * An article with its clauses and items. `clause` and `item` (counted from 1) are set off, the rest is dimmed; `children`
 * stand at its right.
 */
export function ArticleBody({
  article,
  clause = null,
  item = null,
  children,
}: {
  article: LawArticle;
  clause?: number | null;
  item?: number | null;
  children?: ReactNode;
}) {
  const chosen = (index: number): boolean => clause === null || clause === index + 1;
  return (
    <article className="qh-law-article" aria-label={article.label}>
      {article.clauses.length === 0 ? <p className="qh-law-clause">{article.label}　（略）</p> : null}
      {article.clauses.map((one, index) => (
        <div key={index} className={chosen(index) ? undefined : 'qh-law-dim'}>
          <p className="qh-law-clause">
            {index === 0 ? <strong className="qh-law-label">{article.label}</strong> : null}
            {one.text}
            {index === 0 ? children : null}
          </p>
          {one.items?.map((part) => (
            <div
              key={part.number}
              className={item === null || !chosen(index) || item === part.number ? undefined : 'qh-law-dim'}
            >
              <p className="qh-law-item">
                （{formatChineseNumber(part.number)}）{part.text}
              </p>
              {part.subItems?.map((sub) => (
                <p key={sub.number} className="qh-law-sub-item">
                  {sub.number}. {sub.text}
                </p>
              ))}
            </div>
          ))}
        </div>
      ))}
    </article>
  );
}
