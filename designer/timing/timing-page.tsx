import { Drawer, Segmented, Tag } from 'antd';
import { useMemo, useState } from 'react';
import type { ClockDefinition } from '#contracts';
import { clocksOfDepartment, formatDuration, STANDARD_CLOCK_VARIANTS, STANDARD_CLOCKS } from '#rules';
import { ArticleLink, ChoiceFilter, OriginTag, Page, pageOfRows, PageTable, useTableState } from '#ui';
import type { PageColumn } from '#ui';
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

const Name = ({ clock }: { clock: ClockDefinition }) => (
  <span>
    {clock.name} <DepartmentMark clock={clock} />
  </span>
);

function Rule({ clock }: { clock: ClockDefinition }) {
  return (
    <div className="qh-timing-rule">
      {clockSentence(clock)}
      {clock.extensions.length > 0 ? <div className="qh-muted qh-small">{ladderSentence(clock)}</div> : null}
      {clock.pauses.length > 0 ? (
        <div className="qh-muted qh-small">不计入：{clock.pauses.map((pause) => pause.reason).join('、')}</div>
      ) : null}
    </div>
  );
}

const COLUMNS: PageColumn<ClockDefinition>[] = [
  { key: 'code', title: '编号', fixed: true, render: (clock) => clock.code, text: (clock) => clock.code },
  { key: 'name', title: '名称', fixed: true, render: (clock) => <Name clock={clock} />, text: (clock) => clock.name },
  {
    key: 'rule',
    title: '怎么算',
    fixed: true,
    render: (clock) => <Rule clock={clock} />,
    text: (clock) => [clockSentence(clock), ladderSentence(clock)].filter(Boolean).join('；'),
  },
  {
    key: 'basis',
    title: '依据',
    render: (clock) => (
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
    text: (clock) => `${clock.basis.law}${clock.basis.article}`,
  },
];

/** The master table of time limits, as each department has it, and the “what if” of every row. */
export default function TimingPage() {
  const state = useTableState(['department', 'group']);
  const department = state.get('department');
  const group = (state.get('group') || 'all') as Group;
  const [chosen, setChosen] = useState<ClockDefinition | null>(null);
  const clocks = useMemo(() => clocksOfDepartment(department), [department]);
  const rows = clocks.filter((clock) => fits(clock, group) && textOf(clock).includes(state.q.trim()));
  return (
    <Page title="期限" subtitle="法定期限总表。案件实际适用的期限由规程和规则包决定；这里可以对任何一个期限试算。">
      <Segmented<Group>
        aria-label="类别"
        value={group}
        options={[
          { value: 'all', label: '全部' },
          ...Object.entries(GROUP_NAMES).map(([value, label]) => ({ value: value as Group, label })),
          { value: 'confirm', label: '待确认' },
        ]}
        onChange={(value) => state.set({ group: value === 'all' ? '' : value })}
      />
      <PageTable<ClockDefinition>
        name="期限总表"
        columns={COLUMNS}
        read={pageOfRows(rows, state)}
        rowKey={(clock) => clock.code}
        state={state}
        searchPlaceholder="编号、名称、条文、事件"
        onOpen={setChosen}
        filters={
          <ChoiceFilter
            label="通用（默认）"
            width={180}
            value={department}
            options={STANDARD_CLOCK_VARIANTS.map((variant) => ({
              value: variant.department,
              label: variant.department,
            }))}
            onChange={(value) => state.set({ department: value })}
          />
        }
        card={(clock) => (
          <div>
            <div className="qh-row">
              <strong>{clock.code}</strong>
              <Name clock={clock} />
            </div>
            <Rule clock={clock} />
          </div>
        )}
      />
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
