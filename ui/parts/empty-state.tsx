import type { ReactNode } from 'react';

/** Nothing to show: says why, and what can be done. */
export function EmptyState({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) {
  return (
    <div style={{ padding: '28px 16px', textAlign: 'center' }} data-testid="empty-state">
      <div style={{ fontWeight: 600 }}>{title}</div>
      {hint ? (
        <div className="qh-muted" style={{ marginTop: 4 }}>
          {hint}
        </div>
      ) : null}
      {action ? <div style={{ marginTop: 12 }}>{action}</div> : null}
    </div>
  );
}
