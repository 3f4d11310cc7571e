import { Button, Input, InputNumber, Select, Space, Tag } from 'antd';
import type { Citation, ClockRule, Duration, EffectiveClock, Origin, ProblemIssue, TimeUnit } from '#contracts';
import { EmptyState } from '#ui';
import { clockSentence, EVENT_OPTIONS, IssueLines, SourceTag, UNIT_OPTIONS } from './rule-words.tsx';
import { issuesAt } from './use-pack-draft.ts';

interface ClockRulesProps {
  rules: readonly ClockRule[];
  inherited: readonly EffectiveClock[];
  issues: readonly ProblemIssue[];
  readOnly: boolean;
  onChange: (rules: ClockRule[]) => void;
}

const PAUSES = [
  { from: 'testing.started', until: 'testing.finished', reason: '检测、检验、检疫、鉴定' },
  { from: 'hearing.requested', until: 'hearing.finished', reason: '听证' },
  { from: 'announcement.started', until: 'announcement.finished', reason: '公告' },
  { from: 'case.suspended', until: 'case.resumed', reason: '中止调查' },
];
const ORIGINS = (['法', '摘', '编', '忆'] as const).map((value) => ({
  value,
  label: value === '法' ? '法：已与条文核对' : `${value}：待确认`,
}));

/** The clocks of a department: what is inherited, and what this pack changes, each as a sentence to fill in. */
export function ClockRules({ rules, inherited, issues, readOnly, onChange }: ClockRulesProps) {
  const put = (rule: ClockRule) => onChange(rules.map((one) => (one.code === rule.code ? rule : one)));
  const override = (clock: EffectiveClock) =>
    onChange([...rules, { code: clock.code, limit: clock.limit, basis: clock.basis, origin: clock.origin }]);
  const restore = (code: string) => onChange(rules.filter((one) => one.code !== code));
  const unknown = rules.filter((rule) => !inherited.some((clock) => clock.code === rule.code));
  return (
    <div className="qh-stack">
      {inherited.length === 0 && unknown.length === 0 ? (
        <EmptyState title="所选规程没有期限" hint="请在上方“对照”里换一个规程。" />
      ) : null}
      {[...inherited, ...unknown.map((): EffectiveClock | null => null)].map((clock, position) => {
        const rule = clock ? rules.find((one) => one.code === clock.code) : unknown[position - inherited.length];
        const code = rule?.code ?? clock?.code ?? '';
        const index = rules.findIndex((one) => one.code === code);
        return (
          <section key={code} className="qh-card" aria-label={`期限 ${code}`} data-testid={`clock-rule-${code}`}>
            <div className="qh-row" style={{ justifyContent: 'space-between' }}>
              <span>
                <strong>
                  {code} {rule?.name ?? clock?.name ?? ''}
                </strong>{' '}
                {rule ? <Tag color="purple">本包改写</Tag> : <SourceTag source={clock?.source} />}
                {(rule?.origin ?? clock?.origin) === '法' ? null : <Tag color="orange">待确认</Tag>}
              </span>
              {readOnly ? null : rule ? (
                <Button size="small" onClick={() => restore(code)}>
                  恢复继承
                </Button>
              ) : clock ? (
                <Button size="small" onClick={() => override(clock)}>
                  在本包改写
                </Button>
              ) : null}
            </div>
            {clock ? (
              <div className={rule ? 'qh-muted qh-small' : ''}>
                {rule ? '上级：' : ''}
                {clockSentence(clock)}
              </div>
            ) : null}
            {rule ? <ClockSentence rule={rule} clock={clock} readOnly={readOnly} onChange={put} /> : null}
            <IssueLines issues={index < 0 ? [] : issuesAt(issues, `content.clocks[${index}]`)} />
          </section>
        );
      })}
    </div>
  );
}

function DurationInput({
  value,
  label,
  disabled,
  onChange,
}: {
  value: Duration | undefined;
  label: string;
  disabled: boolean;
  onChange: (value: Duration) => void;
}) {
  return (
    <Space.Compact>
      <InputNumber
        aria-label={`${label}数值`}
        min={1}
        max={3660}
        style={{ width: 80 }}
        disabled={disabled}
        value={value?.length ?? null}
        onChange={(length) => length && onChange({ length, unit: value?.unit ?? 'WD' })}
      />
      <Select
        aria-label={`${label}单位`}
        style={{ width: 110 }}
        disabled={disabled}
        value={value?.unit ?? 'WD'}
        options={UNIT_OPTIONS}
        onChange={(unit: TimeUnit) => onChange({ length: value?.length ?? 1, unit })}
      />
    </Space.Compact>
  );
}

