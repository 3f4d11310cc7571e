import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Page, search words and filters of a list, kept in the address so that going back finds the list as it was. */
export interface TableState {
  page: number;
  pageSize: number;
  q: string;
  /** Value of a filter; empty when unset. */
  get: (filter: string) => string;
  /** Changes members; anything but `page` starts again at page 1. */
  set: (change: Record<string, string | number | undefined>) => void;
  clear: () => void;
  /** Whether search words or filters narrow the list. */
  filtered: boolean;
}

export function useTableState(filters: readonly string[] = [], pageSize = 20): TableState {
  const [search, setSearch] = useSearchParams();
  const filterNames = filters.join(',');
  return useMemo<TableState>(() => {
    const names = ['q', ...filterNames.split(',').filter(Boolean)];
    return {
      page: Math.max(1, Number(search.get('page')) || 1),
      pageSize: Number(search.get('pageSize')) || pageSize,
      q: search.get('q') ?? '',
      get: (filter) => search.get(filter) ?? '',
      set: (change) =>
        setSearch(
          (former) => {
            const next = new URLSearchParams(former);
            if (!('page' in change)) next.delete('page');
            for (const [key, value] of Object.entries(change)) {
              if (value === undefined || value === '' || (key === 'page' && value === 1)) next.delete(key);
              else next.set(key, String(value));
            }
            return next;
          },
          { replace: true },
        ),
      clear: () =>
        setSearch(
          (former) => {
            const next = new URLSearchParams(former);
            for (const name of [...names, 'page']) next.delete(name);
            return next;
          },
          { replace: true },
        ),
      filtered: names.some((name) => search.get(name)),
    };
  }, [search, setSearch, filterNames, pageSize]);
}
