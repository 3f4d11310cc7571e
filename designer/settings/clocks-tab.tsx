import { Button, Drawer, Empty, Flex, Form, Input, InputNumber, Popconfirm, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import { CASE_EVENTS, type ClockDefinition, type ProcedureManifest, type TimeUnit } from '#contracts';

const UNITS: Record<TimeUnit, string> = { WD: '个工作日', ND: '日', H: '小时', M: '个月', Y: '年' };
const eventName = (type: string): string => (CASE_EVENTS as Record<string, string>)[type] ?? type;
const events = Object.entries(CASE_EVENTS).map(([value, label]) => ({ value, label }));
const unitOptions = Object.entries(UNITS).map(([value, label]) => ({ value, label }));

const newClock = (code: string): ClockDefinition => ({
  code,
  name: '新期限',
  startsOn: 'case.filed',
  stopsOn: ['decision.made'],
  limit: { length: 10, unit: 'WD' },
  direction: 'forward',
  rollOver: 'next-working-day',
  side: 'organ',
  pauses: [],
  extensions: [],
  warnBefore: [{ length: 2, unit: 'WD' }],
  basis: { law: '', article: '' },
  origin: '编',
});

interface ClocksTabProps {
  manifest: ProcedureManifest;
  readOnly: boolean;
  onChange: (clocks: ClockDefinition[]) => void;
}

/** The statutory clocks of a procedure: from which event, how long, until which event, with the article. */
export function ClocksTab({ manifest, readOnly, onChange }: ClocksTabProps) {
  const [editing, setEditing] = useState<string | null>(null);
  const clocks = manifest.clocks;
  const clock = clocks.find((candidate) => candidate.code === editing);
  const update = (change: Partial<ClockDefinition>) =>
    onChange(clocks.map((candidate) => (candidate.code === editing ? { ...candidate, ...change } : candidate)));
  const add = () => {
    const numbers = clocks.map((candidate) => Number(/^QX-(\d+)$/.exec(candidate.code)?.[1] ?? 0));
    const code = `QX-${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`;
    onChange([...clocks, newClock(code)]);
    setEditing(code);
  };
  return (
    <Flex vertical gap={12}>
      <Flex justify="space-between">
        <span>期限由事件推算，不手填日期。办案系统按这里的设置计算、预警和解释。</span>
        {readOnly ? null : (
          <Button type="primary" onClick={add}>
            添加期限
          </Button>
        )}
      </Flex>
      <Table
        size="small"
        rowKey="code"
        pagination={false}
        dataSource={clocks}
        locale={{ emptyText: <Empty description="本规程还没有期限" /> }}
        onRow={(row) => ({
          onClick: () => setEditing(row.code),
          tabIndex: 0,
          onKeyDown: (event) => event.key === 'Enter' && setEditing(row.code),
          style: { cursor: 'pointer' },
        })}
        columns={[
          { title: '编号', dataIndex: 'code', width: 90 },
          { title: '名称', dataIndex: 'name' },
          { title: '起算', render: (_value, row) => eventName(row.startsOn) },
          { title: '期限', render: (_value, row) => `${row.limit.length}${UNITS[row.limit.unit]}` },
          { title: '截止', render: (_value, row) => row.stopsOn.map(eventName).join('、') },
          { title: '不计入', render: (_value, row) => row.pauses.map((pause) => pause.reason).join('、') || '—' },
          { title: '依据', render: (_value, row) => `${row.basis.law}${row.basis.article}` },
          {
            title: '来源',
            dataIndex: 'origin',
            width: 70,
            render: (origin: string) => <Tag color={origin === '法' ? 'green' : 'orange'}>{origin}</Tag>,
          },
        ]}
      />
      <Drawer
        title={clock ? `${clock.code} ${clock.name}` : ''}
        width={440}
        open={clock !== undefined}
        onClose={() => setEditing(null)}
        destroyOnHidden
      >
        {clock ? (
          <Form layout="vertical" disabled={readOnly}>
            <Form.Item label="名称">
              <Input
                aria-label="期限名称"
                value={clock.name}
                onChange={(event) => update({ name: event.target.value })}
              />
            </Form.Item>
            <Form.Item label="从什么时候起算（当日不计入）">
              <Select
                showSearch
                optionFilterProp="label"
                value={clock.startsOn}
                options={events}
                onChange={(startsOn) => update({ startsOn })}
              />
            </Form.Item>
            <Form.Item label="多长">
              <Flex gap={8}>
                <InputNumber
                  aria-label="期限长度"
                  min={1}
                  max={999}
                  value={clock.limit.length}
                  onChange={(length) => update({ limit: { ...clock.limit, length: length ?? 1 } })}
                />
                <Select
                  style={{ width: 140 }}
                  value={clock.limit.unit}
                  options={unitOptions}
                  onChange={(unit) => update({ limit: { ...clock.limit, unit: unit as TimeUnit } })}
                />
              </Flex>
            </Form.Item>
            <Form.Item label="什么事件办理后停止">
              <Select
                mode="multiple"
                optionFilterProp="label"
                value={clock.stopsOn}
                options={events}
                onChange={(stopsOn) => update({ stopsOn })}
              />
            </Form.Item>
            <Form.Item label="届满日遇休息日">
              <Select
                value={clock.rollOver}
                options={[
                  { value: 'next-working-day', label: '顺延到节假日后第一个工作日' },
                  { value: 'none', label: '不顺延' },
                ]}
                onChange={(rollOver) => update({ rollOver })}
              />
            </Form.Item>
            <Form.Item label="谁的期限">
              <Select
                value={clock.side}
                options={[
                  { value: 'organ', label: '机关的义务（按未顺延的日期预警）' },
                  { value: 'party', label: '当事人的权利或者义务' },
                ]}
                onChange={(side) => update({ side })}
              />
            </Form.Item>
            <Form.Item label="提前多久预警">
              <Flex gap={8}>
                <InputNumber
                  aria-label="预警提前量"
                  min={0}
                  value={clock.warnBefore[0]?.length ?? 0}
                  onChange={(length) =>
                    update({ warnBefore: length ? [{ length, unit: clock.warnBefore[0]?.unit ?? 'WD' }] : [] })
                  }
                />
                <Select
                  style={{ width: 140 }}
                  value={clock.warnBefore[0]?.unit ?? 'WD'}
                  options={unitOptions}
                  onChange={(unit) =>
                    update({
                      warnBefore: clock.warnBefore[0] ? [{ ...clock.warnBefore[0], unit: unit as TimeUnit }] : [],
                    })
                  }
                />
              </Flex>
            </Form.Item>
            <Form.Item label="依据">
              <Flex gap={8}>
                <Input
                  aria-label="法规名称"
                  placeholder="法规名称"
                  value={clock.basis.law}
                  onChange={(event) => update({ basis: { ...clock.basis, law: event.target.value } })}
                />
                <Input
                  aria-label="条文"
                  placeholder="第六十条"
                  value={clock.basis.article}
                  onChange={(event) => update({ basis: { ...clock.basis, article: event.target.value } })}
                />
              </Flex>
            </Form.Item>
            <Form.Item label="来源">
              <Select
                value={clock.origin}
                options={['法', '摘', '编', '忆'].map((value) => ({
                  value,
                  label: value === '法' ? '法：已与条文核对' : `${value}：待确认`,
                }))}
                onChange={(origin) => update({ origin: origin as ClockDefinition['origin'] })}
              />
            </Form.Item>
            <Popconfirm
              title="删除这个期限？"
              description="撤销按钮可以恢复"
              okText="删除"
              cancelText="不删"
              onConfirm={() => {
                setEditing(null);
                onChange(clocks.filter((candidate) => candidate !== clock));
              }}
            >
              <Button danger>删除期限</Button>
            </Popconfirm>
          </Form>
        ) : null}
      </Drawer>
    </Flex>
  );
}
