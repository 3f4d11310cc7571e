import { Input, InputNumber, Segmented } from 'antd';
import type { MissingFact } from '#contracts';
import { fenToYuanText, yuanToFen } from '#rules';

/** One fact as a control of its type; money is typed in yuan and kept in fen. */
export function FactInput({
  fact,
  value,
  onChange,
  disabled,
}: {
  fact: Pick<MissingFact, 'fact' | 'label' | 'type' | 'unit'>;
  value: unknown;
  onChange: (value: unknown) => void;
  disabled?: boolean;
}) {
  if (fact.type === 'boolean')
    return (
      <Segmented
        aria-label={fact.label}
        disabled={disabled ?? false}
        value={value === true ? 'yes' : value === false ? 'no' : 'unknown'}
        onChange={(next) => onChange(next === 'yes' ? true : next === 'no' ? false : undefined)}
        options={[
          { value: 'unknown', label: '未查明' },
          { value: 'yes', label: '是' },
          { value: 'no', label: '否' },
        ]}
      />
    );
  if (fact.type === 'money')
    return (
      <InputNumber<string>
        stringMode
        aria-label={`${fact.label}（元）`}
        disabled={disabled ?? false}
        style={{ width: '100%' }}
        min="0"
        precision={2}
        addonAfter="元"
        value={typeof value === 'number' ? fenToYuanText(value) : null}
        onChange={(next) => onChange(next === null ? undefined : (yuanToFen(String(next)) ?? undefined))}
      />
    );
  if (fact.type === 'number')
    return (
      <InputNumber
        aria-label={fact.unit ? `${fact.label}（${fact.unit}）` : fact.label}
        disabled={disabled ?? false}
        style={{ width: '100%' }}
        min={0}
        addonAfter={fact.unit || undefined}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => onChange(next ?? undefined)}
      />
    );
  return (
    <Input
      aria-label={fact.label}
      disabled={disabled ?? false}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  );
}
