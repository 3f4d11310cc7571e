import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Drawer, Grid, Layout, Menu, Popover } from 'antd';
import { useEffect, useState } from 'react';
import { Link, Outlet, useLocation } from 'react-router-dom';
import { useLiveInvalidation } from '../api/live.ts';
import { useSession } from '../api/session.tsx';
import { AccountMenu } from './account-menu.tsx';
import { navigationFor } from './areas.ts';
import { CrumbsProvider, ShellBreadcrumb, useCurrentNavigation } from './breadcrumb.tsx';
import { NoticesBell } from './notices-bell.tsx';
import { SearchButton } from './search-dialog.tsx';
import './shell.css';

const COLLAPSED_KEY = 'quanheng.navigation.collapsed';

function Navigation({ collapsed }: { collapsed: boolean }) {
  const { user } = useSession();
  const current = useCurrentNavigation();
  return (
    <nav aria-label="主导航">
      <Menu
        mode="inline"
        inlineCollapsed={collapsed}
        selectedKeys={current ? [current.path] : []}
        items={navigationFor(user.roles).map(({ group, items }) => ({
          type: 'group' as const,
          key: group,
          label: collapsed ? group.slice(0, 2) : group,
          children: items.map((item) => ({
            key: item.path,
            icon: item.icon,
            title: item.label,
            label: <Link to={item.path}>{item.label}</Link>,
          })),
        }))}
      />
    </nav>
  );
}

function Brand({ collapsed }: { collapsed: boolean }) {
  return (
    <Link to="/" className="qh-brand" aria-label="泉衡，回到首页">
      <img src="/favicon.svg" width={28} height={28} alt="" />
      {collapsed ? null : (
        <span>
          <strong>泉衡</strong>
          <span className="qh-muted qh-small">泉执法 慧监督</span>
        </span>
      )}
    </Link>
  );
}

function Help() {
  const current = useCurrentNavigation();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={current?.label ?? '帮助'}
      content={
        <div className="qh-stack-small" style={{ maxWidth: 320 }}>
          <span>{current?.help ?? '从左侧选择要办的事。'}</span>
          <span className="qh-muted qh-small">Ctrl+K 查找；列表中按 Tab 到某一行，按 Enter 打开；Esc 关闭弹窗。</span>
        </div>
      }
    >
      <Button type="text" icon={<QuestionCircleOutlined />} aria-label="本页帮助" className="qh-help" />
    </Popover>
  );
}

/** A screen below this width has the navigation in a drawer. */
function useNarrow(): boolean {
  return Grid.useBreakpoint().lg === false;
}

function useCollapsed(): [boolean, () => void] {
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(COLLAPSED_KEY) === 'true');
  const toggle = () =>
    setCollapsed((former) => {
      localStorage.setItem(COLLAPSED_KEY, String(!former));
      return !former;
    });
  return [collapsed, toggle];
}

/** The frame of every page: navigation by role at the left, bar at the top, page in the middle. */
export function Shell({ onSignOut }: { onSignOut: () => void }) {
  useLiveInvalidation();
  const narrow = useNarrow();
  const [collapsed, toggle] = useCollapsed();
  const [drawer, setDrawer] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => setDrawer(false), [pathname]);
  return (
    <CrumbsProvider>
      <a href="#main" className="qh-skip">
        跳到正文
      </a>
      <Layout hasSider={!narrow} className="qh-shell">
        {narrow ? (
          <Drawer
            open={drawer}
            onClose={() => setDrawer(false)}
            placement="left"
            width={248}
            title={<Brand collapsed={false} />}
            styles={{ body: { padding: 0 } }}
          >
            <Navigation collapsed={false} />
          </Drawer>
        ) : (
          <Layout.Sider width={208} collapsedWidth={64} collapsed={collapsed} className="qh-sider">
            <Brand collapsed={collapsed} />
            <div className="qh-sider-menu">
              <Navigation collapsed={collapsed} />
            </div>
            <Button
              type="text"
              className="qh-sider-toggle"
              icon={collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
              aria-label={collapsed ? '展开导航' : '收起导航'}
              onClick={toggle}
            >
              {collapsed ? null : '收起'}
            </Button>
          </Layout.Sider>
        )}
        <Layout>
          <header className="qh-top">
            {narrow ? (
              <Button type="text" icon={<MenuOutlined />} aria-label="打开导航" onClick={() => setDrawer(true)} />
            ) : null}
            <ShellBreadcrumb />
            <div className="qh-top-right">
              <SearchButton />
              <NoticesBell />
              <Help />
              <AccountMenu onSignOut={onSignOut} />
            </div>
          </header>
          <main id="main" className="qh-main" tabIndex={-1}>
            <Outlet />
          </main>
        </Layout>
      </Layout>
    </CrumbsProvider>
  );
}
