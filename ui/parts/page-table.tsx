import { DownOutlined, DownloadOutlined, ReloadOutlined, SearchOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Grid, Input, Pagination, Popover, Segmented, Skeleton, Table } from 'antd';
import type { TableColumnType } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { CardList, openable } from './card-list.tsx';
import { downloadCsv } from './csv.ts';
import { EmptyState } from './empty-state.tsx';
import './page-table.css';
import { ProblemView } from './problem-view.tsx';
import type { TableState } from './table-state.ts';

export interface PageColumn<T> {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  /** Plain text of the cell for the export; without it the column is not exported. */
  text?: (row: T) => string;
  width?: number;
  /** Cannot be switched off. */
  fixed?: boolean;
  align?: 'left' | 'right' | 'center';
}

export interface PageTableProps<T> {
  /** Accessible name; also the name of the exported file and of the stored settings. */
  name: string;
  columns: PageColumn<T>[];
  read: {
    data: { items: T[]; total: number } | undefined;
    isPending: boolean;
    isFetching: boolean;
    error: unknown;
    /** Absent where the rows are at hand and nothing can be read anew. */
    refetch?: () => unknown;
  };
  rowKey: (row: T) => string;
  state: TableState;
  /** Opens a row, on click and on Enter. */
  onOpen?: (row: T) => void;
  searchPlaceholder?: string;
  filters?: ReactNode;
  empty?: { title: string; hint?: string; action?: ReactNode };
  /** How a row looks on a phone; without it the table scrolls sideways. */
  card?: (row: T) => ReactNode;
}

interface Settings {
  dense: boolean;
  hidden: string[];
}

function useSettings(name: string): [Settings, (change: Partial<Settings>) => void] {
  const key = `quanheng.table.${name}`;
  const [settings, setSettings] = useState<Settings>(() => {
    try {
      return { dense: false, hidden: [], ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Settings>) };
    } catch {
      return { dense: false, hidden: [] };
    }
  });
  const change = (part: Partial<Settings>) => {
    const next = { ...settings, ...part };
    setSettings(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Not remembered then.
    }
  };
  return [settings, change];
}

function SearchBox({ state, placeholder }: { state: TableState; placeholder: string }) {
  const [text, setText] = useState(state.q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(state.q), [state.q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <Input
      allowClear
      className="qh-table-search"
      prefix={<SearchOutlined aria-hidden />}
      placeholder={placeholder}
      aria-label={placeholder}
      value={text}
      onChange={(event) => {
        const value = event.target.value;
        setText(value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => state.set({ q: value }), 300);
      }}
      onPressEnter={() => {
        clearTimeout(timer.current);
        state.set({ q: text });
      }}
    />
  );
}

function SettingsButton<T>({
  columns,
  settings,
  change,
}: {
  columns: PageColumn<T>[];
  settings: Settings;
  change: (part: Partial<Settings>) => void;
}) {
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="qh-stack-small">
          <Segmented
            aria-label="行距"
            options={[
              { label: '宽松', value: 'wide' },
              { label: '紧凑', value: 'dense' },
            ]}
            value={settings.dense ? 'dense' : 'wide'}
            onChange={(value) => change({ dense: value === 'dense' })}
          />
          {columns.map((column) => (
            <Checkbox
              key={column.key}
              disabled={column.fixed === true}
              checked={!settings.hidden.includes(column.key)}
              onChange={(event) =>
                change({
                  hidden: event.target.checked
                    ? settings.hidden.filter((key) => key !== column.key)
                    : [...settings.hidden, column.key],
                })
              }
            >
              {column.title}
            </Checkbox>
          ))}
        </div>
      }
    >
      <Button icon={<SettingOutlined />} aria-label="列与行距" title="列与行距" />
    </Popover>
  );
}

