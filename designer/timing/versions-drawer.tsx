import { Button, Drawer, Select, Skeleton, Table, Tag } from 'antd';
import { useState } from 'react';
import type { CalendarVersionView } from '#contracts';
import { EmptyState, formatDate, formatInstant, ProblemView, useRead } from '#ui';

function Difference({ items, to }: { items: readonly CalendarVersionView[]; to: string }) {
  const older = items.filter((item) => item.version !== to);
  const [from, setFrom] = useState(older[0]?.version ?? '');
  const diff = useRead('calendarDiff', { params: { version: to }, query: { from }, enabled: from !== '' });
  return (
    <section className="qh-stack-small" aria-label="版本差异">
      <div className="qh-row">
        {to} 与
        <Select
          aria-label="比较的版本"
          style={{ minWidth: 180 }}
          value={from}
          options={older.map(({ version }) => ({ value: version, label: version }))}
          onChange={setFrom}
        />
        的不同
      </div>
      {diff.isError ? <ProblemView error={diff.error} onRetry={() => void diff.refetch()} /> : null}
      <Table
        size="small"
        rowKey="date"
        loading={diff.isFetching}
        dataSource={diff.data?.items ?? []}
        pagination={{ pageSize: 12, hideOnSinglePage: true }}
        locale={{ emptyText: <EmptyState title="没有不同" /> }}
        columns={[
          { title: '日期', dataIndex: 'date', render: (date: string) => formatDate(date) },
          { title: from, dataIndex: 'before' },
          { title: to, dataIndex: 'after' },
        ]}
      />
    </section>
  );
}

/** All versions, newest first, and what differs between two. */
export function VersionsDrawer({ onClose }: { onClose: () => void }) {
  const versions = useRead('calendarVersions');
  const [compared, setCompared] = useState<string | null>(null);
  const items = versions.data?.items ?? [];
  return (
    <Drawer open title="日历版本" width="min(720px, 96vw)" onClose={onClose}>
      {versions.isPending ? <Skeleton active /> : null}
      {versions.isError ? <ProblemView error={versions.error} onRetry={() => void versions.refetch()} /> : null}
      <div className="qh-stack">
        {items.map((item, index) => (
          <section key={item.version} className="qh-card" aria-label={item.version}>
            <div className="qh-row">
              <strong>{item.version}</strong>
              {index === 0 ? <Tag color="blue">现行</Tag> : null}
              {item.correctsYears.length > 0 ? <Tag color="orange">更正 {item.correctsYears.join('、')} 年</Tag> : null}
              {items.length > 1 ? (
                <Button type="link" onClick={() => setCompared(compared === item.version ? null : item.version)}>
                  对比
                </Button>
              ) : null}
            </div>
            <p className="qh-muted qh-small">
              {item.createdAt ? `${formatInstant(item.createdAt)}　${item.createdByName}　` : ''}
              {item.source}
            </p>
            {item.reason ? <p className="qh-small">更正理由：{item.reason}</p> : null}
            <p className="qh-small">
              {item.years.map(({ year, workingDays }) => `${year} 年 ${workingDays} 个工作日`).join('　')}
            </p>
            {compared === item.version ? <Difference items={items} to={item.version} /> : null}
          </section>
        ))}
      </div>
    </Drawer>
  );
}
