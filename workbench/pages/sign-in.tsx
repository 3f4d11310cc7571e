import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router-dom';
import { call, ProblemView, setCsrfToken, toProblem, useRead } from '#ui';
import { Entrance } from './entrance.tsx';

/** Password of all demonstration accounts; the seed sets it, the page only types it in. */
export const DEMO_PASSWORD = 'Quanheng@2026';

/** Only an address of our own pages may follow the sign-in. */
export function safeTarget(to: string | null): string {
  return to && /^\/(?![/\\])/.test(to) ? to : '/';
}

export default function SignIn() {
  const setup = useRead('setupState');
  const [search] = useSearchParams();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<{ account: string; password: string }>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    document.title = '登录 · 泉衡';
  }, []);
  if (setup.data?.needed) return <Navigate to="/setup" replace />;

  const signIn = async (body: { account: string; password: string }) => {
    setBusy(true);
    setError(null);
    try {
      const session = await call('signIn', { body });
      setCsrfToken(session.csrfToken);
      client.clear();
      client.setQueryData(['session', {}, {}], session);
      void navigate(safeTarget(search.get('to')), { replace: true });
    } catch (reason) {
      setError(toProblem(reason));
      setBusy(false);
    }
  };
  const demo = setup.data?.demoAccounts ?? [];
  return (
    <Entrance title="登录">
      {error ? <ProblemView error={error} /> : null}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(body) => void signIn(body)}>
        <Form.Item name="account" label="账号" rules={[{ required: true, message: '请输入账号' }]}>
          <Input size="large" autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label="口令" rules={[{ required: true, message: '请输入口令' }]}>
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          登录
        </Button>
      </Form>
      {setup.isPending ? <Skeleton active paragraph={{ rows: 2 }} /> : null}
      {demo.length > 0 ? (
        <section className="qh-stack-small" aria-label="演示账号">
          <h2>演示账号</h2>
          <p className="qh-muted qh-small">点一下即以该身份登录。</p>
          <div className="qh-demo">
            {demo.map((one) => (
              <Button
                key={one.account}
                disabled={busy}
                aria-label={`以${one.name}登录（${one.post}）`}
                data-testid={`demo-${one.account}`}
                onClick={() => void signIn({ account: one.account, password: DEMO_PASSWORD })}
              >
                <span>
                  <span>
                    <strong>{one.name}</strong>　{one.post}
                  </span>
                  <span className="qh-muted qh-small">{one.organ}</span>
                </span>
              </Button>
            ))}
          </div>
        </section>
      ) : null}
    </Entrance>
  );
}
