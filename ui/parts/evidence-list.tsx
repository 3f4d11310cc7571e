import { FileImageOutlined, FileOutlined, FilePdfOutlined, LockOutlined, VideoCameraOutlined } from '@ant-design/icons';
import { Button, Image, Modal, Tag } from 'antd';
import { useState } from 'react';
import type { EvidenceView } from '#contracts';
import { urlOf } from '../api/client.ts';
import { EmptyState } from './empty-state.tsx';
import './evidence-list.css';
import { formatInstant, formatSize } from './format.ts';
import { CUSTODY_NAMES } from './words.ts';

function MediaIcon({ mediaType }: { mediaType: string }) {
  if (mediaType.startsWith('image/')) return <FileImageOutlined />;
  if (mediaType.startsWith('video/')) return <VideoCameraOutlined />;
  return mediaType === 'application/pdf' ? <FilePdfOutlined /> : <FileOutlined />;
}

function Preview({ evidence }: { evidence: EvidenceView }) {
  const url = urlOf('evidenceContent', { id: evidence.id });
  if (evidence.mediaType.startsWith('image/')) return <Image src={url} alt={evidence.name} preview={false} />;
  if (evidence.mediaType.startsWith('video/')) return <video src={url} controls style={{ maxWidth: '100%' }} />;
  if (evidence.mediaType.startsWith('audio/')) return <audio src={url} controls />;
  return <EmptyState title="这种文件不能直接显示" hint="请下载后查看，下载会留痕。" />;
}

/**
 * Evidence with its hashes and custody. Contents are fetched only when somebody asks to see them, as each look is
 * recorded in the custody log; so there are no automatic thumbnails of stored evidence.
 */
export function EvidenceList({ items }: { items: readonly EvidenceView[] }) {
  const [shown, setShown] = useState<EvidenceView | null>(null);
  if (items.length === 0) return <EmptyState title="还没有证据" hint="在办理环节的表单中上传。" />;
  return (
    <>
      <ul className="qh-plain-list qh-evidence">
        {items.map((evidence) => (
          <li key={evidence.id} className="qh-evidence-item" data-testid="evidence-item">
            <span className="qh-evidence-icon" aria-hidden="true">
              <MediaIcon mediaType={evidence.mediaType} />
            </span>
            <div className="qh-stack-small" style={{ gap: 2 }}>
              <div className="qh-row">
                <strong style={{ overflowWrap: 'anywhere' }}>{evidence.name}</strong>
                <Tag>{evidence.kind}</Tag>
                {evidence.sealedAt ? (
                  <Tag icon={<LockOutlined />} color="blue">
                    已封存
                  </Tag>
                ) : null}
                {evidence.supersededBy ? <Tag color="orange">已被替换</Tag> : null}
              </div>
              {evidence.description ? <div>{evidence.description}</div> : null}
              <div className="qh-muted qh-small">
                {formatSize(evidence.sizeBytes)}　{evidence.uploadedByName}　{formatInstant(evidence.uploadedAt)}
              </div>
              <details className="qh-small">
                <summary className="qh-muted">校验值与流转记录（{evidence.custody.length}）</summary>
                <div className="qh-hash">SHA-256 {evidence.sha256}</div>
                <div className="qh-hash">SM3 {evidence.sm3}</div>
                {evidence.custody.map((event) => (
                  <div key={event.at + event.action}>
                    {formatInstant(event.at)}　{event.userName}　{CUSTODY_NAMES[event.action] ?? event.action}
                  </div>
                ))}
              </details>
            </div>
            <div className="qh-row">
              <Button size="small" onClick={() => setShown(evidence)}>
                查看
              </Button>
              <Button
                size="small"
                href={urlOf('evidenceContent', { id: evidence.id }, { download: '1' })}
                download={evidence.name}
              >
                下载
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <Modal
        open={shown !== null}
        title={shown?.name}
        footer={null}
        width="min(960px, 96vw)"
        onCancel={() => setShown(null)}
        destroyOnHidden
      >
        {shown ? <Preview evidence={shown} /> : null}
      </Modal>
    </>
  );
}
