import { Button, Flex, List, Tabs, Tag } from 'antd';
import { useState } from 'react';
import type { FormSchema, ProcedureManifest } from '#contracts';
import { DeadlineLine, EmptyState, formatInstant } from '#ui';
import type { RunShown } from './play/desk.ts';
import { RecordLog } from './record-log.tsx';
import { RunCompare } from './run-compare.tsx';
import type { SimulationControl } from './use-simulation.ts';
import { VariablesTable } from './variables-table.tsx';
import { WaitingPanel } from './waiting-panel.tsx';

interface RunSideProps {
  shown: RunShown;
  manifest: ProcedureManifest;
  forms: ReadonlyMap<string, FormSchema>;
  names: Readonly<Record<string, string>>;
  control: SimulationControl;
}

/** What the run waits for, and all that it holds. */
export function RunSide({ shown, manifest, forms, names, control }: RunSideProps) {
  const { view } = shown;
  const [tab, setTab] = useState('waiting');
  const { moment, act, busy } = control;
  const waiting = view.tasks.length + view.jobs.length + view.messages.length + view.signals.length;
  const limits = view.deadlines.filter(({ state }) => state !== 'not-started');
  return (
    <Tabs
      className="simulation-side-tabs"
      size="small"
      activeKey={tab}
      onChange={setTab}
      items={[
        {
          key: 'waiting',
          label: `办理 ${waiting}`,
          children: <WaitingPanel view={view} run={shown.run} manifest={manifest} forms={forms} control={control} />,
        },
        {
          key: 'variables',
          label: '变量',
          children: (
            <VariablesTable
              variables={moment?.shown.variables ?? view.variables}
              names={names}
              {...(moment ? {} : { onChange: (scopeKey, variables) => void act({ kind: 'set', scopeKey, variables }) })}
            />
          ),
        },
        {
          key: 'limits',
          label: '期限',
          children:
            limits.length > 0 ? (
              limits.map((deadline) => <DeadlineLine key={deadline.code} deadline={deadline} />)
            ) : (
              <EmptyState title="还没有开始计算的期限" />
            ),
        },
        {
          key: 'papers',
          label: `文书和提示 ${view.documents.length + view.notes.length}`,
          children: <Papers shown={shown} />,
        },
        {
          key: 'history',
          label: '经过',
          children: (
            <List
              size="small"
              aria-label="经过"
              dataSource={view.history}
              renderItem={(entry) => (
                <List.Item
                  actions={
                    entry.index === view.history.length - 1
                      ? [<Tag key="now">现在</Tag>]
                      : [
                          <Button
                            key="back"
                            type="link"
                            size="small"
                            disabled={busy}
                            aria-label={`回到“${entry.label}”之后`}
                            onClick={() => control.backTo(entry.index)}
                          >
                            回到这里
                          </Button>,
                        ]
                  }
                >
                  <span className={entry.automatic ? 'qh-muted' : ''}>
                    {entry.label} <span className="qh-small qh-muted qh-nowrap">{formatInstant(entry.at)}</span>
                  </span>
                </List.Item>
              )}
            />
          ),
        },
        { key: 'records', label: '记录', children: <RecordLog shown={shown} control={control} /> },
        { key: 'compare', label: '比较', children: <RunCompare runs={control.runs} names={names} /> },
      ]}
    />
  );
}

function Papers({ shown: { view } }: { shown: RunShown }) {
  if (view.documents.length + view.notes.length === 0)
    return <EmptyState title="还没有文书和提示" hint="走到生成文书、通知、过闸门的环节，这里会记下来。" />;
  const entries = [
    ...view.documents.map(({ name, at, step }) => ({ text: `《${name}》`, at, step })),
    ...view.notes.map(({ text, at, step }) => ({ text, at, step })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return (
    <List
      size="small"
      aria-label="文书和提示"
      dataSource={entries}
      renderItem={({ text, at, step }) => (
        <List.Item>
          <Flex vertical>
            <span>{text}</span>
            <span className="qh-muted qh-small">
              {step} · {formatInstant(at)}
            </span>
          </Flex>
        </List.Item>
      )}
    />
  );
}
