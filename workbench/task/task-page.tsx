import { Alert, App as AntApp, Button, Skeleton } from 'antd';
import { Suspense, useCallback, useMemo } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import type { FormSchema, TaskDetail } from '#contracts';
import {
  formatInstant,
  LazyCaseForm,
  LightBadge,
  Page,
  PageSkeleton,
  ProblemView,
  readLocalDraft,
  saveStateText,
  serverNow,
  useAutoSave,
  useCrumbs,
  useFormHandle,
  useRead,
  useSession,
} from '#ui';
import type { SaveState } from '#ui';
import { FindingsDialog } from './findings-dialog.tsx';
import './task-page.css';
import { TaskSide } from './task-side.tsx';
import { standingOf, useTaskActions } from './use-task.ts';
import type { Standing, TaskActions } from './use-task.ts';

/** Newest first: what this tab still holds unsent, the saved draft, the case's own data. */
function startData(task: TaskDetail, standing: Standing): { data: Record<string, unknown>; note: string | null } {
  if (standing !== 'work') return { data: { ...task.data, ...task.draft?.data }, note: null };
  const local = readLocalDraft(task.key);
  if (local) return { data: { ...task.data, ...local }, note: '已恢复上次未保存的内容' };
  if (task.draft) {
    return {
      data: { ...task.data, ...task.draft.data },
      note: `已载入 ${formatInstant(task.draft.savedAt)} 保存的草稿`,
    };
  }
  return { data: task.data, note: null };
}

function Banner({ task, standing }: { task: TaskDetail; standing: Standing }) {
  if (task.state !== 'open') {
    const word = { completing: '正在提交', completed: '已经办结', cancelled: '已经取消' }[task.state];
    return <Alert type="info" showIcon message={`这项任务${word}，以下内容只读。`} />;
  }
  if (standing === 'claim') return <Alert type="info" showIcon message="这项任务还没有人领取，领取后即可填写。" />;
  if (standing === 'watch') {
    const other = task.assigneeName ? `正由${task.assigneeName}办理。` : '不由您办理。';
    return <Alert type="warning" showIcon message={task.blockedReason ?? `这项任务${other}以下内容只读。`} />;
  }
  return null;
}

interface FooterProps {
  standing: Standing;
  actions: TaskActions;
  saveState: SaveState;
  /** The form has loaded. */
  ready: boolean;
  onSave: () => void;
  onRelease: () => void;
  onSubmit: () => void;
}

function Footer({ standing, actions, saveState, ready, onSave, onRelease, onSubmit }: FooterProps) {
  return (
    <div className="qh-footer" role="group" aria-label="办理操作">
      <span className={saveState.kind === 'failed' ? 'qh-light-overdue' : 'qh-muted'} role="status">
        {saveStateText(saveState)}
      </span>
      <div className="qh-row">
        {standing === 'work' ? (
          <>
            <Button onClick={onSave} disabled={!ready || actions.busy !== null}>
              保存草稿
            </Button>
            <Button onClick={onRelease} loading={actions.busy === 'release'} disabled={actions.busy !== null}>
              放回
            </Button>
            <Button
              type="primary"
              loading={actions.busy === 'complete'}
              disabled={!ready || actions.busy !== null}
              onClick={onSubmit}
            >
              提交
            </Button>
          </>
        ) : (
          <Button type="primary" loading={actions.busy === 'claim'} onClick={actions.claim}>
            领取
          </Button>
        )}
      </div>
    </div>
  );
}

function TaskWork({ task, standing }: { task: TaskDetail; standing: Standing }) {
  const navigate = useNavigate();
  const { message } = AntApp.useApp();
  const actions = useTaskActions(task.key);
  const { handle, attach, ready } = useFormHandle();
  const working = standing === 'work';
  // Read once: neither a refetch nor an own save may change the form under the hands of its user.
  const start = useMemo(
    () => startData(task, standing),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [task.key, standing],
  );
  const autoSave = useAutoSave(task.key, working ? actions.saveDraft : null);
  const environment = useMemo(
    () => ({
      now: serverNow(),
      caseId: task.caseId,
      elementId: task.elementId,
      organId: task.organId,
      extra: { ...task.data, caseNumber: task.caseNumber, caseTitle: task.caseTitle },
    }),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [task.key],
  );
  const values = useCallback(() => handle.current?.values() ?? start.data, [handle, start]);

  const submit = () => {
    const data = handle.current?.submit();
    if (!data) return;
    actions.complete(data, () => {
      autoSave.finish();
      void message.success(`已提交：${task.name}`);
      void navigate(`/cases/${task.caseId}`, { replace: true });
    });
  };
  const save = async () => {
    autoSave.change(values());
    if (await autoSave.saveNow()) void message.success('草稿已保存');
  };
  const release = async () => {
    if (await autoSave.saveNow()) actions.release();
  };
  const saveState: SaveState =
    autoSave.state.kind === 'idle' && working && task.draft
      ? { kind: 'saved', at: task.draft.savedAt }
      : autoSave.state;
  return (
    <>
      <div className="qh-columns">
        <div className="qh-stack">
          <Banner task={task} standing={standing} />
          {actions.problem ? <ProblemView error={actions.problem} /> : null}
          <section className="qh-card" aria-label={`表单：${task.name}`}>
            {start.note ? <p className="qh-muted qh-small qh-task-note">{start.note}</p> : null}
            <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
              <LazyCaseForm
                key={`${task.key}-${standing}`}
                ref={attach}
                form={task.form as unknown as FormSchema}
                initialData={start.data}
                environment={environment}
                readonly={!working}
                readonlyFields={task.step.readonlyFields}
                serverIssues={actions.issues}
                onChange={autoSave.change}
              />
            </Suspense>
          </section>
        </div>
        <TaskSide key={task.key} task={task} values={values} />
      </div>
      {standing === 'watch' ? null : (
        <Footer
          standing={standing}
          actions={actions}
          saveState={saveState}
          ready={ready}
          onSave={() => void save()}
          onRelease={() => void release()}
          onSubmit={submit}
        />
      )}
      <FindingsDialog findings={actions.blocked} onClose={actions.forgetBlocked} />
    </>
  );
}

/** Working on one task: form at the left, reasons and hints at the right, actions at the bottom. */
export default function TaskPage() {
  const { key = '' } = useParams();
  const { user } = useSession();
  const task = useRead('task', { params: { key }, staleTimeMs: 0 });
  useCrumbs(
    task.data ? [{ title: task.data.caseNumber, to: `/cases/${task.data.caseId}` }, { title: task.data.name }] : [],
  );
  if (task.isPending) return <PageSkeleton />;
  if (task.isError) {
    return (
      <Page title="办理">
        <ProblemView error={task.error} onRetry={() => void task.refetch()} />
      </Page>
    );
  }
  const detail = task.data;
  return (
    <Page
      title={`办理：${detail.name}`}
      subtitle={
        <span className="qh-row">
          <Link to={`/cases/${detail.caseId}`}>
            {detail.caseNumber} {detail.caseTitle}
          </Link>
          <LightBadge
            light={detail.light}
            text={detail.clockName ? `${detail.clockName} ${detail.remainingText}` : detail.remainingText}
          />
        </span>
      }
    >
      <TaskWork task={detail} standing={standingOf(detail, user.id)} />
    </Page>
  );
}
