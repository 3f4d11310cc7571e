import { App as AntApp, Button, Descriptions, Drawer, Form, Input, Modal, Skeleton, Timeline } from 'antd';
import { useState } from 'react';
import type { CertificateDetail, RouteBody } from '#contracts';
import { CERTIFICATE_ACTION_NAMES } from '#rules';
import {
  CERTIFICATE_KIND_NAMES,
  CERTIFICATE_STATUS_NAMES,
  formatInstant,
  ProblemView,
  serverNow,
  useCall,
  useRead,
} from '#ui';
import { CertificateStateText } from './certificates.tsx';

type Action = RouteBody<'changeCertificate'>['action'];
const DATE = { pattern: /^\d{4}-\d{2}-\d{2}$/, message: '例如 2026-04-07' };

/** What an action does, in a sentence before it is done. */
const EFFECTS: Record<Action, string> = {
  issue: '证件生效，持证人可以办理需要该证的环节。',
  suspend: '暂扣期间持证人不能被指派，也不能办理需要该证的环节；正在办理的案件会停在其环节。',
  restore: '证件恢复有效，持证人可以继续办理。',
  renew: '换发新证，有效期改为下面填写的日期。',
  revoke: '注销后不能恢复；需要时重新申领。',
  collect: '收缴后不能恢复。',
  expire: '登记为过期；换证后恢复有效。',
  correct: '只更正有效期的笔误，状态不变。',
};
const DANGEROUS: Action[] = ['suspend', 'revoke', 'collect'];

function ChangeDialog({ one, action, onClose }: { one: CertificateDetail; action: Action; onClose: () => void }) {
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<RouteBody<'changeCertificate'>>();
  const change = useCall('changeCertificate', ['certificates', 'certificate', 'users', 'tasks', 'assignableOfficers']);
  const name = CERTIFICATE_ACTION_NAMES[action];
  const dated = action === 'renew' || action === 'correct' || action === 'issue';
  return (
    <Modal
      open
      title={`${name}：${one.userName}的${CERTIFICATE_KIND_NAMES[one.kind]}（${one.number}）`}
      okText={name}
      okButtonProps={{ danger: DANGEROUS.includes(action) }}
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{EFFECTS[action]}</p>
      {change.error ? <ProblemView error={change.error} /> : null}
      <Form<RouteBody<'changeCertificate'>>
        form={form}
        layout="vertical"
        initialValues={{ on: serverNow().slice(0, 10), validFrom: one.validFrom, validTo: one.validTo, document: '' }}
        onFinish={(fields) =>
          change.mutate(
            { params: { id: one.id }, body: { ...fields, action } },
            {
              onSuccess: () => {
                void message.success(`已${name}`);
                onClose();
              },
            },
          )
        }
      >
        <Form.Item name="on" label="生效日期" rules={[{ required: true, message: '请填写生效日期' }, DATE]}>
          <Input />
        </Form.Item>
        {dated ? (
          <div className="qh-person-grid">
            <Form.Item name="validFrom" label="有效期起" rules={[{ required: true, message: '请填写有效期起' }, DATE]}>
              <Input />
            </Form.Item>
            <Form.Item name="validTo" label="有效期止" rules={[{ required: true, message: '请填写有效期止' }, DATE]}>
              <Input />
            </Form.Item>
          </div>
        ) : null}
        <Form.Item name="reason" label="理由" rules={[{ required: true, min: 4, message: '请写明理由（至少四个字）' }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item
          name="document"
          label="依据文书"
          extra="文书名称和文号，例如：行政执法监督决定书（监决〔2026〕1号）"
          rules={[
            {
              required: ['suspend', 'restore', 'renew', 'revoke', 'collect'].includes(action),
              message: '请填写依据文书',
            },
          ]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function History({ one }: { one: CertificateDetail }) {
  return (
    <Timeline
      items={[...one.history].reverse().map((entry) => ({
        color: entry.to === 'active' ? 'green' : entry.to === 'applying' ? 'gray' : 'red',
        children: (
          <div>
            <strong>{CERTIFICATE_ACTION_NAMES[entry.action]}</strong>　{entry.on}
            {entry.from && entry.from !== entry.to ? (
              <span className="qh-muted">
                {' '}
                （{CERTIFICATE_STATUS_NAMES[entry.from]} → {CERTIFICATE_STATUS_NAMES[entry.to]}）
              </span>
            ) : null}
            <div>{entry.reason}</div>
            {entry.document ? <div className="qh-small">依据：{entry.document}</div> : null}
            <div className="qh-muted qh-small">
              有效期 {entry.validFrom} 至 {entry.validTo}　{entry.actorName}　{formatInstant(entry.at)} 登记
            </div>
          </div>
        ),
      }))}
    />
  );
}

/** One certificate: what it says, what happened to it, what can be done with it now. */
export function CertificateDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const read = useRead('certificate', { params: { id } });
  const [action, setAction] = useState<Action | null>(null);
  const one = read.data;
  return (
    <Drawer open width="min(560px, 100vw)" title="证件" onClose={onClose}>
      {read.isPending ? <Skeleton active /> : null}
      {read.error ? <ProblemView error={read.error} onRetry={() => void read.refetch()} /> : null}
      {one ? (
        <div className="qh-stack">
          <Descriptions
            size="small"
            bordered
            column={1}
            items={[
              { key: 'holder', label: '持证人', children: `${one.userName}　${one.organName}` },
              { key: 'kind', label: '种类', children: CERTIFICATE_KIND_NAMES[one.kind] },
              { key: 'number', label: '证号', children: one.number },
              { key: 'state', label: '状态', children: <CertificateStateText one={one} /> },
              { key: 'validity', label: '有效期', children: `${one.validFrom} 至 ${one.validTo}` },
              ...(one.issuedBy ? [{ key: 'issuer', label: '发证机关', children: one.issuedBy }] : []),
            ]}
          />
          {one.actions.length > 0 ? (
            <div className="qh-row" role="group" aria-label="变更">
              {one.actions.map((possible) =>
                possible === 'enter' ? null : (
                  <Button key={possible} danger={DANGEROUS.includes(possible)} onClick={() => setAction(possible)}>
                    {CERTIFICATE_ACTION_NAMES[possible]}
                  </Button>
                ),
              )}
            </div>
          ) : null}
          <section aria-label="变更记录">
            <h2 style={{ marginBottom: 12 }}>变更记录</h2>
            <History one={one} />
          </section>
        </div>
      ) : null}
      {one && action ? <ChangeDialog one={one} action={action} onClose={() => setAction(null)} /> : null}
    </Drawer>
  );
}
