import { Timeline as AntTimeline } from 'antd';
import type { TimelineEntry } from '#contracts';
import { EmptyState } from './empty-state.tsx';
import { formatInstant } from './format.ts';

const KIND_NAMES: Record<TimelineEntry['kind'], string> = {
  event: '事件',
  step: '办理',
  check: '检查',
  evidence: '证据',
  document: '文书',
  notice: '通知',
  incident: '故障',
  deadline: '期限',
};

const COLORS = { ok: 'green', warning: 'orange', failed: 'red' } as const;

/** What happened in a case, newest first. */
export function CaseTimeline({ entries, limit }: { entries: readonly TimelineEntry[]; limit?: number }) {
  if (entries.length === 0) return <EmptyState title="还没有记录" />;
  const sorted = [...entries].sort((a, b) => b.at.localeCompare(a.at)).slice(0, limit);
  return (
    <AntTimeline
      items={sorted.map((entry) => ({
        key: entry.id,
        color: entry.outcome ? COLORS[entry.outcome] : 'blue',
        children: (
          <div>
            <div>
              <span className="qh-muted qh-small">[{KIND_NAMES[entry.kind]}]</span> {entry.title}
            </div>
            {entry.detail ? <div className="qh-muted qh-small">{entry.detail}</div> : null}
            <div className="qh-muted qh-small">
              {formatInstant(entry.at)}
              {entry.actorName ? `　${entry.actorName}` : ''}
            </div>
          </div>
        ),
      }))}
    />
  );
}
