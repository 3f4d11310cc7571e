import { Alert, Modal, Select, Skeleton, Table } from 'antd';
import { useState } from 'react';
import type { CheckView } from '#contracts';
import { EmptyState, formatInstantExact, ProblemView, useRead } from '#ui';
import type { Change } from './compare.ts';
import { compareChecks } from './compare.ts';

/** Two runs of one kind of check at one step, side by side: only what differs. */
export function CompareDialog({ caseId, check, onClose }: { caseId: string; check: CheckView; onClose: () => void }) {
  const read = useRead('caseCheck', { params: { id: caseId, check: check.id } });
  const [chosen, setChosen] = useState<string | null>(null);
  const runs = read.data?.runs ?? [];
  const other = runs.find((run) => run.id === chosen) ?? runs.find((run) => run.at < check.at) ?? runs.at(0);
  const [before, after] = other && other.at > check.at ? [check, other] : [other, check];
  const changes = before && after ? compareChecks(before, after) : [];
  return (
    <Modal
      open
      title={`比较：${check.elementName ?? check.elementId}`}
      footer={null}
      width="min(860px, 96vw)"
      onCancel={onClose}
    >
      {read.isPending ? <Skeleton active /> : null}
      {read.error ? <ProblemView error={read.error} /> : null}
      {read.data && runs.length === 0 ? (
        <EmptyState title="没有可比较的另一次" hint="同一环节同一种类的检查只做过这一次。" />
      ) : null}
      {other && before && after ? (
        <div className="qh-stack-small">
          <div className="qh-row">
            <span>这一次 {formatInstantExact(check.at)}，与</span>
            <Select
              aria-label="另一次检查"
              style={{ minWidth: 280 }}
              value={other.id}
              onChange={setChosen}
              options={runs.map((run) => ({
                value: run.id,
                label: `${formatInstantExact(run.at)} ${run.passed ? '通过' : '未通过'}${run.actorName ? ` ${run.actorName}` : ''}`,
              }))}
            />
            <span>比较</span>
          </div>
          {changes.length === 0 ? (
            <Alert type="info" showIcon message="两次检查所看到的事实、所用的规则和结论都相同" />
          ) : (
            <Table<Change>
              size="small"
              pagination={false}
              rowKey={(change) => change.what}
              dataSource={changes}
              scroll={{ x: true }}
              columns={[
                { title: '哪里不同', dataIndex: 'what' },
                { title: `前一次（${formatInstantExact(before.at)}）`, dataIndex: 'before' },
                { title: `后一次（${formatInstantExact(after.at)}）`, dataIndex: 'after' },
              ]}
            />
          )}
        </div>
      ) : null}
    </Modal>
  );
}
