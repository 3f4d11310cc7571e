import { InboxOutlined } from '@ant-design/icons';
import { Alert, App as AntApp, Button, Modal, Table, Upload } from 'antd';
import { useState } from 'react';
import type { CertificateImport } from '#contracts';
import { ProblemView, saveBlob, sendBinary, useRefresh } from '#ui';

const HEADERS = '账号,姓名,机关,证件种类,证号,有效期起,有效期止,发证机关,状态';
const EXAMPLE = `${HEADERS}\nzhifa1,王建国,济南市历下区市场监督管理局,执法证,鲁A01020001,2024-01-01,2028-12-31,山东省人民政府,有效\n`;

type Problem = CertificateImport['problems'][number];

/** Chooses a sheet, shows what would happen row by row, and imports all of it or nothing. */
export function CertificateImportDialog({ onClose }: { onClose: () => void }) {
  const { message } = AntApp.useApp();
  const refresh = useRefresh();
  const [file, setFile] = useState<File | null>(null);
  const [plan, setPlan] = useState<CertificateImport | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const run = async (chosen: File, mode: 'preview' | 'import'): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const answer = await sendBinary('importCertificates', chosen, {}, { mode });
      setPlan(answer);
      if (!answer.imported) return;
      refresh('certificates', 'users');
      void message.success(`已导入：新录 ${answer.created} 份，换证 ${answer.renewed} 份`);
      onClose();
    } catch (failure) {
      setPlan(null);
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const ready = plan !== null && plan.problems.length === 0 && plan.created + plan.renewed > 0;
  return (
    <Modal
      open
      title="批量导入证件"
      width="min(820px, 96vw)"
      okText={ready ? `导入 ${plan.created + plan.renewed} 份` : '导入'}
      okButtonProps={{ disabled: !ready || !file }}
      confirmLoading={busy}
      onOk={() => file && void run(file, 'import')}
      onCancel={onClose}
    >
      <div className="qh-stack-small">
        <Upload.Dragger
          accept=".xlsx,.csv"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(chosen) => {
            setFile(chosen);
            void run(chosen, 'preview');
            return false;
          }}
        >
          <InboxOutlined style={{ fontSize: 28 }} aria-hidden />
          <p>{file ? file.name : '点此选择或拖入 Excel（.xlsx）、CSV 文件'}</p>
          <p className="qh-muted qh-small">第一行是列名。人员以账号为准；没有账号的，以姓名和机关确定。</p>
        </Upload.Dragger>
        <div>
          <Button
            size="small"
            onClick={() => saveBlob(new Blob([`\ufeff${EXAMPLE}`], { type: 'text/csv' }), '证件导入样表.csv')}
          >
            下载样表
          </Button>
        </div>
        {error ? <ProblemView error={error} /> : null}
        {plan ? (
          <Alert
            showIcon
            type={plan.problems.length > 0 ? 'error' : ready ? 'success' : 'info'}
            message={
              plan.problems.length > 0
                ? `有 ${plan.problems.length} 处需要改正，什么也没有导入。请在表中改好后重新选择文件。`
                : `共 ${plan.rows} 行：新录 ${plan.created} 份，换证 ${plan.renewed} 份，没有变化 ${plan.unchanged} 份。`
            }
          />
        ) : null}
        {plan && plan.problems.length > 0 ? (
          <Table<Problem>
            size="small"
            rowKey={(problem) => `${problem.row} ${problem.column} ${problem.message}`}
            dataSource={plan.problems}
            pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
            columns={[
              { title: '行', dataIndex: 'row', width: 64 },
              { title: '列', dataIndex: 'column', width: 110 },
              { title: '问题', dataIndex: 'message' },
            ]}
          />
        ) : null}
      </div>
    </Modal>
  );
}
