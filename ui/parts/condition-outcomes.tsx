import type { ConditionOutcome } from '#contracts';

const MARKS = { met: '✔', unmet: '✘', unknown: '？' } as const;
const WORDS = { met: '（符合）', unmet: '（不符合）', unknown: '（还不能判断）' } as const;

/** Conditions with what became of them and the values that were looked at; members of a group are indented. */
export function ConditionOutcomes({ conditions }: { conditions: readonly ConditionOutcome[] }) {
  return (
    <ul className="qh-plain-list">
      {conditions.map((condition, index) => {
        const state = condition.state ?? (condition.met ? 'met' : 'unmet');
        const seen = (condition.lookedAt ?? []).filter(({ label, value }) => value !== '' && label !== condition.text);
        return (
          <li key={`${index}-${condition.text}`} style={{ paddingInlineStart: (condition.depth ?? 0) * 18 }}>
            <span aria-hidden="true">{MARKS[state]} </span>
            {condition.text}
            <span className="qh-visually-hidden">{WORDS[state]}</span>
            {seen.length > 0 ? (
              <span className="qh-muted qh-small">
                {' '}
                {seen.map(({ label, value }) => `${label}：${value}`).join('；')}
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
