import { Skeleton, Table } from 'antd';
import { Link } from 'react-router-dom';
import type { RouteResponse } from '#contracts';
import { EmptyState, Page, ProblemView, useRead } from '#ui';
import './overview.css';

type Overview = RouteResponse<'overview'>;

const INDICATORS: { key: keyof Overview & string; label: string; to: string; light?: string }[] = [
  { key: 'open', label: '在办', to: '/cases?status=open' },
  { key: 'filedToday', label: '今日立案', to: '/cases' },
  { key: 'dueSoon', label: '临期', to: '/cases?light=due-soon', light: 'due-soon' },
  { key: 'overdue', label: '超期', to: '/cases?light=overdue', light: 'overdue' },
  { key: 'warnings', label: '预警', to: '/notices' },
  { key: 'closed', label: '已结案', to: '/cases?status=closed' },
];

const MARKS: Record<string, string> = { 'due-soon': '▲ ', overdue: '■ ' };

function Stages({ stages }: { stages: Overview['byStage'] }) {
  const most = Math.max(1, ...stages.map((stage) => stage.count));
  if (stages.length === 0) return <EmptyState title="没有在办案件" />;
  return (
    <ul className="qh-plain-list">
      {stages.map((stage) => (
        <li key={stage.stage} className="qh-bar">
          <span>{stage.name}</span>
          <span className="qh-bar-track" aria-hidden="true">
            <span style={{ width: `${(stage.count / most) * 100}%` }} />
          </span>
          <Link
            to={`/cases?status=open&stage=${encodeURIComponent(stage.stage)}`}
            aria-label={`${stage.name} ${stage.count} 件`}
          >
            {stage.count}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** How enforcement stands within the reader's scope; every number opens its cases. */
export default function OverviewPage() {
  const found = useRead('overview');
  return (
    <Page title="执法总览">
      {found.isError ? <ProblemView error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {found.data ? (
        <>
          <div className="qh-indicators">
            {INDICATORS.map((one) => (
              <Link key={one.key} to={one.to} className="qh-card qh-indicator">
                <span className="qh-muted">{one.label}</span>
                <strong className={one.light && Number(found.data[one.key]) > 0 ? `qh-light-${one.light}` : ''}>
                  {one.light && Number(found.data[one.key]) > 0 ? MARKS[one.light] : ''}
                  {String(found.data[one.key])}
                </strong>
              </Link>
            ))}
          </div>
          <div className="qh-two">
            <section className="qh-card" aria-label="各部门">
              <h2>各部门</h2>
              <Table
                size="small"
                rowKey="organId"
                dataSource={found.data.byOrgan}
                pagination={found.data.byOrgan.length > 12 ? { pageSize: 12, showSizeChanger: false } : false}
                locale={{ emptyText: <EmptyState title="没有在办案件" /> }}
                columns={[
                  {
                    title: '部门',
                    dataIndex: 'name',
                    render: (name: string, row) => <Link to={`/cases?organId=${row.organId}`}>{name}</Link>,
                  },
                  { title: '在办', dataIndex: 'open', align: 'right', sorter: (a, b) => a.open - b.open },
                  {
                    title: '超期',
                    dataIndex: 'overdue',
                    align: 'right',
                    sorter: (a, b) => a.overdue - b.overdue,
                    render: (count: number) => (count > 0 ? <span className="qh-light-overdue">■ {count}</span> : 0),
                  },
                ]}
              />
            </section>
            <section className="qh-card" aria-label="在办案件所处阶段">
              <h2>在办案件所处阶段</h2>
              <Stages stages={found.data.byStage} />
            </section>
          </div>
        </>
      ) : null}
    </Page>
  );
}
