import { Alert, Button, Drawer, Skeleton, Tag, Tooltip } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { Citation, Origin } from '#contracts';
import { LAW_STATE_NAMES } from '#contracts';
import { useRead } from '../api/hooks.ts';
import { EmptyState } from './empty-state.tsx';
import { ArticleBody } from './law-text.tsx';
import { ProblemView } from './problem-view.tsx';
import { ORIGIN_NOTES } from './words.ts';

const ROLES = { today: '现行', act: '行为时', cited: '规则所据' } as const;

function ArticleText({ citation, on }: { citation: Citation; on: string | undefined }) {
  const read = useRead('lawArticle', {
    query: {
      law: citation.law,
      article: citation.article,
      ...(citation.code ? { code: citation.code } : {}),
      ...(citation.version ? { version: citation.version } : {}),
      ...(on ? { on } : {}),
    },
    staleTimeMs: 600_000,
  });
  if (read.isPending) return <Skeleton active />;
  if (read.isError) return <ProblemView error={read.error} onRetry={() => void read.refetch()} />;
  const { law, versions } = read.data;
  if (!law) return <EmptyState title="法规库中还没有这部法规" hint="请联系法制人员补充。" />;
  return (
    <div className="qh-stack">
      {versions.map(({ role, version, found }) => (
        <section key={version.id} className="qh-stack-small" aria-label={ROLES[role]}>
          <div className="qh-row">
            <Tag color={role === 'today' ? 'green' : 'gold'}>{ROLES[role]}</Tag>
            <span className="qh-muted">
              {law.name}　{version.number}
              {version.publishedOn ? `　${version.publishedOn} 版` : ''}
              {version.effectiveOn ? `，${version.effectiveOn} 起施行` : ''}　{LAW_STATE_NAMES[version.state]}
            </span>
          </div>
          {version.excerpt ? (
            <Alert type="warning" showIcon message="这里收录的是要点，不是条文原文，待确认。" />
          ) : null}
          {found.map(({ article, label, clause, item }) =>
            article ? (
              <ArticleBody key={label + String(clause)} article={article} clause={clause} item={item} />
            ) : (
              <EmptyState key={label} title={`这个版本没有收录${label}`} hint="请以官方公布的文本为准。" />
            ),
          )}
          {found.length === 0 ? <p className="qh-muted">引用的是整部法规。</p> : null}
        </section>
      ))}
      {versions.length === 0 ? <EmptyState title="这部法规还没有录入版本" hint="请联系法制人员补充。" /> : null}
      <Link to={`/laws/${encodeURIComponent(law.id)}`}>打开《{law.name}》全文</Link>
    </div>
  );
}

/** A cited article; opens its text at the version in force, beside the one of the day `on` of the act where that is another. */
export function ArticleLink({ citation, on }: { citation: Citation; on?: string }) {
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
        <ArticleText citation={citation} on={on} />
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
