import { Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { EmptyState, LIST_NAMES, Page, ProblemView, useCrumbs, useDebounced, useRead } from '#ui';
import { TryPanel } from './try-panel.tsx';

/** Asks the lists “what if” without a case. Nothing is stored. */
export default function TryPage() {
  const [search, setSearch] = useSearchParams();
  const code = search.get('code') ?? '';
  const [words, setWords] = useState('');
  const q = useDebounced(words, 250);
  const found = useRead('discretionItems', { query: { q, pageSize: 50 }, keepPrevious: true });
  const detail = useRead('discretionItem', { params: { code }, enabled: code !== '' });
  useCrumbs([{ title: '试算' }]);
  return (
    <Page title="裁量试算" subtitle="不需要案件，按填写的情节和事实计算推荐档次与幅度；不保存。">
      <section className="qh-card qh-stack">
        <label className="qh-stack-small" style={{ gap: 2 }}>
          <span>违法行为</span>
          <Select
            showSearch
            aria-label="违法行为"
            filterOption={false}
            placeholder="输入违法行为或清单编号查找"
            value={code || undefined}
            onSearch={setWords}
            onChange={(next: string) => setSearch({ code: next })}
            options={(found.data?.items ?? []).map((item) => ({
              value: item.code,
              label: `${item.code}　${item.violation}（${LIST_NAMES[item.list]}）`,
            }))}
          />
        </label>
        {code === '' ? (
          <EmptyState title="先选择违法行为" hint="同一违法行为的各清单项会一起比对。" />
        ) : detail.isError ? (
          <ProblemView error={detail.error} />
        ) : detail.data ? (
          <TryPanel key={code} item={detail.data.item} />
        ) : null}
      </section>
    </Page>
  );
}
