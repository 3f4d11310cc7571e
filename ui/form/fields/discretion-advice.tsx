import { Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import type { DiscretionResult } from '#contracts';
import { call } from '../../api/client.ts';
import { DiscretionAdvice } from '../../parts/discretion-advice.tsx';
import { ProblemView } from '../../parts/problem-view.tsx';
import { useDebounced } from '../../parts/debounced.ts';
import type { FieldDefinition, FieldProps } from '../field-definition.ts';

/** Asks the server anew whenever the form stands still: the advice follows what has been typed. */
function Advice({ id, values, environment }: FieldProps) {
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
  return (
    <div id={id} tabIndex={-1} className="qh-form-advice">
      {!caseId ? (
        <span className="qh-muted">立案登记后给出裁量建议。</span>
      ) : error ? (
        <ProblemView error={error} />
      ) : result ? (
        <DiscretionAdvice result={result} />
      ) : (
        <Skeleton active paragraph={{ rows: 2 }} title={false} />
      )}
    </div>
  );
}

export const discretionAdvice: FieldDefinition = { name: 'discretion-advice', Control: Advice, composite: true };
