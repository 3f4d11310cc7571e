import { App, Button, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import type { ProcedureVersionView } from '#contracts';
import { ApiProblem, holdsRole, useCall, useSession } from '#ui';

interface ReviewActionsProps {
  code: string;
  version: ProcedureVersionView;
  errors: number;
  /** Saves what is not saved yet before anything is submitted. */
  saveNow: () => Promise<void>;
  onDone: () => void;
}

type Dialog = 'submit' | 'approve' | 'return';
const TEXTS: Record<Dialog, { title: string; ok: string; label: string; done: string; hint: string }> = {
  submit: {
    title: '送审',
    ok: '送审',
    label: '修改说明',
    done: '已送审，等待另一名法制人员批准',
    hint: '送审后不能再修改，退回后可以继续。须由另一名法制人员批准。',
  },
  approve: {
    title: '批准并发布',
    ok: '批准并发布',
    label: '审核意见',
    done: '已发布，新案件按新版本办理',
    hint: '发布到流程引擎后立即生效；在办案件仍按原版本办理。',
  },
  return: { title: '退回', ok: '退回', label: '退回理由', done: '已退回', hint: '作者修改后可以再次送审。' },
};

/** The primary button of the page by state: 送审 for the author, 批准发布 and 退回 for another configurer. */
export function ReviewActions({ code, version, errors, saveNow, onDone }: ReviewActionsProps) {
  const { message } = App.useApp();
  const session = useSession();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = useCall('submitDraft', ['procedures', 'procedure', 'procedureVersion']);
  const approve = useCall('approveDraft', ['procedures', 'procedure', 'procedureVersion']);
  const giveBack = useCall('returnDraft', ['procedures', 'procedure', 'procedureVersion']);
  if (!holdsRole(session, ['configurer'])) return null;
  const own = version.authorId === session.user.id;
  const open = (kind: Dialog) => {
    setProblem(null);
    setText('');
    setDialog(kind);
  };
  const confirm = async () => {
    if (!dialog) return;
    setBusy(true);
    try {
      if (dialog === 'submit') {
        await saveNow();
        await submit.mutateAsync({ params: { code }, body: { note: text } });
      } else if (dialog === 'approve') await approve.mutateAsync({ params: { code }, body: { comment: text } });
      else await giveBack.mutateAsync({ params: { code }, body: { comment: text } });
      void message.success(TEXTS[dialog].done);
      setDialog(null);
      onDone();
    } catch (error) {
      if (error instanceof ApiProblem) setProblem(error);
      else throw error;
    } finally {
      setBusy(false);
    }
  };
  return (
    <Space>
      {version.status === 'draft' || version.status === 'returned' ? (
        <Button
          type="primary"
          disabled={errors > 0}
          title={errors > 0 ? `还有 ${errors} 个错误没有改正` : undefined}
          onClick={() => open('submit')}
        >
          送审
        </Button>
      ) : null}
      {version.status === 'submitted' && own ? <Button disabled>等待他人审批</Button> : null}
      {version.status === 'submitted' && !own ? (
        <>
          <Button onClick={() => open('return')}>退回</Button>
          <Button type="primary" onClick={() => open('approve')}>
            批准并发布
          </Button>
        </>
      ) : null}
      <Modal
        open={dialog !== null}
        title={dialog ? TEXTS[dialog].title : ''}
        okText={dialog ? TEXTS[dialog].ok : ''}
        cancelText="取消"
        confirmLoading={busy}
        okButtonProps={{ disabled: dialog === 'return' && text.trim() === '' }}
        onOk={() => void confirm()}
        onCancel={() => setDialog(null)}
      >
        <p>{dialog ? TEXTS[dialog].hint : ''}</p>
        <Form layout="vertical">
          <Form.Item label={dialog ? TEXTS[dialog].label : ''} required={dialog === 'return'}>
            <Input.TextArea
              aria-label={dialog ? TEXTS[dialog].label : ''}
              rows={3}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </Form.Item>
        </Form>
        {problem ? (
          <div role="alert" className="designer-alert">
            <p>{problem.message}</p>
            <ul>
              {(problem.problem.issues ?? []).map((issue) => (
                <li key={`${issue.path}-${issue.message}`}>{issue.message}</li>
              ))}
            </ul>
          </div>
        ) : null}
      </Modal>
    </Space>
  );
}