/** A list of the server: search, filters, paging, density, columns, export of the page; rows open on click and Enter. */
export function PageTable<T extends object>(props: PageTableProps<T>) {
  const { name, columns, read, rowKey, state, onOpen, filters, empty, card } = props;
  const screens = Grid.useBreakpoint();
  const asCards = screens.md === false && card !== undefined;
  const [settings, change] = useSettings(name);
  const [filtersOpen, setFiltersOpen] = useState(false);
  const rows = read.data?.items ?? [];
  const shown = columns.filter((column) => column.fixed || !settings.hidden.includes(column.key));
  const nothing = (
    <EmptyState
      title={state.filtered ? '没有符合条件的记录' : (empty?.title ?? '还没有记录')}
      {...(state.filtered ? { hint: '换个条件试试。' } : empty?.hint ? { hint: empty.hint } : {})}
      action={state.filtered ? <Button onClick={state.clear}>清除条件</Button> : empty?.action}
    />
  );
  return (
    <section className="qh-card qh-table" aria-label={name}>
      <div className="qh-table-bar">
        {props.searchPlaceholder ? <SearchBox state={state} placeholder={props.searchPlaceholder} /> : null}
        {filters && asCards ? (
          <Button aria-expanded={filtersOpen} onClick={() => setFiltersOpen(!filtersOpen)}>
            筛选 <DownOutlined />
          </Button>
        ) : null}
        {filters && (!asCards || filtersOpen) ? <div className="qh-row">{filters}</div> : null}
        <span className="qh-table-tools">
          {read.refetch ? (
            <Button
              icon={<ReloadOutlined spin={read.isFetching} />}
              aria-label="刷新"
              title="刷新"
              onClick={() => void read.refetch?.()}
            />
          ) : null}
          {asCards ? null : (
            <>
              <Button
                icon={<DownloadOutlined />}
                aria-label="导出本页"
                title="导出本页（CSV）"
                disabled={rows.length === 0}
                onClick={() => downloadCsv(name, shown, rows)}
              />
              <SettingsButton columns={columns} settings={settings} change={change} />
            </>
          )}
        </span>
      </div>
      {read.error ? (
        <ProblemView error={read.error} onRetry={() => void read.refetch?.()} />
      ) : read.isPending ? (
        <Skeleton active paragraph={{ rows: 6 }} />
      ) : asCards ? (
        <CardList rows={rows} rowKey={rowKey} card={card} onOpen={onOpen} nothing={nothing} />
      ) : (
        <Table<T>
          size={settings.dense ? 'small' : 'middle'}
          rowKey={rowKey}
          dataSource={rows}
          pagination={false}
          sticky={{ offsetHeader: 56 }}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: nothing }}
          columns={shown.map(toAntColumn)}
          onRow={(row) => (onOpen ? openable(() => onOpen(row)) : {})}
        />
      )}
      {read.data && read.data.total > 0 ? (
        <Pagination
          className="qh-table-pages"
          size={asCards ? 'small' : 'default'}
          current={state.page}
          pageSize={state.pageSize}
          total={read.data.total}
          showSizeChanger={!asCards}
          pageSizeOptions={[10, 20, 50, 100]}
          showTotal={(total) => `共 ${total} 条`}
          onChange={(page, pageSize) => state.set(pageSize === state.pageSize ? { page } : { page: 1, pageSize })}
        />
      ) : null}
    </section>
  );
}

/** A page of rows that are at hand, for {@link PageTable}. */
export const pageOfRows = <T,>(rows: readonly T[], { page, pageSize }: TableState): PageTableProps<T>['read'] => {
  const last = Math.max(1, Math.ceil(rows.length / pageSize));
  const first = (Math.min(page, last) - 1) * pageSize;
  return {
    data: { items: rows.slice(first, first + pageSize), total: rows.length },
    isPending: false,
    isFetching: false,
    error: null,
  };
};

function toAntColumn<T>(column: PageColumn<T>): TableColumnType<T> {
  return {
    key: column.key,
    title: column.title,
    render: (_: unknown, row: T) => column.render(row),
    ...(column.width ? { width: column.width } : {}),
    ...(column.align ? { align: column.align } : {}),
  };
}
