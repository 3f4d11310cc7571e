import { Input, Select, Skeleton, Table } from 'antd';
import { Link } from 'react-router-dom';
import type { RouteResponse } from '#contracts';
import { EmptyState, LIST_NAMES, Page, ProblemView, useCrumbs, useRead, useTableState } from '#ui';
import { LIST_OPTIONS, ListTag } from './list-words.tsx';
import { MonthBars } from './month-bars.tsx';

type Statistics = RouteResponse<'discretionStatistics'>;

const share = (part: number, whole: number): string => (whole === 0 ? '—' : `${Math.round((part / whole) * 100)}%`);

function Trend({ trend }: { trend: Statistics['trend'] }) {
  const lists = Object.keys(LIST_NAMES).filter((list) => trend.some((month) => (month.lists[list] ?? 0) > 0));
  if (lists.length === 0) return <EmptyState title="这段时间没有命中清单的已决案件" />;
  return (
    <div className="qh-stack">
      {lists.map((list) => (
        <div key={list}>
          <h3>{LIST_NAMES[list]}</h3>
          <MonthBars months={trend.map((month) => ({ month: month.month, count: month.lists[list] ?? 0 }))} />
        </div>
      ))}
    </div>
  );
}

/** How the lists are used: by department and list, month by month, and the items used most. */
export default function StatisticsPage() {
  const state = useTableState(['department', 'list', 'from', 'to']);
  const departments = useRead('discretionDepartments');
  const filter = Object.fromEntries(
    (['department', 'list', 'from', 'to'] as const).flatMap((name) =>
      state.get(name) ? [[name, state.get(name)]] : [],
    ),
  );
  const found = useRead('discretionStatistics', { query: filter, keepPrevious: true });
  useCrumbs([{ title: '适用统计' }]);
  return (
    <Page title="清单适用统计" subtitle="按已作出决定的案件统计；一件案件命中几项清单的，各计一次。">
      <div className="qh-row" style={{ flexWrap: 'wrap' }}>
        <Select
          allowClear
          showSearch
          placeholder="部门"
          aria-label="部门"
          style={{ width: 160 }}
          value={state.get('department') || undefined}
          options={(departments.data?.departments ?? []).map(({ name }) => ({ value: name, label: name }))}
          onChange={(department?: string) => state.set({ department })}
        />
        <Select
          allowClear
          placeholder="清单"
          aria-label="清单"
          style={{ width: 150 }}
          value={state.get('list') || undefined}
          options={LIST_OPTIONS}
          onChange={(list?: string) => state.set({ list })}
        />
        <Input
          type="date"
          aria-label="自"
          style={{ width: 160 }}
          value={state.get('from')}
          onChange={(event) => state.set({ from: event.target.value })}
        />
        至
        <Input
          type="date"
          aria-label="至"
          style={{ width: 160 }}
          value={state.get('to')}
          onChange={(event) => state.set({ to: event.target.value })}
        />
      </div>
      {found.isError ? <ProblemView error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Skeleton active /> : null}
      {found.data ? (
        <>
          <section className="qh-card">
            <h2>近十二个月（已决案件 {found.data.decided} 件）</h2>
            <Trend trend={found.data.trend} />
          </section>
          <section className="qh-card">
            <h2>部门与清单</h2>
            <Table
              size="small"
              rowKey={(row) => `${row.department}${row.list}`}
              dataSource={found.data.rows}
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              scroll={{ x: 'max-content' }}
              columns={[
                { title: '部门', dataIndex: 'department' },
                { title: '清单', render: (_, row) => <ListTag list={row.list} /> },
                { title: '事项', dataIndex: 'items', align: 'right' },
                { title: '用过的事项', dataIndex: 'usedItems', align: 'right' },
                { title: '命中（件）', dataIndex: 'matched', align: 'right', sorter: (a, b) => a.matched - b.matched },
                { title: '按清单处理（件）', dataIndex: 'followed', align: 'right' },
                { title: '采纳率', align: 'right', render: (_, row) => share(row.followed, row.matched) },
              ]}
            />
          </section>
          <section className="qh-card">
            <h2>用得最多的事项</h2>
            {found.data.top.length === 0 ? (
              <EmptyState title="还没有" />
            ) : (
              <Table
                size="small"
                rowKey="code"
                dataSource={found.data.top}
                pagination={false}
                scroll={{ x: 860 }}
                columns={[
                  {
                    title: '编号',
                    render: (_, row) => <Link to={`/lists/${encodeURIComponent(row.code)}`}>{row.code}</Link>,
                  },
                  { title: '违法行为', dataIndex: 'violation' },
                  { title: '清单', render: (_, row) => <ListTag list={row.list} /> },
                  { title: '部门', dataIndex: 'department' },
                  { title: '命中', dataIndex: 'matched', align: 'right' },
                  { title: '按清单处理', dataIndex: 'followed', align: 'right' },
                ]}
              />
            )}
          </section>
        </>
      ) : null}
    </Page>
  );
}
