import { CheckCircleFilled, CloseCircleFilled, InfoCircleFilled, WarningFilled } from '@ant-design/icons';
import { Flex, List, Tag, Typography } from 'antd';
import type { DecisionAnalysis, DecisionFinding } from '#contracts';

const ICONS = {
  error: <CloseCircleFilled style={{ color: '#CF1322' }} aria-label="错误" />,
  warning: <WarningFilled style={{ color: '#D48806' }} aria-label="提醒" />,
  info: <InfoCircleFilled style={{ color: '#1B5FAA' }} aria-label="说明" />,
};
const KIND_NAMES: Record<DecisionFinding['kind'], string> = {
  gap: '缺口',
  conflict: '冲突',
  overlap: '重叠',
  unreachable: '轮不到',
  redundant: '多余',
  monotonicity: '轻重倒置',
  'invalid-cell': '条件不成立',
  unanalysed: '没有分析',
  incomplete: '没有做完',
};
const COVERAGE = {
  complete: '每种情况都有规则命中',
  gaps: '有情况没有规则命中',
  unknown: '不能断定每种情况都有规则命中',
};

interface DecisionFindingsProps {
  analyses: readonly DecisionAnalysis[];
  /** Rows that are marked in the table. */
  marked: readonly string[];
  onMark: (rows: string[]) => void;
}

/** What the analysis of the tables of a file found; a click marks the rows in the table. */
export function DecisionFindings({ analyses, marked, onMark }: DecisionFindingsProps) {
  return (
    <section aria-label="决策表分析">
      {analyses.map((analysis) => (
        <div key={analysis.decisionId}>
          <Flex gap={8} align="center" wrap>
            <Typography.Text strong>{analysis.decisionName}</Typography.Text>
            <Typography.Text type="secondary">
              {analysis.rowCount} 行 · {analysis.inputCount} 个输入 · {COVERAGE[analysis.coverage]}
              {analysis.exhaustive ? '' : ' · 分析没有做完'}
            </Typography.Text>
            {analysis.findings.length === 0 ? (
              <span role="status">
                <CheckCircleFilled style={{ color: '#2E8B57' }} /> 没有发现问题
              </span>
            ) : null}
          </Flex>
          {analysis.findings.length > 0 ? (
            <List
              size="small"
              dataSource={analysis.findings}
              renderItem={(finding) => {
                const rows = finding.rows.map(({ id }) => id);
                const chosen = rows.length > 0 && rows.every((id) => marked.includes(id));
                return (
                  <List.Item
                    tabIndex={0}
                    style={{ cursor: rows.length > 0 ? 'pointer' : 'default', background: chosen ? '#fff1b8' : '' }}
                    onClick={() => onMark(chosen ? [] : rows)}
                    onKeyDown={(event) => event.key === 'Enter' && onMark(chosen ? [] : rows)}
                  >
                    <Flex gap={8} align="baseline">
                      {ICONS[finding.severity]}
                      <Tag>{KIND_NAMES[finding.kind]}</Tag>
                      <span>
                        {finding.message}　<Typography.Text type="secondary">{finding.remedy}</Typography.Text>
                      </span>
                    </Flex>
                  </List.Item>
                );
              }}
            />
          ) : null}
          {analysis.assumptions.length > 0 ? (
            <Typography.Text type="secondary">分析时：{analysis.assumptions.join('；')}。</Typography.Text>
          ) : null}
        </div>
      ))}
    </section>
  );
}
