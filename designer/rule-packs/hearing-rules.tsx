import { Button, InputNumber, Select } from 'antd';
import type { HearingPrecedence, HearingThreshold } from '#contracts';
import { PRECEDENCE_TEXT } from '#rules';
import { BasisInput, NO_BASIS } from './basis-input.tsx';

const WAN = 1_000_000;

export const FIRST_THRESHOLD: HearingThreshold = {
  ...{ measure: 'fine', personFen: WAN, organizationFen: 10 * WAN },
  ...{ exclusive: false, basis: NO_BASIS, origin: '法' },
};

/** A pack has one standard a measure; where two hold for a case, the more specific is the one to begin with. */
export const onePerMeasure = (thresholds: readonly HearingThreshold[]): HearingThreshold[] => [
  ...new Map(thresholds.map((threshold) => [threshold.measure, threshold])).values(),
];

/** “较大数额” of fines and of confiscation, for persons and organizations. */
export function Thresholds({
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
          <BasisInput
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
          onClick={() => onChange([...thresholds, { ...(thresholds[0] ?? FIRST_THRESHOLD), measure: missing }])}
        >
          加{missing === 'fine' ? '罚款' : '没收'}标准
        </Button>
      ) : null}
    </div>
  );
}

const RULES = Object.keys(PRECEDENCE_TEXT) as HearingPrecedence['rule'][];

/** Which standard holds where department and region both have one. */
export function Precedence({
  precedence,
  readOnly,
  onChange,
}: {
  precedence: HearingPrecedence;
  readOnly: boolean;
  onChange: (precedence: HearingPrecedence) => void;
}) {
  return (
    <div className="qh-row" style={{ rowGap: 8 }}>
      <Select
        aria-label="听证标准不一致时"
        style={{ width: 280 }}
        disabled={readOnly}
        value={precedence.rule}
        options={RULES.map((value) => ({ value, label: PRECEDENCE_TEXT[value] }))}
        onChange={(rule: HearingPrecedence['rule']) => onChange({ ...precedence, rule })}
      />
      <BasisInput
        basis={precedence.basis}
        origin={precedence.origin}
        readOnly={readOnly}
        onChange={(part) => onChange({ ...precedence, ...part })}
      />
    </div>
  );
}
