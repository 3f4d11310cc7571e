import { Alert, Input, Table } from 'antd';
import { useEffect, useState } from 'react';
import { EmptyState, formatInstantExact, useDebounced } from '#ui';
import type { RecordRow, Replies, RunShown } from './play/desk.ts';
import type { SimulationControl } from './use-simulation.ts';

const PAGE_SIZE = 20;

/** The engine's records, as they are in the log of a real engine; a click shows the drawing as it was then. */
export function RecordLog({ shown, control }: { shown: RunShown; control: SimulationControl }) {
  const { run, view } = shown;
  const { records, moment, showMoment } = control;
  const [page, setPage] = useState(1);
  const [words, setWords] = useState('');
  const searched = useDebounced(words, 250);
  const [loaded, setLoaded] = useState<Replies['records'] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => setPage(1), [searched, run]);
  useEffect(() => {
    let alive = true;
    records(run, (page - 1) * PAGE_SIZE, PAGE_SIZE, searched).then(
      (answer) => {
        if (!alive) return;
        setLoaded(answer);
        setProblem(null);
      },
      (error: unknown) => alive && setProblem(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      alive = false;
    };
  }, [records, run, page, searched, view.recordCount]);
  return (
    <>
      <Input
        allowClear
        aria-label="查找记录"
        placeholder="按环节、事情查找，如 作业 已产生"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        style={{ marginBottom: 8 }}
      />
      {problem ? <Alert type="error" showIcon message={problem} /> : null}
      <Table<RecordRow>
        size="small"
        aria-label="记录"
        rowKey="number"
        loading={loaded === null && problem === null}
        dataSource={loaded?.rows ?? []}
        rowClassName={({ number }) => (number === moment?.record ? 'simulation-record-now' : '')}
        onRow={(row) => ({
          tabIndex: 0,
          onClick: () => showMoment(row.number),
          onKeyDown: (event) => event.key === 'Enter' && showMoment(row.number),
        })}
        pagination={{
          current: page,
          pageSize: PAGE_SIZE,
          total: loaded?.total ?? 0,
          showSizeChanger: false,
          size: 'small',
          onChange: setPage,
        }}
        expandable={{
          expandedRowRender: (row) => (
            <pre className="simulation-value">
              {row.valueType} {row.intent}
              {row.rejected ? `\n${row.rejected}` : ''}
              {'\n'}
              {row.value}
            </pre>
          ),
        }}
        locale={{ emptyText: <EmptyState title={words ? '没有符合条件的记录' : '还没有记录'} /> }}
        columns={[
          { title: '序', dataIndex: 'number', width: 48 },
          { title: '环节', key: 'name', render: (_, { name }) => name || '—' },
          {
            title: '记录',
            key: 'what',
            render: (_, { words: happened, rejected }) => (
              <span className={rejected ? 'designer-alert' : ''}>
                {happened}
                {rejected ? '（被拒绝）' : ''}
              </span>
            ),
          },
          {
            title: '时间',
            key: 'at',
            width: 92,
            render: (_, { at }) => <span className="qh-small">{formatInstantExact(at).slice(5)}</span>,
          },
        ]}
      />
    </>
  );
}
