import { useEffect, useRef } from 'react';
import './stage-bar.css';

export interface Stage {
  id: string;
  name: string;
  state: 'done' | 'current' | 'waiting' | 'skipped';
}

const WORDS = { done: '已完成', current: '当前', waiting: '未开始', skipped: '未经过' } as const;

/** Where the case is: 线索 ─ 立案 ─【调查取证】─ … */
export function StageBar({ stages }: { stages: readonly Stage[] }) {
  const list = useRef<HTMLOListElement>(null);
  const current = stages.find((stage) => stage.state === 'current')?.id;
  useEffect(() => {
    // On a phone the bar scrolls sideways: begin at the current stage.
    const item = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (item && list.current) list.current.scrollLeft = item.offsetLeft - 40;
  }, [current]);
  return (
    <ol ref={list} className="qh-stages" aria-label="办案阶段">
      {stages.map((stage) => (
        <li
          key={stage.id}
          className={`qh-stage qh-stage-${stage.state}`}
          aria-current={stage.state === 'current' ? 'step' : undefined}
        >
          <span className="qh-stage-dot" aria-hidden="true">
            {stage.state === 'done' ? '✓' : ''}
          </span>
          <span>{stage.name}</span>
          <span className="qh-visually-hidden">（{WORDS[stage.state]}）</span>
        </li>
      ))}
    </ol>
  );
}
