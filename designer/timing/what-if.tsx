import { Button, DatePicker, Form, InputNumber, Select, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ClockDefinition, TimingPreviewBody } from '#contracts';
import type { z } from 'zod';
import { DeadlineExplanation, DeadlineLine, EmptyState, formatDate, ProblemView, serverNow, useCall } from '#ui';
import { clockSentence, eventName, ladderSentence } from './clock-words.ts';

interface Values {
  startOn: Dayjs;
  startTime?: Dayjs;
  on: Dayjs;
  length: number;
  events?: { type: string; on: Dayjs; days?: number }[];
}

const day = (value: Dayjs): string => value.format('YYYY-MM-DD');

/** Events that move this clock: pauses, extensions, what it requires, its end. */
function eventsOf(clock: ClockDefinition): string[] {
  return [
    ...new Set([
      ...clock.pauses.flatMap((pause) => [pause.from, pause.until]),
      ...clock.extensions.map((step) => step.event),
      ...(clock.requires ?? []).map((required) => required.event),
      ...(clock.restartsOn ?? []),
      ...clock.stopsOn,
    ]),
  ];
}

/** What is asked; a changed length makes it a definition of one's own. */
function bodyOf(clock: ClockDefinition, values: Values): z.input<typeof TimingPreviewBody> {
  const time = values.startTime?.format('HH:mm:00');
  return {
    definition: { ...clock, limit: { ...clock.limit, length: values.length } },
    startAt: time ? `${day(values.startOn)}T${time}+08:00` : day(values.startOn),
    events: (values.events ?? [])
      .filter((event) => event?.type && event.on)
      .map(({ type, on, days }) => ({ type, at: day(on), ...(days ? { data: { days } } : {}) })),
    on: `${day(values.on)}T12:00:00+08:00`,
  };
}

/** “If it began on this day, and this happened meanwhile”: the due date, day by day. */
export function WhatIf({ clock }: { clock: ClockDefinition }) {
  const [form] = Form.useForm<Values>();
  const preview = useCall('timingPreview');
  const today = dayjs(serverNow().slice(0, 10));
  const extensions = new Set(clock.extensions.map((step) => step.event));
  const rows = Form.useWatch('events', form);
  return (
    <div className="qh-what-if">
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ startOn: today, on: today, length: clock.limit.length }}
        onFinish={(values) => preview.mutate({ body: bodyOf(clock, values) })}
      >
        <p>{clockSentence(clock)}</p>
        {clock.extensions.length > 0 ? <p className="qh-muted">{ladderSentence(clock)}</p> : null}
        <div className="qh-row">
          <Form.Item
            name="startOn"
            label={`${eventName(clock.startsOn)}之日`}
            rules={[{ required: true, message: '请选择日期' }]}
          >
            <DatePicker allowClear={false} />
          </Form.Item>
          {clock.limit.unit === 'H' ? (
            <Form.Item
              name="startTime"
              label="时刻"
              rules={[{ required: true, message: '按小时计算的期限请填写时刻' }]}
            >
              <TimePicker format="HH:mm" />
            </Form.Item>
          ) : null}
          <Form.Item name="length" label="期限长度" rules={[{ required: true, message: '请填写长度' }]}>
            <InputNumber min={1} max={9999} precision={0} />
          </Form.Item>
          <Form.Item name="on" label="在哪一天看" rules={[{ required: true, message: '请选择日期' }]}>
            <DatePicker allowClear={false} />
          </Form.Item>
        </div>
        <Form.List name="events">
          {(fields, { add, remove }) => (
            <div className="qh-stack-small">
              {fields.map((field) => (
                <div key={field.key} className="qh-row" style={{ alignItems: 'baseline' }}>
                  <Form.Item name={[field.name, 'type']} rules={[{ required: true, message: '请选择事件' }]}>
                    <Select
                      aria-label="期间发生的事件"
                      showSearch
                      optionFilterProp="label"
                      placeholder="期间发生的事件"
                      style={{ width: 220 }}
                      options={eventsOf(clock).map((type) => ({ value: type, label: eventName(type) }))}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, 'on']} rules={[{ required: true, message: '请选择日期' }]}>
                    <DatePicker aria-label="事件日期" />
                  </Form.Item>
                  {extensions.has(rows?.[field.name]?.type ?? '') ? (
                    <Form.Item name={[field.name, 'days']}>
                      <InputNumber aria-label="延长多久" min={1} precision={0} placeholder="延长多久" />
                    </Form.Item>
                  ) : null}
                  <Button type="link" onClick={() => remove(field.name)}>
                    去掉
                  </Button>
                </div>
              ))}
              <Button type="dashed" style={{ height: 'auto', whiteSpace: 'normal' }} onClick={() => add({ on: today })}>
                添加期间发生的事件（中止、检验、听证、延长、办理…）
              </Button>
            </div>
          )}
        </Form.List>
        <Button type="primary" htmlType="submit" loading={preview.isPending} style={{ marginTop: 16 }}>
          试算
        </Button>
      </Form>
      <section aria-label="试算结果" className="qh-stack-small">
        {preview.isError ? <ProblemView error={preview.error} /> : null}
        {preview.data ? (
          <>
            <DeadlineLine deadline={preview.data.deadline} />
            {preview.data.deadline.opensOn ? <p>可以办理：{formatDate(preview.data.deadline.opensOn)}起</p> : null}
            <DeadlineExplanation deadline={preview.data.deadline} />
          </>
        ) : (
          <EmptyState title="填好起算日后点“试算”" hint="结果逐日列出哪些天计入、哪些天不计入和为什么。" />
        )}
      </section>
    </div>
  );
}
