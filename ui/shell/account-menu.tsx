import { LogoutOutlined } from '@ant-design/icons';
import { Avatar, Button, Divider, Popover, Segmented, Switch } from 'antd';
import { useState } from 'react';
import { ROLE_NAMES } from '#contracts';
import { useSession } from '../api/session.tsx';
import { useAppearance } from '../theme/appearance.tsx';
import { SCOPE_NAMES } from '../parts/words.ts';

/** Who is signed in, at which post of which organ; appearance; signing out. */
export function AccountMenu({ onSignOut }: { onSignOut: () => void }) {
  const { user, demo } = useSession();
  const { appearance, setAppearance } = useAppearance();
  const [open, setOpen] = useState(false);
  const content = (
    <div className="qh-stack-small" style={{ width: 260 }}>
      <div>
        <strong>{user.name}</strong> <span className="qh-muted">{user.account}</span>
      </div>
      <div>
        {user.organName}　{user.post}
      </div>
      <div className="qh-muted qh-small">
        {user.roles.map((role) => ROLE_NAMES[role]).join('、')}　范围：{SCOPE_NAMES[user.scope]}
      </div>
      {demo ? <div className="qh-small qh-light-due-soon">▲ 演示环境，请勿录入真实案件</div> : null}
      <Divider style={{ margin: '4px 0' }} />
      <Segmented
        block
        aria-label="显示模式"
        value={appearance.mode}
        onChange={(mode) => setAppearance({ mode })}
        options={[
          { label: '浅色', value: 'light' as const },
          { label: '深色', value: 'dark' as const },
          { label: '随系统', value: 'system' as const },
        ]}
      />
      <div className="qh-row" style={{ justifyContent: 'space-between' }}>
        <label htmlFor="large-text">大字</label>
        <Switch id="large-text" checked={appearance.largeText} onChange={(largeText) => setAppearance({ largeText })} />
      </div>
      <Divider style={{ margin: '4px 0' }} />
      <Button icon={<LogoutOutlined />} onClick={onSignOut} block>
        退出登录
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} placement="bottomRight" content={content}>
      <Button
        type="text"
        className="qh-account"
        aria-label={`账户：${user.name}`}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false);
        }}
      >
        <Avatar size="small" style={{ background: 'var(--ant-color-primary)' }} aria-hidden>
          {user.name.slice(0, 1)}
        </Avatar>
        <span className="qh-account-words">
          <span>{user.name}</span>
          <span className="qh-muted qh-small">
            {user.organName} {user.post}
          </span>
        </span>
      </Button>
    </Popover>
  );
}
