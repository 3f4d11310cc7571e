import { Link } from 'react-router-dom';
import type { CaseDetail } from '#contracts';
import { CaseTimeline, holdsRole, useSession } from '#ui';

/** Everything that happened; auditors go on to the audit records of the case. */
export function LogTab({ detail }: { detail: CaseDetail }) {
  const session = useSession();
  return (
    <div className="qh-stack">
      {holdsRole(session, ['auditor', 'audit-admin']) ? (
        <Link to={`/audit?subjectId=${encodeURIComponent(detail.id)}`}>查看本案的审计记录</Link>
      ) : null}
      <CaseTimeline entries={detail.timeline} />
    </div>
  );
}
