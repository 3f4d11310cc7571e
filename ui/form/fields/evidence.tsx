import { CloseOutlined, FileOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Progress, Select, Upload } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { EvidenceView } from '#contracts';
import { useRead, useRefresh } from '../../api/hooks.ts';
import { toProblem } from '../../api/problem.ts';
import { uploadMultipart } from '../../api/upload.ts';
import type { UploadHandle } from '../../api/upload.ts';
import { formatSize } from '../../parts/format.ts';
import type { FieldDefinition, FieldProps } from '../field-definition.ts';

const KINDS = EvidenceView.shape.kind.options;

/** One file on its way. */
interface Transfer {
  name: string;
  size: number;
  fraction: number;
  error?: string;
  file: File;
  handle?: UploadHandle<EvidenceView>;
}

/** What the browser itself holds of a file just uploaded; a look at a stored file would be a custody event. */
interface Local {
  view: EvidenceView;
  thumbnail?: string;
}

/** Uploads files one after another and tells their ids; failed ones stay in the list with their reason and 重试. */
function useUploads(caseId: string, elementId: string | undefined, kind: string, onUploaded: (id: string) => void) {
  const [transfers, setTransfers] = useState<Record<string, Transfer>>({});
  const [local, setLocal] = useState<Record<string, Local>>({});
  const refresh = useRefresh();
  const counter = useRef(0);
  const thumbnails = useRef<string[]>([]);
  const told = useRef(onUploaded);
  told.current = onUploaded;
  useEffect(() => () => thumbnails.current.forEach((url) => URL.revokeObjectURL(url)), []);

  const patch = (key: string, change: Partial<Transfer> | null) =>
    setTransfers((former) => {
      const { [key]: current, ...others } = former;
      return change === null || !current ? others : { ...former, [key]: { ...current, ...change } };
    });

  const start = (file: File, key = `upload-${counter.current++}`) => {
    setTransfers((former) => ({ ...former, [key]: { name: file.name, size: file.size, fraction: 0, file } }));
    const fields = { name: file.name, kind, description: '', ...(elementId ? { elementId } : {}) };
    const handle = uploadMultipart('uploadEvidence', { id: caseId }, fields, file, (fraction) =>
      patch(key, { fraction }),
    );
    patch(key, { handle });
    handle.done.then(
      (view) => {
        const thumbnail = file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined;
        if (thumbnail) thumbnails.current.push(thumbnail);
        setLocal((former) => ({ ...former, [view.id]: { view, ...(thumbnail ? { thumbnail } : {}) } }));
        patch(key, null);
        told.current(view.id);
        refresh('case');
      },
      (reason: unknown) => {
        if (reason instanceof DOMException) patch(key, null);
        else patch(key, { error: toProblem(reason).message });
      },
    );
  };
  return { transfers, local, start, drop: (key: string) => patch(key, null) };
}

function TransferRow({ transfer, onRetry, onDrop }: { transfer: Transfer; onRetry: () => void; onDrop: () => void }) {
  return (
    <li>
      <div className="qh-row" style={{ justifyContent: 'space-between' }}>
        <span>
          {transfer.name} <span className="qh-muted">{formatSize(transfer.size)}</span>
        </span>
        {transfer.error ? (
          <span className="qh-row">
            <Button size="small" onClick={onRetry}>
              重试
            </Button>
            <Button size="small" onClick={onDrop}>
              移除
            </Button>
          </span>
        ) : (
          <Button size="small" onClick={() => transfer.handle?.abort()}>
            取消
          </Button>
        )}
      </div>
      {transfer.error ? (
        <div role="alert" style={{ color: 'var(--ant-color-error)' }}>
          没有传上去：{transfer.error}
        </div>
      ) : (
        <Progress percent={Math.round(transfer.fraction * 100)} size="small" aria-label={`${transfer.name} 上传进度`} />
      )}
    </li>
  );
}

