import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import type { Finding, TaskDetail } from '#contracts';
import {
  ArticleLinks,
  call,
  CertificateState,
  DeadlineLine,
  DiscretionAdvice,
  DocumentList,
  FindingList,
  ProblemView,
  serverNow,
  useRead,
} from '#ui';

/** Gates with what is in the form now; asked by the person, as each check is a look at the whole case. */
function Gates({ task, values }: { task: TaskDetail; values: () => Record<string, unknown> }) {
  const [findings, setFindings] = useState<Finding[]>(task.findings);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const check = async () => {
    setBusy(true);
    try {
      const answer = await call('gatePreview', { params: { key: task.key }, body: { data: values() } });
      setFindings(answer.findings);
      setError(null);
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="qh-card" aria-label="提交前检查">
      <div className="qh-card-head">
        <h2>提交前检查</h2>
        <Button size="small" loading={busy} onClick={() => void check()}>
          按现在填写的再查
        </Button>
      </div>
      {error ? <ProblemView error={error} /> : null}
      {findings.length === 0 ? <span className="qh-muted">本环节没有须检查的闸门。</span> : null}
      <FindingList findings={findings} />
    </section>
  );
}

function Documents({ caseId }: { caseId: string }) {
  const detail = useRead('case', { params: { id: caseId } });
  if (detail.isPending) return <Skeleton active paragraph={{ rows: 2 }} title={false} />;
  if (detail.isError) return <ProblemView error={detail.error} />;
  return <DocumentList items={detail.data.documents} />;
}

/** Right of the form: what this step is about, what the law says, how the checks stand. */
export function TaskSide({ task, values }: { task: TaskDetail; values: () => Record<string, unknown> }) {
  const running = task.deadlines.filter((deadline) => ['running', 'overdue', 'paused'].includes(deadline.state));
  return (
    <aside className="qh-stack" aria-label="依据与提示">
      {task.step.guidance || task.step.basis.length > 0 ? (
        <section className="qh-card" aria-label="这一步要做什么">
          <h2>这一步要做什么</h2>
          {task.step.guidance ? <p>{task.step.guidance}</p> : null}
          {task.step.basis.length > 0 ? (
            <div style={{ marginTop: 8 }}>
              <span className="qh-muted">依据 </span>
              <ArticleLinks citations={task.step.basis} />
            </div>
          ) : null}
        </section>
      ) : null}
      {running.length > 0 ? (
        <section className="qh-card" aria-label="期限">
          <h2>期限</h2>
          <div className="qh-stack-small">
            {running.map((deadline) => (
              <DeadlineLine key={deadline.code} deadline={deadline} />
            ))}
          </div>
        </section>
      ) : null}
      <Gates task={task} values={values} />
      {task.discretion ? (
        <section className="qh-card" aria-label="裁量建议">
          <h2>裁量建议</h2>
          <DiscretionAdvice result={task.discretion} />
        </section>
      ) : null}
      {task.officers.length > 0 ? (
        <section className="qh-card" aria-label="承办人员">
          <h2>承办人员</h2>
          {task.officers.map((officer) => (
            <div key={officer.userId} className="qh-row">
              <strong>{officer.name}</strong>
              <CertificateState certificates={officer.certificates} kind="enforcement" now={serverNow()} />
            </div>
          ))}
        </section>
      ) : null}
      <section className="qh-card" aria-label="文书">
        <h2>文书</h2>
        <Documents caseId={task.caseId} />
      </section>
    </aside>
  );
}
