import { InputNumber, Select } from 'antd';
import type { TierFormula } from '#contracts';
import { BasisInput } from './basis-input.tsx';

/** How a range is cut into 从轻, 一般 and 从重. */
export function Tier({
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
      <BasisInput
        basis={formula.basis}
        origin={formula.origin}
        readOnly={readOnly}
        onChange={(part) => onChange({ ...formula, ...part })}
      />
    </div>
  );
}
