import { Button, Checkbox, Input, InputNumber, Select, Space, Tag } from 'antd';
import type { ReactNode } from 'react';
import type {
  Citation,
  EffectiveRules,
  HearingThreshold,
  Origin,
  ProblemIssue,
  RuleParameters,
  TierFormula,
} from '#contracts';
import { DEFAULT_NUMBER_PATTERN, PARAMETER_TEXT, parameterLines } from '#rules';
import { IssueLines, SourceTag, UNIT_OPTIONS } from './rule-words.tsx';
import { issuesAt } from './use-pack-draft.ts';

type Name = keyof RuleParameters;

interface ParameterRulesProps {
  parameters: RuleParameters;
  inherited: Pick<EffectiveRules, 'parameters' | 'parameterSources'> | undefined;
  issues: readonly ProblemIssue[];
  readOnly: boolean;
  onChange: (parameters: RuleParameters) => void;
}

const NO_BASIS: Citation = { law: '', article: '' };
const WAN = 1_000_000;
const START: { [N in Name]-?: NonNullable<RuleParameters[N]> } = {
  hearingThresholds: [
    { measure: 'fine', personFen: WAN, organizationFen: 10 * WAN, exclusive: false, basis: NO_BASIS, origin: '法' },
  ],
  tierFormula: { kind: 'thirty-percent', zeroMinimum: 'zero', basis: NO_BASIS, origin: '法' },
  firstOffence: { sameMatter: true, origin: '编' },
  announcementDays: { days: 30, basis: NO_BASIS, origin: '法' },
  numberPatterns: { '*': DEFAULT_NUMBER_PATTERN },
};
const NAMES = Object.keys(START) as Name[];

/** Values that rules read: hearing thresholds, tiers, first offence, announcement, numbers. */
export function ParameterRules({ parameters, inherited, issues, readOnly, onChange }: ParameterRulesProps) {
  const restore = (name: Name) => {
    const { [name]: _gone, ...rest } = parameters;
    onChange(rest);
  };
  return (
    <div className="qh-stack">
      {NAMES.map((name) => {
        const own = parameters[name] !== undefined;
        const above = inherited?.parameters[name];
        const lines = above === undefined ? [] : parameterLines({ [name]: above });
        return (
          <section key={name} className="qh-card" aria-label={PARAMETER_TEXT[name] ?? name}>
            <div className="qh-row" style={{ justifyContent: 'space-between' }}>
              <span>
                <strong>{PARAMETER_TEXT[name]}</strong>{' '}
                {own ? <Tag color="purple">本包规定</Tag> : <SourceTag source={inherited?.parameterSources?.[name]} />}
              </span>
              {readOnly ? null : own ? (
                <Button size="small" onClick={() => restore(name)}>
                  恢复继承
                </Button>
              ) : (
                <Button size="small" onClick={() => onChange({ ...parameters, [name]: above ?? START[name] })}>
                  在本包规定
                </Button>
              )}
            </div>
            <div className={own ? 'qh-muted qh-small' : ''}>
              {own && lines.length > 0 ? '上级：' : ''}
              {lines.map((line) => `${line.label} ${line.text}`).join('；') || (own ? '' : '上级没有规定')}
            </div>
            {own ? <Editor name={name} parameters={parameters} readOnly={readOnly} onChange={onChange} /> : null}
            <IssueLines issues={issuesAt(issues, `content.parameters.${name}`)} />
          </section>
        );
      })}
    </div>
  );
}