function EvidenceUpload(props: FieldProps & { caseId: string }) {
  const { id, component, value, onChange, readonly, environment, caseId, describedBy } = props;
  const ids = Array.isArray(value) ? (value as string[]) : [];
  const current = useRef(ids);
  current.current = ids;
  const preset = component.properties?.['evidenceKind'];
  const [kind, setKind] = useState<string>(preset ?? '书证');
  const { transfers, local, start, drop } = useUploads(caseId, environment.elementId, kind, (evidenceId) => {
    // Several uploads may end before the form has rendered again.
    current.current = [...current.current, evidenceId];
    onChange(current.current);
  });
  const detail = useRead('case', { params: { id: caseId }, enabled: ids.some((one) => !local[one]) });
  const stored = new Map((detail.data?.evidence ?? []).map((item) => [item.id, item]));
  return (
    <div id={id} tabIndex={-1} className="qh-stack-small" aria-describedby={describedBy}>
      {readonly ? null : (
        <>
          <div className="qh-row">
            <span className="qh-muted">证据种类</span>
            <Select
              size="small"
              style={{ minWidth: 150 }}
              aria-label="证据种类"
              value={kind}
              onChange={setKind}
              options={KINDS.map((name) => ({ value: name, label: name }))}
            />
          </div>
          <Upload.Dragger
            multiple
            showUploadList={false}
            accept={typeof component['accept'] === 'string' ? component['accept'] : undefined}
            beforeUpload={(file) => {
              start(file);
              return false;
            }}
          >
            <p>
              <InboxOutlined /> 点这里选择文件，或把文件拖到这里
            </p>
            <p className="qh-muted qh-small">照片、视频、文档均可；上传后即固定校验值，不可改动</p>
          </Upload.Dragger>
        </>
      )}
      <ul className="qh-plain-list qh-stack-small" data-testid="evidence-uploads">
        {Object.entries(transfers).map(([key, transfer]) => (
          <TransferRow
            key={key}
            transfer={transfer}
            onRetry={() => start(transfer.file, key)}
            onDrop={() => drop(key)}
          />
        ))}
        {ids.map((evidenceId) => {
          const view = local[evidenceId]?.view ?? stored.get(evidenceId);
          return (
            <li key={evidenceId} className="qh-row" data-testid="evidence-chosen">
              {local[evidenceId]?.thumbnail ? (
                <img
                  src={local[evidenceId].thumbnail}
                  alt=""
                  width={48}
                  height={36}
                  style={{ objectFit: 'cover', borderRadius: 4 }}
                />
              ) : (
                <FileOutlined aria-hidden style={{ fontSize: 20 }} />
              )}
              <span>{view?.name ?? evidenceId}</span>
              {view ? (
                <span className="qh-muted qh-small">
                  {view.kind}　{formatSize(view.sizeBytes)}　SHA-256 {view.sha256.slice(0, 8)}…
                </span>
              ) : null}
              {readonly ? null : (
                <Button
                  type="text"
                  size="small"
                  icon={<CloseOutlined />}
                  aria-label={`本环节不引用 ${view?.name ?? evidenceId}`}
                  title="本环节不引用（证据仍留在案卷中）"
                  onClick={() => onChange(ids.filter((other) => other !== evidenceId))}
                />
              )}
            </li>
          );
        })}
        {ids.length === 0 && readonly ? <li className="qh-muted">没有证据</li> : null}
      </ul>
    </div>
  );
}

/** Evidence belongs to a case: before the case exists there is nowhere to keep it. */
function Evidence(props: FieldProps) {
  const { caseId } = props.environment;
  if (!caseId) {
    return (
      <div id={props.id} tabIndex={-1} className="qh-muted">
        登记后即可在办理环节上传证据。
      </div>
    );
  }
  return <EvidenceUpload {...props} caseId={caseId} />;
}

export const evidence: FieldDefinition = { name: 'evidence', Control: Evidence, composite: true };

/** form-js's own file picker: files of a case are evidence here. */
export const filepicker: FieldDefinition = { name: 'filepicker', Control: Evidence, composite: true };
