import { App as AntApp, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { CASE_EVENTS } from '#contracts';
import type { CaseDetail } from '#contracts';
import {
  DeadlineExplanation,
  DeadlineLine,
  EmptyState,
  formatInstant,
  holdsRole,
  ProblemView,
  useCall,
  useSession,
} from '#ui';

/** Events that a person records by hand because no form step produces them. */
const MANUAL_EVENTS = [
  'case.suspended',
  'case.resumed',
  'limit.extended',
  'testing.started',
  'testing.finished',
  'announcement.started',
  'announcement.finished',
] as const;

const eventName = (type: string) => (CASE_EVENTS as Record<string, string>)[type] ?? type;

function RecordEvent({ caseId }: { caseId: string }) {
  const [open, setOpen] = useState(false);
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<{ type: string; reason: string }>();
  const record = useCall('caseEvent', ['case', 'cases', 'tasks']);
  return (
    <>
      <Button onClick={() => setOpen(true)}>登记期限事件</Button>
      <Modal
        open={open}
        title="登记期限事件"
        okText="登记"
        confirmLoading={record.isPending}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        {record.isError ? <ProblemView error={record.error} /> : null}
        <Form
          form={form}
          layout="vertical"
          onFinish={(body) =>
            record.mutate(
              { params: { id: caseId }, body },
              {
                onSuccess: () => {
                  setOpen(false);
                  form.resetFields();
                  void message.success('已登记，期限已重新计算');
                },
              },
            )
          }
        >
          <Form.Item name="type" label="事件" rules={[{ required: true, message: '请选择事件' }]}>
            <Select options={MANUAL_EVENTS.map((type) => ({ value: type, label: eventName(type) }))} />
          </Form.Item>
          <Form.Item name="reason" label="理由" rules={[{ required: true, message: '请写明理由' }]}>
            <Input.TextArea rows={3} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}

/** All clocks with their full explanation, and the events they were derived from. */
export function DeadlinesTab({ detail }: { detail: CaseDetail }) {
  const session = useSession();
  const mayRecord =
    detail.status === 'open' && holdsRole(session, ['officer', 'unit-head', 'legal-reviewer', 'organ-leader']);
  const started = detail.deadlines.filter((deadline) => deadline.state !== 'not-started');
  const waiting = detail.deadlines.filter((deadline) => deadline.state === 'not-started');
  return (
    <div className="qh-stack">
      <div className="qh-row" style={{ justifyContent: 'space-between' }}>
        <span className="qh-muted">届满日由事件推算得出，不能手工填写。</span>
        {mayRecord ? <RecordEvent caseId={detail.id} /> : null}
      </div>
      {started.length === 0 ? <EmptyState title="还没有开始的期限" /> : null}
      {started.map((deadline) => (
        <div key={deadline.code}>
          <DeadlineLine deadline={deadline} />
          <details style={{ padding: '6px 12px' }}>
            <summary className="qh-muted qh-small">计算过程</summary>
            <DeadlineExplanation deadline={deadline} />
          </details>
        </div>
      ))}
      {waiting.length > 0 ? (
        <p className="qh-muted">尚未开始：{waiting.map((deadline) => deadline.name).join('、')}</p>
      ) : null}
      <section aria-label="事件">
        <h2 style={{ marginBottom: 8 }}>事件</h2>
        <ul className="qh-plain-list">
          {[...detail.events]
            .sort((a, b) => a.at.localeCompare(b.at))
            .map((event) => (
              <li key={event.id}>
                <span className="qh-muted">{formatInstant(event.at)}</span>　{eventName(event.type)}
              </li>
            ))}
        </ul>
      </section>
    </div>
  );
}
