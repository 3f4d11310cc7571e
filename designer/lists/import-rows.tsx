import { Button, Checkbox, Input, Segmented, Table, Tag } from 'antd';
import { useState } from 'react';
import type { ImportDraft, ImportPreview, ImportRow } from '#contracts';
import { FIELD_NAMES } from '#rules';
import { ConditionsView } from './condition-view.tsx';

const ACTION_NAMES = { new: '新增', version: '新版本', same: '与现行相同' } as const;

const errorsOf = (row: ImportRow) => row.issues.filter((issue) => issue.severity === 'error');

type SetCell = (row: number, column: number, text: string) => void;

/** Text of the merged cell above, offered where a row has none of its own. */
const textAbove = (draft: ImportDraft, row: number, column: number): string | null => {
  const range = draft.sheet.merged.find(
    (one) => one.top < row && row <= one.bottom && one.left <= column && column <= one.right,
  );
  const text = range ? (draft.sheet.rows[range.top]?.[range.left] ?? '') : '';
  return text === '' ? null : text;
};

/** The cells of a row to be mended, each with what is wrong with it. */
function RowCells({
  row,
  draft,
  preview,
  setCell,
}: {
  row: ImportRow;
  draft: ImportDraft;
  preview: ImportPreview;
  setCell: SetCell;
}) {
  return (
    <div className="qh-stack-small" role="group" aria-label={`第 ${row.index + 1} 行`}>
      {preview.mapping.map((field, column) => {
        if (field === 'ignore') return null;
        const text = draft.sheet.rows[row.index]?.[column] ?? '';
        const issues = row.issues.filter((issue) => issue.column === column + 1);
        const wrong = issues.some((issue) => issue.severity === 'error');
        const above = text === '' ? textAbove(draft, row.index, column) : null;
        return (
          <div key={column} className="qh-stack-small" style={{ gap: 2 }}>
            <label className="qh-stack-small" style={{ gap: 2 }}>
              <span>
                {preview.headings[column] || FIELD_NAMES[field]}
                <span className="qh-muted qh-small">　{FIELD_NAMES[field]}</span>
              </span>
              <Input.TextArea
                autoSize
                aria-label={`第 ${row.index + 1} 行 ${preview.headings[column] || FIELD_NAMES[field]}`}
                status={wrong ? 'error' : ''}
                value={text}
                onChange={(event) => setCell(row.index, column, event.target.value)}
              />
            </label>
            {above !== null ? (
              <div>
                <Button size="small" onClick={() => setCell(row.index, column, above)}>
                  填入上方内容
                </Button>
              </div>
            ) : null}
            {issues.map((issue) => (
              <div key={issue.message} className="qh-small" role={issue.severity === 'error' ? 'alert' : undefined}>
                <Tag color={issue.severity === 'error' ? 'red' : 'gold'}>
                  {issue.severity === 'error' ? '错误' : '提示'}
                </Tag>
                {issue.message}
                {issue.remedy}
              </div>
            ))}
          </div>
        );
      })}
      {row.issues
        .filter((issue) => issue.column === undefined)
        .map((issue) => (
          <div key={issue.message} className="qh-small" role="alert">
            <Tag color={issue.severity === 'error' ? 'red' : 'gold'}>
              {issue.severity === 'error' ? '错误' : '提示'}
            </Tag>
            {issue.message}
            {issue.remedy}
          </div>
        ))}
      {row.item ? (
        <div className="qh-small">
          程序读出的适用条件（导入后待确认）：
          <ConditionsView conditions={row.item.conditions} combine={row.item.combine} />
        </div>
      ) : null}
    </div>
  );
}

type Shown = 'all' | 'errors' | 'ready';

/** The rows of a sheet on its way in: what each becomes, and what is wrong; opened to be mended. */
export function ImportRows({
  draft,
  preview,
  setCell,
  toggle,
}: {
  draft: ImportDraft;
  preview: ImportPreview;
  setCell: SetCell;
  toggle: (row: number) => void;
}) {
  const [shown, setShown] = useState<Shown>('all');
  const [open, setOpen] = useState<readonly number[]>([]);
  const rows = preview.rows.filter((row) =>
    shown === 'all' ? true : shown === 'errors' ? errorsOf(row).length > 0 && !row.skipped : errorsOf(row).length === 0,
  );
  return (
    <>
      <Segmented
        aria-label="显示哪些行"
        value={shown}
        options={[
          { value: 'all', label: `全部 ${preview.total}` },
          { value: 'errors', label: `有错误 ${preview.withErrors}` },
          { value: 'ready', label: `可以导入 ${preview.ready}` },
        ]}
        onChange={(next) => setShown(next as Shown)}
      />
      <Table<ImportRow>
        size="small"
        rowKey="index"
        dataSource={rows}
        scroll={{ x: true }}
        pagination={{ defaultPageSize: 20, showSizeChanger: true, hideOnSinglePage: true }}
        rowClassName={(row) => (errorsOf(row).length > 0 && !row.skipped ? 'qh-row-error' : '')}
        expandable={{
          expandedRowKeys: open,
          onExpandedRowsChange: (keys) => setOpen(keys.map(Number)),
          expandedRowRender: (row) => <RowCells row={row} draft={draft} preview={preview} setCell={setCell} />,
        }}
        columns={[
          { title: '行', width: 60, render: (_, row) => row.index + 1 },
          {
            title: '导入',
            width: 60,
            render: (_, row) => (
              <Checkbox
                aria-label={`导入第 ${row.index + 1} 行`}
                checked={!row.skipped}
                onChange={() => toggle(row.index)}
              />
            ),
          },
          { title: '编号', width: 140, render: (_, row) => row.item?.code ?? '—' },
          {
            title: '违法行为',
            render: (_, row) => (
              <div style={{ minWidth: 200, maxWidth: 420 }}>
                {row.item?.violation ?? <span className="qh-muted">（还不能读出）</span>}
              </div>
            ),
          },
          { title: '结果', width: 110, render: (_, row) => (row.item ? ACTION_NAMES[row.action] : '—') },
          {
            title: '问题',
            render: (_, row) =>
              row.skipped ? (
                <Tag>不导入</Tag>
              ) : row.issues.length === 0 ? (
                <span className="qh-muted">没有问题</span>
              ) : (
                <div style={{ minWidth: 200, maxWidth: 420 }}>
                  {row.issues.map((issue) => (
                    <div key={`${issue.column}${issue.message}`} className="qh-small">
                      <Tag color={issue.severity === 'error' ? 'red' : 'gold'}>
                        {issue.heading ?? (issue.severity === 'error' ? '错误' : '提示')}
                      </Tag>
                      {issue.message}
                    </div>
                  ))}
                </div>
              ),
          },
        ]}
      />
    </>
  );
}
