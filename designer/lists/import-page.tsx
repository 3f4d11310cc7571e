import { InboxOutlined } from '@ant-design/icons';
import { Alert, App as AntApp, Button, InputNumber, Select, Skeleton, Upload } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { ImportDraft, ImportPreview, RouteResponse } from '#contracts';
import {
  call,
  Page,
  ProblemView,
  sendBinary,
  serverNow,
  toProblem,
  useCrumbs,
  useDebounced,
  useRead,
  useRefresh,
} from '#ui';
import { DefaultsForm, MappingForm } from './import-settings.tsx';
import { ImportHistory } from './import-history.tsx';
import { ImportRows } from './import-rows.tsx';

type File = RouteResponse<'readListFile'> & { name: string };

const draftOf = (file: File, sheet: number, today: string): ImportDraft => ({
  fileName: file.name,
  sheet: file.sheets[sheet] ?? { name: '', rows: [], merged: [] },
  defaults: { department: '', effectiveFrom: today, codePrefix: '', origin: '摘', originNote: '', issuer: 'own' },
  skipped: [],
});

/** Checks the sheet anew whenever it stands still. */
function useChecked(draft: ImportDraft): { preview: ImportPreview | null; checking: boolean; error: unknown } {
  const settled = useDebounced(draft, 500);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [answered, setAnswered] = useState<ImportDraft | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const control = new AbortController();
    call('checkListImport', { body: settled, signal: control.signal }).then(
      (answer) => {
        setPreview(answer);
        setAnswered(settled);
        setError(null);
      },
      (reason: unknown) => {
        if (!control.signal.aborted) setError(reason);
      },
    );
    return () => control.abort();
  }, [settled]);
  return { preview, checking: answered !== draft, error };
}

