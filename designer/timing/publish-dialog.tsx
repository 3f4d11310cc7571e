import { App as AntApp, Checkbox, Form, Input, Modal } from 'antd';
import type { WorkCalendar } from '#contracts';
import { diffCalendars } from '#rules';
import { ProblemView, useCall } from '#ui';
import { suggestVersion } from './calendar-draft.ts';

interface PublishDialogProps {
  current: WorkCalendar;
  draft: WorkCalendar;
  taken: readonly string[];
  source: string;
  onDone: () => void;
  onClose: () => void;
}

interface Values {
  version: string;
  source: string;
  correctsYears: number[];
  reason: string;
}

/** Stores the draft as a new version, with what was changed in view; corrections for running cases need a reason. */
export function PublishDialog({ current, draft, taken, source, onDone, onClose }: PublishDialogProps) {
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<Values>();
  const put = useCall('putCalendar', ['calendar', 'calendarVersions', 'cases', 'case', 'tasks']);
  const changes = diffCalendars(current, draft);
  const known = new Set(current.years.map((year) => year.year));
  const changed = [...new Set(changes.map((change) => Number(change.date.slice(0, 4))))].filter((year) =>
    known.has(year),
  );
  const corrects = Form.useWatch('correctsYears', form) ?? [];
  return (
    <Modal
      open
      title="保存为新版本"
      okText="保存"
      confirmLoading={put.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {put.isError ? <ProblemView error={put.error} /> : null}
      <p className="qh-muted">
        与现行版本相比有 {changes.length}{' '}
        天不同。新登记的案件用新版本；在办案件里按周末暂算的年份会用它重算，已公布的年份不变。
      </p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ version: suggestVersion(draft, taken), source, correctsYears: [], reason: '' }}
        onFinish={(values) =>
          put.mutate(
            { body: { ...values, years: draft.years } },
            {
              onSuccess: () => {
                void message.success('已保存，在办案件的期限正在后台重算');
                onDone();
              },
            },
          )
        }
      >
        <Form.Item name="version" label="版本号" rules={[{ required: true, message: '请填写版本号' }]}>
          <Input />
        </Form.Item>
        <Form.Item name="source" label="来源" rules={[{ required: true, message: '请写明来源，例如通知的文号' }]}>
          <Input.TextArea rows={2} />
        </Form.Item>
        {changed.length > 0 ? (
          <Form.Item name="correctsYears" label="更正也适用于在办案件（会改变其届满日）">
            <Checkbox.Group options={changed.map((year) => ({ value: year, label: `${year} 年` }))} />
          </Form.Item>
        ) : null}
        {corrects.length > 0 ? (
          <Form.Item name="reason" label="理由和依据" rules={[{ required: true, message: '请写明理由和依据' }]}>
            <Input.TextArea rows={2} />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
