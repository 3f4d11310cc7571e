import { App as AntApp, DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import type { LawLevel, RouteResponse } from '#contracts';
import { LAW_LEVEL_NAMES } from '#contracts';
import { ProblemView, useCall } from '#ui';

type Law = RouteResponse<'law'>;

interface Values {
  name: string;
  code?: string;
  aliases: string[];
  level: LawLevel;
  organ: string;
  repealedOn: Dayjs | null;
}

/** Name, level and organ of a law, and the day of its repeal. The texts of versions are never changed here. */
export function LawSettings({ law, onClose }: { law: Law; onClose: () => void }) {
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<Values>();
  const put = useCall('putLaw', ['laws', 'law']);
  const repeal = useCall('repealLaw', ['laws', 'law', 'lawImpact']);
  const newest = law.versions.at(-1);
  const params = { id: law.id };
  const save = async ({ repealedOn, code, ...values }: Values): Promise<void> => {
    await put.mutateAsync({ params, body: { ...values, ...(code ? { code } : {}) } });
    const day = repealedOn ? repealedOn.format('YYYY-MM-DD') : null;
    if (newest && day !== newest.repealedOn) await repeal.mutateAsync({ params, body: { repealedOn: day } });
    void message.success('已保存');
    onClose();
  };
  const error = put.error ?? repeal.error;
  return (
    <Modal
      open
      title="名称与效力"
      okText="保存"
      confirmLoading={put.isPending || repeal.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error ? <ProblemView error={error} /> : null}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ ...law, repealedOn: newest?.repealedOn ? dayjs(newest.repealedOn) : null }}
        // A refusal is shown above; what was typed stays.
        onFinish={(values) => void save(values).catch(() => undefined)}
      >
        <Form.Item name="name" label="名称" rules={[{ required: true, message: '请填写名称' }]}>
          <Input />
        </Form.Item>
        <Form.Item name="code" label="代号" extra="规则里引用时用的短代号，可以不填">
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="aliases" label="别名" extra="规则里对它的其他叫法，输入后按回车">
          <Select mode="tags" open={false} />
        </Form.Item>
        <Form.Item name="level" label="效力级别" rules={[{ required: true, message: '请选择效力级别' }]}>
          <Select options={Object.entries(LAW_LEVEL_NAMES).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="organ" label="制定机关">
          <Input />
        </Form.Item>
        <Form.Item name="repealedOn" label="废止日期" extra="从这一天起不再有效；没有废止就不填">
          <DatePicker disabled={!newest} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
