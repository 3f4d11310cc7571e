import { Button, Form, Grid, Input, Modal, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { RulePackSummary } from '#contracts';
import {
  CardList,
  EmptyState,
  holdsRole,
  Page,
  PageSkeleton,
  ProblemView,
  useCall,
  useRead,
  useSession,
  useTableState,
} from '#ui';

interface Node extends RulePackSummary {
  children?: Node[];
}

/** Packs below their parents; a pack whose parent is filtered away stands at the top. */
const treeOf = (items: readonly RulePackSummary[]): Node[] => {
  const nodes = new Map(items.map((item) => [item.pack, { ...item } as Node]));
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const parent = node.parent === null ? undefined : nodes.get(node.parent);
    if (parent) (parent.children ??= []).push(node);
    else roots.push(node);
  }
  return roots;
};

const scopeText = ({ scope }: RulePackSummary): string =>
  [
    scope.departments.join('、') || '全部部门',
    scope.regions.length > 0 ? `区划 ${scope.regions.join('、')}` : '',
    scope.procedures.join('、'),
  ]
    .filter(Boolean)
    .join('；');

const contentText = ({ clocks, gates, parameters }: RulePackSummary): string =>
  [clocks ? `期限 ${clocks}` : '', gates ? `闸门 ${gates}` : '', parameters ? `参数 ${parameters}` : '']
    .filter(Boolean)
    .join('，') || '—';

const currentText = ({ current }: RulePackSummary): string =>
  current ? `第 ${current.number} 版，${current.effectiveFrom} 起` : '未施行';

const DRAFT_WORDS: Record<string, string> = { submitted: '待审批', returned: '已退回' };

const PackName = ({ pack }: { pack: RulePackSummary }) => (
  <span>
    {pack.name} {pack.unconfirmed ? <Tag color="orange">有待确认</Tag> : null}
  </span>
);

const Pending = ({ pack: { upcoming, draft } }: { pack: RulePackSummary }) => (
  <span className="qh-row">
    {upcoming.map((one) => (
      <Tag key={one.number} color="blue">
        第 {one.number} 版 {one.effectiveFrom} 施行
      </Tag>
    ))}
    {draft ? (
      <Tag color={draft.status === 'submitted' ? 'gold' : 'default'}>
        第 {draft.number} 版{DRAFT_WORDS[draft.status] ?? '草稿'}
      </Tag>
    ) : null}
  </span>
);

const flat = (nodes: readonly Node[], depth = 0): { node: Node; depth: number }[] =>
  nodes.flatMap((node) => [{ node, depth }, ...flat(node.children ?? [], depth + 1)]);

/** A pack on a phone; what it inherits from stands above it, less indented. */
const PackCard = ({ pack, depth }: { pack: RulePackSummary; depth: number }) => (
  <div style={{ paddingInlineStart: Math.min(depth, 4) * 16 }}>
    <strong>
      <PackName pack={pack} />
    </strong>
    <div className="qh-small">{scopeText(pack)}</div>
    <div className="qh-muted qh-small">
      {currentText(pack)}　{contentText(pack)}
    </div>
    <Pending pack={pack} />
  </div>
);

function CreateDialog({ packs, onClose }: { packs: readonly RulePackSummary[]; onClose: () => void }) {
  const navigate = useNavigate();
  const create = useCall('createRulePack', ['rulePacks']);
  const organs = useRead('organs', { staleTimeMs: 300_000 });
  const [value, setValue] = useState({ pack: '', name: '', parent: '', departments: [] as string[] });
  const departments = [...new Set((organs.data?.items ?? []).map((organ) => organ.department))].filter(Boolean).sort();
  const { pack, name, parent } = value;
  return (
    <Modal
      open
      title="新建规则包"
      okText="新建"
      cancelText="取消"
      confirmLoading={create.isPending}
      okButtonProps={{ disabled: pack === '' || name === '' }}
      onCancel={onClose}
      onOk={() =>
        create.mutate(
          { body: { pack, name, parent: parent === '' ? null : parent, scope: { departments: value.departments } } },
          { onSuccess: () => void navigate(`/rule-packs/${pack}`) },
        )
      }
    >
      <Form layout="vertical">
        <Form.Item label="名称">
          <Input
            aria-label="名称"
            placeholder="如：市场监管（济南）"
            value={name}
            onChange={(event) => setValue({ ...value, name: event.target.value })}
          />
        </Form.Item>
        <Form.Item label="代码" help="小写字母、数字和短横，以字母开头；建好后不能改">
          <Input
            aria-label="代码"
            placeholder="如：shijian-jinan"
            value={pack}
            onChange={(event) => setValue({ ...value, pack: event.target.value })}
          />
        </Form.Item>
        <Form.Item label="继承自">
          <Select
            aria-label="继承自"
            value={parent}
            options={[
              { value: '', label: '不继承（最上级）' },
              ...packs.filter((one) => one.current).map((one) => ({ value: one.pack, label: one.name })),
            ]}
            onChange={(next: string) => setValue({ ...value, parent: next })}
          />
        </Form.Item>
        <Form.Item label="适用部门（不选为全部）">
          <Select
            aria-label="适用部门"
            mode="multiple"
            value={value.departments}
            options={departments.map((one) => ({ value: one, label: one }))}
            onChange={(next: string[]) => setValue({ ...value, departments: next })}
          />
        </Form.Item>
      </Form>
      {create.isError ? <ProblemView error={create.error} /> : null}
    </Modal>
  );
}

