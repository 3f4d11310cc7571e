import { Button, Pagination, Skeleton } from 'antd';
import { useNavigate } from 'react-router-dom';
import {
  EmptyState,
  NoticeRow,
  noticeTarget,
  Page,
  ProblemView,
  useCall,
  useCrumbs,
  useRead,
  useTableState,
} from '#ui';

export default function Notices() {
  const navigate = useNavigate();
  const state = useTableState();
  const notices = useRead('notices', { query: { page: state.page, pageSize: state.pageSize }, keepPrevious: true });
  const read = useCall('readNotices', ['notices']);
  useCrumbs([{ title: '通知' }]);
  const items = notices.data?.items ?? [];
  const unread = items.filter((item) => !item.readAt).map((item) => item.id);
  return (
    <Page
      title="通知"
      actions={
        <Button
          disabled={unread.length === 0}
          loading={read.isPending}
          onClick={() => read.mutate({ body: { ids: unread } })}
        >
          本页标为已读
        </Button>
      }
    >
      <div className="qh-card">
        {notices.isPending ? <Skeleton active /> : null}
        {notices.isError ? <ProblemView error={notices.error} onRetry={() => void notices.refetch()} /> : null}
        {notices.data && items.length === 0 ? <EmptyState title="没有通知" /> : null}
        {items.map((notice) => (
          <NoticeRow
            key={notice.id}
            notice={notice}
            onOpen={(opened) => {
              if (!opened.readAt) read.mutate({ body: { ids: [opened.id] } });
              const target = noticeTarget(opened);
              if (target) void navigate(target);
            }}
          />
        ))}
        {notices.data && notices.data.total > state.pageSize ? (
          <Pagination
            style={{ marginTop: 12 }}
            align="end"
            current={state.page}
            pageSize={state.pageSize}
            total={notices.data.total}
            showSizeChanger={false}
            onChange={(page) => state.set({ page })}
          />
        ) : null}
      </div>
    </Page>
  );
}
