import { App as AntApp, Button, Drawer, Form, Input, Modal, Pagination, Segmented, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { NumberEntryView, NumberSeriesView } from '#contracts';
import { EmptyState, formatInstant, holdsRole, ProblemView, useCall, useDebounced, useRead, useSession } from '#ui';

function VoidDialog({ entry, onClose }: { entry: NumberEntryView; onClose: () => void }) {
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<{ reason: string; document?: string }>();
  const call = useCall('voidNumber', ['numberSeries', 'numberEntries', 'case']);
  return (
    <Modal
      open
      title={`作废 ${entry.text}`}
      okText="作废"
      okButtonProps={{ danger: true }}
      confirmLoading={call.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>作废后这个号不再使用，也不能恢复；文书上会标明编号已作废，需要时请重新生成文书，使用下一个号。</p>
      {call.error ? <ProblemView error={call.error} /> : null}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason, document = '' }) =>
          call.mutate(
            { params: { id: entry.id }, body: { reason, document } },
            {
              onSuccess: () => {
                void message.success('已作废');
                onClose();
              },
            },
          )
        }
      >
        <Form.Item name="reason" label="理由" rules={[{ required: true, min: 4, message: '请写明理由（至少四个字）' }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item name="document" label="依据文书（可不填）">
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** The numbers of one series, the last first. */
export function NumberEntries({ series, onClose }: { series: NumberSeriesView; onClose: () => void }) {
  const session = useSession();
  const [page, setPage] = useState(1);
  const [words, setWords] = useState('');
  const [state, setState] = useState<'' | 'used' | 'void'>('');
  const [voided, setVoided] = useState<NumberEntryView | null>(null);
  const q = useDebounced(words, 300);
  const read = useRead('numberEntries', {
    params: { id: series.id },
    query: { page, pageSize: 20, q, ...(state ? { state } : {}) },
    keepPrevious: true,
  });
  const mayVoid =
    holdsRole(session, ['unit-head', 'legal-reviewer', 'organ-leader']) && session.user.organId === series.organId;
  const now = read.data?.series ?? series;
  return (
    <Drawer open width="min(640px, 100vw)" title={`${now.organName}　${now.word}　${now.year ?? ''}`} onClose={onClose}>
      <div className="qh-stack-small">
        <div>
          第 {now.first} 号至第 {now.last} 号，在用 {now.used}，作废 {now.voids}，
          {now.complete ? '无缺号' : `缺 ${now.missing.join('、')}`}
        </div>
        <div className="qh-row">
          <Input
            allowClear
            aria-label="文号、文书名称"
            placeholder="文号、文书名称"
            style={{ width: 220 }}
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
              setPage(1);
            }}
          />
          <Segmented<'' | 'used' | 'void'>
            aria-label="状态"
            value={state}
            onChange={(value) => {
              setState(value);
              setPage(1);
            }}
            options={[
              { value: '', label: '全部' },
              { value: 'used', label: '在用' },
              { value: 'void', label: '作废' },
            ]}
          />
        </div>
        {read.isPending ? <Skeleton active /> : null}
        {read.error ? <ProblemView error={read.error} onRetry={() => void read.refetch()} /> : null}
        {read.data && read.data.items.length === 0 ? <EmptyState title="没有符合条件的编号" /> : null}
        <ul className="qh-plain-list qh-stack-small" aria-label="编号">
          {(read.data?.items ?? []).map((entry) => (
            <li key={entry.id}>
              <div className="qh-row">
                <strong style={entry.void ? { textDecoration: 'line-through' } : undefined}>{entry.text}</strong>
                <span>{entry.subjectName}</span>
                {entry.void ? <Tag color="red">作废</Tag> : null}
                {mayVoid && !entry.void && entry.subject === 'document' ? (
                  <Button size="small" aria-label={`作废 ${entry.text}`} onClick={() => setVoided(entry)}>
                    作废
                  </Button>
                ) : null}
              </div>
              <div className="qh-muted qh-small">
                <Link to={`/cases/${entry.caseId}`}>{entry.caseTitle || '案件'}</Link>　{entry.takenByName}　
                {formatInstant(entry.takenAt)}
              </div>
              {entry.void ? (
                <div className="qh-small">
                  {entry.void.actorName} {formatInstant(entry.void.at)} 作废：{entry.void.reason}
                  {entry.void.document ? `（${entry.void.document}）` : ''}
                </div>
              ) : null}
            </li>
          ))}
        </ul>
        <Pagination
          size="small"
          hideOnSinglePage
          current={page}
          pageSize={20}
          total={read.data?.total ?? 0}
          showSizeChanger={false}
          onChange={setPage}
        />
      </div>
      {voided ? <VoidDialog entry={voided} onClose={() => setVoided(null)} /> : null}
    </Drawer>
  );
}
