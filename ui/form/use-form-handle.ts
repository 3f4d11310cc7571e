import { useCallback, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { CaseFormHandle } from './case-form.tsx';

/** The handle of a lazily loaded form: until `ready`, there is nothing to submit. */
export function useFormHandle(): {
  handle: RefObject<CaseFormHandle | null>;
  attach: (handle: CaseFormHandle | null) => void;
  ready: boolean;
} {
  const handle = useRef<CaseFormHandle | null>(null);
  const [ready, setReady] = useState(false);
  const attach = useCallback((attached: CaseFormHandle | null) => {
    handle.current = attached;
    setReady(attached !== null);
  }, []);
  return { handle, attach, ready };
}
