import { Button } from 'antd';
import { Link, useRouteError } from 'react-router-dom';
import { EmptyState, Page, ProblemView } from '#ui';

export function NotFound() {
  return (
    <Page title="没有这个页面">
      <div className="qh-card">
        <EmptyState
          title="没有这个页面（404）"
          hint="地址可能写错了，或者内容已经移走。"
          action={
            <Link to="/">
              <Button type="primary">回到首页</Button>
            </Link>
          }
        />
      </div>
    </Page>
  );
}

export function Forbidden({ what = '这个页面' }: { what?: string }) {
  return (
    <Page title="没有权限">
      <div className="qh-card">
        <EmptyState
          title={`您没有查看${what}的权限（403）`}
          hint="需要时请向本单位系统管理员申请角色。"
          action={
            <Link to="/">
              <Button type="primary">回到首页</Button>
            </Link>
          }
        />
      </div>
    </Page>
  );
}

/** A page that failed to load or to draw; after an upgrade the old page's parts are gone and a reload helps. */
export function PageFailure() {
  const error = useRouteError();
  return (
    <div style={{ maxWidth: 640, margin: '80px auto', padding: 16 }} className="qh-stack">
      <ProblemView error={error} />
      <div className="qh-row">
        <Button type="primary" onClick={() => window.location.reload()}>
          重新加载
        </Button>
        <Button href="/">回到首页</Button>
      </div>
    </div>
  );
}
