import { CloseOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Flex, Tag, Typography } from 'antd';
import { useEffect, useRef } from 'react';
import type { ProcedureIssue } from '#contracts';

interface RunBarProps {
  issue: ProcedureIssue;
  /** Elements of the run that people know by name, with their places in the run. */
  stops: readonly { id: string; name: string; place: number }[];
  at: number;
  onMove: (stop: number) => void;
  onClose: () => void;
}

/** The run that breaks a rule, step by step above the drawing in which it is marked. */
export function RunBar({ issue, stops, at, onMove, onClose }: RunBarProps) {
  const current = useRef<HTMLSpanElement>(null);
  // In braces: newer browsers answer with a promise, which is no clean-up.
  useEffect(() => {
    void current.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [at]);
  return (
    <section className="designer-run" aria-label="违反规则的走法">
      <Flex gap={8} align="center">
        <Typography.Text strong>违反规则的走法</Typography.Text>
        <Typography.Text type="secondary" ellipsis style={{ flex: 1 }}>
          {issue.message}
        </Typography.Text>
        <Button
          size="small"
          icon={<LeftOutlined />}
          aria-label="上一步"
          disabled={at <= 0}
          onClick={() => onMove(at - 1)}
        />
        <span className="designer-run-count" role="status">
          {at + 1} / {stops.length}
        </span>
        <Button
          size="small"
          icon={<RightOutlined />}
          aria-label="下一步"
          disabled={at >= stops.length - 1}
          onClick={() => onMove(at + 1)}
        />
        <Button size="small" icon={<CloseOutlined />} onClick={onClose}>
          关闭
        </Button>
      </Flex>
      <div className="designer-run-stops">
        {stops.map((stop, index) => (
          <span key={stop.place} ref={index === at ? current : undefined}>
            {index > 0 ? <span aria-hidden="true"> → </span> : null}
            <Tag.CheckableTag checked={index === at} onChange={() => onMove(index)}>
              {stop.name}
            </Tag.CheckableTag>
          </span>
        ))}
      </div>
    </section>
  );
}
