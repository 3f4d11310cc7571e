import { DatePicker, Skeleton, Table, Tag } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Accrual } from '#contracts';
import { ArticleLinks, formatDate, ProblemView, serverNow, useRead } from '#ui';

const yuan = (fen: number | string): string =>
  `¥${(Number(fen) / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

function Figures({ accrual }: { accrual: Accrual }) {
  return (
    <div className="qh-row" style={{ gap: 24 }}>
      <span>
        罚款 <strong>{yuan(accrual.principalFen)}</strong>
      </span>
      <span>
        未缴 <strong>{yuan(accrual.unpaidFen)}</strong>
      </span>
      <span>
        加处罚款 <strong>{yuan(accrual.accruedFen)}</strong>
        {accrual.cappedOn ? <Tag color="red">{`${accrual.cappedOn} 起达到上限`}</Tag> : null}
      </span>
      <span>
        合计应缴 <strong>{yuan(accrual.payableFen)}</strong>
      </span>
    </div>
  );
}

/** 加处罚款 of the case on a day, span by span; nothing is shown while there is nothing to say. */
export function AccrualPanel({ caseId }: { caseId: string }) {
  const [on, setOn] = useState(serverNow().slice(0, 10));
  const read = useRead('caseAccrual', { params: { id: caseId }, query: { on }, keepPrevious: true });
  if (read.isPending) return <Skeleton active />;
  if (read.isError) return <ProblemView error={read.error} onRetry={() => void read.refetch()} />;
  const { accrual, reason } = read.data;
  return (
    <section aria-label="加处罚款" className="qh-card qh-stack-small">
      <div className="qh-row">
        <h2>加处罚款</h2>
        <span className="qh-muted">算到</span>
        <DatePicker
          aria-label="加处罚款算到"
          allowClear={false}
          value={dayjs(on)}
          onChange={(date: dayjs.Dayjs | null) => date && setOn(date.format('YYYY-MM-DD'))}
        />
      </div>
      {accrual ? (
        <>
          <Figures accrual={accrual} />
          <ol style={{ margin: 0, paddingInlineStart: 20 }}>
            {accrual.explanation.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
          <Table
            size="small"
            rowKey="from"
            dataSource={accrual.spans}
            pagination={{ pageSize: 10, hideOnSinglePage: true }}
            columns={[
              {
                title: '期间',
                render: (_, span) =>
                  span.from === span.to ? formatDate(span.from) : `${formatDate(span.from)} 至 ${formatDate(span.to)}`,
              },
              { title: '天数', dataIndex: 'days', align: 'right' },
              { title: '到期未缴', align: 'right', render: (_, span) => yuan(span.baseFen) },
              { title: '每日加处', align: 'right', render: (_, span) => (span.counted ? yuan(span.perDayFen) : '—') },
              { title: '累计', align: 'right', render: (_, span) => yuan(span.accruedFen) },
              { title: '说明', dataIndex: 'reason' },
            ]}
          />
          <div className="qh-row qh-small">
            依据 <ArticleLinks citations={accrual.basis} />
            <Tag color="orange">{`待确认：${accrual.confirm}`}</Tag>
          </div>
        </>
      ) : (
        <span className="qh-muted">{reason}</span>
      )}
    </section>
  );
}
