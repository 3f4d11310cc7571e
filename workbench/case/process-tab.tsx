import { Skeleton, Tag } from 'antd';
import { Link } from 'react-router-dom';
import type { CaseDetail, CheckView } from '#contracts';
import { EmptyState, FindingList, formatInstant, ProblemView, useRead } from '#ui';

const STATES = { active: '进行中', completed: '已完成', terminated: '已终止' } as const;
const KINDS: Record<CheckView['kind'], string> = {
  timing: '期限',
  review: '闸门',
  discretion: '裁量',
  task: '提交',
  officer: '人员',
  form: '表单',
};

function CheckRow({ check }: { check: CheckView }) {
  return (
    <li>
      <details>
        <summary>
          {check.passed ? '✔ 通过' : '✘ 未通过'}　{KINDS[check.kind]}检查{'　'}
          <span className="qh-muted">
            {check.elementId}　{formatInstant(check.at)}
          </span>
        </summary>
        <div style={{ padding: '8px 0 8px 16px' }}>
          <FindingList findings={check.findings} />
          {check.deadlines.map((deadline) => (
            <div key={deadline.code}>
              {deadline.name}：{deadline.remainingText}
            </div>
          ))}
          {check.discretion ? check.discretion.explanation.map((line) => <div key={line}>{line}</div>) : null}
        </div>
      </details>
    </li>
  );
}

/** Process instances of the case and every check that ran. */
export function ProcessTab({ detail }: { detail: CaseDetail }) {
  const checks = useRead('caseChecks', { params: { id: detail.id } });
  return (
    <div className="qh-stack">
      <section aria-label="流程实例">
        <h2 style={{ marginBottom: 8 }}>流程实例</h2>
        {detail.instances.length === 0 ? <EmptyState title="流程尚未启动" /> : null}
        <ul className="qh-plain-list qh-stack-small">
          {detail.instances.map((instance) => (
            <li key={instance.key} className="qh-row">
              <Link to={`/instances/${instance.key}`}>{instance.processId}</Link>
              <Tag>v{instance.version}</Tag>
              <span>{STATES[instance.state]}</span>
              <span className="qh-muted">
                {formatInstant(instance.startedAt)} — {instance.endedAt ? formatInstant(instance.endedAt) : '至今'}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="检查记录">
        <h2 style={{ marginBottom: 8 }}>检查记录</h2>
        {checks.isPending ? <Skeleton active /> : null}
        {checks.isError ? <ProblemView error={checks.error} /> : null}
        {checks.data?.items.length === 0 ? <EmptyState title="还没有检查记录" /> : null}
        <ul className="qh-plain-list qh-stack-small">
          {checks.data?.items.map((check) => (
            <CheckRow key={check.id} check={check} />
          ))}
        </ul>
      </section>
    </div>
  );
}
