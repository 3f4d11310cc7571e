import { App as AntApp, Form, Input, Modal } from 'antd';
import type { CaseDetail, RouteBody } from '#contracts';
import { ProblemView, useCall } from '#ui';
import { HandlerSelect } from './handler-select.tsx';
import { namesOf } from './names.ts';

/** Changes who handles the case: for an expired certificate, a transfer. Their unfinished tasks become free. */
export function ChangeHandlers({ detail, onClose }: { detail: CaseDetail; onClose: () => void }) {
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<RouteBody<'changeHandlers'>>();
  const call = useCall('changeHandlers', ['case', 'recusals', 'tasks', 'task', 'cases']);
  return (
    <Modal
      open
      title="更换办案人员"
      okText="更换"
      confirmLoading={call.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="qh-muted">离开的人员已领取而未办的任务会放回，由接替的人员领取。</p>
      {call.error ? <ProblemView error={call.error} /> : null}
      <Form<RouteBody<'changeHandlers'>>
        form={form}
        layout="vertical"
        initialValues={{ handlers: detail.officers.map((officer) => officer.userId), document: '' }}
        onFinish={(fields) =>
          call.mutate(
            { params: { id: detail.id }, body: fields },
            {
              onSuccess: () => {
                void message.success('已更换');
                onClose();
              },
            },
          )
        }
      >
        <Form.Item
          name="handlers"
          label="办案人员"
          rules={[{ required: true, type: 'array', min: 2, message: '办案人员不得少于两人' }]}
        >
          <HandlerSelect caseId={detail.id} names={namesOf(detail)} />
        </Form.Item>
        <Form.Item name="reason" label="理由" rules={[{ required: true, min: 4, message: '请写明理由（至少四个字）' }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item name="document" label="依据文书（可不填）">
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
