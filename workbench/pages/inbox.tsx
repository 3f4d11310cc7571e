import { Button, Select, Tabs, Tag } from 'antd';
import { useNavigate } from 'react-router-dom';
import { ROLE_NAMES } from '#contracts';
import type { Light, RouteQuery, TaskSummary } from '#contracts';
import {
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

const VIEWS = [
  { key: 'all', label: '全部' },
  { key: 'mine', label: '我的' },
  { key: 'group', label: '本组' },
  { key: 'done', label: '已办' },
] as const;
type View = (typeof VIEWS)[number]['key'];

const SORTS = [
  { value: '', label: '临期优先' },
  { value: 'newest', label: '最新到达' },
  { value: 'oldest', label: '最早到达' },
];

const EMPTY: Record<View, { title: string; hint: string }> = {
  all: { title: '没有待办', hint: '新任务到达时会自动出现在这里。' },
  mine: { title: '您手上没有任务', hint: '可到“本组”领取。' },
  group: { title: '本组没有待领取的任务', hint: '新任务到达时会自动出现在这里。' },
  done: { title: '还没有办过的任务', hint: '办结的任务会列在这里。' },
};

type Names = (ids: readonly string[]) => string;

const columnsWith = (names: Names): PageColumn<TaskSummary>[] => [
  {
    key: 'light',
    title: '期限',
    fixed: true,
    width: 150,
    render: (task) => <LightBadge light={task.light} text={task.remainingText} />,
    text: (task) => task.remainingText,
  },
  {
    key: 'case',
    title: '案件',
    fixed: true,
    render: (task) => (
      <div style={{ minWidth: 220, maxWidth: 460 }}>
        <div>{task.caseTitle}</div>
        <div className="qh-muted qh-small">{task.caseNumber}</div>
      </div>
    ),
    text: (task) => `${task.caseNumber} ${task.caseTitle}`,
  },
  {
    key: 'step',
    title: '环节',
    fixed: true,
    render: (task) => (
      <div className="qh-nowrap">
        <div>{task.name}</div>
        <div className="qh-muted qh-small">
          {task.stageName}　{ROLE_NAMES[task.role]}
        </div>
      </div>
    ),
    text: (task) => task.name,
  },
  {
    key: 'due',
    title: '届满',
    render: (task) =>
      task.dueOn ? (
        <div className="qh-nowrap">
          <div>{formatDate(task.dueOn)}</div>
          <div className="qh-muted qh-small">{task.clockName}</div>
        </div>
      ) : (
        '—'
      ),
    text: (task) => task.dueOn ?? '',
  },
  {
    key: 'handlers',
    title: '承办人',
    render: (task) => <span className="qh-nowrap">{names(task.handlers) || '未指定'}</span>,
    text: (task) => names(task.handlers),
  },
  {
    key: 'assignee',
    title: '办理人',
    render: (task) => <Assignee task={task} />,
    text: (task) => task.assigneeName ?? '',
  },
  {
    key: 'createdAt',
    title: '到达',
    render: (task) => <span className="qh-nowrap">{formatInstant(task.createdAt)}</span>,
    text: (task) => formatInstant(task.createdAt),
  },
];

function Assignee({ task }: { task: TaskSummary }) {
  if (task.assigneeName) return <span className="qh-nowrap">{task.assigneeName}</span>;
  return task.state === 'open' ? <Tag color={task.canWork ? 'blue' : 'default'}>待领取</Tag> : <>—</>;
}

function TaskCard({ task, names }: { task: TaskSummary; names: Names }) {
  return (
    <div className="qh-stack-small" style={{ gap: 4 }}>
      <div className="qh-row" style={{ justifyContent: 'space-between' }}>
        <LightBadge light={task.light} text={task.remainingText} />
        <Assignee task={task} />
      </div>
      <strong>{task.caseTitle}</strong>
      <span className="qh-muted qh-small">{task.caseNumber}</span>
      <span>
        {task.name}
        <span className="qh-muted qh-small">　{names(task.handlers)}</span>
      </span>
    </div>
  );
}

export default function Inbox() {
  const navigate = useNavigate();
  const session = useSession();
  const state = useTableState(['light']);
  const view = (state.get('view') || 'all') as View;
  const query: RouteQuery<'tasks'> = {
    view,
    page: state.page,
    pageSize: state.pageSize,
    q: state.q,
    sort: state.get('sort') || 'urgency',
    ...(state.get('light') ? { light: state.get('light') as Light } : {}),
  };
  const tasks = useRead('tasks', { query, keepPrevious: true });
  const names = usePeopleNames(tasks.data?.items.flatMap((one) => one.handlers) ?? []);
  const counts = tasks.data?.counts;
  return (
    <Page
      title="待办"
      actions={
        holdsRole(session, REGISTER_ROLES) ? (
          <Button type="primary" onClick={() => void navigate('/cases/new')}>
            登记线索
          </Button>
        ) : undefined
      }
    >
      <div>
        <Tabs
          activeKey={view}
          onChange={(key) => state.set({ view: key === 'all' ? '' : key })}
          items={VIEWS.map((one) => ({ key: one.key, label: counts ? `${one.label} ${counts[one.key]}` : one.label }))}
        />
        <PageTable<TaskSummary>
          name="待办列表"
          columns={columnsWith(names)}
          read={tasks}
          rowKey={(task) => task.key}
          state={state}
          searchPlaceholder="案号、案由、当事人"
          onOpen={(task) => void navigate(task.state === 'open' ? `/tasks/${task.key}` : `/cases/${task.caseId}`)}
          empty={EMPTY[view]}
          card={(task) => <TaskCard task={task} names={names} />}
          filters={
            <>
              <Select
                allowClear
                placeholder="期限状态"
                aria-label="期限状态"
                style={{ width: 130 }}
                value={state.get('light') || undefined}
                options={LIGHT_OPTIONS}
                onChange={(light?: string) => state.set({ light })}
              />
              <Select
                aria-label="排序"
                style={{ width: 130 }}
                value={state.get('sort')}
                options={SORTS}
                onChange={(sort: string) => state.set({ sort })}
              />
            </>
          }
        />
      </div>
    </Page>
  );
}
