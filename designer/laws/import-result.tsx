import { Button, Result, Table } from 'antd';
import { Link } from 'react-router-dom';
import type { LawImportView } from '#contracts';
import { EmptyState } from '#ui';

/** After an import: the laws that were amended, each with the way to what that touches. */
export function ImportResult({ view }: { view: LawImportView }) {
  const imported = view.counts['new-law'] + view.counts['new-version'] + view.counts['new-edition'];
  return (
    <section className="qh-card qh-stack">
      <Result
        status="success"
        title={`已导入 ${imported} 个版本`}
        subTitle={
          view.markedItems.length > 0
            ? `${view.markedItems.length} 个清单项引用的条款有变动，已转为待复核：${view.markedItems.slice(0, 20).join('、')}${view.markedItems.length > 20 ? '…' : ''}。可以在影响页恢复。`
            : '没有清单项因此转为待复核。'
        }
        extra={[
          <Link key="library" to="/laws">
            <Button type="primary">回到法规库</Button>
          </Link>,
          <Link key="again" to="/laws/import">
            <Button>再导入一批</Button>
          </Link>,
        ]}
      />
      {view.amended.length === 0 ? (
        <EmptyState title="没有现行法规因此被修改" hint="新法规和旧版本的补录不影响已有的规则。" />
      ) : (
        <Table
          size="small"
          rowKey="lawId"
          dataSource={view.amended}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          columns={[
            {
              title: '被修改的法规',
              render: (_, { lawId, name }) => <Link to={`/laws/${encodeURIComponent(lawId)}`}>{name}</Link>,
            },
            { title: '版本', render: (_, { from, to }) => `${from} → ${to}` },
            {
              title: '影响',
              render: (_, { lawId, from, to }) => (
                <Link
                  to={`/laws/${encodeURIComponent(lawId)}/impact?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`}
                >
                  查看影响
                </Link>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
