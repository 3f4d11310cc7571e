import { Button, Drawer, Form, Input, Modal, Progress, Select, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import type { GateReview, GateReviewResult, GateWarning, RouteBody } from '#contracts';
import { STANDARD_GATES, WARNING_RULES } from '#rules';
import {
  ArticleLinks,
  formatInstant,
  holdsRole,
  OriginTag,
  Page,
  PageTable,
  ProblemView,
  urlOf,
  useCall,
  useRead,
  useSession,
  useTableState,
} from '#ui';
import type { PageColumn, TableState } from '#ui';

const LEVELS = { block: ['阻断', 'red'], warn: ['警告', 'orange'], record: ['留痕', 'blue'] } as const;
const STATES = { open: '待处理', handled: '已处理', gone: '已消除' } as const;
const REVIEW_STATES = { running: '正在检查', done: '已完成', cancelled: '已取消', failed: '中断' } as const;
const GATE_OPTIONS = [...STANDARD_GATES, ...WARNING_RULES].map(({ code, name }) => ({
  value: code,
  label: `${code} ${name}`,
}));

function LevelTag({ level }: { level: GateWarning['level'] }) {
  return <Tag color={LEVELS[level][1]}>{LEVELS[level][0]}</Tag>;
}

/** The filters that warnings and results share. */
function GateFilters({ state }: { state: TableState }) {
  return (
    <>
      <Select
        allowClear
        showSearch
        optionFilterProp="label"
        aria-label="闸门"
        placeholder="闸门"
        style={{ width: 200 }}
        value={state.get('gate') || undefined}
        options={GATE_OPTIONS}
        onChange={(gate?: string) => state.set({ gate })}
      />
      <Select
        allowClear
        aria-label="级别"
        placeholder="级别"
        style={{ width: 110 }}
        value={state.get('level') || undefined}
        options={Object.entries(LEVELS).map(([value, [label]]) => ({ value, label }))}
        onChange={(level?: string) => state.set({ level })}
      />
    </>
  );
}

const filterOf = (state: TableState) => ({
  page: state.page,
  pageSize: state.pageSize,
  ...(state.q ? { q: state.q } : {}),
  ...(state.get('gate') ? { gate: state.get('gate') } : {}),
  ...(state.get('level') ? { level: state.get('level') as GateWarning['level'] } : {}),
});

const COMMON: PageColumn<GateWarning | GateReviewResult>[] = [
  {
    key: 'level',
    title: '级别',
    fixed: true,
    render: (row) => <LevelTag level={row.level} />,
    text: (row) => LEVELS[row.level][0],
  },
  {
    key: 'gate',
    title: '闸门',
    fixed: true,
    render: (row) => (
      <span className="qh-nowrap">
        {row.gate} {row.name}
      </span>
    ),
    text: (row) => `${row.gate} ${row.name}`,
  },
  {
    key: 'case',
    title: '案件',
    fixed: true,
    render: (row) => (
      <div style={{ minWidth: 180 }}>
        {row.caseNumber}
        <div className="qh-muted qh-small">{row.caseTitle}</div>
      </div>
    ),
    text: (row) => `${row.caseNumber} ${row.caseTitle}`,
  },
  { key: 'organ', title: '机关', render: (row) => row.organName, text: (row) => row.organName },
  {
    key: 'message',
    title: '问题',
    fixed: true,
    render: (row) => <div style={{ minWidth: 220, maxWidth: 460 }}>{row.message}</div>,
    text: (row) => row.message,
  },
];

function WarningDetail({ warning, onDone }: { warning: GateWarning; onDone: () => void }) {
  const navigate = useNavigate();
  const session = useSession();
  const [note, setNote] = useState('');
  const handle = useCall('handleGateWarning', ['gateWarnings']);
  return (
    <div className="qh-stack">
      <div className="qh-row">
        <LevelTag level={warning.level} />
        <Tag>{STATES[warning.status]}</Tag>
        <OriginTag origin={warning.origin} />
      </div>
      <p>{warning.message}</p>
      <p className="qh-muted">{warning.remedy}</p>
      <ArticleLinks citations={warning.basis} />
      {warning.lookedAt.length > 0 ? (
        <section>
          <h3>核对了什么</h3>
          <ul className="qh-plain-list">
            {warning.lookedAt.map((item) => (
              <li key={item.name}>
                {item.label ?? item.name}：{item.value}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <p className="qh-muted">
        {formatInstant(warning.firstSeenAt)} 发现
        {warning.handledByName
          ? `；${warning.handledByName} ${formatInstant(warning.handledAt)} 处理：${warning.note ?? ''}`
          : ''}
      </p>
      <Button onClick={() => void navigate(`/cases/${warning.caseId}`)}>打开案件</Button>
      {warning.status === 'open' && holdsRole(session, ['supervisor']) ? (
        <Form
          layout="vertical"
          onFinish={() => handle.mutate({ params: { id: warning.id }, body: { note } }, { onSuccess: onDone })}
        >
          <Form.Item label="怎样处理的">
            <Input.TextArea
              aria-label="怎样处理的"
              autoSize={{ minRows: 2 }}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Form.Item>
          {handle.isError ? <ProblemView error={handle.error} /> : null}
          <Button type="primary" htmlType="submit" loading={handle.isPending} disabled={note.trim() === ''}>
            标为已处理
          </Button>
        </Form>
      ) : null}
    </div>
  );
}

function Warnings() {
  const state = useTableState(['gate', 'level', 'status']);
  const [opened, setOpened] = useState<GateWarning | null>(null);
  const status = (state.get('status') || 'open') as keyof typeof STATES;
  const read = useRead('gateWarnings', { query: { ...filterOf(state), status }, keepPrevious: true });
  return (
    <>
      <PageTable<GateWarning>
        name="执法预警"
        columns={COMMON as PageColumn<GateWarning>[]}
        read={read}
        rowKey={(row) => row.id}
        state={state}
        searchPlaceholder="案号、案名、问题"
        onOpen={setOpened}
        filters={
          <>
            <GateFilters state={state} />
            <Select
              aria-label="状态"
              style={{ width: 110 }}
              value={status}
              options={Object.entries(STATES).map(([value, label]) => ({ value, label }))}
              onChange={(value: string) => state.set({ status: value })}
            />
          </>
        }
        empty={{ title: '没有预警', hint: '在办案件变动后几秒内、每天一次，自动按闸门和期限检查。' }}
        card={(row) => (
          <div className="qh-stack-small" style={{ gap: 4 }}>
            <div className="qh-row">
              <LevelTag level={row.level} />
              <strong>
                {row.gate} {row.name}
              </strong>
            </div>
            <span>{row.message}</span>
            <span className="qh-muted qh-small">
              {row.caseNumber} {row.organName}
            </span>
          </div>
        )}
      />
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        title={opened ? `${opened.caseNumber}　${opened.gate} ${opened.name}` : ''}
        width="min(560px, 96vw)"
        destroyOnHidden
      >
        {opened ? <WarningDetail warning={opened} onDone={() => setOpened(null)} /> : null}
      </Drawer>
    </>
  );
}

function StartDialog({ onClose, onStarted }: { onClose: () => void; onStarted: (review: GateReview) => void }) {
  const organs = useRead('organs', { staleTimeMs: 300_000 });
  const procedures = useRead('procedures', { query: { pageSize: 200 }, staleTimeMs: 300_000 });
  const start = useCall('startGateReview', ['gateReviews']);
  const [scope, setScope] = useState<RouteBody<'startGateReview'>>({});
  const put = (part: Partial<typeof scope>) => setScope({ ...scope, ...part });
  const day = (name: 'from' | 'to', label: string) => (
    <Input
      type="date"
      aria-label={label}
      style={{ width: 160 }}
      value={scope[name] ?? ''}
      onChange={(event) => {
        const { [name]: _former, ...rest } = scope;
        setScope(event.target.value ? { ...rest, [name]: event.target.value } : rest);
      }}
    />
  );
  return (
    <Modal
      open
      title="批量检查"
      okText="开始检查"
      cancelText="取消"
      confirmLoading={start.isPending}
      onCancel={onClose}
      onOk={() => start.mutate({ body: scope }, { onSuccess: onStarted })}
    >
      <Form layout="vertical">
        <Form.Item label="机关（不选为监督范围内全部）">
          <Select
            mode="multiple"
            aria-label="机关"
            optionFilterProp="label"
            maxTagCount={3}
            value={scope.organIds ?? []}
            options={(organs.data?.items ?? [])
              .filter((organ) => organ.department !== '')
              .map((organ) => ({ value: organ.id, label: organ.name }))}
            onChange={(organIds: string[]) => put({ organIds })}
          />
        </Form.Item>
        <Form.Item label="规程">
          <Select
            aria-label="规程"
            value={scope.procedureCode ?? ''}
            options={[
              { value: '', label: '全部规程' },
              ...(procedures.data?.items ?? []).map((item) => ({ value: item.code, label: item.name })),
            ]}
            onChange={(code: string) => {
              const { procedureCode: _former, ...rest } = scope;
              setScope(code === '' ? rest : { ...rest, procedureCode: code });
            }}
          />
        </Form.Item>
        <Form.Item label="登记日期">
          <span className="qh-row">
            {day('from', '自')} 至 {day('to', '至')}
          </span>
        </Form.Item>
        <Form.Item label="案件">
          <Select
            aria-label="案件状态"
            value={scope.status ?? 'all'}
            options={[
              { value: 'all', label: '在办和已结' },
              { value: 'open', label: '在办' },
              { value: 'closed', label: '已结' },
            ]}
            onChange={(status: 'all' | 'open' | 'closed') => put({ status })}
          />
        </Form.Item>
        <Form.Item label="闸门（不选为全部适用的闸门和期限）">
          <Select
            mode="multiple"
            aria-label="检查哪些闸门"
            optionFilterProp="label"
            value={scope.gates ?? []}
            options={GATE_OPTIONS}
            onChange={(gates: string[]) => put({ gates })}
          />
        </Form.Item>
      </Form>
      {start.isError ? <ProblemView error={start.error} /> : null}
    </Modal>
  );
}

function Results({ id }: { id: string }) {
  const navigate = useNavigate();
  const state = useTableState(['gate', 'level']);
  const review = useRead('gateReview', { params: { id } });
  const running = review.data?.state === 'running';
  const results = useRead('gateReviewResults', { params: { id }, query: filterOf(state), keepPrevious: true });
  const cancel = useCall('cancelGateReview', ['gateReview', 'gateReviews']);
  if (review.isError) return <ProblemView error={review.error} />;
  if (!review.data) return null;
  const { total, checked, wrongCases, findings, error } = review.data;
  return (
    <div className="qh-stack">
      <section className="qh-card" aria-label="检查进度">
        <div className="qh-row" style={{ justifyContent: 'space-between' }}>
          <span role="status">
            {REVIEW_STATES[review.data.state]}：已查 {checked} / {total} 件，{wrongCases} 件有问题，共 {findings} 项
            {error ? `。${error}` : ''}
          </span>
          {running ? (
            <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate({ params: { id } })}>
              取消
            </Button>
          ) : (
            <Button size="small" href={urlOf('exportGateReview', { id })}>
              导出结果（CSV）
            </Button>
          )}
        </div>
        <Progress
          percent={total === 0 ? 100 : Math.floor((checked / total) * 100)}
          status={running ? 'active' : review.data.state === 'done' ? 'success' : 'exception'}
        />
      </section>
      <PageTable<GateReviewResult>
        name="批量检查结果"
        columns={COMMON as PageColumn<GateReviewResult>[]}
        read={results}
        rowKey={(row) => row.id}
        state={state}
        searchPlaceholder="案号、案名、问题"
        onOpen={(row) => void navigate(`/cases/${row.caseId}`)}
        filters={<GateFilters state={state} />}
        empty={{ title: running ? '还没有发现问题' : '没有发现问题' }}
      />
    </div>
  );
}

const REVIEW_COLUMNS: PageColumn<GateReview>[] = [
  {
    key: 'at',
    title: '开始',
    fixed: true,
    render: (row) => formatInstant(row.startedAt),
    text: (row) => row.startedAt,
  },
  { key: 'by', title: '发起', render: (row) => row.startedByName, text: (row) => row.startedByName },
  {
    key: 'state',
    title: '状态',
    fixed: true,
    render: (row) => REVIEW_STATES[row.state],
    text: (row) => REVIEW_STATES[row.state],
  },
  {
    key: 'checked',
    title: '已查',
    render: (row) => `${row.checked} / ${row.total} 件`,
    text: (row) => `${row.checked}/${row.total}`,
  },
  {
    key: 'findings',
    title: '发现',
    fixed: true,
    render: (row) => `${row.wrongCases} 件 ${row.findings} 项`,
    text: (row) => `${row.wrongCases} 件 ${row.findings} 项`,
  },
];

function Reviews({ onOpen }: { onOpen: (id: string) => void }) {
  const state = useTableState();
  const read = useRead('gateReviews', { query: { page: state.page, pageSize: state.pageSize }, keepPrevious: true });
  return (
    <PageTable<GateReview>
      name="批量检查"
      columns={REVIEW_COLUMNS}
      read={read}
      rowKey={(row) => row.id}
      state={state}
      onOpen={(row) => onOpen(row.id)}
      empty={{ title: '还没有批量检查', hint: '选定机关、时间和闸门，对在办和已结案件逐件检查。' }}
    />
  );
}

/** Warnings about running cases, and checks of many cases against the same gates. */
export default function GateReviewPage() {
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const [starting, setStarting] = useState(false);
  const tab = search.get('tab') ?? 'warnings';
  const review = search.get('review');
  const show = (next: Record<string, string>) => setSearch(new URLSearchParams(next));
  return (
    <Page
      title={review ? '批量检查结果' : '执法预警'}
      subtitle="同一套闸门：办案时阻断，在办时预警，办结后检查。"
      actions={
        holdsRole(session, ['supervisor']) ? (
          <Button type="primary" onClick={() => setStarting(true)}>
            批量检查
          </Button>
        ) : undefined
      }
    >
      {review ? (
        <>
          <div>
            <Button type="link" style={{ paddingInline: 0 }} onClick={() => show({ tab: 'reviews' })}>
              ← 全部批量检查
            </Button>
          </div>
          <Results key={review} id={review} />
        </>
      ) : (
        <Tabs
          activeKey={tab}
          destroyOnHidden
          onChange={(key) => show({ tab: key })}
          items={[
            { key: 'warnings', label: '预警', children: <Warnings /> },
            { key: 'reviews', label: '批量检查', children: <Reviews onOpen={(id) => show({ review: id })} /> },
          ]}
        />
      )}
      {starting ? (
        <StartDialog
          onClose={() => setStarting(false)}
          onStarted={({ id }) => {
            setStarting(false);
            show({ review: id });
          }}
        />
      ) : null}
    </Page>
  );
}
