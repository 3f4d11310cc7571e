import { FileTextOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import type { DocumentView } from '#contracts';
import { urlOf } from '../api/client.ts';
import { EmptyState } from './empty-state.tsx';
import { formatInstant } from './format.ts';

const AUDIENCES = { internal: '内部', external: '对外', record: '记录' } as const;

/** Documents of a case with their numbers; each as PDF or Word. */
export function DocumentList({ items }: { items: readonly DocumentView[] }) {
  if (items.length === 0) return <EmptyState title="还没有文书" hint="办到相应环节时自动生成。" />;
  return (
    <ul className="qh-plain-list qh-stack-small">
      {items.map((document) => (
        <li
          key={document.id}
          className="qh-row"
          data-testid="document-item"
          style={{ justifyContent: 'space-between' }}
        >
          <div>
            <div className="qh-row">
              <FileTextOutlined aria-hidden />
              <strong>{document.name}</strong>
              <Tag>{AUDIENCES[document.audience]}</Tag>
              {document.status === 'corrected' ? <Tag color="orange">已更正</Tag> : null}
              {document.status === 'void' ? <Tag color="red">编号已作废</Tag> : null}
            </div>
            <div className="qh-muted qh-small">
              {document.number ? `${document.number}　` : ''}
              {formatInstant(document.createdAt)}
            </div>
          </div>
          <div className="qh-row">
            <Button
              size="small"
              href={urlOf('documentFile', { id: document.id }, { format: 'pdf' })}
              target="_blank"
              rel="noreferrer"
              aria-label={`${document.name} PDF`}
            >
              PDF
            </Button>
            <Button
              size="small"
              href={urlOf('documentFile', { id: document.id }, { format: 'docx' })}
              aria-label={`${document.name} Word`}
            >
              Word
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