function Editor({
  name,
  parameters,
  readOnly,
  onChange,
}: {
  name: Name;
  parameters: RuleParameters;
  readOnly: boolean;
  onChange: (parameters: RuleParameters) => void;
}): ReactNode {
  const set = <N extends Name>(key: N, value: NonNullable<RuleParameters[N]>) =>
    onChange({ ...parameters, [key]: value });
  switch (name) {
    case 'hearingThresholds':
      return (
        <Thresholds
          thresholds={parameters.hearingThresholds ?? []}
          readOnly={readOnly}
          onChange={(value) => set('hearingThresholds', value)}
        />
      );
    case 'tierFormula': {
      const formula = parameters.tierFormula ?? START.tierFormula;
      return <Tier formula={formula} readOnly={readOnly} onChange={(value) => set('tierFormula', value)} />;
    }
    case 'firstOffence': {
      const rule = parameters.firstOffence ?? START.firstOffence;
      return (
        <div className="qh-row" style={{ rowGap: 8 }}>
          <InputNumber
            aria-label="多久以内"
            min={1}
            disabled={readOnly}
            placeholder="不限"
            value={rule.window?.length ?? null}
            onChange={(length) => {
              const { window: _former, ...rest } = rule;
              set('firstOffence', length ? { ...rest, window: { length, unit: rule.window?.unit ?? 'Y' } } : rest);
            }}
          />
          <Select
            aria-label="多久以内的单位"
            style={{ width: 110 }}
            disabled={readOnly || !rule.window}
            value={rule.window?.unit ?? 'Y'}
            options={UNIT_OPTIONS}
            onChange={(unit) => rule.window && set('firstOffence', { ...rule, window: { ...rule.window, unit } })}
          />
          内没有
          <Checkbox
            disabled={readOnly}
            checked={rule.sameMatter}
            onChange={(event) => set('firstOffence', { ...rule, sameMatter: event.target.checked })}
          >
            同一事项的
          </Checkbox>
          违法记录（不填年限为从来没有）
        </div>
      );
    }
    case 'announcementDays': {
      const rule = parameters.announcementDays ?? START.announcementDays;
      return (
        <div className="qh-row" style={{ rowGap: 8 }}>
          自公告之日起满
          <InputNumber
            aria-label="公告天数"
            min={1}
            max={365}
            disabled={readOnly}
            value={rule.days}
            onChange={(days) => set('announcementDays', { ...rule, days: days ?? 30 })}
          />
          日视为送达
          <Basis
            basis={rule.basis}
            origin={rule.origin}
            readOnly={readOnly}
            onChange={(part) => set('announcementDays', { ...rule, ...part })}
          />
        </div>
      );
    }
    case 'numberPatterns':
      return (
        <Patterns
          patterns={parameters.numberPatterns ?? {}}
          readOnly={readOnly}
          onChange={(value) => set('numberPatterns', value)}
        />
      );
  }
}

function Basis({
  basis,
  origin,
  readOnly,
  onChange,
}: {
  basis: Citation;
  origin: Origin;
  readOnly: boolean;
  onChange: (part: { basis: Citation; origin: Origin }) => void;
}) {
  return (
    <Space.Compact>
      <Input
        aria-label="依据的法规"
        placeholder="依据的法规"
        disabled={readOnly}
        value={basis.law}
        onChange={(event) => onChange({ basis: { ...basis, law: event.target.value }, origin })}
      />
      <Input
        aria-label="依据的条文"
        placeholder="条文"
        style={{ width: 120 }}
        disabled={readOnly}
        value={basis.article}
        onChange={(event) => onChange({ basis: { ...basis, article: event.target.value }, origin })}
      />
      <Select
        aria-label="来源"
        style={{ width: 130 }}
        disabled={readOnly}
        value={origin}
        options={(['法', '摘', '编', '忆'] as const).map((value) => ({
          value,
          label: value === '法' ? '法' : `${value}：待确认`,
        }))}
        onChange={(value: Origin) => onChange({ basis, origin: value })}
      />
    </Space.Compact>
  );
}

