import type { CaseDetail } from '#contracts';
import { DiscretionAdvice, EmptyState, FindingList } from '#ui';

/** What the case is judged by: the recommendation and the gates as they stand. */
export function DiscretionTab({ detail }: { detail: CaseDetail }) {
  return (
    <div className="qh-stack">
      <section aria-label="裁量建议">
        <h2 style={{ marginBottom: 8 }}>裁量建议</h2>
        {detail.discretion ? (
          <DiscretionAdvice result={detail.discretion} />
        ) : (
          <EmptyState title="还没有裁量建议" hint="选定违法行为后按清单和基准计算。" />
        )}
      </section>
      <section aria-label="闸门检查">
        <h2 style={{ marginBottom: 8 }}>闸门检查</h2>
        {detail.findings.length > 0 ? (
          <FindingList findings={detail.findings} />
        ) : (
          <EmptyState title="还没有检查记录" />
        )}
      </section>
    </div>
  );
}
