import { DownloadOutlined } from '@ant-design/icons';
import { Button, Checkbox, Select } from 'antd';
import { Link, useNavigate } from 'react-router-dom';
import type { DiscretionItem } from '#contracts';
import { holdsRole, LIST_NAMES, OriginTag, Page, PageTable, urlOf, useRead, useSession, useTableState } from '#ui';
import type { PageColumn } from '#ui';
import { LIST_OPTIONS, ListTag, STATUS_OPTIONS, StatusTag, UnconfirmedTag } from './list-words.tsx';

const COLUMNS: PageColumn<DiscretionItem>[] = [
  {
    key: 'code',
    title: '编号',
    fixed: true,
    render: (item) => <span className="qh-nowrap">{item.code}</span>,
    text: (item) => item.code,
  },
  {
    key: 'list',
    title: '清单',
    fixed: true,
    render: (item) => <ListTag list={item.list} />,
    text: (item) => LIST_NAMES[item.list] ?? item.list,
  },
  {
    key: 'department',
    title: '部门',
    render: (item) => <span className="qh-nowrap">{item.department}</span>,
    text: (item) => item.department,
  },
  {
    key: 'violation',
    title: '违法行为',
    fixed: true,
    render: (item) => <div style={{ minWidth: 200, maxWidth: 360 }}>{item.violation}</div>,
    text: (item) => item.violation,
  },
  {
    key: 'conditions',
    title: '适用条件',
    render: (item) => (
      <div style={{ minWidth: 160, maxWidth: 220 }} className="qh-small">
        {item.conditions.map(({ text }) => text).join(item.combine === 'any' ? '，或 ' : '；')}
      </div>
    ),
    text: (item) => item.conditions.map(({ text }) => text).join('；'),
  },
  {
    key: 'outcome',
    title: '处理',
    render: (item) => <div style={{ minWidth: 100, maxWidth: 180 }}>{item.outcome}</div>,
    text: (item) => item.outcome,
  },
  {
    key: 'status',
    title: '状态',
    fixed: true,
    render: (item) => (
      <span className="qh-nowrap">
        <StatusTag status={item.status} />
        <UnconfirmedTag item={item} />
      </span>
    ),
    text: (item) => item.status,
  },
  {
    key: 'origin',
    title: '来源',
    render: (item) => <OriginTag origin={item.origin} note={item.originNote} />,
    text: (item) => item.origin,
  },
];

/** The four lists: everybody signed in reads them, 法制人员 keep them. */
export default function ListPage() {
  const navigate = useNavigate();
  const session = useSession();
  const mayEdit = holdsRole(session, ['configurer']);
  const state = useTableState(['list', 'department', 'status', 'unconfirmed', 'importId']);
  const filter = {
    q: state.q,
    list: state.get('list'),
    department: state.get('department'),
    status: state.get('status'),
    unconfirmed: state.get('unconfirmed'),
    importId: state.get('importId'),
  };
  const items = useRead('discretionItems', {
    query: { page: state.page, pageSize: state.pageSize, ...filter },
    keepPrevious: true,
  });
  const counts = useRead('discretionDepartments');
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
  return (
    <Page
      title="四张清单"
      subtitle={
        <>
          清单用于推荐，不排除依法作出其他处理。
          {counts.data
            ? ` 共 ${counts.data.total} 项，待确认 ${counts.data.unconfirmed} 项，待复核 ${counts.data.toReview} 项。`
            : ''}
        </>
      }
      actions={
        <>
          <Link to="/lists/try">
            <Button>试算</Button>
          </Link>
          <Link to="/lists/statistics">
            <Button>适用统计</Button>
          </Link>
          <Button icon={<DownloadOutlined />} href={urlOf('exportDiscretionItems', {}, asked)}>
            导出 Excel
          </Button>
          {mayEdit ? (
            <>
              <Link to="/lists/new">
                <Button>新建清单项</Button>
              </Link>
              <Link to="/lists/import">
                <Button type="primary">导入清单</Button>
              </Link>
            </>
          ) : null}
        </>
      }
    >
      <PageTable<DiscretionItem>
        name="四张清单"
        columns={COLUMNS}
        read={items}
        rowKey={(item) => item.code}
        state={state}
        searchPlaceholder="编号、违法行为、部门"
        onOpen={(item) => void navigate(`/lists/${encodeURIComponent(item.code)}`)}
        empty={{ title: '还没有清单项', hint: '由法制人员导入 Excel、CSV，或者逐项新建。' }}
        filters={
          <>
            <Select
              allowClear
              placeholder="清单"
              aria-label="清单"
              style={{ width: 140 }}
              value={state.get('list') || undefined}
              options={LIST_OPTIONS}
              onChange={(list?: string) => state.set({ list })}
            />
            <Select
              allowClear
              showSearch
              placeholder="部门"
              aria-label="部门"
              style={{ width: 140 }}
              value={state.get('department') || undefined}
              options={(counts.data?.departments ?? []).map(({ name }) => ({ value: name, label: name }))}
              onChange={(department?: string) => state.set({ department })}
            />
            <Select
              allowClear
              placeholder="状态"
              aria-label="状态"
              style={{ width: 110 }}
              value={state.get('status') || undefined}
              options={STATUS_OPTIONS}
              onChange={(status?: string) => state.set({ status })}
            />
            <Checkbox
              checked={state.get('unconfirmed') === '1'}
              onChange={(event) => state.set({ unconfirmed: event.target.checked ? '1' : undefined })}
            >
              只看待确认
            </Checkbox>
          </>
        }
        card={(item) => (
          <div className="qh-stack-small" style={{ gap: 4 }}>
            <div className="qh-row">
              <ListTag list={item.list} />
              <StatusTag status={item.status} />
              <span className="qh-muted">{item.code}</span>
            </div>
            <span>{item.violation}</span>
          </div>
        )}
      />
    </Page>
  );
}
