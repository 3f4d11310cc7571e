import { Button, Form, Input, Modal, Popconfirm, Select, Tag } from 'antd';
import { useState } from 'react';
import type { GateException } from '#contracts';
import { formatInstant, ProblemView, serverNow, useCall, useRead } from '#ui';

const stale = ['gateExceptions', 'case', 'caseChecks', 'task'] as const;

function GrantDialog({
  caseId,
  gates,
  onClose,
}: {
  caseId: string;
  gates: { gate: string; name: string }[];
  onClose: () => void;
}) {
  const grant = useCall('grantGateException', [...stale]);
  const [value, setValue] = useState({
    gate: gates[0]?.gate ?? '',
    reason: '',
    document: '',
    validTo: serverNow().slice(0, 10),
  });
  const issue = (path: string) => {
    const found = grant.error?.issues?.find((one) => one.path === path);
    return found ? { validateStatus: 'error' as const, help: found.message } : {};
  };
  return (
    <Modal
      open
      title="批准闸门例外"
      okText="批准例外"
      cancelText="取消"
      confirmLoading={grant.isPending}
      onCancel={onClose}
      onOk={() => grant.mutate({ params: { id: caseId }, body: value }, { onSuccess: onClose })}
    >
      <p>只对本案、只在有效期内放行这一项；理由和批准文书随检查结果永久留存。</p>
      <Form layout="vertical">
        <Form.Item label="闸门" {...issue('gate')}>
          <Select
            aria-label="闸门"
            value={value.gate}
            options={gates.map((one) => ({ value: one.gate, label: `${one.gate} ${one.name}` }))}
            onChange={(gate: string) => setValue({ ...value, gate })}
          />
        </Form.Item>
        <Form.Item label="理由" {...issue('reason')}>
          <Input.TextArea
            aria-label="例外的理由"
            autoSize={{ minRows: 2 }}
            value={value.reason}
            onChange={(event) => setValue({ ...value, reason: event.target.value })}
          />
        </Form.Item>
        <Form.Item label="批准文书（名称或文号）" {...issue('document')}>
          <Input
            aria-label="批准文书"
            value={value.document}
            onChange={(event) => setValue({ ...value, document: event.target.value })}
          />
        </Form.Item>
        <Form.Item label="有效期至" {...issue('validTo')}>
          <Input
            aria-label="有效期至"
            type="date"
            value={value.validTo}
            onChange={(event) => setValue({ ...value, validTo: event.target.value })}
          />
        </Form.Item>
      </Form>
      {grant.isError && !grant.error.issues?.length ? <ProblemView error={grant.error} /> : null}
    </Modal>
  );
}

const stateOf = (exception: GateException): [string, string] =>
  exception.revokedAt
    ? ['已撤回', 'default']
    : exception.validTo < serverNow().slice(0, 10)
      ? ['已过期', 'default']
      : ['有效', 'gold'];

/** The exceptions of a case: which gate, by whom, why, until when. Shown only where there are some or one may be granted. */
export function GateExceptions({ caseId }: { caseId: string }) {
  const read = useRead('gateExceptions', { params: { id: caseId } });
  const revoke = useCall('revokeGateException', [...stale]);
  const [granting, setGranting] = useState(false);
  if (!read.data) return null;
  const grantable = read.data.possible.filter((one) => one.mayGrant);
  if (read.data.items.length === 0 && grantable.length === 0) return null;
  return (
    <section className="qh-card" aria-label="闸门例外">
      <div className="qh-row" style={{ justifyContent: 'space-between' }}>
        <h2>闸门例外</h2>
        {grantable.length > 0 ? (
          <Button size="small" onClick={() => setGranting(true)}>
            批准例外
          </Button>
        ) : null}
      </div>
      {read.data.items.length === 0 ? (
        <p className="qh-muted">
          没有例外。{grantable.map((one) => `${one.gate} ${one.name}`).join('、')}可由您批准个案例外。
        </p>
      ) : null}
      <ul className="qh-plain-list qh-stack-small">
        {read.data.items.map((exception) => {
          const [text, color] = stateOf(exception);
          const mayRevoke = exception.revokedAt === null && grantable.some((one) => one.gate === exception.gate);
          return (
            <li key={exception.id}>
              <Tag color={color}>{text}</Tag>
              <strong>{exception.gate}</strong> {exception.reason}
              <div className="qh-muted qh-small">
                {exception.approvedByName} {formatInstant(exception.approvedAt)} 批准，{exception.document}，至{' '}
                {exception.validTo}
                {exception.revokedByName ? `；${exception.revokedByName} 撤回` : ''}
                {mayRevoke ? (
                  <Popconfirm
                    title="撤回这项例外？"
                    okText="撤回"
                    cancelText="不撤回"
                    onConfirm={() => revoke.mutate({ params: { id: caseId, exceptionId: exception.id } })}
                  >
                    <Button size="small" type="link">
                      撤回
                    </Button>
                  </Popconfirm>
                ) : null}
              </div>
            </li>
          );
        })}
      </ul>
      {revoke.isError ? <ProblemView error={revoke.error} /> : null}
      {granting ? <GrantDialog caseId={caseId} gates={grantable} onClose={() => setGranting(false)} /> : null}
    </section>
  );
}
