import { App as AntApp, Button, Descriptions, Form, Input, Modal, Select, Skeleton, Tree } from 'antd';
import type { TreeDataNode } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Organ } from '#contracts';
import { EmptyState, holdsRole, LEVEL_NAMES, Page, PageSkeleton, ProblemView, useCall, useRead, useSession } from '#ui';

const KIND_NAMES: Record<Organ['kind'], string> = {
  government: '政府（区划）',
  department: '执法部门',
  'judicial-office': '司法所',
};

/** The tree below a parent; with search words, only branches that contain a hit. */
export function treeOf(organs: readonly Organ[], words: string): TreeDataNode[] {
  const children = new Map<string | null, Organ[]>();
  for (const organ of organs) children.set(organ.parentId, [...(children.get(organ.parentId) ?? []), organ]);
  const ids = new Set(organs.map((organ) => organ.id));
  const build = (organ: Organ): TreeDataNode | null => {
    const inner = (children.get(organ.id) ?? []).map(build).filter((node) => node !== null);
    if (words && inner.length === 0 && !organ.name.includes(words)) return null;
    return { key: organ.id, title: organ.name, children: inner };
  };
  return organs
    .filter((organ) => organ.parentId === null || !ids.has(organ.parentId))
    .map(build)
    .filter((node) => node !== null);
}

function OrganDialog({ organ, onClose }: { organ: Partial<Organ> | null; onClose: () => void }) {
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<Organ>();
  const put = useCall('putOrgan', ['organs']);
  const required = (label: string) => [{ required: true, message: `请填写${label}` }];
  return (
    <Modal
      open={organ !== null}
      title={organ?.id ? '修改组织' : '新建下级组织'}
      okText="保存"
      confirmLoading={put.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {put.isError ? <ProblemView error={put.error} /> : null}
      <Form<Organ>
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{ level: 'district', kind: 'department', ...organ }}
        onFinish={(fields) => {
          const id = organ?.id ?? `organ-${crypto.randomUUID().slice(0, 8)}`;
          const body: Organ = { ...fields, id, parentId: organ?.parentId ?? null };
          put.mutate(
            { params: { id }, body },
            {
              onSuccess: () => {
                void message.success('已保存');
                onClose();
              },
            },
          );
        }}
      >
        <Form.Item name="name" label="名称" rules={required('名称')}>
          <Input />
        </Form.Item>
        <Form.Item name="shortName" label="简称" rules={required('简称')}>
          <Input />
        </Form.Item>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '0 12px' }}>
          <Form.Item name="level" label="层级" rules={required('层级')}>
            <Select options={Object.entries(LEVEL_NAMES).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="kind" label="性质" rules={required('性质')}>
            <Select options={Object.entries(KIND_NAMES).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="department" label="执法领域">
            <Input placeholder="例如 市场监管" />
          </Form.Item>
          <Form.Item name="regionCode" label="区划代码" rules={required('区划代码')}>
            <Input placeholder="例如 370102" />
          </Form.Item>
        </div>
        <Form.Item name="numberPrefix" label="机关代字" extra="用于文号，例如 济历市监">
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function OrganDetail({
  organ,
  mayEdit,
  onEdit,
}: {
  organ: Organ;
  mayEdit: boolean;
  onEdit: (organ: Partial<Organ>) => void;
}) {
  const navigate = useNavigate();
  return (
    <section className="qh-card qh-stack" aria-label={organ.name}>
      <Descriptions
        title={organ.name}
        size="small"
        column={1}
        styles={{ label: { width: 100 } }}
        items={[
          { key: 'short', label: '简称', children: organ.shortName },
          { key: 'level', label: '层级', children: LEVEL_NAMES[organ.level] },
          { key: 'kind', label: '性质', children: KIND_NAMES[organ.kind] },
          { key: 'department', label: '执法领域', children: organ.department || '—' },
          { key: 'region', label: '区划代码', children: organ.regionCode },
          { key: 'prefix', label: '机关代字', children: organ.numberPrefix || '—' },
        ]}
      />
      <div className="qh-row">
        <Button onClick={() => void navigate(`/people?organId=${encodeURIComponent(organ.id)}`)}>看人员</Button>
        {mayEdit ? (
          <>
            <Button onClick={() => onEdit(organ)}>修改</Button>
            <Button onClick={() => onEdit({ parentId: organ.id, regionCode: organ.regionCode, level: organ.level })}>
              新建下级
            </Button>
          </>
        ) : null}
      </div>
    </section>
  );
}

export default function Organization() {
  const session = useSession();
  const organs = useRead('organs', { staleTimeMs: 60_000 });
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<string>(session.user.organId);
  const [edited, setEdited] = useState<Partial<Organ> | null>(null);
  const items = useMemo(() => organs.data?.items ?? [], [organs.data]);
  const tree = useMemo(() => treeOf(items, words.trim()), [items, words]);
  if (organs.isPending) return <PageSkeleton />;
  if (organs.isError) return <ProblemView error={organs.error} onRetry={() => void organs.refetch()} />;
  const organ = items.find((one) => one.id === chosen);
  return (
    <Page title="组织" subtitle={`市、区县（功能区）、街镇三级，共 ${items.length} 个`}>
      <div className="qh-columns">
        <section className="qh-card qh-stack-small" aria-label="组织树">
          <Input
            allowClear
            placeholder="查找机关、部门"
            aria-label="查找机关、部门"
            onChange={(event) => setWords(event.target.value)}
          />
          {items.length === 0 ? <EmptyState title="还没有组织" /> : null}
          {tree.length === 0 && items.length > 0 ? <EmptyState title="没有符合条件的组织" /> : null}
          {tree.length > 0 ? (
            <Tree
              key={words ? 'found' : 'all'}
              height={620}
              blockNode
              treeData={tree}
              selectedKeys={[chosen]}
              defaultExpandAll={words !== ''}
              defaultExpandedKeys={[...tree.map((node) => node.key), chosen]}
              onSelect={(keys) => keys[0] !== undefined && setChosen(String(keys[0]))}
            />
          ) : (
            <Skeleton active={false} paragraph={false} title={false} />
          )}
        </section>
        {organ ? (
          <OrganDetail organ={organ} mayEdit={holdsRole(session, ['system-admin'])} onEdit={setEdited} />
        ) : (
          <div className="qh-card">
            <EmptyState title="请在左侧选择" />
          </div>
        )}
      </div>
      <OrganDialog key={edited?.id ?? edited?.parentId ?? 'none'} organ={edited} onClose={() => setEdited(null)} />
    </Page>
  );
}
