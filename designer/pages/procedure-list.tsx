import { ImportOutlined } from '@ant-design/icons';
import { App as AntApp, Button, Form, Input, Modal, Select, Tag, Upload } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { ProcedureSummary, ProcedureVersionView } from '#contracts';
import {
  formatInstant,
  holdsRole,
  Page,
  PageTable,
  ProblemView,
  sendBinary,
  toProblem,
  urlOf,
  useCall,
  useRead,
  useRefresh,
  useSession,
  useTableState,
  VERSION_STATUS_NAMES,
} from '#ui';
import type { PageColumn } from '#ui';

const STATUS_COLORS: Record<string, string> = {
  draft: 'blue',
  submitted: 'gold',
  returned: 'orange',
  published: 'green',
  retired: 'default',
};

function VersionTag({ version }: { version: ProcedureVersionView | null }) {
  if (!version) return <span className="qh-muted">—</span>;
  return (
    <Tag color={STATUS_COLORS[version.status]}>
      v{version.version} {VERSION_STATUS_NAMES[version.status]}
    </Tag>
  );
}

function ExportButton({ procedure }: { procedure: ProcedureSummary }) {
  const version = procedure.published ?? procedure.draft;
  if (!version) return null;
  return (
    <Button
      size="small"
      href={urlOf('exportProcedure', { code: procedure.code, version: String(version.version) })}
      aria-label={`导出 ${procedure.name}`}
      onClick={(event) => event.stopPropagation()}
    >
      导出
    </Button>
  );
}

const COLUMNS: PageColumn<ProcedureSummary>[] = [
  {
    key: 'name',
    title: '规程',
    fixed: true,
    render: (one) => (
      <div style={{ minWidth: 220, maxWidth: 520 }}>
        <div>{one.name}</div>
        <div className="qh-muted qh-small">{one.code}</div>
      </div>
    ),
    text: (one) => one.name,
  },
  {
    key: 'published',
    title: '生效版本',
    render: (one) => <VersionTag version={one.published} />,
    text: (one) => (one.published ? `v${one.published.version}` : ''),
  },
  {
    key: 'draft',
    title: '编辑中',
    render: (one) => <VersionTag version={one.draft} />,
    text: (one) => (one.draft ? `v${one.draft.version}` : ''),
  },
  {
    key: 'open',
    title: '在办案件',
    align: 'right',
    render: (one) => one.openCases,
    text: (one) => String(one.openCases),
  },
  {
    key: 'updatedAt',
    title: '最近修改',
    render: (one) => <span className="qh-nowrap">{formatInstant(one.updatedAt)}</span>,
    text: (one) => formatInstant(one.updatedAt),
  },
  { key: 'export', title: '操作', render: (one) => <ExportButton procedure={one} /> },
];

function NewProcedure({ procedures, onClose }: { procedures: readonly ProcedureSummary[]; onClose: () => void }) {
  const navigate = useNavigate();
  const [form] = Form.useForm<{ code: string; name: string; copyOf?: string }>();
  const create = useCall('createProcedure', ['procedures']);
  return (
    <Modal
      open
      title="新建规程"
      okText="新建"
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {create.isError ? <ProblemView error={create.error} /> : null}
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) =>
          create.mutate({ body }, { onSuccess: (created) => void navigate(`/designer/${created.code}`) })
        }
      >
        <Form.Item name="name" label="名称" rules={[{ required: true, message: '请填写名称' }]}>
          <Input placeholder="例如 行政检查" />
        </Form.Item>
        <Form.Item
          name="code"
          label="代码"
          extra="小写字母、数字和短横，建好后不能改"
          rules={[
            { required: true, pattern: /^[a-z][a-z0-9-]{1,60}$/, message: '代码用小写字母、数字和短横，字母开头' },
          ]}
        >
          <Input placeholder="例如 routine-inspection" />
        </Form.Item>
        <Form.Item name="copyOf" label="复制自" extra="不选则从空白开始">
          <Select
            allowClear
            showSearch
            optionFilterProp="label"
            options={procedures.map((one) => ({ value: one.code, label: one.name }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function ImportButton() {
  const { message, modal } = AntApp.useApp();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const take = async (file: File) => {
    try {
      const imported = await sendBinary('importProcedure', file);
      refresh('procedures');
      void message.success(`已导入：${imported.name}`);
      void navigate(`/designer/${imported.code}`);
    } catch (error) {
      modal.error({ title: '没有导入', content: <ProblemView error={toProblem(error)} />, icon: null });
    }
  };
  return (
    <Upload
      accept=".zip"
      showUploadList={false}
      beforeUpload={(file) => {
        void take(file);
        return false;
      }}
    >
      <Button icon={<ImportOutlined />}>导入</Button>
    </Upload>
  );
}

export default function ProcedureList() {
  const navigate = useNavigate();
  const session = useSession();
  const state = useTableState(['status']);
  const [creating, setCreating] = useState(false);
  const mayEdit = holdsRole(session, ['configurer']);
  const procedures = useRead('procedures', {
    query: { page: state.page, pageSize: state.pageSize, q: state.q, status: state.get('status') },
    keepPrevious: true,
  });
  return (
    <Page
      title="规程"
      actions={
        mayEdit ? (
          <>
            <ImportButton />
            <Button type="primary" onClick={() => setCreating(true)}>
              新建规程
            </Button>
          </>
        ) : undefined
      }
    >
      <PageTable<ProcedureSummary>
        name="规程列表"
        columns={COLUMNS}
        read={procedures}
        rowKey={(one) => one.code}
        state={state}
        searchPlaceholder="名称、代码"
        onOpen={(one) => void navigate(`/designer/${one.code}`)}
        empty={{ title: '还没有规程', hint: '新建一个，或导入规程包。' }}
        filters={
          <Select
            allowClear
            placeholder="状态"
            aria-label="状态"
            style={{ width: 120 }}
            value={state.get('status') || undefined}
            options={Object.entries(VERSION_STATUS_NAMES).map(([value, label]) => ({ value, label }))}
            onChange={(status?: string) => state.set({ status })}
          />
        }
      />
      {creating ? <NewProcedure procedures={procedures.data?.items ?? []} onClose={() => setCreating(false)} /> : null}
    </Page>
  );
}
