import { Button, Drawer, Skeleton, Tag, Tooltip } from 'antd';
import { useState } from 'react';
import type { Citation, Origin } from '#contracts';
import { useRead } from '../api/hooks.ts';
import { EmptyState } from './empty-state.tsx';
import { ProblemView } from './problem-view.tsx';
import { ORIGIN_NOTES } from './words.ts';

const DIGITS = '零一二三四五六七八九';

/** `一百二十二` → 122. */
function chineseNumber(text: string): number {
  let total = 0;
  let digit = 0;
  for (const character of text) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[character];
    if (unit) {
      total += (digit || 1) * unit;
      digit = 0;
    } else {
      digit = DIGITS.indexOf(character);
    }
  }
  return total + digit;
}

/** The article without its clauses, in Arabic numerals: `第四十二条第一款` and `第42条(1)` are both `第42条`. */
export function baseArticle(article: string): string {
  const found = /^第?([零一二三四五六七八九十百千]+|\d+)条?(之[一二三四五六七八九十]+)?/.exec(
    article.replaceAll('〇', '零'),
  );
  if (!found) return article;
  const number = /^\d+$/.test(found[1]!) ? Number(found[1]) : chineseNumber(found[1]!);
  return `第${number}条${found[2] ?? ''}`;
}

function ArticleText({ citation }: { citation: Citation }) {
  const laws = useRead('laws', { query: { q: citation.law, pageSize: 5 }, staleTimeMs: 600_000 });
  if (laws.isPending) return <Skeleton active />;
  if (laws.isError) return <ProblemView error={laws.error} onRetry={() => void laws.refetch()} />;
  const law =
    laws.data.items.find((item) => citation.code !== undefined && item.code === citation.code) ??
    laws.data.items.find((item) => item.name.includes(citation.law));
  const wanted = baseArticle(citation.article);
  const article =
    law?.articles.find((item) => item.article === citation.article) ??
    law?.articles.find((item) => baseArticle(item.article) === wanted);
  if (!law) return <EmptyState title="法规库中还没有这部法规" hint="请联系法制人员补充。" />;
  return (
    <div className="qh-stack">
      <p className="qh-muted">
        {law.name}　{law.number}　{law.version} 版，{law.effectiveOn} 起施行
      </p>
      {article ? (
        <p style={{ whiteSpace: 'pre-wrap', lineHeight: 1.9 }}>
          <strong>{article.article}</strong>　{article.text}
        </p>
      ) : (
        <EmptyState title={`法规库中还没有${citation.article}的原文`} hint="请以官方公布的文本为准。" />
      )}
    </div>
  );
}

/** A cited article; opens its text at the version in force. */
export function ArticleLink({ citation }: { citation: Citation }) {
  const [open, setOpen] = useState(false);
  const text = `《${citation.law}》${citation.article}`;
  return (
    <>
      <Button
        type="link"
        size="small"
        style={{
          padding: 0,
          height: 'auto',
          whiteSpace: 'normal',
          textAlign: 'left',
          fontSize: 'inherit',
          lineHeight: 'inherit',
        }}
        onClick={(event) => {
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {text}
      </Button>
      <Drawer open={open} onClose={() => setOpen(false)} title={text} width="min(520px, 96vw)" destroyOnHidden>
        <ArticleText citation={citation} />
      </Drawer>
    </>
  );
}

export function ArticleLinks({ citations }: { citations: readonly Citation[] }) {
  return (
    <span className="qh-row" style={{ gap: '0 8px' }}>
      {citations.map((citation) => (
        <ArticleLink key={`${citation.law}${citation.article}`} citation={citation} />
      ))}
    </span>
  );
}

/** 法 · 摘 · 编 · 忆: where a rule comes from. */
export function OriginTag({ origin, note }: { origin: Origin; note?: string | undefined }) {
  const colors: Record<Origin, string> = { 法: 'green', 摘: 'gold', 编: 'blue', 忆: 'red' };
  return (
    <Tooltip title={[ORIGIN_NOTES[origin], note].filter(Boolean).join('；')}>
      <Tag color={colors[origin]} tabIndex={0} aria-label={`来源：${origin}，${ORIGIN_NOTES[origin]}`}>
        {origin}
      </Tag>
    </Tooltip>
  );
}
