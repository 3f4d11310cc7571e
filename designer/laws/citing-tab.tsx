import { Button, Skeleton, Table, Tag } from 'antd';
import { Link } from 'react-router-dom';
import type { RouteResponse } from '#contracts';
import { EmptyState, ProblemView, useRead } from '#ui';
import { SUBJECT_NAMES } from './words.tsx';

type Law = RouteResponse<'law'>;

/** The rules that cite the law, or one of its articles. */
export function CitingTab({
  law,
  article,
  change,
}: {
  law: Law;
  article: string | null;
  change: (parts: Record<string, string | undefined>) => void;
}) {
  const read = useRead('citingLaw', { params: { id: law.id }, query: { article: article ?? undefined } });
  if (read.isPending) return <Skeleton active />;
  if (read.isError) return <ProblemView error={read.error} onRetry={() => void read.refetch()} />;
  const { entries } = read.data;
  return (
    <div className="qh-stack">
      {article ? (
        <div className="qh-row">
          <span>只看引用{article}的规则</span>
          <Button size="small" onClick={() => change({ article: undefined })}>
            看全部
          </Button>
        </div>
      ) : null}
      {entries.length === 0 ? (
        <EmptyState title={article ? `没有规则引用${article}` : '没有规则引用这部法规'} />
      ) : (
        <Table
          size="small"
          rowKey={({ subject }) => subject.id}
          dataSource={entries}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => `共 ${total} 条` }}
          columns={[
            { title: '种类', width: 90, render: (_, { subject }) => <Tag>{SUBJECT_NAMES[subject.kind]}</Tag> },
            {
              title: '规则',
              render: (_, { subject }) =>
                subject.target ? <Link to={subject.target}>{subject.name}</Link> : subject.name,
            },
            { title: '所在', render: (_, { subject }) => subject.holder },
            { title: '引用', render: (_, { citations }) => citations.join('、') },
          ]}
        />
      )}
    </div>
  );
}