/** All packs as the tree of their inheritance. */
export default function RulePackList() {
  const navigate = useNavigate();
  const session = useSession();
  const state = useTableState(['status']);
  const [creating, setCreating] = useState(false);
  const narrow = Grid.useBreakpoint().md === false;
  const status = state.get('status');
  const packs = useRead('rulePacks', {
    query: { pageSize: 200, ...(state.q ? { q: state.q } : {}), ...(status ? { status } : {}) },
    keepPrevious: true,
  });
  if (packs.isError) return <ProblemView error={packs.error} onRetry={() => void packs.refetch()} />;
  if (packs.isPending) return <PageSkeleton />;
  const tree = treeOf(packs.data.items);
  const nothing = (
    <EmptyState
      title={state.filtered ? '没有符合条件的规则包' : '还没有规则包'}
      hint={state.filtered ? '请放宽搜索或筛选。' : '没有规则包时，案件适用规程里的期限和通用闸门。'}
    />
  );
  const open = (row: Node) => void navigate(`/rule-packs/${row.pack}`);
  return (
    <Page
      title="规则包"
      subtitle="各部门、各地区不同的期限、闸门和参数。下级继承上级，只写不同之处；案件登记时适用哪一版，以后一直适用哪一版。"
      actions={
        <span className="qh-row">
          <Link to="/rule-packs/effective">
            <Button>实际适用的规则</Button>
          </Link>
          {holdsRole(session, ['configurer']) ? (
            <Button type="primary" onClick={() => setCreating(true)}>
              新建规则包
            </Button>
          ) : null}
        </span>
      }
    >
      <div className="qh-row" style={{ marginBottom: 12 }}>
        <Input.Search
          allowClear
          aria-label="搜索规则包"
          placeholder="名称、部门"
          style={{ width: 240 }}
          defaultValue={state.q}
          onSearch={(q) => state.set({ q })}
        />
        <Select
          allowClear
          aria-label="状态"
          placeholder="状态"
          style={{ width: 150 }}
          value={status || undefined}
          options={[
            { value: 'current', label: '施行中' },
            { value: 'upcoming', label: '尚未施行' },
            { value: 'draft', label: '有草稿' },
            { value: 'unconfirmed', label: '有待确认' },
          ]}
          onChange={(value?: string) => state.set({ status: value })}
        />
        <span className="qh-muted">{packs.data.total} 个</span>
      </div>
      {narrow ? (
        <section className="qh-card qh-table" aria-label="规则包">
          <CardList
            rows={flat(tree)}
            rowKey={({ node }) => node.pack}
            onOpen={({ node }) => open(node)}
            nothing={nothing}
            card={({ node, depth }) => <PackCard pack={node} depth={depth} />}
          />
        </section>
      ) : (
        <Table<Node>
          key={packs.data.items.map((item) => item.pack).join()}
          size="middle"
          rowKey="pack"
          pagination={false}
          dataSource={tree}
          expandable={{ defaultExpandAllRows: true }}
          scroll={{ x: 860 }}
          locale={{ emptyText: nothing }}
          onRow={(row) => ({
            onClick: (event) => {
              if (!(event.target as HTMLElement).closest('.ant-table-row-expand-icon')) open(row);
            },
            onKeyDown: (event) => event.key === 'Enter' && open(row),
            tabIndex: 0,
            style: { cursor: 'pointer' },
          })}
          columns={[
            {
              title: '规则包',
              render: (_value, row) => <PackName pack={row} />,
            },
            { title: '适用', render: (_value, row) => scopeText(row) },
            { title: '改写', width: 200, render: (_value, row) => contentText(row) },
            { title: '施行', width: 190, render: (_value, row) => currentText(row) },
            { title: '进行中', width: 200, render: (_value, row) => <Pending pack={row} /> },
          ]}
        />
      )}
      {creating ? <CreateDialog packs={packs.data.items} onClose={() => setCreating(false)} /> : null}
    </Page>
  );
}
