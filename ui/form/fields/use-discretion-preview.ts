import { useEffect, useState } from 'react';
import type { DiscretionResult } from '#contracts';
import { call } from '../../api/client.ts';
import { useDebounced } from '../../parts/debounced.ts';

/** Asks the server anew whenever the form stands still: the advice follows what has been typed. */
export function useDiscretionPreview(
  caseId: string | undefined,
  values: Record<string, unknown>,
): { result: DiscretionResult | null; error: unknown } {
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
  return { result, error };
}
