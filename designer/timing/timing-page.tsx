import { Drawer, Input, Segmented, Select, Table, Tag } from 'antd';
import { useMemo, useState } from 'react';
import type { ClockDefinition } from '#contracts';
import { clocksOfDepartment, formatDuration, STANDARD_CLOCK_VARIANTS, STANDARD_CLOCKS } from '#rules';
import { ArticleLink, EmptyState, OriginTag, Page } from '#ui';
import { clockSentence, GROUP_NAMES, ladderSentence } from './clock-words.ts';
import './timing.css';
import { WhatIf } from './what-if.tsx';

type Group = keyof typeof GROUP_NAMES | 'all' | 'confirm';

const standard = new Map(STANDARD_CLOCKS.map((clock) => [clock.code, clock]));

const textOf = (clock: ClockDefinition): string =>
  [clock.code, clock.name, clockSentence(clock), clock.basis.law, clock.basis.article, clock.note ?? ''].join(' ');

const unconfirmed = (clock: ClockDefinition): boolean => Boolean(clock.confirm) || clock.origin !== '法';

const fits = (clock: ClockDefinition, group: Group): boolean =>
  group === 'all' || (group === 'confirm' ? unconfirmed(clock) : clock.group === group);

/** What the regulation of a department says differently from the standard. */
function DepartmentMark({ clock }: { clock: ClockDefinition }) {
  const known = standard.get(clock.code);
  if (!known) return <Tag color="blue">本部门特有</Tag>;
  const was = formatDuration(known.limit);
  return was === formatDuration(clock.limit) ? null : <Tag color="blue">{`通用${was}`}</Tag>;
}

/** The master table of time limits, as each department has it, and the “what if” of every row. */
export default function TimingPage() {
  const [department, setDepartment] = useState('');
  const [group, setGroup] = useState<Group>('all');
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState<ClockDefinition | null>(null);
  const clocks = useMemo(() => clocksOfDepartment(department), [department]);
  const rows = clocks.filter((clock) => fits(clock, group) && textOf(clock).includes(q.trim()));
  return (
    <Page title="期限" subtitle="法定期限总表。案件实际适用的期限由规程和规则包决定；这里可以对任何一个期限试算。">
      <section className="qh-card qh-stack" aria-label="期限总表">
        <div className="qh-row">
          <Input.Search
            allowClear
            style={{ width: 260 }}
            placeholder="编号、名称、条文、事件"
            aria-label="查找期限"
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
          <Select
            aria-label="部门"
            style={{ width: 180 }}
            value={department}
            options={[
              { value: '', label: '通用（默认）' },
              ...STANDARD_CLOCK_VARIANTS.map((variant) => ({ value: variant.department, label: variant.department })),
            ]}
            onChange={setDepartment}
          />
          <span className="qh-muted">共 {rows.length} 项</span>
        </div>
        <Segmented<Group>
          aria-label="类别"
          value={group}
          options={[
            { value: 'all', label: '全部' },
            ...Object.entries(GROUP_NAMES).map(([value, label]) => ({ value: value as Group, label })),
            { value: 'confirm', label: '待确认' },
          ]}
          onChange={setGroup}
        />
        <Table<ClockDefinition>
          size="small"
          rowKey="code"
          dataSource={rows}
          scroll={{ x: 'max-content' }}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: <EmptyState title="没有符合条件的期限" hint="换个词或者类别试试。" /> }}
          onRow={(clock) => ({
            tabIndex: 0,
            className: 'qh-openable',
            onClick: () => setChosen(clock),
            onKeyDown: (event) => {
              if (event.key === 'Enter' && event.target === event.currentTarget) setChosen(clock);
            },
          })}
          columns={[
            { title: '编号', dataIndex: 'code', width: 96 },
            {
              title: '名称',
              render: (_, clock) => (
                <>
                  {clock.name} <DepartmentMark clock={clock} />
                </>
              ),
            },
            {
              title: '怎么算',
              render: (_, clock) => (
                <div className="qh-timing-rule">
                  {clockSentence(clock)}
                  {clock.extensions.length > 0 ? (
                    <div className="qh-muted qh-small">{ladderSentence(clock)}</div>
                  ) : null}
                  {clock.pauses.length > 0 ? (
                    <div className="qh-muted qh-small">
                      不计入：{clock.pauses.map((pause) => pause.reason).join('、')}
                    </div>
                  ) : null}
                </div>
              ),
            },
            {
              title: '依据',
              render: (_, clock) => (
                <span className="qh-row">
                  <ArticleLink citation={clock.basis} />
                  <OriginTag origin={clock.origin} />
                  {clock.confirm ? (
                    <Tag color="orange" title={clock.confirm}>
                      待确认
                    </Tag>
                  ) : null}
                </span>
              ),
            },
          ]}
        />
      </section>
      <Drawer
        open={chosen !== null}
        width="min(920px, 96vw)"
        title={chosen ? `期限试算　${chosen.code} ${chosen.name}` : ''}
        onClose={() => setChosen(null)}
        destroyOnHidden
      >
        {chosen ? <WhatIf key={`${chosen.code}${department}`} clock={chosen} /> : null}
      </Drawer>
    </Page>
  );
}
