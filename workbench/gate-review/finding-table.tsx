import { Select, Tag } from 'antd';
import type { GateReviewResult, GateWarning } from '#contracts';
import { STANDARD_GATES, WARNING_RULES } from '#rules';
import type { PageColumn, TableState } from '#ui';

const LEVELS = { block: ['阻断', 'red'], warn: ['警告', 'orange'], record: ['留痕', 'blue'] } as const;
/** All gates and rules of warning, for a choice. */
export const GATE_OPTIONS = [...STANDARD_GATES, ...WARNING_RULES].map(({ code, name }) => ({
  value: code,
  label: `${code} ${name}`,
}));

export function LevelTag({ level }: { level: GateWarning['level'] }) {
  return <Tag color={LEVELS[level][1]}>{LEVELS[level][0]}</Tag>;
}

/** The filters that warnings and results share. */
export function GateFilters({ state }: { state: TableState }) {
  return (
    <>
      <Select
        allowClear
        showSearch
        optionFilterProp="label"
        aria-label="闸门"
        placeholder="闸门"
        style={{ width: 200 }}
        value={state.get('gate') || undefined}
        options={GATE_OPTIONS}
        onChange={(gate?: string) => state.set({ gate })}
      />
      <Select
        allowClear
        aria-label="级别"
        placeholder="级别"
        style={{ width: 110 }}
        value={state.get('level') || undefined}
        options={Object.entries(LEVELS).map(([value, [label]]) => ({ value, label }))}
        onChange={(level?: string) => state.set({ level })}
      />
    </>
  );
}

/** What the filters ask of the server. */
export const filterOf = (state: TableState) => ({
  page: state.page,
  pageSize: state.pageSize,
  ...(state.q ? { q: state.q } : {}),
  ...(state.get('gate') ? { gate: state.get('gate') } : {}),
  ...(state.get('level') ? { level: state.get('level') as GateWarning['level'] } : {}),
});

/** Columns that warnings and results share. */
export const FINDING_COLUMNS: PageColumn<GateWarning | GateReviewResult>[] = [
  {
    key: 'level',
    title: '级别',
    fixed: true,
    render: (row) => <LevelTag level={row.level} />,
    text: (row) => LEVELS[row.level][0],
  },
  {
    key: 'gate',
    title: '闸门',
    fixed: true,
    render: (row) => (
      <span className="qh-nowrap">
        {row.gate} {row.name}
      </span>
    ),
    text: (row) => `${row.gate} ${row.name}`,
  },
  {
    key: 'case',
    title: '案件',
    fixed: true,
    render: (row) => (
      <div style={{ minWidth: 180 }}>
        {row.caseNumber}
        <div className="qh-muted qh-small">{row.caseTitle}</div>
      </div>
    ),
    text: (row) => `${row.caseNumber} ${row.caseTitle}`,
  },
  { key: 'organ', title: '机关', render: (row) => row.organName, text: (row) => row.organName },
  {
    key: 'message',
    title: '问题',
    fixed: true,
    render: (row) => <div style={{ minWidth: 220, maxWidth: 460 }}>{row.message}</div>,
    text: (row) => row.message,
  },
];
