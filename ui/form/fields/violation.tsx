import { Select } from 'antd';
import { useState } from 'react';
import { useRead } from '../../api/hooks.ts';
import { ArticleLinks, OriginTag } from '../../parts/article-link.tsx';
import { useDebounced } from '../../parts/debounced.ts';
import { LIST_NAMES } from '../../parts/words.ts';
import type { FieldDefinition, FieldProps } from '../field-definition.ts';

/** Chooses an item of the four lists by violation; shows its conditions and outcome once chosen. */
export function ViolationPicker({
  id,
  value,
  onChange,
  onBlur,
  readonly,
  describedBy,
  invalid,
}: Pick<FieldProps, 'id' | 'value' | 'onChange' | 'onBlur' | 'readonly' | 'describedBy' | 'invalid'>) {
  const code = typeof value === 'string' ? value : '';
  const [words, setWords] = useState('');
  const q = useDebounced(words, 250);
  const found = useRead('discretionItems', { query: { q, pageSize: 50 }, enabled: !readonly, keepPrevious: true });
  const named = useRead('discretionItems', { query: { q: code, pageSize: 20 }, enabled: code !== '' });
  const items = new Map([...(named.data?.items ?? []), ...(found.data?.items ?? [])].map((item) => [item.code, item]));
  const chosen = items.get(code);
  // Answers to former words are no choices: Enter would take something else.
  const searching = words !== q || found.isPending || found.isPlaceholderData;
  return (
    <>
      <Select
        id={id}
        style={{ width: '100%' }}
        value={code || undefined}
        disabled={readonly}
        showSearch
        allowClear
        filterOption={false}
        placeholder="输入违法行为或清单编号查找"
        loading={searching}
        notFoundContent={searching ? '正在查找…' : '清单中没有，可留空：清单只作推荐，不排除其他处理'}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        onSearch={setWords}
        onBlur={onBlur}
        onChange={(next?: string) => onChange(next)}
        optionLabelProp="title"
        options={(searching ? [] : [...items.values()]).map((item) => ({
          value: item.code,
          title: `${item.code} ${item.violation}`,
          label: (
            <span>
              <span className="qh-muted">
                {item.code} · {LIST_NAMES[item.list]}
              </span>
              <br />
              <span style={{ whiteSpace: 'normal' }}>{item.violation}</span>
            </span>
          ),
        }))}
      />
      {chosen ? (
        <div className="qh-small qh-stack-small" style={{ gap: 2, marginTop: 6 }}>
          <div className="qh-row">
            {LIST_NAMES[chosen.list]} <OriginTag origin={chosen.origin} note={chosen.originNote} />
            <ArticleLinks citations={chosen.penaltyBasis} />
          </div>
          {chosen.conditions.length > 0 ? (
            <div className="qh-muted">
              {chosen.combine === 'all' ? '须同时符合' : '符合其一'}：
              {chosen.conditions.map((condition) => condition.text).join('；')}
            </div>
          ) : null}
          <div className="qh-muted">处理：{chosen.outcome}</div>
        </div>
      ) : null}
    </>
  );
}

export const violation: FieldDefinition = { name: 'violation', Control: ViolationPicker };
