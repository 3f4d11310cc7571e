import { Button, Checkbox, InputNumber, Select, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { EffectiveRules, ProblemIssue, RuleParameters } from '#contracts';
import { DEFAULT_NUMBER_PATTERN, PARAMETER_TEXT, parameterLines } from '#rules';
import { BasisInput, NO_BASIS } from './basis-input.tsx';
import { FIRST_THRESHOLD, Precedence, Thresholds, onePerMeasure } from './hearing-rules.tsx';
import { Patterns } from './number-rules.tsx';
import { IssueLines, SourceTag, UNIT_OPTIONS } from './rule-words.tsx';
import { Tier } from './tier-rules.tsx';
import { issuesAt } from './use-pack-draft.ts';

type Name = keyof RuleParameters;

interface ParameterRulesProps {
  parameters: RuleParameters;
  inherited: Pick<EffectiveRules, 'parameters' | 'parameterSources' | 'parameterNotes'> | undefined;
  issues: readonly ProblemIssue[];
  readOnly: boolean;
  onChange: (parameters: RuleParameters) => void;
}

const START: { [N in Name]-?: NonNullable<RuleParameters[N]> } = {
  hearingThresholds: [FIRST_THRESHOLD],
  hearingPrecedence: { rule: 'region', basis: NO_BASIS, origin: '法' },
  tierFormula: { kind: 'thirty-percent', zeroMinimum: 'zero', basis: NO_BASIS, origin: '法' },
  firstOffence: { sameMatter: true, origin: '编' },
  announcementDays: { days: 30, basis: NO_BASIS, origin: '法' },
  inspectionsPerYear: { times: 2, basis: NO_BASIS, origin: '法' },
  numberPatterns: { '*': DEFAULT_NUMBER_PATTERN },
};
const NAMES = Object.keys(START) as Name[];

/** What a pack begins with when it says a value itself: what holds above, or a usual one. */
const beginWith = (name: Name, above: RuleParameters): Partial<RuleParameters> => ({
  [name]:
    name === 'hearingThresholds' && above.hearingThresholds
      ? onePerMeasure(above.hearingThresholds)
      : (above[name] ?? START[name]),
});

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
                <Button
                  size="small"
                  onClick={() => onChange({ ...parameters, ...beginWith(name, inherited?.parameters ?? {}) })}
                >
                  在本包规定
                </Button>
              )}
            </div>
            <div className={own ? 'qh-muted qh-small' : ''}>
              {own && lines.length > 0 ? '上级：' : ''}
              {lines.map((line) => `${line.label} ${line.text}`).join('；') || (own ? '' : '上级没有规定')}
            </div>
            {!own && inherited?.parameterNotes?.[name] ? (
              <div className="qh-muted qh-small">{inherited.parameterNotes[name]}</div>
            ) : null}
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
    case 'hearingPrecedence':
      return (
        <Precedence
          precedence={parameters.hearingPrecedence ?? START.hearingPrecedence}
          readOnly={readOnly}
          onChange={(value) => set('hearingPrecedence', value)}
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
          <BasisInput
            basis={rule.basis}
            origin={rule.origin}
            readOnly={readOnly}
            onChange={(part) => set('announcementDays', { ...rule, ...part })}
          />
        </div>
      );
    }
    case 'inspectionsPerYear': {
      const rule = parameters.inspectionsPerYear ?? START.inspectionsPerYear;
      return (
        <div className="qh-row" style={{ rowGap: 8 }}>
          同一机关对同一企业每年检查不超过
          <InputNumber
            aria-label="每年检查次数"
            min={1}
            max={366}
            precision={0}
            disabled={readOnly}
            value={rule.times}
            onChange={(times) => set('inspectionsPerYear', { ...rule, times: times ?? 1 })}
          />
          次（上级部署的专项检查除外）
          <BasisInput
            basis={rule.basis}
            origin={rule.origin}
            readOnly={readOnly}
            onChange={(part) => set('inspectionsPerYear', { ...rule, ...part })}
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
