import { Skeleton } from 'antd';
import type { MissingFact } from '#contracts';
import { factDefinition } from '#rules';
import { DiscretionAdvice } from '../../parts/discretion-advice.tsx';
import { FactInput } from '../../parts/fact-inputs.tsx';
import { ProblemView } from '../../parts/problem-view.tsx';
import type { FieldDefinition, FieldProps } from '../field-definition.ts';
import { useDiscretionPreview } from './use-discretion-preview.ts';

/** Facts that the form has no field for are entered here and kept as the field's own value. */
const enteredOf = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' && 'facts' in value && value.facts !== null
    ? (value.facts as Record<string, unknown>)
    : {};

/** A fact as its input wants it. */
export const asMissing = (fact: string): Pick<MissingFact, 'fact' | 'label' | 'type' | 'unit'> => {
  const { label, type, unit } = factDefinition(fact);
  return { fact, label, type, ...(unit ? { unit } : {}) };
};

function Advice({ id, value, values, onChange, readonly, environment }: FieldProps) {
  const { caseId } = environment;
  const { result, error } = useDiscretionPreview(caseId, values);
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
