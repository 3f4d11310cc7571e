import { Table } from 'antd';
import { EmptyState, formatInstant } from '#ui';
import type { RunShown } from './play/desk.ts';
import { stateText } from './state-text.ts';

interface RunCompareProps {
  runs: readonly RunShown[];
  names: Readonly<Record<string, string>>;
}

/** Runs side by side: where each stands, and what only one of them went through. */
export function RunCompare({ runs, names }: RunCompareProps) {
  if (runs.length < 2)
    return <EmptyState title="还没有分支" hint="点“分支”，从这里另走一条路，再回来比较两条路的环节、文书和期限。" />;
  const visited = runs.map(({ view }) => new Set(Object.keys(view.elements).filter((id) => names[id])));
  const everywhere = [...(visited[0] ?? [])].filter((id) => visited.every((one) => one.has(id)));
  const onlyHere = (index: number): string =>
    [...(visited[index] ?? [])]
      .filter((id) => !everywhere.includes(id))
      .map((id) => names[id])
      .join('、') || '—';
  const rows: { label: string; of: (shown: RunShown, index: number) => string }[] = [
    { label: '状态', of: ({ view }) => stateText(view) },
    { label: '时间', of: ({ view }) => formatInstant(view.now) },
    { label: '等待', of: ({ view }) => view.tasks.map(({ name }) => name).join('、') || '—' },
    { label: '与别的路不同的环节', of: (_, index) => onlyHere(index) },
    { label: '文书', of: ({ view }) => view.documents.map(({ name }) => name).join('、') || '—' },
    {
      label: '超期',
      of: ({ view }) =>
        view.deadlines
          .filter(({ light }) => light === 'overdue')
          .map(({ name }) => name)
          .join('、') || '—',
    },
  ];
  return (
    <Table
      size="small"
      aria-label="比较分支"
      rowKey="label"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={rows}
      columns={[
        { title: '', dataIndex: 'label', fixed: 'left', width: 88 },
        ...runs.map((shown, index) => ({
          title: shown.title,
          key: shown.run,
          width: 180,
          render: (_: unknown, row: (typeof rows)[number]) => row.of(shown, index),
        })),
      ]}
    />
  );
}
