import { Button, Card, Radio, Skeleton } from 'antd';
import { Suspense, useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { FormSchema, ProblemIssue } from '#contracts';
import {
  dropLocalDraft,
  EmptyState,
  LazyCaseForm,
  Page,
  PageSkeleton,
  ProblemView,
  readLocalDraft,
  serverNow,
  toProblem,
  useCall,
  useCrumbs,
  useFormHandle,
  useRead,
  useSession,
  writeLocalDraft,
} from '#ui';
import { FindingsDialog } from '../task/findings-dialog.tsx';
import '../task/task-page.css';

const draftId = (procedureCode: string) => `new-case.${procedureCode}`;

const NO_ISSUES: ProblemIssue[] = [];

/** Registering a lead: choose the procedure, fill in its start form. */
export default function RegisterCase() {
  const navigate = useNavigate();
  const session = useSession();
  const forms = useRead('startForms', { staleTimeMs: 60_000 });
  const register = useCall('registerCase', ['tasks', 'cases', 'overview']);
  const [chosen, setChosen] = useState<string | null>(null);
  const { handle, attach, ready } = useFormHandle();
  // The same id on a repeated click or a retry: the server opens one case, not two.
  const requestId = useMemo(() => crypto.randomUUID(), []);
  useCrumbs([{ title: '登记线索' }]);

  const items = forms.data?.items ?? [];
  const item = items.find((one) => one.procedureCode === chosen) ?? items[0];
  const environment = useMemo(
    () => ({ now: serverNow(), organId: session.user.organId, extra: { organId: session.user.organId } }),
    [session.user.organId],
  );
  const draft = useMemo(() => (item ? (readLocalDraft(draftId(item.procedureCode)) ?? {}) : {}), [item]);

  if (forms.isPending) return <PageSkeleton />;
  const problem = register.error ? toProblem(register.error) : null;
  const submit = () => {
    const data = handle.current?.submit();
    if (!data || !item) return;
    register.mutate(
      { body: { procedureCode: item.procedureCode, data, requestId } },
      {
        onSuccess: (created) => {
          dropLocalDraft(draftId(item.procedureCode));
          void navigate(`/cases/${created.id}`, { replace: true });
        },
      },
    );
  };
  return (
    <Page title="登记线索" subtitle="选择规程，填写线索来源和初步情况。登记后自动编号并开始计算核查期限。">
      {forms.isError ? <ProblemView error={forms.error} onRetry={() => void forms.refetch()} /> : null}
      {forms.data && items.length === 0 ? (
        <div className="qh-card">
          <EmptyState title="还没有可登记的规程" hint="规程发布后才能登记线索，请联系法制人员。" />
        </div>
      ) : null}
      {items.length > 1 ? (
        <Card size="small" title="规程">
          <Radio.Group
            aria-label="规程"
            value={item?.procedureCode}
            onChange={(event) => setChosen(event.target.value as string)}
            options={items.map((one) => ({ value: one.procedureCode, label: `${one.procedureName} v${one.version}` }))}
          />
        </Card>
      ) : null}
      {item ? (
        <>
          <div className="qh-card" style={{ maxWidth: 1100 }}>
            {problem && problem.issues.length === 0 && problem.findings.length === 0 ? (
              <div style={{ marginBottom: 12 }}>
                <ProblemView error={problem} />
              </div>
            ) : null}
            <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
              <LazyCaseForm
                key={item.procedureCode}
                ref={attach}
                form={item.form as unknown as FormSchema}
                initialData={draft}
                environment={environment}
                serverIssues={problem && problem.findings.length === 0 ? problem.issues : NO_ISSUES}
                onChange={(values) => writeLocalDraft(draftId(item.procedureCode), values)}
              />
            </Suspense>
          </div>
          <div className="qh-footer">
            <span className="qh-muted">填写的内容暂存在本页，刷新不丢失</span>
            <div className="qh-row">
              <Button onClick={() => void navigate(-1)}>返回</Button>
              <Button type="primary" disabled={!ready} loading={register.isPending} onClick={submit}>
                登记
              </Button>
            </div>
          </div>
        </>
      ) : null}
      <FindingsDialog findings={problem?.findings ?? []} onClose={() => register.reset()} />
    </Page>
  );
}