function ChooseFile({ onRead }: { onRead: (file: File) => void }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const take = async (file: globalThis.File) => {
    setBusy(true);
    try {
      onRead({ ...(await sendBinary('readListFile', file)), name: file.name });
    } catch (reason) {
      setError(toProblem(reason));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="qh-card qh-stack" aria-label="选择文件">
      <Upload.Dragger
        accept=".xlsx,.csv,.txt"
        showUploadList={false}
        disabled={busy}
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p>{busy ? '正在读取…' : '把清单文件拖到这里，或者点这里选择'}</p>
        <p className="qh-muted qh-small">
          Excel（.xlsx）或 CSV（UTF-8、GBK 都可以）。读出后先预览，确认前不会导入任何内容。
        </p>
      </Upload.Dragger>
      {error ? <ProblemView error={error} /> : null}
    </section>
  );
}

function Summary({ preview }: { preview: ImportPreview }) {
  const serious = preview.issues.filter((issue) => issue.severity === 'error');
  return (
    <div className="qh-stack-small" role="status">
      <Alert
        type={serious.length > 0 || preview.withErrors > 0 ? 'warning' : 'success'}
        showIcon
        message={`栏目样式：${preview.layoutName}。标题在第 ${preview.headerRow + 1} 行，共 ${preview.total} 行：可以导入 ${preview.ready} 行，有错误 ${preview.withErrors} 行。`}
        description={
          preview.unconfirmed > 0
            ? `${preview.unconfirmed} 行的适用条件由程序按文字建议了结构，导入后显示为待确认，确认前请核对。`
            : undefined
        }
      />
      {preview.issues.map((issue) => (
        <Alert key={issue.message} type={issue.severity} showIcon message={issue.message} description={issue.remedy} />
      ))}
    </div>
  );
}

function Prepare({ file, onCancel }: { file: File; onCancel: () => void }) {
  const { message } = AntApp.useApp();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const departments = useRead('discretionDepartments');
  const today = serverNow().slice(0, 10);
  const [chosen, setChosen] = useState(0);
  const [draft, setDraft] = useState(() => draftOf(file, 0, today));
  const { preview, checking, error } = useChecked(draft);
  const [importing, setImporting] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const change = (part: Partial<ImportDraft>) => setDraft((former) => ({ ...former, ...part }));
  const setCell = (row: number, column: number, text: string) =>
    setDraft((former) => ({
      ...former,
      sheet: {
        ...former.sheet,
        rows: former.sheet.rows.map((cells, at) => {
          if (at !== row) return cells;
          const next = Array.from({ length: Math.max(cells.length, column + 1) }, (_, place) => cells[place] ?? '');
          next[column] = text;
          return next;
        }),
      },
    }));
  const toggle = (row: number) =>
    change({
      skipped: draft.skipped.includes(row) ? draft.skipped.filter((one) => one !== row) : [...draft.skipped, row],
    });
  const commit = async () => {
    setImporting(true);
    try {
      const done = await call('commitListImport', { body: draft });
      refresh('discretionItems', 'discretionDepartments', 'listImports');
      void message.success(`已导入 ${done.count} 项：新增 ${done.created} 项，更新 ${done.updated} 项`);
      void navigate(`/lists?importId=${done.id}`);
    } catch (reason) {
      setRefusal(reason);
    } finally {
      setImporting(false);
    }
  };
  const blocked =
    !preview ||
    checking ||
    preview.withErrors > 0 ||
    preview.issues.some((issue) => issue.severity === 'error') ||
    preview.ready === 0;
  return (
    <>
      <section className="qh-card qh-stack" aria-label="导入设置">
        <div className="qh-row" style={{ justifyContent: 'space-between', flexWrap: 'wrap' }}>
          <strong>
            {file.name}（{file.kind === 'xlsx' ? 'Excel' : `CSV，${file.encoding}`}）
          </strong>
          <span className="qh-row">
            {file.sheets.length > 1 ? (
              <Select
                aria-label="工作表"
                value={chosen}
                options={file.sheets.map((sheet, value) => ({ value, label: sheet.name }))}
                onChange={(next: number) => {
                  setChosen(next);
                  setDraft({ ...draftOf(file, next, today), defaults: draft.defaults });
                }}
              />
            ) : null}
            <InputNumber
              aria-label="标题行"
              addonBefore="标题在第"
              addonAfter="行"
              min={1}
              style={{ width: 180 }}
              value={(draft.headerRow ?? preview?.headerRow ?? 0) + 1}
              onChange={(next) => change({ headerRow: Math.max(0, (next ?? 1) - 1), mapping: undefined })}
            />
            <Button onClick={onCancel}>换一个文件</Button>
          </span>
        </div>
        <DefaultsForm
          defaults={draft.defaults}
          departments={(departments.data?.departments ?? []).map(({ name }) => name)}
          onChange={(part) => change({ defaults: { ...draft.defaults, ...part } })}
        />
        {preview ? (
          <details open={preview.layout === 'other'}>
            <summary>各列的含义（{preview.layoutName}）</summary>
            <MappingForm preview={preview} onChange={(mapping) => change({ mapping })} />
          </details>
        ) : null}
      </section>
      <section className="qh-card qh-stack" aria-label="预览">
        {error ? <ProblemView error={error} /> : null}
        {preview ? (
          <>
            <Summary preview={preview} />
            <ImportRows draft={draft} preview={preview} setCell={setCell} toggle={toggle} />
          </>
        ) : error ? null : (
          <Skeleton active />
        )}
        {refusal ? <ProblemView error={refusal} /> : null}
        <div className="qh-row">
          <Button type="primary" disabled={blocked} loading={importing} onClick={() => void commit()}>
            导入 {preview?.ready ?? 0} 行
          </Button>
          <span className="qh-muted">
            {checking
              ? '正在检查…'
              : blocked
                ? '还有错误的行请改正，或者不导入；全部通过后才能导入，不会只导入一部分。'
                : '导入是一次完成的，可以整批撤销。'}
          </span>
        </div>
      </section>
    </>
  );
}

/** Takes a published list in: file → preview with what is wrong by row and column → mended → imported as a whole. */
export default function ImportPage() {
  const [file, setFile] = useState<File | null>(null);
  useCrumbs([{ title: '导入清单' }]);
  return (
    <Page title="导入清单" subtitle="支持各地公布清单的常见栏目样式；先预览、改正，再整批导入。">
      {file ? (
        <Prepare file={file} onCancel={() => setFile(null)} />
      ) : (
        <>
          <ChooseFile onRead={setFile} />
          <ImportHistory />
        </>
      )}
    </Page>
  );
}
