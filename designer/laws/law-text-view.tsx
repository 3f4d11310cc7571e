import { Button, Empty, Input } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { LawHeading, LawText, RouteResponse } from '#contracts';
import { articleWords, parseArticles } from '#rules';
import { ArticleBody } from '#ui';

type Law = RouteResponse<'law'>;

const DEPTH: Record<LawHeading['kind'], 1 | 2> = { part: 1, subpart: 1, chapter: 1, section: 2 };
const headingId = (index: number): string => `heading-${index}`;
const articleId = (label: string): string => `article-${label}`;

function Contents({ text }: { text: LawText }) {
  if (text.headings.length === 0) return null;
  return (
    <nav className="qh-law-contents" aria-label="目录">
      {text.headings.map((heading, index) => (
        <a key={index} href={`#${headingId(index)}`} className={DEPTH[heading.kind] === 2 ? 'section' : undefined}>
          {heading.label} {heading.title}
        </a>
      ))}
    </nav>
  );
}

/** The article of `?article=`: `第四十二条` as well as `第42条(1)`. */
function useTarget(text: LawText | null, target: string | null): string | null {
  const label = useMemo(() => {
    const [reference] = target ? parseArticles(target) : [];
    const found = text?.articles.find(
      (article) =>
        article.label === target || (article.number === reference?.article && article.branch === reference.branch),
    );
    return found?.label ?? null;
  }, [text, target]);
  useEffect(() => {
    if (label) document.getElementById(articleId(label))?.scrollIntoView({ block: 'center' });
  }, [label]);
  return label;
}

/** The text of a version with its contents beside it and a search within it. */
export function LawTextView({
  law,
  target,
  citing,
}: {
  law: Law;
  target: string | null;
  citing: (article: string) => void;
}) {
  const { text } = law;
  const [words, setWords] = useState('');
  const label = useTarget(text, target);
  if (!text) return <Empty description="这一天没有施行中的版本，或还没有录入版本" />;
  const wanted = words.trim();
  const shown = text.articles
    .map((article, index) => ({ article, index }))
    .filter(({ article }) => wanted === '' || (article.label + articleWords(article)).includes(wanted));
  return (
    <div className={text.headings.length > 0 ? 'qh-law-page' : undefined}>
      <Contents text={text} />
      <div className="qh-stack">
        <Input
          allowClear
          placeholder="在这部法规中查找"
          aria-label="在这部法规中查找"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {law.version && law.version.history.length > 0 ? (
          <div className="qh-muted qh-small">
            {law.version.history.map((line) => (
              <div key={line}>{line}</div>
            ))}
          </div>
        ) : null}
        {text.preamble.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {shown.length === 0 ? (
          <Empty description={wanted ? `没有含“${wanted}”的条文` : '这个版本没有收录条文'} />
        ) : null}
        {shown.map(({ article, index }) => (
          <div key={article.label}>
            {wanted === ''
              ? text.headings.map((heading, at) =>
                  heading.before === index ? (
                    <h3 key={at} id={headingId(at)} className="qh-law-heading">
                      {heading.label}　{heading.title}
                    </h3>
                  ) : null,
                )
              : null}
            <div id={articleId(article.label)} className={article.label === label ? 'qh-law-target' : undefined}>
              <ArticleBody article={article}>
                <Button
                  type="link"
                  size="small"
                  className="qh-law-citing"
                  aria-label={`谁引用了${article.label}`}
                  onClick={() => citing(article.label)}
                >
                  引用
                </Button>
              </ArticleBody>
            </div>
          </div>
        ))}
        {text.appendix.length > 0 && wanted === '' ? (
          <section aria-label="附件" className="qh-stack-small">
            {text.appendix.map((line, index) => (
              <p key={index}>{line}</p>
            ))}
          </section>
        ) : null}
      </div>
    </div>
  );
}
