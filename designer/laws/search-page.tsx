import { Button, Checkbox, Input, Pagination, Select, Skeleton, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import type { LawLevel } from '#contracts';
import { LAW_LEVEL_NAMES } from '#contracts';
import { EmptyState, Page, ProblemView, useDebounced, useRead, useTableState } from '#ui';
import type { TableState } from '#ui';
import './laws.css';
import { LawStateTag } from './words.tsx';

function Hits({ state }: { state: TableState }) {
  const found = useRead('searchLaws', {
    query: {
      q: state.q,
      page: state.page,
      pageSize: state.pageSize,
      level: (state.get('level') || undefined) as LawLevel | undefined,
      all: state.get('all') === '1' ? '1' : undefined,
    },
    keepPrevious: true,
  });
  if (found.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (found.isError) return <ProblemView error={found.error} onRetry={() => void found.refetch()} />;
  const { items, total, laws } = found.data;
  if (total === 0)
    return (
      <EmptyState
        title="没有条文含有这些词"
        hint="换个说法，或勾选“包括已被修改和废止的版本”。几个词用空格隔开，须同时出现。"
        action={<Button onClick={state.clear}>清除条件</Button>}
      />
    );
  return (
    <>
      <p className="qh-muted" role="status">
        {laws} 部法规的 {total} 条
      </p>
      <ul className="qh-plain-list qh-stack">
        {items.map((hit) => (
          <li key={hit.versionId + hit.article} className="qh-law-hit">
            <div className="qh-row">
              <Link
                to={`/laws/${encodeURIComponent(hit.lawId)}?version=${encodeURIComponent(hit.versionId)}&article=${encodeURIComponent(hit.article)}`}
              >
                《{hit.lawName}》{hit.article}
              </Link>
              <Tag>{LAW_LEVEL_NAMES[hit.level]}</Tag>
              {hit.state === 'in-force' ? null : <LawStateTag state={hit.state} />}
            </div>
            <p>
              {hit.excerpt.map((piece, index) =>
                piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
              )}
            </p>
          </li>
        ))}
      </ul>
      <Pagination
        current={state.page}
        pageSize={state.pageSize}
        total={total}
        showSizeChanger={false}
        onChange={(page) => state.set({ page })}
      />
    </>
  );
}

/** Full text of every law: words separated by spaces must all occur in an article. */
export default function SearchPage() {
  const state = useTableState(['level', 'all']);
  const [words, setWords] = useState(state.q);
  const settled = useDebounced(words.trim(), 250);
  const { q, set } = state;
  useEffect(() => {
    if (settled !== q) set({ q: settled });
    // The address follows the box, not the other way round.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  return (
    <Page title="法规全文检索">
      <section className="qh-card qh-stack">
        <div className="qh-row">
          <Input.Search
            autoFocus
            allowClear
            size="large"
            style={{ maxWidth: 560 }}
            placeholder="在全部条文中查找，几个词用空格隔开"
            aria-label="检索词"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onSearch={(value) => set({ q: value.trim() })}
          />
          <Select
            allowClear
            placeholder="效力级别"
            aria-label="效力级别"
            style={{ width: 150 }}
            value={state.get('level') || undefined}
            options={Object.entries(LAW_LEVEL_NAMES).map(([value, label]) => ({ value, label }))}
            onChange={(level?: string) => set({ level })}
          />
          <Checkbox
            checked={state.get('all') === '1'}
            onChange={(event) => set({ all: event.target.checked ? '1' : undefined })}
          >
            包括已被修改和废止的版本
          </Checkbox>
        </div>
        {q === '' ? (
          <EmptyState title="请输入要查找的词" hint="例如 未取得许可 没收违法所得" />
        ) : (
          <Hits state={state} />
        )}
      </section>
    </Page>
  );
}
