import { Select } from 'antd';
import { useState } from 'react';
import { useDebounced, useRead } from '#ui';

/** Chooses one person by name, account or post. */
export function PersonSelect(props: { id?: string; value?: string; onChange?: (value: string | undefined) => void }) {
  const [words, setWords] = useState('');
  const q = useDebounced(words, 250);
  const found = useRead('users', { query: { q, pageSize: 30 }, keepPrevious: true });
  // Answers to former words are no choices: Enter would take somebody else.
  const searching = words !== q || found.isPending || found.isPlaceholderData;
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      showSearch
      allowClear
      filterOption={false}
      placeholder="输入姓名、账号或岗位查找"
      value={props.value ?? null}
      loading={searching}
      onSearch={setWords}
      onChange={(value: string | null) => props.onChange?.(value ?? undefined)}
      notFoundContent={searching ? '正在查找…' : '没有找到符合条件的人员'}
      options={
        searching
          ? []
          : (found.data?.items ?? []).map((user) => ({
              value: user.id,
              label: `${user.name}（${user.organName}${user.post ? `，${user.post}` : ''}）`,
            }))
      }
    />
  );
}
