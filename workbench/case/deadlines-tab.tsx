import { App as AntApp, Button, DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { CASE_EVENTS, CLOCK_EVENTS } from '#contracts';
import type { CaseDetail, Deadline } from '#contracts';
import { yuanToFen } from '#rules';
import {
  DeadlineExplanation,
  DeadlineLine,
  EmptyState,
  formatDate,
  formatInstant,
  holdsRole,
  ProblemView,
  useCall,
  useSession,
} from '#ui';
import { AccrualPanel } from './accrual-panel.tsx';

/** Events that are recorded often, first in the list; the others of the master table follow. */
const USUAL_EVENTS = [
  'case.suspended',
  'case.resumed',
  'limit.extended',
  'limit.extended-again',
  'lead.verification-extended',
  'testing.started',
  'testing.finished',
  'announcement.started',
  'announcement.finished',
  'payment.deferred',
] as const;
const RECORDABLE: string[] = [...new Set<string>([...USUAL_EVENTS, ...Object.keys(CLOCK_EVENTS)])];
const isExtension = (type: string) => /extended(-again)?$/.test(type);

interface EventValues {
  type: string;
  reason: string;
  at?: Dayjs;
  days?: number;
  amountYuan?: string;
  until?: Dayjs;
  ref?: string;
}

/** What the server wants of the form: yuan become fen, days become civil dates. */
const eventBody = ({ type, reason, at, days, amountYuan, until, ref }: EventValues) => ({
  type,
  reason,
  ...(at ? { at: `${at.format('YYYY-MM-DDTHH:mm')}:00+08:00` } : {}),
  ...(days ? { days } : {}),
  ...(amountYuan ? { amountFen: yuanToFen(amountYuan) ?? 0 } : {}),
  ...(until ? { until: until.format('YYYY-MM-DD') } : {}),
  ...(ref ? { ref } : {}),
});

const eventName = (type: string) => (CASE_EVENTS as Record<string, string>)[type] ?? type;

function RecordEvent({ caseId }: { caseId: string }) {
  const [open, setOpen] = useState(false);
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<EventValues>();
  const type = Form.useWatch('type', form) ?? '';
  const record = useCall('caseEvent', ['case', 'cases', 'tasks', 'caseAccrual']);
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
          onFinish={(values) =>
            record.mutate(
              { params: { id: caseId }, body: eventBody(values) },
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
            <Select
              showSearch
              optionFilterProp="label"
              options={RECORDABLE.map((one) => ({ value: one, label: eventName(one) }))}
            />
          </Form.Item>
          <Form.Item name="at" label="发生时间（不填就是现在）">
            <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
          </Form.Item>
          {isExtension(type) ? (
            <Form.Item
              name="days"
              label="延长多久（与该期限同一单位；不填按规定的长度）"
              rules={[{ required: type === 'limit.extended-again', message: '再次延长须写明延长多久' }]}
            >
              <InputNumber min={1} max={3650} precision={0} />
            </Form.Item>
          ) : null}
          {type === 'payment.partial' ? (
            <Form.Item
              name="amountYuan"
              label="缴纳金额（元）"
              rules={[
                { required: true, message: '请填写缴纳金额' },
                { pattern: /^\d{1,10}(\.\d{1,2})?$/, message: '金额写成 1500 或 1500.50 的样子' },
              ]}
            >
              <Input inputMode="decimal" />
            </Form.Item>
          ) : null}
          {type === 'payment.deferred' ? (
            <Form.Item name="until" label="缴款的最后日期" rules={[{ required: true, message: '请选择日期' }]}>
              <DatePicker />
            </Form.Item>
          ) : null}
          {/^(seizure|freeze|preservation|measure)\./.test(type) ? (
            <Form.Item name="ref" label="哪一次（决定书或清单的编号，有几次同类措施时填写）">
              <Input maxLength={60} />
            </Form.Item>
          ) : null}
          <Form.Item name="reason" label="理由" rules={[{ required: true, message: '请写明理由' }]}>
            <Input.TextArea rows={3} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}

const waitingText = (deadline: Deadline): string =>
  deadline.opensOn ? `${deadline.name}（${formatDate(deadline.opensOn)}起）` : deadline.name;

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
        <details>
          <summary className="qh-muted">尚未开始的期限（{waiting.length}）</summary>
          <p className="qh-muted">{waiting.map(waitingText).join('、')}</p>
        </details>
      ) : null}
      {detail.events.some((event) => event.type === 'decision.served') ? <AccrualPanel caseId={detail.id} /> : null}
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
