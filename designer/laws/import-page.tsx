import { InboxOutlined } from '@ant-design/icons';
import { Button, Input, Progress, Steps, Tabs, Upload } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import type { LawImportState } from '#contracts';
import { formatInstant, Page, ProblemView, toProblem, uploadFiles, useCrumbs, useRead, useRefresh } from '#ui';
import { ImportPreview } from './import-preview.tsx';
import { ImportResult } from './import-result.tsx';

const ACCEPT = '.md,.markdown,.txt,.docx,.zip';

/** Choosing files, or pasting one text; what was chosen stays until it has been read. */
function UploadStep() {
  const navigate = useNavigate();
  const [files, setFiles] = useState<File[]>([]);
  const [pasted, setPasted] = useState({ name: '', text: '' });
  const [fraction, setFraction] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const abort = useRef<(() => void) | null>(null);
  const send = async (chosen: File[]): Promise<void> => {
    setError(null);
    setFraction(0);
    const handle = uploadFiles('previewLawImport', {}, chosen, setFraction);
    abort.current = handle.abort;
    try {
      const { id } = await handle.done;
      void navigate(`/laws/import/${id}`);
    } catch (reason) {
      if (!(reason instanceof DOMException && reason.name === 'AbortError')) setError(reason);
    } finally {
      setFraction(null);
    }
  };
  const name = pasted.name.trim();
  return (
    <section className="qh-card qh-stack">
      {error ? <ProblemView error={toProblem(error)} /> : null}
      {fraction !== null ? (
        <div className="qh-row" role="status">
          <Progress percent={Math.round(fraction * 100)} style={{ width: 320 }} />
          <span>{fraction < 1 ? '正在上传…' : '正在读取条文…'}</span>
          <Button onClick={() => abort.current?.()}>取消</Button>
        </div>
      ) : (
        <Tabs
          items={[
            {
              key: 'files',
              label: '上传文件',
              children: (
                <div className="qh-stack">
                  <Upload.Dragger
                    multiple
                    accept={ACCEPT}
                    fileList={files.map((file) => ({
                      uid: file.name + String(file.size),
                      name: file.name,
                      size: file.size,
                    }))}
                    beforeUpload={(file) => {
                      setFiles((former) => [...former, file]);
                      return false;
                    }}
                    onRemove={({ uid }) =>
                      setFiles((former) => former.filter((file) => file.name + String(file.size) !== uid))
                    }
                  >
                    <p className="ant-upload-drag-icon">
                      <InboxOutlined />
                    </p>
                    <p>把法规文本拖到这里，或点击选择</p>
                    <p className="qh-muted">
                      Word（.docx）、纯文本（.txt）、Markdown（.md），可以选多个，也可以是它们的压缩包（.zip）。文件名写成“名称(公布日期)”时能自动认出版本。
                    </p>
                  </Upload.Dragger>
                  <div>
                    <Button type="primary" disabled={files.length === 0} onClick={() => void send(files)}>
                      读取并预览{files.length > 0 ? `（${files.length} 个文件）` : ''}
                    </Button>
                  </div>
                </div>
              ),
            },
            {
              key: 'paste',
              label: '粘贴文本',
              children: (
                <div className="qh-stack">
                  <Input
                    aria-label="法规名称"
                    placeholder="法规名称，例如 某市市容管理条例"
                    value={pasted.name}
                    onChange={(event) => setPasted({ ...pasted, name: event.target.value })}
                  />
                  <Input.TextArea
                    aria-label="正文"
                    rows={14}
                    placeholder={'第一章　总则\n第一条　为了…'}
                    value={pasted.text}
                    onChange={(event) => setPasted({ ...pasted, text: event.target.value })}
                  />
                  <div>
                    <Button
                      type="primary"
                      disabled={name === '' || pasted.text.trim() === ''}
                      onClick={() =>
                        void send([new File([`${name}\n${pasted.text}`], `${name}.txt`, { type: 'text/plain' })])
                      }
                    >
                      读取并预览
                    </Button>
                  </div>
                </div>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}

const STATE_NAMES: Record<LawImportState, string> = {
  previewed: '等待确认',
  running: '正在导入',
  done: '已完成',
  cancelled: '已取消',
  failed: '没有完成',
  interrupted: '中断',
};

/** A way back to an import that was left. */
function RecentImports() {
  const recent = useRead('lawImports');
  const items = recent.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="qh-card qh-stack-small" aria-label="最近的导入">
      <h2>最近的导入</h2>
      {items.map((item) => (
        <div key={item.id} className="qh-row">
          <Link to={`/laws/import/${item.id}`}>
            {formatInstant(item.createdAt)}　{item.total} 个文件
          </Link>
          <span className="qh-muted">{STATE_NAMES[item.state]}</span>
        </div>
      ))}
    </section>
  );
}

const POLL_MS = 700;

function ImportSteps({ id }: { id: string }) {
  const read = useRead('lawImport', {
    params: { id },
    refetchMs: (view) => (view?.state === 'running' ? POLL_MS : false),
  });
  const refresh = useRefresh();
  const state = read.data?.state;
  useEffect(() => {
    if (state === 'done') refresh('laws', 'law', 'searchLaws', 'lawArticle', 'discretionItems');
  }, [state, refresh]);
  if (read.isPending) return <section className="qh-card" aria-busy="true" />;
  if (read.isError) return <ProblemView error={read.error} onRetry={() => void read.refetch()} />;
  const view = read.data;
  return (
    <>
      <Steps
        size="small"
        current={view.state === 'done' ? 2 : 1}
        status={view.state === 'failed' || view.state === 'interrupted' ? 'error' : 'process'}
        items={[{ title: '上传' }, { title: '核对与确认' }, { title: '影响' }]}
      />
      {view.state === 'done' ? (
        <ImportResult view={view} />
      ) : (
        <ImportPreview view={view} refresh={() => void read.refetch()} />
      )}
    </>
  );
}

/** Upload → look and mend → confirm → what it touches. */
export default function ImportPage() {
  const { importId } = useParams();
  useCrumbs([{ title: '导入' }]);
  return (
    <Page title="导入法规">
      {importId === undefined ? (
        <>
          <Steps size="small" current={0} items={[{ title: '上传' }, { title: '核对与确认' }, { title: '影响' }]} />
          <UploadStep />
          <RecentImports />
        </>
      ) : (
        <ImportSteps key={importId} id={importId} />
      )}
    </Page>
  );
}
