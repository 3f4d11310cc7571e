import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { GateReview, RouteBody } from '#contracts';
import { ProblemView, useCall, useRead } from '#ui';
import { GATE_OPTIONS } from './finding-table.tsx';

/** Chooses which cases are checked, and for which gates. */
export function StartDialog({ onClose, onStarted }: { onClose: () => void; onStarted: (review: GateReview) => void }) {
  const organs = useRead('organs', { staleTimeMs: 300_000 });
  const procedures = useRead('procedures', { query: { pageSize: 200 }, staleTimeMs: 300_000 });
  const start = useCall('startGateReview', ['gateReviews']);
  const [scope, setScope] = useState<RouteBody<'startGateReview'>>({});
  const put = (part: Partial<typeof scope>) => setScope({ ...scope, ...part });
  const day = (name: 'from' | 'to', label: string) => (
    <Input
      type="date"
      aria-label={label}
      style={{ width: 160 }}
      value={scope[name] ?? ''}
      onChange={(event) => {
        const { [name]: _former, ...rest } = scope;
        setScope(event.target.value ? { ...rest, [name]: event.target.value } : rest);
      }}
    />
  );
  return (
    <Modal
      open
      title="批量检查"
      okText="开始检查"
      cancelText="取消"
      confirmLoading={start.isPending}
      onCancel={onClose}
      onOk={() => start.mutate({ body: scope }, { onSuccess: onStarted })}
    >
      <Form layout="vertical">
        <Form.Item label="机关（不选为监督范围内全部）">
          <Select
            mode="multiple"
            aria-label="机关"
            optionFilterProp="label"
            maxTagCount={3}
            value={scope.organIds ?? []}
            options={(organs.data?.items ?? [])
              .filter((organ) => organ.department !== '')
              .map((organ) => ({ value: organ.id, label: organ.name }))}
            onChange={(organIds: string[]) => put({ organIds })}
          />
        </Form.Item>
        <Form.Item label="规程">
          <Select
            aria-label="规程"
            value={scope.procedureCode ?? ''}
            options={[
              { value: '', label: '全部规程' },
              ...(procedures.data?.items ?? []).map((item) => ({ value: item.code, label: item.name })),
            ]}
            onChange={(code: string) => {
              const { procedureCode: _former, ...rest } = scope;
              setScope(code === '' ? rest : { ...rest, procedureCode: code });
            }}
          />
        </Form.Item>
        <Form.Item label="登记日期">
          <span className="qh-row">
            {day('from', '自')} 至 {day('to', '至')}
          </span>
        </Form.Item>
        <Form.Item label="案件">
          <Select
            aria-label="案件状态"
            value={scope.status ?? 'all'}
            options={[
              { value: 'all', label: '在办和已结' },
              { value: 'open', label: '在办' },
              { value: 'closed', label: '已结' },
            ]}
            onChange={(status: 'all' | 'open' | 'closed') => put({ status })}
          />
        </Form.Item>
        <Form.Item label="闸门（不选为全部适用的闸门和期限）">
          <Select
            mode="multiple"
            aria-label="检查哪些闸门"
            optionFilterProp="label"
            value={scope.gates ?? []}
            options={GATE_OPTIONS}
            onChange={(gates: string[]) => put({ gates })}
          />
        </Form.Item>
      </Form>
      {start.isError ? <ProblemView error={start.error} /> : null}
    </Modal>
  );
}
