import { lazy, Suspense } from 'react';
import type { ComponentType, ReactElement } from 'react';
import { PageSkeleton } from '../parts/page.tsx';

/** A page in a chunk of its own, with a skeleton while it loads. */
export function lazyPage(load: () => Promise<{ default: ComponentType }>): ReactElement {
  const Loaded = lazy(load);
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Loaded />
    </Suspense>
  );
}
