import { Button, Descriptions } from 'antd';
import type { CheckView, Finding } from '#contracts';
import { ArticleLink, DiscretionAdvice, FindingList, formatInstantExact, LightBadge, sourceText } from '#ui';
import { factName } from './compare.ts';

/** What a finding looked at, for those that passed too: `FindingList` folds these away. */
function LookedAt({ findings }: { findings: readonly Finding[] }) {
  const rows = findings.filter((finding) => finding.outcome === 'passed' && finding.lookedAt.length > 0);
  if (rows.length === 0) return null;
  return (
    <details className="qh-small">
      <summary className="qh-muted">符合的各项核对了什么</summary>
      <ul className="qh-plain-list qh-stack-small">
        {rows.map((finding) => (
          <li key={finding.gate}>
            {finding.gate} {finding.name}：
            {finding.lookedAt.map((fact) => `${factName(fact.name)}＝${fact.value}`).join('；')}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Trigger({ check }: { check: CheckView }) {
  const { versions } = check;
  const from = check.trigger === 'job' ? '流程中的检查作业' : check.trigger === 'start' ? '登记案件' : '提交环节';
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: 1, md: 2 }}
      items={[
        { key: 'from', label: '由什么引起', children: check.actorName ? `${from}（${check.actorName}）` : from },
        ...(check.attempt && (check.times ?? 1) > 1 && check.firstAt
          ? [{ key: 'times', label: '次数', children: `${check.times} 次，首次 ${formatInstantExact(check.firstAt)}` }]
          : []),
        ...(versions
          ? [
              {
                key: 'procedure',
                label: '规程',
                children: `第 ${versions.procedureVersion} 版（${versions.procedure}）`,
              },
              {
                key: 'packs',
                label: '规则',
                children: `${versions.packs.map((pack) => `${pack.name} v${pack.number}`).join('、') || '标准规则'}（按 ${versions.asOf} 有效的规则）`,
              },
              { key: 'calendar', label: '日历', children: versions.calendar },
            ]
          : []),
      ]}
    />
  );
}

/** Everything about one check: what was looked at, the explanation with its articles, the versions that were used. */
export function CheckBody({ check, onCompare }: { check: CheckView; onCompare: () => void }) {
  return (
    <div className="qh-stack-small">
      {check.findings.length > 0 ? <FindingList findings={check.findings} /> : null}
      <LookedAt findings={check.findings} />
      {(check.issues ?? []).length > 0 ? (
        <ul className="qh-stack-small" aria-label="表单问题">
          {(check.issues ?? []).map((issue) => (
            <li key={`${issue.path} ${issue.message}`}>
              {issue.label ? <strong>{issue.label}：</strong> : null}
              {issue.message}
            </li>
          ))}
        </ul>
      ) : null}
      {check.deadlines.map((deadline) => (
        <details key={deadline.code} className="qh-small">
          <summary>
            <strong>{deadline.name}</strong> <LightBadge light={deadline.light} text={deadline.remainingText} />{' '}
            <span className="qh-muted">{deadline.dueOn ? `届满 ${deadline.dueOn}` : '未开始'}</span>
          </summary>
          <ol className="qh-stack-small" style={{ paddingLeft: 20 }}>
            {deadline.explanation.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
          <div>
            <ArticleLink citation={deadline.basis} />　
            <span className="qh-muted">
              {deadline.source ? `规则 ${sourceText(deadline.source)}　` : ''}日历 {deadline.calendarVersion}
            </span>
          </div>
        </details>
      ))}
      {check.discretion ? <DiscretionAdvice result={check.discretion} /> : null}
      <Trigger check={check} />
      <div>
        <Button size="small" onClick={onCompare}>
          与另一次比较
        </Button>
      </div>
    </div>
  );
}
