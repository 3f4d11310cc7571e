import { Alert, DatePicker, Flex, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import type { FormSchema, PackageFile, ProcedureManifest } from '#contracts';
import { Page, PageSkeleton, ProblemView, serverNow, useRead } from '#ui';
import { TaskForm } from './task-form.tsx';
import type { SimulationControl } from './use-simulation.ts';

interface StartCardProps {
  files: readonly PackageFile[];
  manifest: ProcedureManifest;
  startId: string | null;
  names: Readonly<Record<string, string>>;
  forms: ReadonlyMap<string, FormSchema>;
  control: SimulationControl;
}

/** More list items than this are not taken along. */
const MAX_ITEMS = 200;

const NO_DATA: Record<string, unknown> = {};

/** Before a run: what it is, when it begins, and the registration. */
export function StartCard({ files, manifest, startId, names, forms, control }: StartCardProps) {
  const calendar = useRead('calendar');
  const items = useRead('discretionItems', { query: { pageSize: MAX_ITEMS } });
  const [start, setStart] = useState(() => dayjs(serverNow().slice(0, 16)));
  const step = manifest.steps.find(({ elementId }) => elementId === startId);
  const now = useMemo(() => `${start.format('YYYY-MM-DDTHH:mm')}:00+08:00`, [start]);
  if (calendar.isError) return <ProblemView error={calendar.error} onRetry={() => void calendar.refetch()} />;
  if (!calendar.data || items.isPending) return <PageSkeleton />;
  const begin = (data: Record<string, unknown>) =>
    void control.begin([...files], { calendar: calendar.data, items: items.data?.items ?? [] }, Date.parse(now), data);
  return (
    <div className="simulation-start">
      <Page
        title="试运行"
        subtitle="在本机把规程从头走一遍：填表、过环节、让时间前进、后退、分支比较。不产生案件，不发通知，不占文号，随时可以关掉。"
      >
        {control.problem ? <Alert type="error" showIcon message="没有开始" description={control.problem} /> : null}
        <section className="qh-card" aria-label="开始试运行">
          <Flex gap={8} wrap align="center" style={{ marginBottom: 12 }}>
            <label htmlFor="simulation-start-day">从哪一天开始</label>
            <DatePicker
              id="simulation-start-day"
              allowClear={false}
              value={start}
              onChange={(day) => setStart(start.year(day.year()).month(day.month()).date(day.date()))}
            />
            <TimePicker
              aria-label="几点开始"
              format="HH:mm"
              allowClear={false}
              needConfirm={false}
              value={start}
              onChange={(time) => setStart(start.hour(time.hour()).minute(time.minute()))}
            />
          </Flex>
          <TaskForm
            form={step ? forms.get(step.form) : undefined}
            step={step}
            data={NO_DATA}
            now={now}
            role={step?.role ?? ''}
            guidance={step?.guidance ?? ''}
            submitText={step ? `开始：${names[step.elementId] ?? '登记'}` : '开始'}
            busy={control.busy}
            onSubmit={begin}
          />
        </section>
        <Alert
          type="info"
          showIcon
          message="与真实办案的不同"
          description="期限按本规程和当前工作日历计算，不计入部门规则包；文书、封存、通知只记一笔，不真的生成；闸门检查和裁量检查按填写的内容推算，人员、证件和证据按齐备看，检查环节的结果由您选择。"
        />
      </Page>
    </div>
  );
}
