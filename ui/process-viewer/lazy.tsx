import { lazy } from 'react';

/** The diagram in a chunk of its own; wrap in Suspense. */
export const LazyProcessViewer = lazy(async () => ({
  default: (await import('./process-viewer.tsx')).ProcessViewer,
}));
