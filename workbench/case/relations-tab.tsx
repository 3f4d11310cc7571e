import { Skeleton } from 'antd';
import { Link } from 'react-router-dom';
import type { CaseDetail } from '#contracts';
import { CASE_STATUS_NAMES, EmptyState, ProblemView, useRead } from '#ui';

/** Other cases of the same party, within what the reader may see. */
export function RelationsTab({ detail }: { detail: CaseDetail }) {
  const q = detail.partyName;
  const found = useRead('cases', { query: { q, pageSize: 20 }, enabled: q !== '' });
  if (q === '') return <EmptyState title="还没有当事人信息" />;
  if (found.isPending) return <Skeleton active />;
  if (found.isError) return <ProblemView error={found.error} />;
  const others = found.data.items.filter((one) => one.id !== detail.id && one.partyName === q);
  if (others.length === 0) return <EmptyState title={`没有${q}的其他案件`} />;
  return (
    <ul className="qh-plain-list qh-stack-small" aria-label="同一当事人的案件">
      {others.map((one) => (
        <li key={one.id}>
          <Link to={`/cases/${one.id}`}>{one.title}</Link>{' '}
          <span className="qh-muted">
            {one.number}　{one.status === 'open' ? one.stageName : CASE_STATUS_NAMES[one.status]}
          </span>
        </li>
      ))}
    </ul>
  );
}
