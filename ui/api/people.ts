import { useMemo } from 'react';
import { useRead } from './hooks.ts';

/** Most people whose names one look-up fetches. */
const MAX = 200;

/**
 * Names of people by id, fetched together. An id that is not found (or not yet) is shown as `…`, never as a bare id.
 *
 * @returns the names of a list of ids, joined by `、`
 */
export function usePeopleNames(ids: readonly string[]): (list: readonly string[]) => string {
  const wanted = [...new Set(ids)].sort().slice(0, MAX).join(',');
  const found = useRead('users', {
    query: { ids: wanted, pageSize: MAX },
    enabled: wanted !== '',
    keepPrevious: true,
    staleTimeMs: 300_000,
  });
  return useMemo(() => {
    const names = new Map((found.data?.items ?? []).map((user) => [user.id, user.name]));
    return (list) => list.map((id) => names.get(id) ?? '…').join('、');
  }, [found.data]);
}
