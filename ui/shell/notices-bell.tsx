import { BellOutlined } from '@ant-design/icons';
import { Badge, Button, Popover, Skeleton } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Notice } from '#contracts';
import { useCall, useRead } from '../api/hooks.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { formatInstant } from '../parts/format.ts';
import { ProblemView } from '../parts/problem-view.tsx';

const MARKS = { info: '●', warning: '▲', urgent: '■' } as const;
const WORDS = { info: '通知', warning: '提醒', urgent: '紧急' } as const;
const LIGHTS = { info: 'none', warning: 'due-soon', urgent: 'overdue' } as const;

/** Address of what a notice is about. */
export function noticeTarget(notice: Notice): string | null {
  if (notice.taskKey) return `/tasks/${notice.taskKey}`;
  return notice.caseId ? `/cases/${notice.caseId}` : null;
}

export function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen: (notice: Notice) => void }) {
  return (
    <button type="button" className="qh-notice" onClick={() => onOpen(notice)}>
      <span className={`qh-light-${LIGHTS[notice.severity]}`} aria-hidden="true">
        {MARKS[notice.severity]}
      </span>
      <span style={{ minWidth: 0 }}>
        <span style={{ fontWeight: notice.readAt ? 400 : 600 }}>
          <span className="qh-visually-hidden">
            {WORDS[notice.severity]}
            {notice.readAt ? '' : '，未读'}：
          </span>
          {notice.title}
        </span>
        <span className="qh-small qh-notice-body">{notice.body}</span>
        <span className="qh-muted qh-small">{formatInstant(notice.at)}</span>
      </span>
    </button>
  );
}

/** Unread notices at hand; all of them on their page. */
export function NoticesBell() {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const notices = useRead('notices', { query: { pageSize: 8 } });
  const read = useCall('readNotices', ['notices']);
  const unread = notices.data?.unread ?? 0;
  const openNotice = (notice: Notice) => {
    setOpen(false);
    if (!notice.readAt) read.mutate({ body: { ids: [notice.id] } });
    const target = noticeTarget(notice);
    if (target) void navigate(target);
  };
  const unreadIds = (notices.data?.items ?? []).filter((item) => !item.readAt).map((item) => item.id);
  const content = (
    <div className="qh-notices">
      {notices.isPending ? <Skeleton active /> : null}
      {notices.isError ? <ProblemView error={notices.error} /> : null}
      {notices.data?.items.length === 0 ? <EmptyState title="没有通知" /> : null}
      {notices.data?.items.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} onOpen={openNotice} />
      ))}
      <div className="qh-row" style={{ justifyContent: 'space-between', paddingTop: 8 }}>
        <Button
          size="small"
          disabled={unreadIds.length === 0}
          onClick={() => read.mutate({ body: { ids: unreadIds } })}
        >
          这些标为已读
        </Button>
        <Button
          size="small"
          type="link"
          onClick={() => {
            setOpen(false);
            void navigate('/notices');
          }}
        >
          全部通知
        </Button>
      </div>
    </div>
  );
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} placement="bottomRight" title="通知" content={content}>
      <Badge count={unread} size="small" offset={[-6, 6]}>
        <Button
          type="text"
          icon={<BellOutlined />}
          aria-label={unread > 0 ? `通知，${unread} 条未读` : '通知'}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpen(false);
          }}
        />
      </Badge>
    </Popover>
  );
}
