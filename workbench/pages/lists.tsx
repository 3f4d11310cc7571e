import { Descriptions, Drawer, Select, Tag } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import type { DiscretionItem } from '#contracts';
import { ArticleLinks, LIST_NAMES, OriginTag, Page, PageTable, useRead, useTableState } from '#ui';
import type { PageColumn } from '#ui';

type Item = z.output<typeof DiscretionItem>;

const LIST_COLORS: Record<string, string> = {
  'no-penalty': 'green',
  mitigated: 'cyan',
  lenient: 'blue',
  aggravated: 'red',
};

const COLUMNS: PageColumn<Item>[] = [
  {
    key: 'code',
    title: '编号',
    fixed: true,
    render: (item) => <span className="qh-nowrap">{item.code}</span>,
    text: (item) => item.code,
  },
  {
    key: 'list',
    title: '清单',
    fixed: true,
    render: (item) => <Tag color={LIST_COLORS[item.list]}>{LIST_NAMES[item.list]}</Tag>,
    text: (item) => LIST_NAMES[item.list] ?? item.list,
  },
  {
    key: 'department',
    title: '部门',
    render: (item) => <span className="qh-nowrap">{item.department}</span>,
    text: (item) => item.department,
  },
  {
    key: 'violation',
    title: '违法行为',
    fixed: true,
    render: (item) => <div style={{ minWidth: 240, maxWidth: 520 }}>{item.violation}</div>,
    text: (item) => item.violation,
  },
  {
    key: 'outcome',
    title: '处理',
    render: (item) => <div style={{ minWidth: 160, maxWidth: 320 }}>{item.outcome}</div>,
    text: (item) => item.outcome,
  },
  {
    key: 'origin',
    title: '来源',
    fixed: true,
    render: (item) => <OriginTag origin={item.origin} note={item.originNote} />,
    text: (item) => item.origin,
  },
];

function ItemDetail({ item }: { item: Item }) {
  return (
    <div className="qh-stack">
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'list', label: '清单', children: `${LIST_NAMES[item.list]}　第 ${item.version} 版` },
          { key: 'department', label: '部门', children: item.department },
          { key: 'basis', label: '处罚依据', children: <ArticleLinks citations={item.penaltyBasis} /> },
          { key: 'outcome', label: '处理', children: item.outcome },
          { key: 'from', label: '施行', children: item.effectiveFrom },
          {
            key: 'origin',
            label: '来源',
            children: (
              <span>
                <OriginTag origin={item.origin} note={item.originNote} />
                {item.originNote}
              </span>
            ),
          },
        ]}
      />
      <section>
        <h2>适用条件（{item.combine === 'all' ? '须同时符合' : '符合其一'}）</h2>
        <ol style={{ paddingInlineStart: 20 }}>
          {item.conditions.map((condition) => (
            <li key={condition.id}>{condition.text}</li>
          ))}
        </ol>
      </section>
      {item.exclusions.length > 0 ? (
        <section>
          <h2>不适用的情形</h2>
          <ul style={{ paddingInlineStart: 20 }}>
            {item.exclusions.map((condition) => (
              <li key={condition.id}>{condition.text}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {item.measures.length > 0 ? (
        <section>
          <h2>配套监管措施</h2>
          <p>{item.measures.join('、')}</p>
        </section>
      ) : null}
    </div>
  );
}

export default function Lists() {
  const state = useTableState(['list']);
  const [opened, setOpened] = useState<Item | null>(null);
  const items = useRead('discretionItems', {
    query: { page: state.page, pageSize: state.pageSize, q: state.q, list: state.get('list') },
    keepPrevious: true,
  });
  return (
    <Page title="四张清单" subtitle="清单用于推荐，不排除依法作出其他处理。">
      <PageTable<Item>
        name="四张清单"
        columns={COLUMNS}
        read={items}
        rowKey={(item) => item.code}
        state={state}
        searchPlaceholder="编号、违法行为、部门"
        onOpen={setOpened}
        filters={
          <Select
            allowClear
            placeholder="清单"
            aria-label="清单"
            style={{ width: 150 }}
            value={state.get('list') || undefined}
            options={Object.entries(LIST_NAMES).map(([value, label]) => ({ value, label }))}
            onChange={(list?: string) => state.set({ list })}
          />
        }
        card={(item) => (
          <div className="qh-stack-small" style={{ gap: 4 }}>
            <div className="qh-row">
              <Tag color={LIST_COLORS[item.list]}>{LIST_NAMES[item.list]}</Tag>
              <OriginTag origin={item.origin} note={item.originNote} />
              <span className="qh-muted">{item.code}</span>
            </div>
            <span>{item.violation}</span>
          </div>
        )}
      />
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        title={opened ? `${opened.code} ${opened.violation}` : ''}
        width="min(600px, 96vw)"
      >
        {opened ? <ItemDetail item={opened} /> : null}
      </Drawer>
    </Page>
  );
}
