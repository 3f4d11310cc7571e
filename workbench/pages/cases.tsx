import { Button, Select } from 'antd';
import { useNavigate } from 'react-router-dom';
import type { CaseSummary, Light, RouteQuery } from '#contracts';
import {
  CASE_STATUS_NAMES,
  formatDate,
  formatInstant,
  holdsRole,
  LIGHT_OPTIONS,
  LightBadge,
  Page,
  PageTable,
  usePeopleNames,
  useRead,
  useSession,
  useTableState,
} from '#ui';
import type { PageColumn } from '#ui';
import { REGISTER_ROLES } from '../roles.ts';

const STATUS_OPTIONS = Object.entries(CASE_STATUS_NAMES).map(([value, label]) => ({ value, label }));

type Names = (ids: readonly string[]) => string;

const columnsWith = (names: Names): PageColumn<CaseSummary>[] => [
  {
    key: 'light',
    title: '期限',
    fixed: true,
    width: 150,
    render: (one) => <LightBadge light={one.light} text={one.remainingText} />,
    text: (one) => one.remainingText,
  },
  {
    key: 'title',
    title: '案件',
    fixed: true,
    render: (one) => (
      <div style={{ minWidth: 220, maxWidth: 460 }}>
        <div>{one.title}</div>
        <div className="qh-muted qh-small">{one.number}</div>
      </div>
    ),
    text: (one) => `${one.number} ${one.title}`,
  },
  { key: 'party', title: '当事人', render: (one) => one.partyName, text: (one) => one.partyName },
  {
    key: 'stage',
    title: '阶段',
    render: (one) => (
      <span className="qh-nowrap">
        {one.status === 'open' ? one.stageName : (CASE_STATUS_NAMES[one.status] ?? one.status)}
      </span>
    ),
    text: (one) => one.stageName,
  },
  {
    key: 'due',
    title: '届满',
    render: (one) => <span className="qh-nowrap">{formatDate(one.dueOn)}</span>,
    text: (one) => one.dueOn ?? '',
  },
  {
    key: 'handlers',
    title: '承办人',
    render: (one) => <span className="qh-nowrap">{names(one.handlers) || '未指定'}</span>,
    text: (one) => names(one.handlers),
  },
  {
    key: 'organ',
    title: '机关',
    render: (one) => <span className="qh-nowrap">{one.organName}</span>,
    text: (one) => one.organName,
  },
  {
    key: 'procedure',
    title: '规程',
    render: (one) => (
      <span className="qh-nowrap">
        {one.procedureName} v{one.procedureVersion}
      </span>
    ),
    text: (one) => one.procedureName,
  },
  {
    key: 'updatedAt',
    title: '最近变动',
    render: (one) => <span className="qh-nowrap">{formatInstant(one.updatedAt)}</span>,
    text: (one) => formatInstant(one.updatedAt),
  },
];

function CaseCard({ one, names }: { one: CaseSummary; names: Names }) {
  return (
    <div className="qh-stack-small" style={{ gap: 4 }}>
      <div className="qh-row" style={{ justifyContent: 'space-between' }}>
        <LightBadge light={one.light} text={one.remainingText} />
        <span>{one.status === 'open' ? one.stageName : CASE_STATUS_NAMES[one.status]}</span>
      </div>
      <strong>{one.title}</strong>
      <span className="qh-muted qh-small">{one.number}</span>
      <span className="qh-muted qh-small">
        {one.organName}　{names(one.handlers)}
      </span>
    </div>
  );
}

export default function Cases() {
  const navigate = useNavigate();
  const session = useSession();
  const state = useTableState(['light', 'status', 'procedureCode', 'organId', 'stage']);
  const query: RouteQuery<'cases'> = {
    page: state.page,
    pageSize: state.pageSize,
    q: state.q,
    status: state.get('status'),
    procedureCode: state.get('procedureCode'),
    organId: state.get('organId'),
    stage: state.get('stage'),
    ...(state.get('light') ? { light: state.get('light') as Light } : {}),
  };
  const cases = useRead('cases', { query, keepPrevious: true });
  const names = usePeopleNames(cases.data?.items.flatMap((one) => one.handlers) ?? []);
  const procedures = useRead('procedures', { query: { pageSize: 100 }, staleTimeMs: 300_000 });
  return (
    <Page
      title="案件"
      actions={
        holdsRole(session, REGISTER_ROLES) ? (
          <Button type="primary" onClick={() => void navigate('/cases/new')}>
            登记线索
          </Button>
        ) : undefined
      }
    >
      <PageTable<CaseSummary>
        name="案件列表"
        columns={columnsWith(names)}
        read={cases}
        rowKey={(one) => one.id}
        state={state}
        searchPlaceholder="案号、案由、当事人"
        onOpen={(one) => void navigate(`/cases/${one.id}`)}
        empty={{ title: '还没有案件', hint: '登记线索后，案件会出现在这里。' }}
        card={(one) => <CaseCard one={one} names={names} />}
        filters={
          <>
            <Select
              allowClear
              placeholder="状态"
              aria-label="状态"
              style={{ width: 110 }}
              value={state.get('status') || undefined}
              options={STATUS_OPTIONS}
              onChange={(status?: string) => state.set({ status })}
            />
            <Select
              allowClear
              placeholder="期限状态"
              aria-label="期限状态"
              style={{ width: 120 }}
              value={state.get('light') || undefined}
              options={LIGHT_OPTIONS}
              onChange={(light?: string) => state.set({ light })}
            />
            <Select
              allowClear
              placeholder="规程"
              aria-label="规程"
              style={{ minWidth: 160 }}
              popupMatchSelectWidth={false}
              value={state.get('procedureCode') || undefined}
              options={(procedures.data?.items ?? []).map((one) => ({ value: one.code, label: one.name }))}
              onChange={(procedureCode?: string) => state.set({ procedureCode })}
            />
          </>
        }
      />
    </Page>
  );
}
