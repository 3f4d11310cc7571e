import { App, Button, Drawer, Empty, List, Popconfirm, Skeleton, Tabs, Tag } from 'antd';
import type { PackageFile, ProcedureVersionView } from '#contracts';
import { call, formatInstant, toProblem, useRead, VERSION_STATUS_NAMES } from '#ui';

interface HistoryDrawerProps {
  code: string;
  open: boolean;
  versions: readonly ProcedureVersionView[];
  readOnly: boolean;
  onClose: () => void;
  onRestore: (files: PackageFile[]) => void;
}

/** Published versions and the saves of the draft, each of which can be brought back. */
export function HistoryDrawer({ code, open, versions, readOnly, onClose, onRestore }: HistoryDrawerProps) {
  const { message } = App.useApp();
  const history = useRead('draftHistory', { params: { code }, enabled: open && !readOnly, staleTimeMs: 0 });
  const restore = async (load: Promise<{ files: PackageFile[] }>) => {
    try {
      onRestore((await load).files);
      void message.success('已恢复，可以用“撤销”退回');
      onClose();
    } catch (error) {
      void message.error(toProblem(error).message);
    }
  };
  const saves = (
    <List
      size="small"
      loading={history.isLoading}
      locale={{ emptyText: <Empty description="还没有保存记录" /> }}
      dataSource={history.data?.items ?? []}
      renderItem={(entry) => (
        <List.Item
          actions={[
            <Popconfirm
              key="restore"
              title="恢复到这一次保存？"
              description="现在的内容可以用“撤销”找回"
              okText="恢复"
              cancelText="取消"
              onConfirm={() =>
                void restore(call('draftRevision', { params: { code, revision: String(entry.revision) } }))
              }
            >
              <Button size="small">恢复</Button>
            </Popconfirm>,
          ]}
        >
          <List.Item.Meta
            title={`第 ${entry.revision} 次保存 · ${formatInstant(entry.at)}`}
            description={`${entry.authorName}${entry.note ? ` · ${entry.note}` : ''}`}
          />
        </List.Item>
      )}
    />
  );
  const published = (
    <List
      size="small"
      dataSource={[...versions]}
      renderItem={(version) => (
        <List.Item>
          <List.Item.Meta
            title={
              <>
                v{version.version} <Tag>{VERSION_STATUS_NAMES[version.status]}</Tag>
              </>
            }
            description={
              <>
                {version.authorName} 编写{version.reviewerName ? `，${version.reviewerName} 审批` : ''}
                {version.publishedAt ? `，${formatInstant(version.publishedAt)} 发布` : ''}
                {version.reviewComment ? <div>审核意见：{version.reviewComment}</div> : null}
                <div className="qh-muted qh-small">内容校验值 {version.contentHash.slice(0, 16)}…</div>
              </>
            }
          />
        </List.Item>
      )}
    />
  );
  return (
    <Drawer title="历史" width={480} open={open} onClose={onClose} destroyOnHidden>
      {open ? (
        <Tabs
          items={[
            ...(readOnly ? [] : [{ key: 'saves', label: '草稿保存', children: saves }]),
            { key: 'versions', label: '版本', children: published },
          ]}
        />
      ) : (
        <Skeleton />
      )}
    </Drawer>
  );
}