/** `自〔线索登记〕起〔15〕〔工作日〕内，经〔机关负责人〕批准可延长〔15〕〔工作日〕…` */
function ClockSentence({
  rule,
  clock,
  readOnly,
  onChange,
}: {
  rule: ClockRule;
  clock: EffectiveClock | null;
  readOnly: boolean;
  onChange: (rule: ClockRule) => void;
}) {
  const merged = { ...clock, ...rule };
  const extension = merged.extensions?.[0];
  const setExtension = (part: { approver?: string; add?: Duration }) =>
    onChange({
      ...rule,
      extensions: [
        { event: extension?.event ?? 'limit.extended', approver: '', ...extension, basis: rule.basis, ...part },
        ...(merged.extensions ?? []).slice(1),
      ],
    });
  const setBasis = (part: Partial<Citation>) => onChange({ ...rule, basis: { ...rule.basis, ...part } });
  return (
    <div className="qh-stack-small">
      <div className="qh-row" style={{ rowGap: 8 }}>
        自
        <Select
          aria-label="起算事件"
          showSearch
          optionFilterProp="label"
          style={{ minWidth: 140 }}
          disabled={readOnly}
          value={merged.startsOn ?? null}
          options={EVENT_OPTIONS}
          onChange={(startsOn) => onChange({ ...rule, startsOn })}
        />
        起
        <DurationInput
          label="期限"
          disabled={readOnly}
          value={merged.limit}
          onChange={(limit) => onChange({ ...rule, limit })}
        />
        内，至
        <Select
          aria-label="停止事件"
          mode="multiple"
          optionFilterProp="label"
          style={{ minWidth: 180 }}
          disabled={readOnly}
          value={merged.stopsOn ?? []}
          options={EVENT_OPTIONS}
          onChange={(stopsOn) => onChange({ ...rule, stopsOn })}
        />
        止。
      </div>
      <div className="qh-row" style={{ rowGap: 8 }}>
        {extension ? (
          <>
            经
            <Input
              aria-label="延长批准人"
              style={{ width: 160 }}
              disabled={readOnly}
              value={extension.approver}
              onChange={(event) => setExtension({ approver: event.target.value })}
            />
            批准可延长
            <DurationInput
              label="延长"
              disabled={readOnly}
              value={extension.add}
              onChange={(add) => setExtension({ add })}
            />
            {readOnly ? null : (
              <Button size="small" type="link" onClick={() => onChange({ ...rule, extensions: [] })}>
                不能延长
              </Button>
            )}
          </>
        ) : readOnly ? (
          '不能延长。'
        ) : (
          <Button
            size="small"
            onClick={() => setExtension({ approver: '机关负责人', add: { length: 30, unit: 'ND' } })}
          >
            可以延长…
          </Button>
        )}
        提前
        <DurationInput
          label="预警"
          disabled={readOnly}
          value={merged.warnBefore?.[0]}
          onChange={(warning) => onChange({ ...rule, warnBefore: [warning] })}
        />
        预警；
        <Select
          aria-label="不计入的时间"
          mode="multiple"
          placeholder="不计入的时间"
          style={{ minWidth: 220 }}
          disabled={readOnly}
          value={(merged.pauses ?? []).map((pause) => pause.from)}
          options={PAUSES.map((pause) => ({ value: pause.from, label: pause.reason }))}
          onChange={(from) =>
            onChange({
              ...rule,
              pauses: from.flatMap(
                (start) =>
                  PAUSES.find((pause) => pause.from === start) ??
                  (merged.pauses ?? []).find((pause) => pause.from === start) ??
                  [],
              ),
            })
          }
        />
        的时间不计入。
      </div>
      <div className="qh-row" style={{ rowGap: 8 }}>
        依据
        <Input
          aria-label="依据的法规"
          style={{ width: 280 }}
          disabled={readOnly}
          value={rule.basis.law}
          placeholder="法规名称"
          onChange={(event) => setBasis({ law: event.target.value })}
        />
        <Input
          aria-label="依据的条文"
          style={{ width: 140 }}
          disabled={readOnly}
          value={rule.basis.article}
          placeholder="第六十条"
          onChange={(event) => setBasis({ article: event.target.value })}
        />
        <Select
          aria-label="来源"
          style={{ width: 160 }}
          disabled={readOnly}
          value={rule.origin ?? '法'}
          options={ORIGINS}
          onChange={(origin: Origin) => onChange({ ...rule, origin })}
        />
      </div>
    </div>
  );
}
