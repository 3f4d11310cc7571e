import { Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import type { DiscretionResult, MissingFact } from '#contracts';
import { factDefinition } from '#rules';
import { call } from '../../api/client.ts';
import { DiscretionAdvice } from '../../parts/discretion-advice.tsx';
import { FactInput } from '../../parts/fact-inputs.tsx';
import { ProblemView } from '../../parts/problem-view.tsx';
import { useDebounced } from '../../parts/debounced.ts';
import type { FieldDefinition, FieldProps } from '../field-definition.ts';

/** Facts that the form has no field for are entered here and kept as the field's own value. */
const enteredOf = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' && 'facts' in value && value.facts !== null
    ? (value.facts as Record<string, unknown>)
    : {};

const asMissing = (fact: string): Pick<MissingFact, 'fact' | 'label' | 'type' | 'unit'> => {
  const { label, type, unit } = factDefinition(fact);
  return { fact, label, type, ...(unit ? { unit } : {}) };
};

/** Asks the server anew whenever the form stands still: the advice follows what has been typed. */
function Advice({ id, value, values, onChange, readonly, environment }: FieldProps) {
  const { caseId } = environment;
  const asked = useDebounced(JSON.stringify(values), 600);
  const [result, setResult] = useState<DiscretionResult | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (!caseId) return;
    const control = new AbortController();
    const body = { data: JSON.parse(asked) as Record<string, unknown> };
    call('discretionPreview', { params: { id: caseId }, body, signal: control.signal }).then(
      (answer) => {
        setResult(answer);
        setError(null);
      },
      (reason: unknown) => {
        if (!control.signal.aborted) setError(reason);
      },
    );
    return () => control.abort();
  }, [asked, caseId]);
  const entered = enteredOf(value);
  const facts = [
    ...Object.keys(entered).map(asMissing),
    ...(result?.missing ?? []).filter((fact) => !(fact.fact in entered)),
  ];
  const enter = (fact: string, next: unknown) => {
    const changed = { ...entered, [fact]: next };
    if (next === undefined) delete changed[fact];
    onChange({ facts: changed });
  };
  return (
    <div id={id} tabIndex={-1} className="qh-form-advice">
      {!caseId ? (
        <span className="qh-muted">立案登记后给出裁量建议。</span>
      ) : error ? (
        <ProblemView error={error} />
      ) : result ? (
        <>
          <DiscretionAdvice result={result} />
          {!readonly && facts.length > 0 ? (
            <section className="qh-stack-small" aria-label="补充裁量事实" style={{ marginTop: 12 }}>
              <strong>补充裁量事实</strong>
              {facts.map((fact) => (
                <label key={fact.fact} className="qh-stack-small" style={{ gap: 2 }}>
                  <span>{fact.label}</span>
                  <FactInput fact={fact} value={entered[fact.fact]} onChange={(next) => enter(fact.fact, next)} />
                </label>
              ))}
            </section>
          ) : null}
        </>
      ) : (
        <Skeleton active paragraph={{ rows: 2 }} title={false} />
      )}
    </div>
  );
}

export const discretionAdvice: FieldDefinition = { name: 'discretion-advice', Control: Advice, composite: true };
