/** Counts by month as bars with their numbers. */
export function MonthBars({ months }: { months: readonly { month: string; count: number }[] }) {
  const most = Math.max(1, ...months.map(({ count }) => count));
  return (
    <div style={{ display: 'flex', gap: 6, alignItems: 'flex-end' }} role="list" aria-label="按月">
      {months.map(({ month, count }) => (
        <div key={month} role="listitem" aria-label={`${month} ${count} 件`} style={{ flex: 1, textAlign: 'center' }}>
          <div className="qh-small">{count}</div>
          <div
            aria-hidden="true"
            style={{
              height: Math.max(2, (count / most) * 60),
              background: 'var(--ant-color-primary, #1b5faa)',
              opacity: count === 0 ? 0.2 : 1,
            }}
          />
          <div className="qh-muted qh-small">{month.slice(5)}月</div>
        </div>
      ))}
    </div>
  );
}
