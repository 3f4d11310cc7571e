import { Drawer, Input, Tag } from 'antd';
import { useState } from 'react';
import type { RouteResponse } from '#contracts';
import { EmptyState, Page, PageTable, useRead, useTableState } from '#ui';
import type { PageColumn } from '#ui';

type Law = RouteResponse<'laws'>['items'][number];

const COLUMNS: PageColumn<Law>[] = [
  {
    key: 'name',
    title: '名称',
    fixed: true,
    render: (law) => (
      <div style={{ minWidth: 240 }}>
        <div>{law.name}</div>
        <div className="qh-muted qh-small">{law.number}</div>
      </div>
    ),
    text: (law) => law.name,
  },
  {
    key: 'version',
    title: '版本',
    render: (law) => <span className="qh-nowrap">{law.version}</span>,
    text: (law) => law.version,
  },
  {
    key: 'effectiveOn',
    title: '施行',
    render: (law) => <span className="qh-nowrap">{law.effectiveOn}</span>,
    text: (law) => law.effectiveOn,
  },
  {
    key: 'articles',
    title: '收录条文',
    align: 'right',
    render: (law) => law.articles.length,
    text: (law) => String(law.articles.length),
  },
  { key: 'origin', title: '来源', render: (law) => <Tag>{law.origin}</Tag>, text: (law) => law.origin },
];

function Articles({ law }: { law: Law }) {
  const [words, setWords] = useState('');
  const shown = law.articles.filter((one) => (one.article + one.text).includes(words.trim()));
  return (
    <div className="qh-stack">
      <p className="qh-muted">
        {law.number}　{law.version} 版，{law.effectiveOn} 起施行
      </p>
      <Input
        allowClear
        placeholder="在条文中查找"
        aria-label="在条文中查找"
        onChange={(event) => setWords(event.target.value)}
      />
      {shown.length === 0 ? <EmptyState title="没有收录符合条件的条文" /> : null}
      {shown.map((one) => (
        <p key={one.article} style={{ whiteSpace: 'pre-wrap', lineHeight: 1.9 }}>
          <strong>{one.article}</strong>　{one.text}
        </p>
      ))}
    </div>
  );
}

export default function Laws() {
  const state = useTableState();
  const [opened, setOpened] = useState<Law | null>(null);
  const laws = useRead('laws', {
    query: { page: state.page, pageSize: state.pageSize, q: state.q },
    keepPrevious: true,
  });
  return (
    <Page title="法规库">
      <PageTable<Law>
        name="法规库"
        columns={COLUMNS}
        read={laws}
        rowKey={(law) => law.id}
        state={state}
        searchPlaceholder="名称、文号、条文"
        onOpen={setOpened}
        card={(law) => (
          <div>
            <strong>{law.name}</strong>
            <div className="qh-muted qh-small">
              {law.version}　{law.articles.length} 条
            </div>
          </div>
        )}
      />
      <Drawer open={opened !== null} onClose={() => setOpened(null)} title={opened?.name} width="min(680px, 96vw)">
        {opened ? <Articles key={opened.id} law={opened} /> : null}
      </Drawer>
    </Page>
  );
}
