import { QueryCache, QueryClient, QueryClientProvider, MutationCache } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { createBrowserRouter, Navigate, RouterProvider, useLocation } from 'react-router-dom';
import {
  ApiProblem,
  call,
  noteServerTime,
  PageSkeleton,
  ProblemView,
  registeredAreas,
  SessionContext,
  setCsrfToken,
  Shell,
  useRead,
} from '#ui';
import type { RouteName } from '#contracts';
import { Forbidden, NotFound, PageFailure } from './pages/failures.tsx';
import { homeOf } from './roles.ts';

const SignIn = lazy(() => import('./pages/sign-in.tsx'));
const SetUp = lazy(() => import('./pages/set-up.tsx'));

/** Asks who is signed in; signing out and an expired session both end at the sign-in page and come back after. */
function SignedIn({ onSignOut }: { onSignOut: () => void }) {
  const session = useRead('session', { staleTimeMs: Infinity });
  const { data, dataUpdatedAt } = session;
  useEffect(() => {
    if (data) noteServerTime(data.now, dataUpdatedAt);
  }, [data, dataUpdatedAt]);
  const { pathname, search } = useLocation();
  if (session.isPending) return <PageSkeleton />;
  if (session.isError) {
    if (session.error.status !== 401) {
      return (
        <div style={{ maxWidth: 640, margin: '80px auto', padding: 16 }}>
          <ProblemView error={session.error} onRetry={() => void session.refetch()} />
        </div>
      );
    }
    const to = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${to}`} replace />;
  }
  setCsrfToken(session.data.csrfToken);
  return (
    <SessionContext.Provider value={session.data}>
      <Shell onSignOut={onSignOut} />
    </SessionContext.Provider>
  );
}

function Home() {
  const session = useRead('session', { staleTimeMs: Infinity });
  return session.data ? <Navigate to={homeOf(session.data.user.roles)} replace /> : null;
}

/** Refusals that another try won't change. */
const FINAL = new Set([400, 401, 403, 404, 409, 413, 415, 422]);

function createClient(onUnauthenticated: () => void): QueryClient {
  const watch = (error: Error) => {
    if (error instanceof ApiProblem && error.status === 401) onUnauthenticated();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => query.queryKey[0] !== 'session' && watch(error) }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && FINAL.has(error.status)),
      },
      mutations: { retry: false },
    },
  });
}

function createRouter(onSignOut: () => void) {
  return createBrowserRouter([
    { path: '/sign-in', element: <SignIn />, errorElement: <PageFailure /> },
    { path: '/setup', element: <SetUp />, errorElement: <PageFailure /> },
    {
      path: '/',
      element: <SignedIn onSignOut={onSignOut} />,
      errorElement: <PageFailure />,
      children: [
        {
          errorElement: <PageFailure />,
          children: [
            { index: true, element: <Home /> },
            ...registeredAreas().flatMap((area) => area.routes),
            { path: 'forbidden', element: <Forbidden /> },
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ]);
}

export function App() {
  const { client, router } = useMemo(() => {
    const session: RouteName = 'session';
    const made: QueryClient = createClient(() => void made.invalidateQueries({ queryKey: [session] }));
    const signOut = () => {
      void call('signOut')
        .catch(() => undefined)
        .finally(() => {
          // Nothing of one person may be left for the next at this computer.
          made.clear();
          sessionStorage.clear();
          window.location.assign('/sign-in');
        });
    };
    return { client: made, router: createRouter(signOut) };
  }, []);
  return (
    <QueryClientProvider client={client}>
      <Suspense fallback={<PageSkeleton />}>
        <RouterProvider router={router} />
      </Suspense>
    </QueryClientProvider>
  );
}
