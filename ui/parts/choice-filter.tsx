import { Select } from 'antd';

/** Narrows a list to one of a few values. */
export function ChoiceFilter(props: {
  /** '' = not chosen. */
  value: string;
  onChange: (value: string | undefined) => void;
  label: string;
  /** In pixels. */
  width: number;
  options: { value: string; label: string }[];
}) {
  return (
    <Select
      allowClear
      placeholder={props.label}
      aria-label={props.label}
      style={{ width: props.width }}
      value={props.value || null}
      options={props.options}
      onChange={(value: string | null) => props.onChange(value ?? undefined)}
    />
  );
}
