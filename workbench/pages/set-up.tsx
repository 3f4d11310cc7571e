import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router-dom';
import { call, PageSkeleton, ProblemView, setCsrfToken, useRead } from '#ui';
import { Entrance } from './entrance.tsx';

interface Fields {
  organName: string;
  name: string;
  account: string;
  password: string;
  again: string;
}

/** The first start of an empty platform: its first administrator. */
export default function SetUp() {
  const setup = useRead('setupState');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  if (setup.isPending) return <PageSkeleton />;
  if (setup.data && !setup.data.needed) return <Navigate to="/sign-in" replace />;
  const finish = async ({ organName, name, account, password }: Fields) => {
    setBusy(true);
    setError(null);
    try {
      const session = await call('setup', { body: { organName, name, account, password } });
      setCsrfToken(session.csrfToken);
      client.clear();
      client.setQueryData(['session', {}, {}], session);
      void navigate('/', { replace: true });
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  };
  const required = (message: string) => [{ required: true, message }];
  return (
    <Entrance title="初始化平台">
      <p className="qh-muted">这是一个空的平台。请设置首个系统管理员，之后由他建立组织、人员和规程。</p>
      {error ? <ProblemView error={error} /> : null}
      {setup.isError ? <ProblemView error={setup.error} onRetry={() => void setup.refetch()} /> : null}
      <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => void finish(fields)}>
        <Form.Item name="organName" label="机关名称" rules={required('请输入机关名称')}>
          <Input placeholder="例如 济南市司法局" />
        </Form.Item>
        <Form.Item name="name" label="管理员姓名" rules={required('请输入姓名')}>
          <Input />
        </Form.Item>
        <Form.Item name="account" label="管理员账号" rules={[{ required: true, min: 3, message: '账号至少 3 个字符' }]}>
          <Input autoComplete="username" />
        </Form.Item>
        <Form.Item
          name="password"
          label="口令"
          extra="至少 10 位"
          rules={[{ required: true, min: 10, message: '口令至少 10 位' }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再输一次口令"
          dependencies={['password']}
          rules={[
            { required: true, message: '请再输一次口令' },
            ({ getFieldValue }) => ({
              validator: (_, value: string) =>
                !value || value === getFieldValue('password')
                  ? Promise.resolve()
                  : Promise.reject(new Error('两次输入的口令不一样')),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          完成初始化
        </Button>
      </Form>
    </Entrance>
  );
}
