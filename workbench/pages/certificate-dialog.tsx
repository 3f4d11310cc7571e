import { App as AntApp, Form, Input, Modal, Radio, Select } from 'antd';
import type { RouteBody } from '#contracts';
import { CERTIFICATE_KIND_NAMES, ProblemView, useCall } from '#ui';
import { PersonSelect } from './person-select.tsx';

type Entry = RouteBody<'createCertificate'>;
const DATE = { pattern: /^\d{4}-\d{2}-\d{2}$/, message: '例如 2026-04-07' };
const required = (label: string) => ({ required: true, message: `请填写${label}` });

/** Enters one certificate of a person. */
export function CertificateDialog({ onClose, onEntered }: { onClose: () => void; onEntered: (id: string) => void }) {
  const { message, modal } = AntApp.useApp();
  const [form] = Form.useForm<Entry>();
  const create = useCall('createCertificate', ['certificates', 'users', 'assignableOfficers']);
  const leave = () => {
    if (!form.isFieldsTouched()) return onClose();
    modal.confirm({
      title: '放弃填写的内容？',
      content: '证件还没有录入。',
      okText: '放弃',
      cancelText: '继续填写',
      okButtonProps: { danger: true },
      onOk: onClose,
    });
  };
  return (
    <Modal
      open
      title="录入证件"
      okText="录入"
      width="min(640px, 96vw)"
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={leave}
    >
      {create.error ? <ProblemView error={create.error} /> : null}
      <Form<Entry>
        form={form}
        layout="vertical"
        initialValues={{ kind: 'enforcement', status: 'active', reason: '', document: '' }}
        onFinish={({ issuedBy, ...fields }) =>
          create.mutate(
            { body: { ...fields, ...(issuedBy ? { issuedBy } : {}) } },
            {
              onSuccess: (one) => {
                void message.success(`已录入${one.userName}的${CERTIFICATE_KIND_NAMES[one.kind]}`);
                onEntered(one.id);
              },
            },
          )
        }
      >
        <Form.Item name="userId" label="持证人" rules={[{ required: true, message: '请选择持证人' }]}>
          <PersonSelect />
        </Form.Item>
        <div className="qh-person-grid">
          <Form.Item name="kind" label="种类" rules={[required('种类')]}>
            <Select options={Object.entries(CERTIFICATE_KIND_NAMES).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="number" label="证号" rules={[{ ...required('证号'), whitespace: true }]}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="validFrom" label="有效期起" rules={[required('有效期起'), DATE]}>
            <Input placeholder="例如 2026-01-01" />
          </Form.Item>
          <Form.Item name="validTo" label="有效期止" rules={[required('有效期止'), DATE]}>
            <Input placeholder="例如 2030-12-31" />
          </Form.Item>
          <Form.Item name="issuedBy" label="发证机关">
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="status" label="状态">
            <Radio.Group
              options={[
                { value: 'active', label: '已发证' },
                { value: 'applying', label: '申领中' },
              ]}
            />
          </Form.Item>
        </div>
        <Form.Item name="reason" label="理由" rules={[{ ...required('理由'), whitespace: true }]}>
          <Input.TextArea rows={2} maxLength={500} placeholder="例如：新录用人员考试合格" />
        </Form.Item>
        <Form.Item name="document" label="依据文书" extra="文书名称和文号，没有可以不填">
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
