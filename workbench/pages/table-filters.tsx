import { Select, TreeSelect } from 'antd';
import { useOrganTree } from './use-organ-tree.ts';

interface FilterProps {
  /** '' = not chosen. */
  value: string;
  onChange: (value: string | undefined) => void;
}

/** Narrows a list to one organ. */
export function OrganFilter({ value, onChange }: FilterProps) {
  const tree = useOrganTree();
  return (
    <TreeSelect
      allowClear
      showSearch
      treeNodeFilterProp="title"
      placeholder="机关"
      aria-label="机关"
      style={{ width: 200 }}
      popupMatchSelectWidth={false}
      treeData={tree}
      value={value || undefined}
      onChange={onChange}
    />
  );
}

/** Narrows a list to one of a few values. */
export function ChoiceFilter(
  props: FilterProps & { label: string; width: number; options: { value: string; label: string }[] },
) {
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
