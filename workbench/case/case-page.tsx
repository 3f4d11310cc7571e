import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tabs } from 'antd';
import { useMemo } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import type { CaseDetail, TaskSummary } from '#contracts';
import {
  CASE_STATUS_NAMES,
  CaseTimeline,
  CertificateState,
  DeadlineLine,
  DocumentList,
  EvidenceList,
  FindingList,
  needsMending,
  Page,
  PageSkeleton,
  ProblemView,
  serverNow,
  StageBar,
  urlOf,
  useCrumbs,
  useRead,
  useSession,
} from '#ui';
import { DeadlinesTab } from './deadlines-tab.tsx';
import { DiscretionTab } from './discretion-tab.tsx';
import { GateExceptions } from './gate-exceptions.tsx';
import { LogTab } from './log-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { PartiesTab } from './parties-tab.tsx';
import { ProcessTab } from './process-tab.tsx';
import { RecusalPanel } from './recusal-panel.tsx';
import { RelationsTab } from './relations-tab.tsx';

const URGENCY: Record<string, number> = { overdue: 0, 'due-soon': 1, normal: 2, paused: 3 };

/** Tasks that the reader can do something about: their own first, then those free to take. */
function workable(tasks: readonly TaskSummary[], userId: string): TaskSummary[] {
  return tasks
    .filter((task) => task.state === 'open' && task.canWork && (!task.assigneeId || task.assigneeId === userId))
    .sort((a, b) => Number(b.assigneeId === userId) - Number(a.assigneeId === userId));
}

function Actions({ detail }: { detail: CaseDetail }) {
  const navigate = useNavigate();
  const { user } = useSession();
  const tasks = workable(detail.openTasks, user.id);
  const [first, ...others] = tasks;
  const instance = detail.instances[0];
  return (
    <>
      {instance ? <Button onClick={() => void navigate(`/instances/${instance.key}`)}>过程追踪</Button> : null}
      <Button onClick={() => void navigate(`/cases/${detail.id}/why`)}>检查记录</Button>
      <Button icon={<DownloadOutlined />} href={urlOf('dossier', { id: detail.id })}>
        电子案卷
      </Button>
      {first && others.length === 0 ? (
        <Button type="primary" onClick={() => void navigate(`/tasks/${first.key}`)}>
          办理：{first.name}
        </Button>
      ) : null}
      {first && others.length > 0 ? (
        <Dropdown.Button
          type="primary"
          style={{ width: 'auto' }}
          onClick={() => void navigate(`/tasks/${first.key}`)}
          menu={{
            items: others.map((task) => ({ key: task.key, label: `办理：${task.name}` })),
            onClick: ({ key }) => void navigate(`/tasks/${key}`),
          }}
        >
          办理：{first.name}
        </Dropdown.Button>
      ) : null}
    </>
  );
}

/** Clocks worth a look now; those that ended in time are in the tab 期限. */
function Clocks({ detail }: { detail: CaseDetail }) {
  const running = detail.deadlines
    .filter((deadline) => ['running', 'overdue', 'paused'].includes(deadline.state))
    .sort((a, b) => (URGENCY[a.light] ?? 9) - (URGENCY[b.light] ?? 9));
  if (running.length === 0) return null;
  return (
    <section className="qh-clocks" aria-label="期限">
      {running.map((deadline) => (
        <DeadlineLine key={deadline.code} deadline={deadline} />
      ))}
    </section>
  );
}

function People({ detail }: { detail: CaseDetail }) {
  return (
    <section className="qh-card" aria-label="承办人员">
      <h2>承办人员</h2>
      {detail.officers.length === 0 ? <span className="qh-muted">尚未指定</span> : null}
      {detail.officers.map((officer) => (
        <div key={officer.userId} className="qh-row">
          <strong>{officer.name}</strong>
          <CertificateState
            certificates={officer.certificates}
            kind={officer.certificates.some((one) => one.kind === 'enforcement') ? 'enforcement' : 'supervision'}
            now={serverNow()}
          />
        </div>
      ))}
      <RecusalPanel detail={detail} />
    </section>
  );
}

function CaseTabs({ detail }: { detail: CaseDetail }) {
  const [search, setSearch] = useSearchParams();
  const items = [
    { key: 'overview', label: '概况', children: <OverviewTab detail={detail} /> },
    { key: 'parties', label: '当事人', children: <PartiesTab parties={detail.parties} /> },
    { key: 'discretion', label: '事实与裁量', children: <DiscretionTab detail={detail} /> },
    {
      key: 'evidence',
      label: `证据 ${detail.evidence.length || ''}`,
      children: <EvidenceList items={detail.evidence} />,
    },
    {
      key: 'documents',
      label: `文书 ${detail.documents.length || ''}`,
      children: <DocumentList items={detail.documents} />,
    },
    { key: 'deadlines', label: '期限', children: <DeadlinesTab detail={detail} /> },
    { key: 'process', label: '过程', children: <ProcessTab detail={detail} /> },
    { key: 'relations', label: '关联', children: <RelationsTab detail={detail} /> },
    { key: 'log', label: '日志', children: <LogTab detail={detail} /> },
  ];
  return (
    <div className="qh-card">
      <Tabs
        activeKey={search.get('tab') ?? 'overview'}
        onChange={(tab) => setSearch(tab === 'overview' ? {} : { tab }, { replace: true })}
        items={items}
      />
    </div>
  );
}

/** One case at a glance: where it is, what is due, what is to be mended, what to do next. */
export default function CasePage() {
  const { id = '' } = useParams();
  const found = useRead('case', { params: { id } });
  const detail = found.data;
  useCrumbs(detail ? [{ title: detail.number }] : []);
  const wrong = useMemo(() => (detail?.findings ?? []).filter(needsMending), [detail]);
  if (found.isPending) return <PageSkeleton />;
  if (!detail) {
    return (
      <Page title="案件">
        <ProblemView error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    );
  }
  const state = detail.status === 'open' ? '' : `　${CASE_STATUS_NAMES[detail.status] ?? detail.status}`;
  return (
    <Page
      title={detail.title}
      subtitle={`${detail.number}　${detail.organName}　${detail.procedureName} v${detail.procedureVersion}${state}`}
      actions={<Actions detail={detail} />}
    >
      <div className="qh-card qh-stack-small">
        <StageBar stages={detail.stages} />
        <Clocks detail={detail} />
      </div>
      {detail.incidents.length > 0 ? (
        <section className="qh-card" aria-label="过程故障">
          <h2>过程停在半路</h2>
          {detail.incidents.map((incident) => (
            <p key={incident.key} className="qh-light-overdue" style={{ whiteSpace: 'normal' }}>
              ■ {incident.message}
            </p>
          ))}
          <p className="qh-muted">已记录，系统管理员或法制人员处理后会从停下的地方继续。</p>
        </section>
      ) : null}
      {wrong.length > 0 ? (
        <section className="qh-card" aria-label="需要改正">
          <h2>需要改正（{wrong.length}）</h2>
          <FindingList findings={wrong} />
        </section>
      ) : null}
      <div className="qh-columns">
        <CaseTabs detail={detail} />
        <aside className="qh-stack" aria-label="时间线与人员">
          <People detail={detail} />
          <GateExceptions caseId={detail.id} />
          <section className="qh-card" aria-label="时间线">
            <h2>时间线</h2>
            <CaseTimeline entries={detail.timeline} limit={12} />
          </section>
        </aside>
      </div>
    </Page>
  );
}
