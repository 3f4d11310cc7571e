import {
  BranchesOutlined,
  FastForwardOutlined,
  RedoOutlined,
  StepBackwardOutlined,
  StepForwardOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { Button, DatePicker, Popconfirm, Switch, Tooltip } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { formatDate, formatInstant, formatTime } from '#ui';
import type { RunView } from './play/view.ts';
import type { SimulationControl } from './use-simulation.ts';

const DAY_MS = 86_400_000;
/** A day that is travelled to begins with the office. */
const OFFICE_HOUR = 'T09:00:00+08:00';

/** What can be done to the run as a whole: back, on, forward in time, another way, from the start. */
export function Toolbar({
  view,
  control,
  onRestart,
}: {
  view: RunView;
  control: SimulationControl;
  onRestart: () => void;
}) {
  const { act, back, fork, busy, auto, setAuto, cancel } = control;
  const automatic = view.jobs.some((job) => job.automatic && !job.failed);
  const travel = (to: number) => void act({ kind: 'travel', to });
  const next = view.nextDueMs;
  return (
    <div className="simulation-toolbar" role="toolbar" aria-label="试运行操作">
      <Button icon={<StepBackwardOutlined aria-hidden />} disabled={busy || !view.canBack} onClick={back}>
        后退
      </Button>
      <Tooltip title="由平台办理下一个作业">
        <Button
          icon={<StepForwardOutlined aria-hidden />}
          disabled={busy || !automatic}
          onClick={() => void act({ kind: 'step' })}
        >
          单步
        </Button>
      </Tooltip>
      <Tooltip title="平台的作业都办完，直到要等人、消息或时间">
        <Button
          icon={<FastForwardOutlined aria-hidden />}
          disabled={busy || !automatic}
          onClick={() => void act({ kind: 'run' })}
        >
          运行到等待
        </Button>
      </Tooltip>
      <span className="simulation-switch">
        <Switch size="small" checked={auto} onChange={setAuto} aria-label="自动运行到等待" />
        自动运行
      </span>
      <span className="simulation-clock" aria-label="试运行的时间">
        {formatDate(view.now)} {formatTime(view.now)}
      </span>
      <Button disabled={busy} onClick={() => travel(view.nowMs + DAY_MS)}>
        +1 天
      </Button>
      <Tooltip title={next === null ? '没有在等的定时器' : `${formatInstant(new Date(next).toISOString())}`}>
        <Button disabled={busy || next === null} onClick={() => next !== null && travel(next)}>
          到下一定时
        </Button>
      </Tooltip>
      <DatePicker
        aria-label="到某一天"
        placeholder="到某一天"
        value={null as Dayjs | null}
        disabled={busy}
        showNow={false}
        minDate={dayjs(view.now.slice(0, 10)).add(1, 'day')}
        onChange={(day) => day && travel(Date.parse(`${day.format('YYYY-MM-DD')}${OFFICE_HOUR}`))}
      />
      <Tooltip title="从这里另走一条路，原来的不变">
        <Button icon={<BranchesOutlined aria-hidden />} disabled={busy} onClick={fork}>
          分支
        </Button>
      </Tooltip>
      <Popconfirm
        title="重新开始？"
        description="现在的试运行和它的分支都会关掉"
        okText="重新开始"
        cancelText="不"
        onConfirm={onRestart}
      >
        <Button icon={<RedoOutlined aria-hidden />}>重新开始</Button>
      </Popconfirm>
      {busy ? (
        <Button danger icon={<StopOutlined aria-hidden />} onClick={cancel}>
          停止
        </Button>
      ) : null}
    </div>
  );
}
