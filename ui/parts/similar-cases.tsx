import { Alert } from 'antd';
import type { Distribution, SimilarCases as Similar } from '#contracts';
import { formatFen } from '#rules';

/** Past fines as bars; the range of each is in its name, so that colour and height are not all. */
export function FineHistogram({ distribution, proposedFen }: { distribution: Distribution; proposedFen?: number }) {
  const most = Math.max(1, ...distribution.histogram.map((bar) => bar.count));
  return (
    <div>
      <div
        role="img"
        aria-label={`罚款分布：${distribution.n} 件，最低 ${formatFen(distribution.minFen ?? 0)}，中位数 ${formatFen(distribution.medianFen ?? 0)}，最高 ${formatFen(distribution.maxFen ?? 0)}`}
        style={{ display: 'flex', alignItems: 'flex-end', gap: 2, height: 56 }}
      >
        {distribution.histogram.map((bar) => {
          const here = proposedFen !== undefined && bar.fromFen <= proposedFen && proposedFen <= bar.toFen;
          return (
            <div
              key={bar.fromFen}
              title={`${formatFen(bar.fromFen)} ～ ${formatFen(bar.toFen)}：${bar.count} 件${here ? '（本案）' : ''}`}
              style={{
                flex: 1,
                height: `${Math.max(4, (bar.count / most) * 100)}%`,
                background: here ? 'var(--ant-color-warning, #d48806)' : 'var(--ant-color-primary, #1b5faa)',
                opacity: bar.count === 0 ? 0.15 : 1,
              }}
            />
          );
        })}
      </div>
      <div className="qh-row qh-small qh-muted" style={{ justifyContent: 'space-between' }}>
        <span>{formatFen(distribution.minFen ?? 0)}</span>
        <span>中位数 {formatFen(distribution.medianFen ?? 0)}</span>
        <span>{formatFen(distribution.maxFen ?? 0)}</span>
      </div>
    </div>
  );
}

/** How penalties of the same violation lay so far; a proposal outside is told. Parties are masked by the server. */
export function SimilarCases({ similar }: { similar: Similar }) {
  const { sameCircumstances, sameViolation, comparison } = similar;
  const shown = sameCircumstances.n > 0 ? sameCircumstances : sameViolation;
  if (shown.n === 0) return <span className="qh-muted qh-small">没有同一违法行为的已决罚款案件可供比较。</span>;
  return (
    <div className="qh-stack-small" data-testid="similar-cases">
      <div className="qh-small">
        同类案件：相同情节 {sameCircumstances.n} 件，同一违法行为 {sameViolation.n} 件
        {similar.withoutFine > 0 ? `，另有 ${similar.withoutFine} 件没有罚款` : ''}
      </div>
      <FineHistogram distribution={shown} {...(comparison ? { proposedFen: comparison.proposedFen } : {})} />
      {comparison ? <Alert type={comparison.outside ? 'warning' : 'info'} showIcon message={comparison.text} /> : null}
      <details className="qh-small">
        <summary className="qh-muted">最近的同类案件（当事人已隐去）</summary>
        <ul className="qh-plain-list">
          {similar.examples.map((example) => (
            <li key={example.caseNumber}>
              {example.decidedOn} {example.organName} {example.partyMasked} {formatFen(example.fineFen)}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
