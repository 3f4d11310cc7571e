import { TreeSelect } from 'antd';
import { useOrganTree } from './use-organ-tree.ts';

/** Narrows a list to one organ. */
export function OrganFilter({
  value,
  onChange,
}: {
  /** '' = not chosen. */
  value: string;
  onChange: (value: string | undefined) => void;
}) {
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
