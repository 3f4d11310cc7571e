import { Alert, Button, InputNumber, Modal, Table, Tabs, Upload } from 'antd';
import { useState } from 'react';
import type { CalendarImport } from '#contracts';
import { EmptyState, formatDate, ProblemView, sendBinary, toProblem, useCall } from '#ui';

interface ImportDialogProps {
  year: number;
  onTake: (read: CalendarImport) => void;
  onClose: () => void;
}

/** Reads years from the built-in data or from a sheet, shows what would change and what is wrong; stores nothing. */
export function ImportDialog({ year, onTake, onClose }: ImportDialogProps) {
  const [wanted, setWanted] = useState(year);
  const [read, setRead] = useState<CalendarImport | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const announced = useCall('announcedCalendar');
  const take = async (work: Promise<CalendarImport>) => {
    setBusy(true);
    setError(null);
    setRead(null);
    try {
      setRead(await work);
    } catch (failure) {
      setError(toProblem(failure));
    } finally {
      setBusy(false);
    }
  };
  const wrong = read?.problems.some((problem) => problem.level === 'error') ?? true;
  return (
    <Modal
      open
      width={760}
      title="导入放假安排"
      okText="放入草稿"
      okButtonProps={{ disabled: !read || wrong || read.years.length === 0 }}
      onOk={() => read && onTake(read)}
      onCancel={onClose}
    >
      <Tabs
        items={[
          {
            key: 'announced',
            label: '内置数据',
            children: (
              <div className="qh-row">
                <InputNumber
                  aria-label="年份"
                  min={1950}
                  max={2120}
                  value={wanted}
                  onChange={(value) => setWanted(value ?? year)}
                />
                <Button loading={busy} onClick={() => void take(announced.mutateAsync({ body: { years: [wanted] } }))}>
                  读取
                </Button>
                <span className="qh-muted">随平台发布的历年放假安排，最新一年可能还没有。</span>
              </div>
            ),
          },
          {
            key: 'sheet',
            label: 'Excel 或 CSV',
            children: (
              <div className="qh-stack-small">
                <span className="qh-muted">
                  第一行写表头：开始日期、结束日期、类型、名称。类型写“休”或“班”；只有一天的，结束日期可以不填。
                </span>
                <Upload
                  accept=".xlsx,.csv"
                  maxCount={1}
                  showUploadList={false}
                  beforeUpload={(file) => {
                    void take(sendBinary('importCalendar', file));
                    return false;
                  }}
                >
                  <Button loading={busy}>选择文件</Button>
                </Upload>
              </div>
            ),
          },
        ]}
      />
      {error ? <ProblemView error={error} /> : null}
      {read ? <Preview read={read} /> : null}
    </Modal>
  );
}

function Preview({ read }: { read: CalendarImport }) {
  return (
    <div className="qh-stack">
      {read.problems.length > 0 ? (
        <Alert
          type={read.problems.some((problem) => problem.level === 'error') ? 'error' : 'warning'}
          message={`有 ${read.problems.length} 处需要核对，改好后重新选择文件；现在什么都没有保存。`}
          description={
            <ul style={{ margin: 0, paddingInlineStart: 20 }} aria-label="需要核对">
              {read.problems.map((problem, index) => (
                <li key={index}>
                  {problem.row ? `第 ${problem.row} 行` : ''}
                  {problem.column ? `“${problem.column}”列：` : ''}
                  {problem.message}
                </li>
              ))}
            </ul>
          }
        />
      ) : (
        <Alert
          type="success"
          message={`读到 ${read.years.map((one) => `${one.year} 年`).join('、')}，与现行日历相比有 ${read.changes.length} 天不同。`}
        />
      )}
      <Table
        size="small"
        rowKey="date"
        dataSource={read.changes}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        locale={{ emptyText: <EmptyState title="与现行日历没有不同" /> }}
        columns={[
          { title: '日期', dataIndex: 'date', render: (date: string) => formatDate(date) },
          { title: '现行', dataIndex: 'before' },
          { title: '导入后', dataIndex: 'after' },
        ]}
      />
    </div>
  );
}