function Thresholds({
  thresholds,
  readOnly,
  onChange,
}: {
  thresholds: readonly HearingThreshold[];
  readOnly: boolean;
  onChange: (thresholds: HearingThreshold[]) => void;
}) {
  const put = (index: number, part: Partial<HearingThreshold>) =>
    onChange(thresholds.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const amount = (index: number, name: 'personFen' | 'organizationFen', label: string) => (
    <InputNumber
      aria-label={label}
      addonBefore={label}
      addonAfter="万元"
      min={0}
      step={0.1}
      style={{ width: 200 }}
      disabled={readOnly}
      value={(thresholds[index]?.[name] ?? 0) / WAN}
      onChange={(value) => put(index, { [name]: Math.round((value ?? 0) * WAN) })}
    />
  );
  const missing = (['fine', 'confiscation'] as const).find(
    (measure) => !thresholds.some((one) => one.measure === measure),
  );
  return (
    <div className="qh-stack-small">
      {thresholds.map((threshold, index) => (
        <div key={threshold.measure} className="qh-row" style={{ rowGap: 8 }}>
          <strong>{threshold.measure === 'fine' ? '罚款' : '没收'}</strong>
          {amount(index, 'personFen', '个人')}
          {amount(index, 'organizationFen', '单位')}
          <Select
            aria-label="是否含本数"
            style={{ width: 150 }}
            disabled={readOnly}
            value={threshold.exclusive}
            options={[
              { value: false, label: '以上（含本数）' },
              { value: true, label: '超过（不含本数）' },
            ]}
            onChange={(exclusive: boolean) => put(index, { exclusive })}
          />
          <Basis
            basis={threshold.basis}
            origin={threshold.origin}
            readOnly={readOnly}
            onChange={(part) => put(index, part)}
          />
        </div>
      ))}
      {missing && !readOnly ? (
        <Button
          size="small"
          onClick={() =>
            onChange([...thresholds, { ...(thresholds[0] ?? START.hearingThresholds[0]!), measure: missing }])
          }
        >
          加{missing === 'fine' ? '罚款' : '没收'}标准
        </Button>
      ) : null}
    </div>
  );
}

function Tier({
  formula,
  readOnly,
  onChange,
}: {
  formula: TierFormula;
  readOnly: boolean;
  onChange: (formula: TierFormula) => void;
}) {
  const share = (name: 'lenientUpTo' | 'aggravatedFrom' | 'zeroMinimumShare', label: string) => (
    <InputNumber
      aria-label={label}
      addonBefore={label}
      addonAfter="%"
      min={0}
      max={100}
      style={{ width: 200 }}
      disabled={readOnly}
      value={formula[name] === undefined ? null : formula[name] * 100}
      onChange={(value) => onChange({ ...formula, [name]: (value ?? 0) / 100 })}
    />
  );
  return (
    <div className="qh-row" style={{ rowGap: 8 }}>
      <Select
        aria-label="划分办法"
        style={{ width: 260 }}
        disabled={readOnly}
        value={formula.kind}
        options={[
          { value: 'thirty-percent', label: '较低 30% 从轻，较高 30% 从重' },
          { value: 'mid-point', label: '以中限划分' },
          { value: 'custom', label: '自定比例' },
        ]}
        onChange={(kind: TierFormula['kind']) =>
          onChange({
            kind,
            zeroMinimum: formula.zeroMinimum,
            basis: formula.basis,
            origin: formula.origin,
            ...(kind === 'custom' ? { lenientUpTo: 0.3, aggravatedFrom: 0.7 } : {}),
          })
        }
      />
      {formula.kind === 'custom' ? (
        <>
          {share('lenientUpTo', '从轻到')}
          {share('aggravatedFrom', '从重自')}
        </>
      ) : null}
      <Select
        aria-label="只规定上限时的下限"
        style={{ width: 220 }}
        disabled={readOnly}
        value={formula.zeroMinimum}
        options={[
          { value: 'zero', label: '只规定上限的：下限为零' },
          { value: 'share', label: '只规定上限的：按上限的几成' },
        ]}
        onChange={(zeroMinimum: TierFormula['zeroMinimum']) => onChange({ ...formula, zeroMinimum })}
      />
      {formula.zeroMinimum === 'share' ? share('zeroMinimumShare', '下限为上限的') : null}
      <Basis
        basis={formula.basis}
        origin={formula.origin}
        readOnly={readOnly}
        onChange={(part) => onChange({ ...formula, ...part })}
      />
    </div>
  );
}

function Patterns({
  patterns,
  readOnly,
  onChange,
}: {
  patterns: Record<string, string>;
  readOnly: boolean;
  onChange: (patterns: Record<string, string>) => void;
}) {
  const entries = Object.entries(patterns);
  const put = (index: number, entry: [string, string]) =>
    onChange(Object.fromEntries(entries.map((one, at) => (at === index ? entry : one))));
  return (
    <div className="qh-stack-small">
      {entries.map(([word, pattern], index) => (
        <Space.Compact key={index}>
          <Input
            aria-label="文书代字"
            style={{ width: 100 }}
            disabled={readOnly}
            value={word}
            onChange={(event) => put(index, [event.target.value, pattern])}
          />
          <Input
            aria-label="文号格式"
            style={{ width: 320 }}
            disabled={readOnly}
            value={pattern}
            onChange={(event) => put(index, [word, event.target.value])}
          />
          {readOnly ? null : (
            <Button onClick={() => onChange(Object.fromEntries(entries.filter((_one, at) => at !== index)))}>
              删去
            </Button>
          )}
        </Space.Compact>
      ))}
      {readOnly ? null : (
        <Button size="small" onClick={() => onChange({ ...patterns, 新: DEFAULT_NUMBER_PATTERN })}>
          加一种
        </Button>
      )}
    </div>
  );
}
