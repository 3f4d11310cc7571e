import { App as AntApp, Button, Form, Input, Modal, Select, Tag } from 'antd';
import { useState } from 'react';
import type { RouteBody, RouteResponse } from '#contracts';
import { RELATION_KIND_NAMES } from '#contracts';
import { checkIdNumber, checkUscc } from '#rules';
import { holdsRole, Page, PageTable, ProblemView, serverNow, useCall, useRead, useSession, useTableState } from '#ui';
import type { PageColumn } from '#ui';

type Relation = RouteResponse<'officerRelations'>['items'][number];

const COLUMNS: PageColumn<Relation>[] = [
  { key: 'who', title: '申报人', fixed: true, render: (one) => one.userName, text: (one) => one.userName },
  { key: 'name', title: '对方', fixed: true, render: (one) => one.name, text: (one) => one.name },
  {
    key: 'kind',
    title: '关系',
    fixed: true,
    render: (one) => RELATION_KIND_NAMES[one.kind],
    text: (one) => RELATION_KIND_NAMES[one.kind],
  },
  {
    key: 'marks',
    title: '识别信息',
    render: (one) => [one.uscc, one.idNumber, one.phone, one.address].filter(Boolean).join('　') || '—',
    text: (one) => [one.uscc, one.idNumber, one.phone, one.address].filter(Boolean).join(' '),
  },
  { key: 'note', title: '说明', render: (one) => one.note || '—', text: (one) => one.note },
  {
    key: 'since',
    title: '申报',
    render: (one) => (
      <span className="qh-nowrap">
        {one.declaredOn} {one.endedOn ? <Tag>{one.endedOn} 起不再存在</Tag> : null}
      </span>
    ),
    text: (one) => `${one.declaredOn}${one.endedOn ? `，${one.endedOn} 起不再存在` : ''}`,
  },
];

const rule = (check: (text: string) => string | null) => ({
  validator: (_: unknown, value: string | undefined) => {
    const wrong = value ? check(value) : null;
    return wrong ? Promise.reject(new Error(wrong)) : Promise.resolve();
  },
});

function DeclareDialog({ onClose }: { onClose: () => void }) {
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<RouteBody<'declareRelation'>>();
  const call = useCall('declareRelation', ['officerRelations', 'recusals']);
  return (
    <Modal
      open
      title="申报利害关系"
      okText="申报"
      confirmLoading={call.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="qh-muted">办案时，申报的关系与当事人一致的，系统会提示您和负责人核实是否应当回避。</p>
      {call.error ? <ProblemView error={call.error} /> : null}
      <Form<RouteBody<'declareRelation'>>
        form={form}
        layout="vertical"
        initialValues={{ kind: 'relative', note: '' }}
        onFinish={(body) =>
          call.mutate(
            { body },
            {
              onSuccess: () => {
                void message.success('已申报');
                onClose();
              },
            },
          )
        }
      >
        <Form.Item name="kind" label="关系" rules={[{ required: true }]}>
          <Select options={Object.entries(RELATION_KIND_NAMES).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="name" label="对方的姓名或名称" rules={[{ required: true, message: '请填写姓名或名称' }]}>
          <Input maxLength={100} />
        </Form.Item>
        <div className="qh-person-grid">
          <Form.Item name="uscc" label="统一社会信用代码" validateTrigger="onBlur" rules={[rule(checkUscc)]}>
            <Input />
          </Form.Item>
          <Form.Item name="idNumber" label="身份证号" validateTrigger="onBlur" rules={[rule(checkIdNumber)]}>
            <Input />
          </Form.Item>
          <Form.Item name="phone" label="电话">
            <Input />
          </Form.Item>
          <Form.Item name="address" label="地址">
            <Input />
          </Form.Item>
        </div>
        <Form.Item name="note" label="说明">
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function EndButton({ one }: { one: Relation }) {
  const { modal, message } = AntApp.useApp();
  const call = useCall('endRelation', ['officerRelations', 'recusals']);
  if (!one.mine || one.endedOn) return null;
  return (
    <Button
      size="small"
      onClick={() =>
        void modal.confirm({
          title: `与“${one.name}”的关系不再存在？`,
          content: '自今天起不再据此提示回避；申报记录保留。',
          okText: '不再存在',
          onOk: () =>
            call
              .mutateAsync({ params: { id: one.id }, body: { on: serverNow().slice(0, 10) } })
              .then(() => void message.success('已登记'))
              .catch((error: Error) => void message.error(error.message)),
        })
      }
    >
      不再存在
    </Button>
  );
}

/** Relations that may be a reason to recuse, declared by the officers themselves. */
export default function Relations() {
  const session = useSession();
  const state = useTableState();
  const [declaring, setDeclaring] = useState(false);
  const mayDeclare = holdsRole(session, ['officer', 'unit-head', 'legal-reviewer', 'organ-leader', 'supervisor']);
  const relations = useRead('officerRelations', {
    query: { page: state.page, pageSize: state.pageSize, q: state.q },
    keepPrevious: true,
  });
  return (
    <Page
      title="利害关系申报"
      subtitle="近亲属、投资任职、曾任代理人等可能影响公正执法的关系。只有本人、机关负责人和监督人员能看到。"
      actions={
        mayDeclare ? (
          <Button type="primary" onClick={() => setDeclaring(true)}>
            申报
          </Button>
        ) : undefined
      }
    >
      <PageTable<Relation>
        name="利害关系申报"
        columns={[...COLUMNS, { key: 'end', title: '', fixed: true, render: (one) => <EndButton one={one} /> }]}
        read={relations}
        rowKey={(one) => one.id}
        state={state}
        searchPlaceholder="姓名、名称、说明"
        empty={{ title: '没有申报', hint: '有可能影响公正执法的关系时，请点“申报”。' }}
        card={(one) => (
          <div>
            <strong>{one.name}</strong>　{RELATION_KIND_NAMES[one.kind]}
            <div className="qh-muted qh-small">
              {one.userName}　{one.declaredOn}
              {one.endedOn ? `　${one.endedOn} 起不再存在` : ''}
            </div>
            <EndButton one={one} />
          </div>
        )}
      />
      {declaring ? <DeclareDialog onClose={() => setDeclaring(false)} /> : null}
    </Page>
  );
}
