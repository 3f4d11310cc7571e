import type { RunView } from './play/view.ts';

/** How a run stands, in one line. */
export const stateText = ({ state, incidents, tasks, jobs, timers, messages, signals }: RunView): string => {
  if (state === 'completed') return '已走完';
  if (state === 'terminated') return '已终止';
  if (incidents.length > 0) return `停住了：${incidents.map(({ name }) => name).join('、')}`;
  const open = jobs.filter(({ failed }) => !failed);
  if (tasks.length > 0) return `等待办理：${tasks.map(({ name }) => name).join('、')}`;
  if (open.length > 0) return `等待作业：${open.map(({ name }) => name).join('、')}`;
  if (messages.length + signals.length > 0) return '等待消息';
  return timers.length > 0 ? '等待时间' : '没有在等待的事';
};
