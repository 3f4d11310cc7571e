import { App as AntApp, Button, Table, Tag } from 'antd';
import { Link } from 'react-router-dom';
import type { ListImport } from '#contracts';
import { formatInstant, ProblemView, useCall, useRead } from '#ui';

/** Past imports; each can be taken back as a whole. */
export function ImportHistory() {
  const { modal, message } = AntApp.useApp();
  const found = useRead('listImports', { query: { pageSize: 50 } });
  const undo = useCall('undoListImport', ['listImports', 'discretionItems', 'discretionDepartments']);
  const ask = (record: ListImport) =>
    modal.confirm({
      title: `撤销导入“${record.fileName}”？`,
      content: `新增的 ${record.created} 项将停用，更新的 ${record.updated} 项恢复为导入前的内容；导入后又修改过的不能整批撤销。`,
      okText: '撤销导入',
      cancelText: '不撤销',
      onOk: () =>
        undo
          .mutateAsync({ params: { id: record.id } })
          .then(() => void message.success('已撤销'))
          .catch(() => undefined),
    });
  return (
    <section className="qh-card" aria-label="导入记录">
      <h2>导入记录</h2>
      {undo.isError ? <ProblemView error={undo.error} /> : null}
      <Table<ListImport>
        size="small"
        rowKey="id"
        loading={found.isPending}
        dataSource={found.data?.items ?? []}
        locale={{ emptyText: '还没有导入过' }}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        scroll={{ x: true }}
        columns={[
          { title: '文件', render: (_, record) => <Link to={`/lists?importId=${record.id}`}>{record.fileName}</Link> },
          { title: '时间', render: (_, record) => formatInstant(record.at) },
          { title: '经办', dataIndex: 'byName' },
          { title: '新增', dataIndex: 'created', align: 'right' },
          { title: '更新', dataIndex: 'updated', align: 'right' },
          {
            title: '操作',
            render: (_, record) =>
              record.undoneAt ? (
                <Tag>
                  {record.undoneByName} 于 {formatInstant(record.undoneAt)} 撤销
                </Tag>
              ) : (
                <Button size="small" danger onClick={() => ask(record)}>
                  撤销
                </Button>
              ),
          },
        ]}
      />
    </section>
  );
}
