import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { RouteName, RouteQuery, RouteResponse } from '#contracts';
import { call } from './client.ts';
import type { CallInput, RouteParams } from './client.ts';
import type { ApiProblem } from './problem.ts';

interface ReadOptions<N extends RouteName> {
  params?: Partial<RouteParams<N>> & Record<string, string>;
  query?: RouteQuery<N>;
  enabled?: boolean;
  /** Keep showing the former page of a list while the next one loads. */
  keepPrevious?: boolean;
  staleTimeMs?: number;
  /** Asks again after so long, as long as it says so: for the progress of a job. */
  refetchMs?: (data: RouteResponse<N> | undefined) => number | false;
}

/** Reads a GET route; the result is cached under the route's name and invalidated by live events. */
export function useRead<N extends RouteName>(
  name: N,
  { params, query, enabled = true, keepPrevious = false, staleTimeMs, refetchMs }: ReadOptions<N> = {},
): UseQueryResult<RouteResponse<N>, ApiProblem> {
  return useQuery<RouteResponse<N>, ApiProblem>({
    queryKey: [name, params ?? {}, query ?? {}],
    queryFn: ({ signal }) => call(name, { params, query, signal } as unknown as CallInput<N>),
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
    ...(staleTimeMs === undefined ? {} : { staleTime: staleTimeMs }),
    ...(refetchMs ? { refetchInterval: (one) => refetchMs(one.state.data) } : {}),
  });
}

/** Calls a changing route; `refreshes` names the routes whose cached answers it makes stale. */
export function useCall<N extends RouteName>(
  name: N,
  refreshes: RouteName[] = [],
): UseMutationResult<RouteResponse<N>, ApiProblem, CallInput<N>> {
  const client = useQueryClient();
  return useMutation<RouteResponse<N>, ApiProblem, CallInput<N>>({
    mutationFn: (input) => call(name, input as never),
    onSuccess: () => {
      for (const route of refreshes) void client.invalidateQueries({ queryKey: [route] });
    },
  });
}

/** Marks the cached answers of routes as stale. */
export function useRefresh(): (...routes: RouteName[]) => void {
  const client = useQueryClient();
  return useCallback(
    (...routes) => {
      for (const route of routes) void client.invalidateQueries({ queryKey: [route] });
    },
    [client],
  );
}
