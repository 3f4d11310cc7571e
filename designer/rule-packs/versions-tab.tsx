import { Button, Input, Modal, Select, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import type { RouteResponse, RulePackVersion } from '#contracts';
import { EmptyState, formatTime, ProblemView, useCall, useRead } from '#ui';

const STATUS: Record<RulePackVersion['status'], [text: string, color: string]> = {
  draft: ['草稿', 'default'],
  submitted: ['送审', 'blue'],
  returned: ['退回', 'orange'],
  published: ['已发布', 'green'],
  retired: ['已停用', 'default'],
};

export function StatusTag({ status }: { status: RulePackVersion['status'] }) {
  const [text, color] = STATUS[status];
  return <Tag color={color}>{text}</Tag>;
}

/** What a first version says of itself: nothing stood there before, as only rules are inherited. */
const OF_THE_PACK = new Set(['name', 'parent', 'scope', 'effectiveFrom']);

/** The differences between two versions, a line a value. */
export function DiffView({ pack, from, to }: { pack: string; from: number | null; to: number }) {
  const diff = useRead('diffRulePack', {
    params: { pack },
    query: { ...(from === null ? {} : { from }), to },
  });
  if (diff.isError) return <ProblemView error={diff.error} />;
  if (diff.isPending) return <span className="qh-muted">正在比较…</span>;
  return (
    <div className="qh-stack-small">
      {diff.data.changes.length === 0 ? <EmptyState title="没有差别" /> : null}
      <ul className="qh-plain-list" aria-label="版本差别">
        {diff.data.changes.map((change) => (
          <li key={change.path}>
            {change.label}：
            {from === null && OF_THE_PACK.has(change.path) ? null : change.before === null ? (
              <span className="qh-muted">沿用上级 → </span>
            ) : (
              <>
                <del className="qh-muted">{change.before}</del> →{' '}
              </>
            )}
            <strong>{change.after ?? '（沿用上级）'}</strong>
          </li>
        ))}
      </ul>
      <p className="qh-muted">适用范围内有 {diff.data.keptByOpenCases} 件在办案件登记在先，继续适用原来的规定。</p>
    </div>
  );
}

type Detail = RouteResponse<'rulePack'>;

/** All versions: who wrote and approved them, how many open cases keep each, what differs, and the way back. */
export function VersionsTab({ detail, canWrite }: { detail: Detail; canWrite: boolean }) {
  const { pack, history } = detail;
  const [compared, setCompared] = useState<[from: number | null, to: number] | null>(null);
  const [retiring, setRetiring] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const open = useCall('openRulePackDraft', ['rulePack', 'rulePacks']);
  const retire = useCall('retireRulePack', ['rulePack', 'rulePacks']);
  const kept = new Map(detail.openCases.map(({ number, count }) => [number, count]));
  return (
    <div className="qh-stack">
      {open.isError ? <ProblemView error={open.error} /> : null}
      <p className="qh-muted">
        {kept.get(null) ? `${kept.get(null)} 件在办案件登记于第一版施行之前，不适用本包。` : ''}
        案件登记时适用哪一版，以后一直适用哪一版。
      </p>
      <Table<RulePackVersion>
        size="small"
        rowKey="number"
        pagination={false}
        dataSource={history}
        scroll={{ x: 720 }}
        columns={[
          { title: '版本', render: (_value, row) => `第 ${row.number} 版`, width: 80 },
          { title: '状态', render: (_value, row) => <StatusTag status={row.status} />, width: 90 },
          { title: '施行', dataIndex: 'effectiveFrom', width: 110 },
          { title: '编写', dataIndex: 'authorName', width: 90 },
          {
            title: '批准',
            width: 200,
            render: (_value, row) =>
              row.publishedByName ? `${row.publishedByName} ${formatTime(row.publishedAt ?? '')}` : '—',
          },
          { title: '在办案件', width: 90, render: (_value, row) => kept.get(row.number) ?? 0 },
          { title: '说明', render: (_value, row) => row.reviewComment || row.note },
          {
            title: '操作',
            width: 220,
            render: (_value, row) => (
              <Space size={4} wrap>
                <Button
                  size="small"
                  onClick={() =>
                    setCompared([history.find((one) => one.number < row.number)?.number ?? null, row.number])
                  }
                >
                  比较
                </Button>
                {canWrite && (row.status === 'published' || row.status === 'retired') && detail.draft === null ? (
                  <Button size="small" onClick={() => open.mutate({ params: { pack }, body: { from: row.number } })}>
                    以此开新草稿
                  </Button>
                ) : null}
                {canWrite && row.status === 'published' ? (
                  <Button size="small" danger onClick={() => setRetiring(row.number)}>
                    停用
                  </Button>
                ) : null}
              </Space>
            ),
          },
        ]}
      />
      <Modal
        open={compared !== null}
        title={compared ? `第 ${compared[1]} 版改了什么` : ''}
        footer={null}
        width="min(720px, 96vw)"
        onCancel={() => setCompared(null)}
      >
        {compared ? (
          <>
            <div className="qh-row">
              与
              <Select
                aria-label="与哪一版比较"
                style={{ width: 140 }}
                value={compared[0] ?? 0}
                options={[
                  { value: 0, label: '没有本包时' },
                  ...history
                    .filter((one) => one.number !== compared[1])
                    .map((one) => ({ value: one.number, label: `第 ${one.number} 版` })),
                ]}
                onChange={(from: number) => setCompared([from === 0 ? null : from, compared[1]])}
              />
              相比：
            </div>
            <DiffView pack={pack} from={compared[0]} to={compared[1]} />
          </>
        ) : null}
      </Modal>
      <Modal
        open={retiring !== null}
        title={`停用第 ${retiring ?? ''} 版？`}
        okText="停用"
        cancelText="不停用"
        okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: retire.isPending }}
        onCancel={() => setRetiring(null)}
        onOk={() =>
          retire.mutate(
            { params: { pack, number: String(retiring) }, body: { reason } },
            { onSuccess: () => setRetiring(null) },
          )
        }
      >
        <p>以后登记的案件不再适用这一版（有前一版的恢复适用前一版）；已登记的案件不受影响。</p>
        <Input.TextArea
          aria-label="停用的理由"
          placeholder="停用的理由"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {retire.isError ? <ProblemView error={retire.error} /> : null}
      </Modal>
    </div>
  );
}
