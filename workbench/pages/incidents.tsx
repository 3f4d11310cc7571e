import { App as AntApp, Button } from 'antd';
import { useNavigate } from 'react-router-dom';
import type { RouteResponse } from '#contracts';
import { formatInstant, holdsRole, Page, PageTable, toProblem, useCall, useRead, useSession, useTableState } from '#ui';
import type { PageColumn } from '#ui';

type Incident = RouteResponse<'incidents'>['items'][number];

function Resolve({ incident }: { incident: Incident }) {
  const { message } = AntApp.useApp();
  const resolve = useCall('resolveIncident', ['incidents', 'case', 'instance']);
  return (
    <Button
      size="small"
      loading={resolve.isPending}
      aria-label={`重试 ${incident.caseNumber || incident.key}`}
      onClick={(event) => {
        event.stopPropagation();
        resolve.mutate(
          { params: { key: incident.key } },
          {
            onSuccess: () => void message.success('已重试，过程继续'),
            onError: (error) => void message.error(toProblem(error).message),
          },
        );
      }}
    >
      重试
    </Button>
  );
}

const COLUMNS: PageColumn<Incident>[] = [
  {
    key: 'at',
    title: '发生',
    fixed: true,
    render: (one) => <span className="qh-nowrap">{formatInstant(one.at)}</span>,
    text: (one) => formatInstant(one.at),
  },
  {
    key: 'case',
    title: '案件',
    fixed: true,
    render: (one) => <span className="qh-nowrap">{one.caseNumber || '—'}</span>,
    text: (one) => one.caseNumber,
  },
  { key: 'element', title: '环节', render: (one) => <code>{one.elementId}</code>, text: (one) => one.elementId },
  {
    key: 'message',
    title: '原因',
    fixed: true,
    render: (one) => (
      <div style={{ minWidth: 260, maxWidth: 640 }}>
        <div style={{ overflowWrap: 'anywhere' }}>{one.message}</div>
        <div className="qh-muted qh-small">{one.type}</div>
      </div>
    ),
    text: (one) => one.message,
  },
];

export default function Incidents() {
  const navigate = useNavigate();
  const session = useSession();
  const state = useTableState();
  const incidents = useRead('incidents', { query: { page: state.page, pageSize: state.pageSize }, keepPrevious: true });
  const mayResolve = holdsRole(session, ['system-admin', 'configurer', 'auditor']);
  const columns: PageColumn<Incident>[] = mayResolve
    ? [...COLUMNS, { key: 'resolve', title: '处理', fixed: true, render: (one) => <Resolve incident={one} /> }]
    : COLUMNS;
  return (
    <Page title="过程故障" subtitle="先排除原因（如补齐数据、恢复服务），再点“重试”，过程从停下的地方继续。">
      <PageTable<Incident>
        name="过程故障"
        columns={columns}
        read={incidents}
        rowKey={(one) => one.key}
        state={state}
        empty={{ title: '没有过程故障', hint: '所有过程都在正常运行。' }}
        onOpen={(one) => one.caseId && void navigate(`/cases/${one.caseId}`)}
      />
    </Page>
  );
}
