import { Select } from 'antd';
import { useMemo, useState } from 'react';
import type { UserView } from '#contracts';
import { useRead } from '../../api/hooks.ts';
import { CertificateState, certificateState } from '../../parts/certificate-state.tsx';
import { useDebounced } from '../../parts/debounced.ts';
import { EMPLOYMENT_NAMES } from '../../parts/words.ts';
import type { FieldDefinition, FieldProps } from '../field-definition.ts';

function OfficerOption({ user, now }: { user: UserView; now: string }) {
  return (
    <span className="qh-row" style={{ gap: 8 }}>
      <strong>{user.name}</strong>
      <span className="qh-muted">{user.organName}</span>
      {user.employment === 'established' ? null : (
        <span className="qh-muted">{EMPLOYMENT_NAMES[user.employment] ?? user.employment}</span>
      )}
      <CertificateState certificates={user.certificates} kind="enforcement" now={now} />
    </span>
  );
}

const toOption = (user: UserView) => ({ value: user.id, label: user.name });

/** Chosen officers are looked up by id, so that their names show before anything is searched. */
function Officers({ id, value, onChange, onBlur, readonly, describedBy, invalid, environment }: FieldProps) {
  const chosen = useMemo(() => (Array.isArray(value) ? (value as string[]) : []), [value]);
  const [words, setWords] = useState('');
  const q = useDebounced(words, 250);
  const ids = chosen.join(',');
  const named = useRead('users', { query: { ids, pageSize: 50 }, enabled: ids !== '', keepPrevious: true });
  const found = useRead('users', {
    query: { q, role: 'officer', pageSize: 30, ...(environment.organId ? { organId: environment.organId } : {}) },
    enabled: !readonly,
    keepPrevious: true,
  });
  const people = new Map<string, UserView>();
  for (const user of [...(found.data?.items ?? []), ...(named.data?.items ?? [])]) people.set(user.id, user);
  const now = environment.now;
  // Answers to former words are no choices: Enter would take somebody else.
  const searching = words !== q || found.isPending || found.isPlaceholderData;
  const troubled = chosen.flatMap((userId) => {
    const user = people.get(userId);
    return user && !certificateState(user.certificates, 'enforcement', now).valid ? [user] : [];
  });
  return (
    <>
      <Select
        id={id}
        mode="multiple"
        style={{ width: '100%' }}
        labelInValue
        value={chosen.map((userId) => ({ value: userId, label: people.get(userId)?.name ?? '…' }))}
        disabled={readonly}
        placeholder="输入姓名查找，行政处罚须不少于两人"
        filterOption={false}
        loading={searching}
        searchValue={words}
        notFoundContent={searching ? '正在查找…' : '没有找到符合条件的执法人员'}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        onSearch={setWords}
        onBlur={onBlur}
        onChange={(next: { value: string }[]) => {
          setWords('');
          onChange(next.map((one) => one.value));
        }}
        options={searching ? [] : (found.data?.items ?? []).map(toOption)}
        optionRender={(option) => <OfficerOption user={people.get(String(option.value))!} now={now} />}
      />
      {troubled.map((user) => (
        <div key={user.id} className="qh-row qh-small">
          {user.name}：
          <CertificateState certificates={user.certificates} kind="enforcement" now={now} />
        </div>
      ))}
    </>
  );
}

export const officers: FieldDefinition = { name: 'officers', Control: Officers };
