import { Button, Select } from 'antd';
import { useState } from 'react';
import type { GateDefinition } from '#contracts';
import { FindingList, ProblemView, useCall, useDebounced, useRead } from '#ui';

/** Holds a gate against a real case: what it would say, and what it looked at. Nothing is stored. */
export function TryGate({ gate }: { gate: GateDefinition }) {
  const [words, setWords] = useState('');
  const [caseId, setCaseId] = useState<string | null>(null);
  const q = useDebounced(words, 300);
  const cases = useRead('cases', { query: { q, pageSize: 20 }, keepPrevious: true });
  const preview = useCall('previewGate');
  const findings = preview.data?.findings ?? [];
  return (
    <section className="qh-stack-small" aria-label="用案件试查">
      <h3>用案件试查</h3>
      <div className="qh-row">
        <Select
          aria-label="试查的案件"
          showSearch
          filterOption={false}
          placeholder="输入案号、案名或当事人"
          style={{ minWidth: 320 }}
          value={caseId}
          onSearch={setWords}
          onChange={(value: string | null) => setCaseId(value)}
          options={(cases.data?.items ?? []).map((item) => ({
            value: item.id,
            label: `${item.number} ${item.title}`,
          }))}
        />
        <Button
          disabled={caseId === null}
          loading={preview.isPending}
          onClick={() => caseId !== null && preview.mutate({ body: { gate, caseId } })}
        >
          试查
        </Button>
      </div>
      {preview.isError ? <ProblemView error={preview.error} /> : null}
      {findings.map((finding) => (
        <div key={finding.gate} role="status">
          {finding.outcome === 'not-applicable' ? (
            <div className="qh-muted">本案不适用这个闸门。</div>
          ) : (
            <FindingList findings={[finding]} />
          )}
        </div>
      ))}
    </section>
  );
}
