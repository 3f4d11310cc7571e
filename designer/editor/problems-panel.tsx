import {
  CheckCircleFilled,
  CloseCircleFilled,
  InfoCircleFilled,
  NodeIndexOutlined,
  WarningFilled,
} from '@ant-design/icons';
import { Button, Flex, List, Spin, Tag, Typography } from 'antd';
import type { ProcedureIssue } from '#contracts';
import { ArticleLinks } from '#ui';

const ICONS = {
  error: <CloseCircleFilled style={{ color: '#CF1322' }} aria-label="错误" />,
  warning: <WarningFilled style={{ color: '#D48806' }} aria-label="提醒" />,
  info: <InfoCircleFilled style={{ color: '#1B5FAA' }} aria-label="说明" />,
};

interface ProblemsPanelProps {
  issues: readonly ProcedureIssue[];
  /** How far the runs of the procedure were explored. */
  summary: string | null;
  checking: boolean;
  failed: string | null;
  onOpen: (issue: ProcedureIssue) => void;
  onRetry: () => void;
}

/** What has to be mended before the procedure can be submitted, as it stands now; a click goes to the place. */
export function ProblemsPanel({ issues, summary, checking, failed, onOpen, onRetry }: ProblemsPanelProps) {
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
        <span>{checking ? '正在检查…' : '检查通过，没有问题'}</span>
        {summary && !checking ? <Typography.Text type="secondary">合法性{summary}</Typography.Text> : null}
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
              {issue.basis.length > 0 ? (
                <>
                  　<ArticleLinks citations={issue.basis} />
                </>
              ) : null}
              {issue.origin !== undefined && issue.origin !== '法' ? (
                <Tag color="gold" style={{ marginInlineStart: 8 }}>
                  {issue.origin} · 待确认
                </Tag>
              ) : null}
              {issue.path && issue.path.length > 0 ? (
                <Tag icon={<NodeIndexOutlined />} color="volcano" style={{ marginInlineStart: 8 }}>
                  看走法
                </Tag>
              ) : null}
            </span>
          </Flex>
        </List.Item>
      )}
    />
  );
}
