import { Select } from 'antd';
import { useState } from 'react';
import { useDebounced, useRead } from '#ui';

/** Chooses handlers of a case; who can't be assigned is shown with the reason and can't be chosen. */
export function HandlerSelect(props: {
  caseId: string;
  id?: string;
  value?: string[];
  onChange?: (value: string[]) => void;
  /** Not offered. */
  without?: string;
  names: ReadonlyMap<string, string>;
}) {
  const [words, setWords] = useState('');
  const q = useDebounced(words, 250);
  const found = useRead('assignableOfficers', {
    query: { caseId: props.caseId, q, pageSize: 30 },
    keepPrevious: true,
  });
  const items = (found.data?.items ?? []).filter((one) => one.user.id !== props.without);
  const labels = new Map([...props.names, ...items.map((one) => [one.user.id, one.user.name] as const)]);
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      mode="multiple"
      filterOption={false}
      style={{ width: '100%' }}
      placeholder="输入姓名查找"
      loading={found.isFetching}
      labelInValue
      value={(props.value ?? []).map((value) => ({ value, label: labels.get(value) ?? '…' }))}
      onSearch={setWords}
      onChange={(next: { value: string }[]) => props.onChange?.(next.map((one) => one.value))}
      options={items.map((one) => ({
        value: one.user.id,
        label: one.user.name,
        disabled: !one.assignable && !(props.value ?? []).includes(one.user.id),
      }))}
      optionRender={(option) => {
        const one = items.find((candidate) => candidate.user.id === option.value);
        const [problem] = one?.problems ?? [];
        return (
          <span className="qh-row" style={{ gap: 8 }}>
            <strong>{option.label}</strong>
            <span className="qh-muted">{one?.user.post}</span>
            {problem ? (
              <span className={`qh-small qh-light-${problem.level === 'block' ? 'overdue' : 'due-soon'}`}>
                {problem.level === 'block' ? '■' : '▲'} {problem.message}
              </span>
            ) : null}
          </span>
        );
      }}
    />
  );
}
