import { App as AntApp, Form, Input, Modal, Radio, Select } from 'antd';
import type { CaseDetail, RecusalsView, RouteBody } from '#contracts';
import { RECUSAL_AUTHORITY_NAMES } from '#rules';
import { ProblemView, serverNow, useCall } from '#ui';
import { HandlerSelect } from './handler-select.tsx';
import { namesOf } from './names.ts';

const DATE = { pattern: /^\d{4}-\d{2}-\d{2}$/, message: '例如 2026-04-07' };

/** Writes down the decision about one 回避, with who takes the place of a handler. */
export function DecideRecusal(props: {
  detail: CaseDetail;
  view: RecusalsView;
  item: RecusalsView['items'][number];
  onClose: () => void;
}) {
  const { detail, item, onClose } = props;
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<RouteBody<'decideRecusal'>>();
  const call = useCall('decideRecusal', ['recusals', 'case', 'tasks', 'task', 'cases']);
  const outcome = Form.useWatch('outcome', form);
  const authority = Form.useWatch('authority', form);
  const handles = detail.officers.some((officer) => officer.userId === item.officerId);
  return (
    <Modal
      open
      title={`决定${item.officerName}的回避`}
      okText="作出决定"
      confirmLoading={call.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{item.reason}</p>
      {item.concernsLeader ? (
        <p className="qh-muted">机关主要负责人的回避，由负责人集体讨论决定，或者由本级人民政府（上一级机关）决定。</p>
      ) : null}
      {call.error ? <ProblemView error={call.error} /> : null}
      <Form<RouteBody<'decideRecusal'>>
        form={form}
        layout="vertical"
        initialValues={{
          authority: item.canDecide[0],
          decidedOn: serverNow().slice(0, 10),
          document: '',
          replacements: [],
        }}
        onFinish={(fields) =>
          call.mutate(
            { params: { id: detail.id, recusal: item.id }, body: fields },
            {
              onSuccess: () => {
                void message.success('已作出决定');
                onClose();
              },
            },
          )
        }
      >
        <Form.Item name="outcome" label="决定" rules={[{ required: true, message: '请选择' }]}>
          <Radio.Group
            options={[
              { value: 'granted', label: '同意回避' },
              { value: 'rejected', label: '驳回申请' },
            ]}
          />
        </Form.Item>
        <Form.Item name="authority" label="由谁决定" rules={[{ required: true }]}>
          <Select options={item.canDecide.map((value) => ({ value, label: RECUSAL_AUTHORITY_NAMES[value] }))} />
        </Form.Item>
        {outcome === 'granted' && handles ? (
          <Form.Item name="replacements" label="接替的办案人员" extra="办案人员不得少于两人">
            <HandlerSelect caseId={detail.id} without={item.officerId} names={namesOf(detail)} />
          </Form.Item>
        ) : null}
        <Form.Item name="reason" label="理由" rules={[{ required: true, min: 4, message: '请写明理由（至少四个字）' }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item name="decidedOn" label="决定日期" rules={[{ required: true, message: '请填写日期' }, DATE]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="document"
          label={authority === 'leader' ? '依据文书（可不填）' : '集体讨论记录或者决定文书'}
          rules={[{ required: authority !== 'leader', message: '请填写文书名称和文号' }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
