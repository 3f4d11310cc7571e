import type { Finding } from '#contracts';
import { ROLE_NAMES } from '#contracts';
import { gateFact } from '#rules';
import { ArticleLinks, OriginTag } from './article-link.tsx';
import './finding-list.css';

const LEVEL_WORDS: Record<Finding['level'], string> = { block: '阻断', warn: '警告', record: '留痕' };

/** A finding that needs somebody's attention. */
export function needsMending(finding: Finding): boolean {
  return finding.outcome === 'failed' || finding.outcome === 'error';
}

const rank = (finding: Finding) => (needsMending(finding) ? 0 : 10) + { block: 0, warn: 1, record: 2 }[finding.level];

/** Results of gates: what is wrong, why by law, how to mend it. Passed ones are folded into one line. */
export function FindingList({ findings, showPassed = true }: { findings: readonly Finding[]; showPassed?: boolean }) {
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
  const wrong = sorted.filter(needsMending);
  const passed = sorted.filter((finding) => finding.outcome === 'passed');
  const excepted = sorted.filter((finding) => finding.outcome === 'excepted');
  return (
    <div className="qh-stack-small">
      {wrong.map((finding) => (
        <FindingRow key={finding.gate} finding={finding} />
      ))}
      {excepted.map((finding) => (
        <div key={finding.gate} className="qh-small" data-testid={`excepted-${finding.gate}`}>
          ◇ 例外放行 <strong>{finding.gate}</strong> {finding.message}
        </div>
      ))}
      {wrong.length === 0 && passed.length > 0 ? (
        <div className="qh-finding-ok">✔ {passed.length} 项检查均已通过</div>
      ) : null}
      {showPassed && passed.length > 0 ? (
        <details className="qh-small">
          <summary className="qh-muted">已通过的检查（{passed.length}）</summary>
          <ul className="qh-plain-list qh-stack-small" style={{ paddingTop: 8 }}>
            {passed.map((finding) => (
              <li key={finding.gate}>
                ✔ {finding.gate} {finding.name}
                <div className="qh-muted">
                  <ArticleLinks citations={finding.basis} />
                </div>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

function FindingRow({ finding }: { finding: Finding }) {
  return (
    <div className={`qh-finding qh-finding-${finding.level}`} data-testid={`finding-${finding.gate}`}>
      <div>
        <strong className="qh-finding-level">{LEVEL_WORDS[finding.level]}</strong> <strong>{finding.gate}</strong>{' '}
        {finding.message}
      </div>
      <div className="qh-small qh-finding-more">
        {finding.remedy ? <span>{finding.remedy}</span> : null}
        <ArticleLinks citations={finding.basis} />
        {finding.origin === '法' ? null : <OriginTag origin={finding.origin} />}
        {finding.source?.layer === 'pack' ? <span className="qh-muted">来自规则包“{finding.source.name}”</span> : null}
        {finding.exceptionApprover ? (
          <span className="qh-muted">
            确需例外的，可由
            {(ROLE_NAMES as Record<string, string>)[finding.exceptionApprover] ?? finding.exceptionApprover}
            在案件页批准
          </span>
        ) : null}
      </div>
      {finding.lookedAt.length > 0 ? (
        <details className="qh-small">
          <summary className="qh-muted">核对了什么</summary>
          {finding.lookedAt.map((item) => (
            <div key={item.name}>
              {item.label ?? gateFact(item.name)?.label ?? item.name}：{item.value}
            </div>
          ))}
        </details>
      ) : null}
    </div>
  );
}
