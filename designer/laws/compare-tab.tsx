import { Select, Skeleton } from 'antd';
import { useState } from 'react';
import type { LawComparison, RouteResponse } from '#contracts';
import { articleWords, diffText } from '#rules';
import { EmptyState, ProblemView, useRead } from '#ui';
import { ChangeCounts, ChangeTag, versionName } from './words.tsx';

type Law = RouteResponse<'law'>;
type Change = LawComparison['changes'][number];

/** One article of both versions side by side: what went out is at the left, what came in at the right. */
export function ChangedArticle({ change }: { change: Change }) {
  const before = change.former ? articleWords(change.former) : '';
  const after = change.later ? articleWords(change.later) : '';
  const parts = change.kind === 'changed' ? diffText(before, after) : [];
  return (
    <section className="qh-stack-small" aria-label={`${change.before ?? change.after ?? ''}的变化`}>
      <div className="qh-row">
        <ChangeTag kind={change.kind} />
        <strong>
          {change.before ?? '（无）'} → {change.after ?? '（删去）'}
        </strong>
      </div>
      {change.kind === 'moved' ? (
        <p className="qh-muted">条文内容没有变化。</p>
      ) : (
        <div className="qh-law-two">
          <p>
            {change.kind === 'changed'
              ? parts.map((part, index) =>
                  part.kind === 'added' ? null : part.kind === 'removed' ? (
                    <del key={index}>{part.text}</del>
                  ) : (
                    <span key={index}>{part.text}</span>
                  ),
                )
              : change.kind === 'removed' && <del>{before}</del>}
          </p>
          <p>
            {change.kind === 'changed'
              ? parts.map((part, index) =>
                  part.kind === 'removed' ? null : part.kind === 'added' ? (
                    <ins key={index}>{part.text}</ins>
                  ) : (
                    <span key={index}>{part.text}</span>
                  ),
                )
              : change.kind === 'added' && <ins>{after}</ins>}
          </p>
        </div>
      )}
    </section>
  );
}

/** Changes in the order of the later version; those that only got another number can be left out. */
export function ChangeList({ changes }: { changes: Change[] }) {
  const [kind, setKind] = useState<string>();
  const shown = changes.filter((change) => kind === undefined || change.kind === kind);
  return (
    <div className="qh-stack">
      <Select
        allowClear
        placeholder="全部变化"
        aria-label="变化的种类"
        style={{ width: 160 }}
        value={kind}
        onChange={setKind}
        options={[
          { value: 'changed', label: '有修改' },
          { value: 'added', label: '新增' },
          { value: 'removed', label: '删去' },
          { value: 'moved', label: '条号变动' },
        ]}
      />
      {shown.map((change) => (
        <ChangedArticle key={`${change.before ?? ''}-${change.after ?? ''}`} change={change} />
      ))}
      {shown.length === 0 ? <EmptyState title="没有这一种变化" /> : null}
    </div>
  );
}

export function CompareTab({
  law,
  from,
  to,
  change,
}: {
  law: Law;
  from: string | null;
  to: string | null;
  change: (parts: Record<string, string | undefined>) => void;
}) {
  const enough = law.versions.length > 1;
  const read = useRead('compareLaw', {
    params: { id: law.id },
    query: { from: from ?? undefined, to: to ?? undefined },
    enabled: enough,
    keepPrevious: true,
  });
  if (!enough) return <EmptyState title="法规库中只有一个版本" hint="导入另一个版本后，可以在这里逐条对比。" />;
  if (read.isPending) return <Skeleton active />;
  if (read.isError) return <ProblemView error={read.error} onRetry={() => void read.refetch()} />;
  const { data } = read;
  const options = law.versions.map((version) => ({ value: version.id, label: versionName(version) }));
  return (
    <div className="qh-stack">
      <div className="qh-row">
        <Select
          aria-label="旧版本"
          style={{ width: 180 }}
          value={data.from.id}
          options={options}
          onChange={(id) => change({ from: id, to: data.to.id })}
        />
        <span>→</span>
        <Select
          aria-label="新版本"
          style={{ width: 180 }}
          value={data.to.id}
          options={options}
          onChange={(id) => change({ from: data.from.id, to: id })}
        />
        <ChangeCounts counts={data.counts} />
      </div>
      {data.from.excerpt || data.to.excerpt ? (
        <p className="qh-muted">其中一个版本只有要点摘录，逐条对比仅供参考。</p>
      ) : null}
      <ChangeList changes={data.changes} />
    </div>
  );
}
