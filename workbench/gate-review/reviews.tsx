import { Button, Progress } from 'antd';
import { useNavigate } from 'react-router-dom';
import type { GateReview, GateReviewResult } from '#contracts';
import { formatInstant, PageTable, ProblemView, urlOf, useCall, useRead, useTableState } from '#ui';
import type { PageColumn } from '#ui';
import { filterOf, FINDING_COLUMNS, GateFilters } from './finding-table.tsx';

const REVIEW_STATES = { running: '正在检查', done: '已完成', cancelled: '已取消', failed: '中断' } as const;

/** One check of many cases: how far it is, what it found. */
export function ReviewResults({ id }: { id: string }) {
  const navigate = useNavigate();
  const state = useTableState(['gate', 'level']);
  const review = useRead('gateReview', { params: { id } });
  const running = review.data?.state === 'running';
  const results = useRead('gateReviewResults', { params: { id }, query: filterOf(state), keepPrevious: true });
  const cancel = useCall('cancelGateReview', ['gateReview', 'gateReviews']);
  if (review.isError) return <ProblemView error={review.error} />;
  if (!review.data) return null;
  const { total, checked, wrongCases, findings, error } = review.data;
  return (
    <div className="qh-stack">
      <section className="qh-card" aria-label="检查进度">
        <div className="qh-row" style={{ justifyContent: 'space-between' }}>
          <span role="status">
            {REVIEW_STATES[review.data.state]}：已查 {checked} / {total} 件，{wrongCases} 件有问题，共 {findings} 项
            {error ? `。${error}` : ''}
          </span>
          {running ? (
            <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate({ params: { id } })}>
              取消
            </Button>
          ) : (
            <Button size="small" href={urlOf('exportGateReview', { id })}>
              导出结果（CSV）
            </Button>
          )}
        </div>
        <Progress
          percent={total === 0 ? 100 : Math.floor((checked / total) * 100)}
          status={running ? 'active' : review.data.state === 'done' ? 'success' : 'exception'}
        />
      </section>
      <PageTable<GateReviewResult>
        name="批量检查结果"
        columns={FINDING_COLUMNS as PageColumn<GateReviewResult>[]}
        read={results}
        rowKey={(row) => row.id}
        state={state}
        searchPlaceholder="案号、案名、问题"
        onOpen={(row) => void navigate(`/cases/${row.caseId}`)}
        filters={<GateFilters state={state} />}
        empty={{ title: running ? '还没有发现问题' : '没有发现问题' }}
      />
    </div>
  );
}

const REVIEW_COLUMNS: PageColumn<GateReview>[] = [
  {
    key: 'at',
    title: '开始',
    fixed: true,
    render: (row) => formatInstant(row.startedAt),
    text: (row) => row.startedAt,
  },
  { key: 'by', title: '发起', render: (row) => row.startedByName, text: (row) => row.startedByName },
  {
    key: 'state',
    title: '状态',
    fixed: true,
    render: (row) => REVIEW_STATES[row.state],
    text: (row) => REVIEW_STATES[row.state],
  },
  {
    key: 'checked',
    title: '已查',
    render: (row) => `${row.checked} / ${row.total} 件`,
    text: (row) => `${row.checked}/${row.total}`,
  },
  {
    key: 'findings',
    title: '发现',
    fixed: true,
    render: (row) => `${row.wrongCases} 件 ${row.findings} 项`,
    text: (row) => `${row.wrongCases} 件 ${row.findings} 项`,
  },
];

/** All checks of many cases. */
export function Reviews({ onOpen }: { onOpen: (id: string) => void }) {
  const state = useTableState();
  const read = useRead('gateReviews', { query: { page: state.page, pageSize: state.pageSize }, keepPrevious: true });
  return (
    <PageTable<GateReview>
      name="批量检查"
      columns={REVIEW_COLUMNS}
      read={read}
      rowKey={(row) => row.id}
      state={state}
      onOpen={(row) => onOpen(row.id)}
      empty={{ title: '还没有批量检查', hint: '选定机关、时间和闸门，对在办和已结案件逐件检查。' }}
    />
  );
}
