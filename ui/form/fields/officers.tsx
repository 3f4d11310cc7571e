import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { CertificateKind } from '#contracts';
import type { AssignableOfficer } from '#contracts';
import { useRead } from '../../api/hooks.ts';
import { useDebounced } from '../../parts/debounced.ts';
import type { FieldDefinition, FieldProps } from '../field-definition.ts';
import type { FormEnvironment } from '../form-context.ts';

/** Why somebody can't be chosen (■), or should be looked at first (▲). */
function Problems({ officer }: { officer: AssignableOfficer }) {
  if (officer.problems.length === 0) return <span className="qh-small qh-light-normal">● 可以指派</span>;
  return (
    <>
      {officer.problems.map((problem) => (
        <span
          key={problem.message}
          className={`qh-small ${problem.level === 'block' ? 'qh-light-overdue' : 'qh-light-due-soon'}`}
          style={{ whiteSpace: 'normal' }}
        >
          {problem.level === 'block' ? '■' : '▲'} {problem.message}
        </span>
      ))}
    </>
  );
}

function OfficerOption({ officer }: { officer: AssignableOfficer }) {
  return (
    <span className="qh-row" style={{ gap: 8 }}>
      <strong>{officer.user.name}</strong>
      <span className="qh-muted">{officer.user.post || officer.user.organName}</span>
      <Problems officer={officer} />
    </span>
  );
}

/** People who fit the words, and those already chosen; of the given ones where the form has some. */
function usePeople(
  environment: FormEnvironment,
  certificate: string | undefined,
  { ids, q, readonly }: { ids: string; q: string; readonly: boolean },
) {
  const { people, organId, caseId } = environment;
  const kind = CertificateKind.safeParse(certificate);
  const query = {
    ...(kind.success ? { certificate: kind.data } : {}),
    ...(organId ? { organId } : {}),
    ...(caseId ? { caseId } : {}),
  };
  const present = useRead('assignableOfficers', {
    query: { ...query, ids, pageSize: 50 },
    enabled: !people && ids !== '',
    keepPrevious: true,
  });
  const found = useRead('assignableOfficers', {
    query: { ...query, q, pageSize: 30 },
    enabled: !people && !readonly,
    keepPrevious: true,
  });
  if (people) return { chosen: people, found: people.filter(({ user }) => user.name.includes(q)), searching: false };
  return {
    chosen: present.data?.items ?? [],
    found: found.data?.items ?? [],
    searching: found.isPending || found.isPlaceholderData,
  };
}

/**
 * Chooses people by what their certificate and 回避 allow: who can't be assigned is shown with the reason and can't be
 * chosen. Chosen ones are looked up by id, so that their names show before anything is searched.
 */
function Officers({ id, component, value, onChange, onBlur, readonly, describedBy, invalid, environment }: FieldProps) {
  const chosen = useMemo(() => (Array.isArray(value) ? (value as string[]) : []), [value]);
  const [words, setWords] = useState('');
  const q = useDebounced(words, 250);
  const known = usePeople(environment, component.properties?.['certificate'], { ids: chosen.join(','), q, readonly });
  const people = new Map<string, AssignableOfficer>();
  for (const officer of [...known.found, ...known.chosen]) people.set(officer.user.id, officer);
  // Answers to former words are no choices: Enter would take somebody else.
  const searching = words !== q || known.searching;
  const troubled = chosen.flatMap((userId) => people.get(userId) ?? []).filter((one) => one.problems.length > 0);
  return (
    <>
      <Select
        id={id}
        mode="multiple"
        style={{ width: '100%' }}
        labelInValue
        value={chosen.map((userId) => ({ value: userId, label: people.get(userId)?.user.name ?? '…' }))}
        disabled={readonly}
        placeholder="输入姓名查找，行政处罚须不少于两人"
        filterOption={false}
        loading={searching}
        searchValue={words}
        notFoundContent={searching ? '正在查找…' : '没有找到符合条件的人员'}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        onSearch={setWords}
        onBlur={onBlur}
        onChange={(next: { value: string }[]) => {
          setWords('');
          onChange(next.map((one) => one.value));
        }}
        options={
          searching
            ? []
            : known.found.map((officer) => ({
                value: officer.user.id,
                label: officer.user.name,
                disabled: !officer.assignable && !chosen.includes(officer.user.id),
              }))
        }
        optionRender={(option) => <OfficerOption officer={people.get(String(option.value))!} />}
      />
      {troubled.map((officer) => (
        <div key={officer.user.id} className="qh-row qh-small">
          {officer.user.name}：<Problems officer={officer} />
        </div>
      ))}
    </>
  );
}

export const officers: FieldDefinition = { name: 'officers', Control: Officers };
