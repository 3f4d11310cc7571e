import { Button, Modal } from 'antd';
import type { Finding } from '#contracts';
import { FindingList } from '#ui';

/** What stopped a completion, with the way to mend each. */
export function FindingsDialog({ findings, onClose }: { findings: readonly Finding[]; onClose: () => void }) {
  const blocking = findings.filter(
    (finding) => (finding.outcome === 'failed' || finding.outcome === 'error') && finding.level === 'block',
  ).length;
  return (
    <Modal
      open={findings.length > 0}
      title={`暂时不能提交：有 ${blocking || findings.length} 项须先改正`}
      onCancel={onClose}
      width="min(640px, 96vw)"
      footer={
        <Button type="primary" onClick={onClose}>
          去改正
        </Button>
      }
    >
      <div data-testid="gate-blocked">
        <FindingList findings={findings} showPassed={false} />
      </div>
    </Modal>
  );
}
