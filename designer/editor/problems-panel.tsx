import { CheckCircleFilled, CloseCircleFilled, InfoCircleFilled, WarningFilled } from '@ant-design/icons';
import { Button, Flex, List, Spin, Typography } from 'antd';
import type { ProcedureIssue } from '#contracts';

const ICONS = {
  error: <CloseCircleFilled style={{ color: '#CF1322' }} aria-label="错误" />,
  warning: <WarningFilled style={{ color: '#D48806' }} aria-label="提醒" />,
  info: <InfoCircleFilled style={{ color: '#1B5FAA' }} aria-label="说明" />,
};

interface ProblemsPanelProps {
  issues: readonly ProcedureIssue[];
  checking: boolean;
  failed: string | null;
  onOpen: (issue: ProcedureIssue) => void;
  onRetry: () => void;
}

/** What has to be mended before the procedure can be submitted, as it stands now; a click goes to the place. */
export function ProblemsPanel({ issues, checking, failed, onOpen, onRetry }: ProblemsPanelProps) {
  if (failed) {
    return (
      <Flex gap={8} align="center" role="status">
        <Typography.Text type="danger">检查没有完成：{failed}</Typography.Text>
        <Button size="small" onClick={onRetry}>
          再查一次
        </Button>
      </Flex>
    );
  }
  if (issues.length === 0) {
    return (
      <Flex gap={8} align="center" role="status">
        {checking ? <Spin size="small" /> : <CheckCircleFilled style={{ color: '#2E8B57' }} />}
        {checking ? '正在检查…' : '检查通过，没有问题'}
      </Flex>
    );
  }
  return (
    <List
      size="small"
      aria-label="问题"
      dataSource={[...issues]}
      renderItem={(issue) => (
        <List.Item
          style={{ cursor: 'pointer' }}
          tabIndex={0}
          onClick={() => onOpen(issue)}
          onKeyDown={(event) => event.key === 'Enter' && onOpen(issue)}
        >
          <Flex gap={8} align="baseline">
            {ICONS[issue.severity]}
            <span>
              {issue.message}
              {issue.remedy ? <Typography.Text type="secondary">　{issue.remedy}</Typography.Text> : null}
              {issue.basis.map((basis) => (
                <Typography.Text key={basis.article} type="secondary">
                  （《{basis.law}》{basis.article}）
                </Typography.Text>
              ))}
            </span>
          </Flex>
        </List.Item>
      )}
    />
  );
}
