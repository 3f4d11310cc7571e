import { ClockCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Collapse, Flex, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import type { FormSchema, ProcedureManifest } from '#contracts';
import { DiscretionAdvice, EmptyState, FindingList, formatInstant } from '#ui';
import type { JobChoice } from './play/platform-jobs.ts';
import type { IncidentView, JobView, RunView } from './play/view.ts';
import { TaskForm } from './task-form.tsx';
import { readVariables } from './read-variables.ts';
import type { SimulationControl } from './use-simulation.ts';

interface WaitingPanelProps {
  view: RunView;
  run: string;
  manifest: ProcedureManifest;
  forms: ReadonlyMap<string, FormSchema>;
  control: SimulationControl;
}

/** Everything that the run waits for, each with what a person can do about it. */
export function WaitingPanel({ view, run, manifest, forms, control }: WaitingPanelProps) {
  const { act, busy } = control;
  const [open, setOpen] = useState<string | null>(null);
  const first = view.tasks[0];
  const nothing =
    view.tasks.length + view.jobs.length + view.incidents.length + view.messages.length + view.signals.length === 0;
  return (
    <div className="simulation-waiting">
      {view.state === 'running' ? null : (
        <Alert
          type={view.state === 'completed' ? 'success' : 'warning'}
          showIcon
          message={view.state === 'completed' ? '流程已经走完' : '流程已经终止'}
          description="可以后退换一种办法，或者从前面某一步分出一个分支来比较。"
        />
      )}
      {view.incidents.map((incident) => (
        <IncidentCard
          key={incident.key}
          incident={incident}
          busy={busy}
          onResolve={() => void act({ kind: 'resolve', incidentKey: incident.key })}
        />
      ))}
      {view.jobs
        .filter(({ failed }) => !failed)
        .map((job) => (
          <JobCard
            key={job.key}
            job={job}
            busy={busy}
            onChoose={({ outcome }) => void act({ kind: 'job', jobKey: job.key, outcome })}
          />
        ))}
      {view.tasks.length > 0 ? (
        <Collapse
          accordion
          activeKey={view.tasks.some(({ key }) => String(key) === open) ? open! : String(first?.key ?? '')}
          onChange={(key) => setOpen(key[0] ?? '')}
          items={view.tasks.map((task) => ({
            key: String(task.key),
            label: <strong>{task.name}</strong>,
            children: (
              <TaskForm
                key={`${run}-${task.key}`}
                form={forms.get(task.formId)}
                step={manifest.steps.find(({ elementId }) => elementId === task.elementId)}
                data={view.data}
                now={view.now}
                role={task.role}
                guidance={task.guidance}
                gates={task.gates}
                submitText={`办理“${task.name}”`}
                busy={busy}
                onSubmit={(data, whole) => void act({ kind: 'submit', taskKey: task.key, data, whole })}
              />
            ),
          }))}
        />
      ) : null}
      {view.messages.map((message) => (
        <EventCard
          key={message.key}
          title={message.title}
          detail={`等待消息“${message.name}”，关联值 ${message.correlationKey || '（空）'}`}
          action="收到这条消息"
          busy={busy}
          onSend={(variables) =>
            void act({ kind: 'message', name: message.name, correlationKey: message.correlationKey, variables })
          }
        />
      ))}
      {view.signals.map((signal) => (
        <EventCard
          key={signal.key}
          title={signal.title}
          detail={`等待信号“${signal.name}”`}
          action="发出这个信号"
          busy={busy}
          onSend={(variables) => void act({ kind: 'signal', name: signal.name, variables })}
        />
      ))}
      {view.timers.length > 0 ? (
        <section aria-label="定时器">
          <h4>定时器</h4>
          {view.timers.map((timer) => (
            <Flex key={timer.key} gap={8} wrap align="center" className="simulation-line">
              <span>
                <ClockCircleOutlined aria-hidden /> {timer.name}
              </span>
              <span className="qh-muted qh-nowrap">
                {formatInstant(timer.dueAt)}
                {timer.repeats ? '（重复）' : ''}
              </span>
              <Button size="small" disabled={busy} onClick={() => void act({ kind: 'travel', to: timer.dueMs })}>
                到这时
              </Button>
            </Flex>
          ))}
        </section>
      ) : null}
      {nothing && view.timers.length === 0 && view.state === 'running' ? (
        <EmptyState title="没有在等待的事" hint="点“运行到等待”继续。" />
      ) : null}
    </div>
  );
}

function IncidentCard({ incident, busy, onResolve }: { incident: IncidentView; busy: boolean; onResolve: () => void }) {
  return (
    <Alert
      type="error"
      showIcon
      message={`${incident.name}：${incident.title}`}
      description={
        <>
          <div>{incident.reason}</div>
          <div>{incident.remedy}</div>
          {incident.original ? (
            <details>
              <summary>引擎的原话</summary>
              {incident.original}
            </details>
          ) : null}
        </>
      }
      action={
        <Button disabled={busy} onClick={onResolve}>
          重试
        </Button>
      }
    />
  );
}

function JobCard({
  job,
  busy,
  onChoose,
}: {
  job: JobView;
  busy: boolean;
  onChoose: (choice: Pick<JobChoice, 'outcome'>) => void;
}) {
  // What fails for want of people and evidence is no way to go on first.
  const computedFirst = job.computed?.outcome.kind === 'complete';
  // One of many gates is found in a list; the other ends are a button each.
  const gates = job.choices.filter(({ id }) => id.startsWith('blocked-'));
  const buttons = job.choices.filter((choice) => !gates.includes(choice));
  return (
    <section className="qh-card simulation-job" aria-label={job.name}>
      <Flex gap={8} wrap align="center">
        <strong>{job.name}</strong>
        <Tag>{job.typeName}</Tag>
      </Flex>
      <p className="qh-muted qh-small">
        {job.purpose}
        {job.automatic
          ? '点“单步”由平台照规程计算。'
          : '试运行按填写的内容推算，人员、证件和证据按齐备看。请选择它的结果，看流程怎样走。'}
      </p>
      <Flex gap={8} wrap>
        {job.computed ? (
          <Button type={computedFirst ? 'primary' : 'default'} disabled={busy} onClick={() => onChoose(job.computed!)}>
            按推算：{job.computed.label}
          </Button>
        ) : null}
        {job.automatic
          ? null
          : buttons.map((choice, index) => (
              <Button
                key={choice.id}
                type={index === 0 && !computedFirst ? 'primary' : 'default'}
                danger={choice.outcome.kind === 'fail'}
                disabled={busy}
                onClick={() => onChoose(choice)}
              >
                {choice.label}
              </Button>
            ))}
        {gates.length > 0 ? (
          <Select
            style={{ minWidth: 220 }}
            aria-label="没有通过的闸门"
            placeholder="选一个没有通过的闸门"
            disabled={busy}
            value={null as string | null}
            options={gates.map(({ id, label }) => ({ value: id, label }))}
            onChange={(id) => {
              const chosen = gates.find((choice) => choice.id === id);
              if (chosen) onChoose(chosen);
            }}
          />
        ) : null}
        {job.automatic ? (
          <Button danger disabled={busy} onClick={() => onChoose(job.choices.at(-1)!)}>
            让它失败
          </Button>
        ) : null}
      </Flex>
      {job.computed?.findings || job.computed?.discretion ? (
        <details className="simulation-computed">
          <summary>推算的依据</summary>
          {job.computed.findings ? <FindingList findings={job.computed.findings} /> : null}
          {job.computed.discretion ? <DiscretionAdvice result={job.computed.discretion} /> : null}
        </details>
      ) : null}
    </section>
  );
}

interface EventCardProps {
  title: string;
  detail: string;
  action: string;
  busy: boolean;
  onSend: (variables: Record<string, unknown>) => void;
}

function EventCard({ title, detail, action, busy, onSend }: EventCardProps) {
  const [text, setText] = useState('');
  const read = readVariables(text);
  return (
    <section className="qh-card simulation-job" aria-label={title}>
      <strong>{title}</strong>
      <p className="qh-muted qh-small">{detail}</p>
      <Input
        aria-label={`${title}带来的变量`}
        placeholder='带来的变量，可不填，如 {"approved": true}'
        value={text}
        status={read.problem ? 'error' : ''}
        onChange={(event) => setText(event.target.value)}
      />
      {read.problem ? (
        <div className="designer-alert" role="alert">
          {read.problem}
        </div>
      ) : null}
      <Button style={{ marginTop: 8 }} disabled={busy || read.problem !== null} onClick={() => onSend(read.variables)}>
        {action}
      </Button>
    </section>
  );
}
