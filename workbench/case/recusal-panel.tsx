import { App as AntApp, Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { CaseDetail, RecusalsView, RouteBody } from '#contracts';
import { RELATION_KIND_NAMES } from '#contracts';
import { RECUSAL_AUTHORITY_NAMES, RECUSAL_STATUS_NAMES } from '#rules';
import { ProblemView, serverNow, useCall, useRead, useSession } from '#ui';
import { DecideRecusal } from './recusal-decision.tsx';
import { ChangeHandlers } from './change-handlers.tsx';

type Item = RecusalsView['items'][number];

const LIGHTS: Record<Item['status'], [mark: string, light: string]> = {
  pending: ['▲', 'due-soon'],
  granted: ['■', 'overdue'],
  rejected: ['●', 'normal'],
  withdrawn: ['○', 'none'],
};
const DATE = { pattern: /^\d{4}-\d{2}-\d{2}$/, message: '例如 2026-04-07' };

function ApplyDialog({ detail, view, onClose }: { detail: CaseDetail; view: RecusalsView; onClose: () => void }) {
  const { message } = AntApp.useApp();
  const { user } = useSession();
  const [form] = Form.useForm<RouteBody<'applyRecusal'>>();
  const call = useCall('applyRecusal', ['recusals', 'case', 'task']);
  const applicant = Form.useWatch('applicant', form);
  return (
    <Modal
      open
      title="登记回避申请"
      okText="登记"
      confirmLoading={call.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="qh-muted">决定作出前不停止调查（行政处罚法第四十三条）。</p>
      {call.error ? <ProblemView error={call.error} /> : null}
      <Form<RouteBody<'applyRecusal'>>
        form={form}
        layout="vertical"
        initialValues={{
          applicant: 'party',
          applicantName: detail.parties[0]?.name,
          appliedOn: serverNow().slice(0, 10),
          relation: 'interest',
        }}
        onFinish={(fields) =>
          call.mutate(
            { params: { id: detail.id }, body: fields },
            {
              onSuccess: () => {
                void message.success('已登记，待有权决定的负责人决定');
                onClose();
              },
            },
          )
        }
      >
        <Form.Item name="applicant" label="由谁提出" rules={[{ required: true }]}>
          <Select
            options={[
              { value: 'party', label: '当事人申请' },
              { value: 'officer', label: '本人自行回避' },
              { value: 'organ', label: '机关提出' },
            ]}
            onChange={(value) => value === 'officer' && form.setFieldValue('officerId', user.id)}
          />
        </Form.Item>
        {applicant === 'party' ? (
          <Form.Item name="applicantName" label="申请人" rules={[{ required: true, message: '请填写申请人' }]}>
            <Input maxLength={100} />
          </Form.Item>
        ) : null}
        <Form.Item name="officerId" label="被申请回避的人员" rules={[{ required: true, message: '请选择人员' }]}>
          <Select
            showSearch
            optionFilterProp="label"
            disabled={applicant === 'officer'}
            options={[...view.people]
              .sort((a, b) => Number(b.onCase) - Number(a.onCase))
              .map((person) => ({
                value: person.id,
                label: `${person.name}　${person.post}${person.onCase ? '（经办本案）' : ''}`,
              }))}
          />
        </Form.Item>
        <Form.Item name="relation" label="关系" rules={[{ required: true }]}>
          <Select options={Object.entries(RELATION_KIND_NAMES).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="reason" label="理由" rules={[{ required: true, min: 4, message: '请写明理由（至少四个字）' }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
        <Form.Item name="appliedOn" label="申请日期" rules={[{ required: true, message: '请填写日期' }, DATE]}>
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Withdraw({ caseId, item }: { caseId: string; item: Item }) {
  const { modal, message } = AntApp.useApp();
  const call = useCall('withdrawRecusal', ['recusals', 'case']);
  const ask = () => {
    let reason = '';
    void modal.confirm({
      title: `撤回对${item.officerName}的回避申请`,
      content: (
        <Input.TextArea
          aria-label="撤回的理由"
          placeholder="撤回的理由（至少四个字）"
          rows={2}
          onChange={(event) => (reason = event.target.value)}
        />
      ),
      okText: '撤回',
      onOk: () =>
        call
          .mutateAsync({ params: { id: caseId, recusal: item.id }, body: { reason } })
          .then(() => void message.success('已撤回'))
          .catch((error: Error) => {
            void message.error(error.message);
            throw error;
          }),
    });
  };
  return (
    <Button size="small" onClick={ask}>
      撤回
    </Button>
  );
}

function Row({ detail, view, item }: { detail: CaseDetail; view: RecusalsView; item: Item }) {
  const [deciding, setDeciding] = useState(false);
  const [mark, light] = LIGHTS[item.status];
  return (
    <li className="qh-stack-small" style={{ gap: 2 }} data-testid="recusal">
      <div className="qh-row">
        <strong>{item.officerName}</strong>
        <span className={`qh-light-${light}`}>
          {mark} {RECUSAL_STATUS_NAMES[item.status]}
        </span>
      </div>
      <div className="qh-small">
        {item.applicant === 'officer' ? '自行回避' : `${item.applicantName}申请`}，{RELATION_KIND_NAMES[item.relation]}
        ：{item.reason}
      </div>
      {item.decision ? (
        <div className="qh-muted qh-small">
          {RECUSAL_AUTHORITY_NAMES[item.decision.authority]}（{item.decision.decidedOn}，{item.decision.actorName}
          登记）：
          {item.decision.reason}
          {item.decision.document ? `　${item.decision.document}` : ''}
        </div>
      ) : (
        <div className="qh-muted qh-small">{item.appliedOn} 申请，决定前不停止调查</div>
      )}
      {item.canDecide.length > 0 || item.canWithdraw ? (
        <div className="qh-row">
          {item.canDecide.length > 0 ? (
            <Button size="small" type="primary" onClick={() => setDeciding(true)}>
              决定
            </Button>
          ) : null}
          {item.canWithdraw ? <Withdraw caseId={detail.id} item={item} /> : null}
        </div>
      ) : null}
      {deciding ? <DecideRecusal detail={detail} view={view} item={item} onClose={() => setDeciding(false)} /> : null}
    </li>
  );
}

/** 回避 on the case page: hints from declared relations, applications, decisions, and who handles the case. */
export function RecusalPanel({ detail }: { detail: CaseDetail }) {
  const read = useRead('recusals', { params: { id: detail.id } });
  const [applying, setApplying] = useState(false);
  const [changing, setChanging] = useState(false);
  const view = read.data;
  if (!view) return read.error ? <ProblemView error={read.error} onRetry={() => void read.refetch()} /> : null;
  const ended = detail.status === 'closed' || detail.status === 'cancelled';
  return (
    <section className="qh-stack-small" aria-label="回避">
      {view.hints.map((hint) => (
        <Alert key={hint.message} type="warning" showIcon message="可能须回避" description={hint.message} />
      ))}
      {view.items.length > 0 ? (
        <ul className="qh-plain-list qh-stack-small">
          {view.items.map((item) => (
            <Row key={item.id} detail={detail} view={view} item={item} />
          ))}
        </ul>
      ) : null}
      {ended ? null : (
        <div className="qh-row">
          {view.canApply ? (
            <Button size="small" onClick={() => setApplying(true)}>
              申请回避
            </Button>
          ) : null}
          {view.canChangeHandlers && detail.officers.length > 0 ? (
            <Button size="small" onClick={() => setChanging(true)}>
              更换办案人员
            </Button>
          ) : null}
        </div>
      )}
      {applying ? <ApplyDialog detail={detail} view={view} onClose={() => setApplying(false)} /> : null}
      {changing ? <ChangeHandlers detail={detail} onClose={() => setChanging(false)} /> : null}
    </section>
  );
}
