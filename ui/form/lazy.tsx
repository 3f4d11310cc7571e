import { lazy } from 'react';

/** The case form in a chunk of its own; wrap in Suspense. */
export const LazyCaseForm = lazy(async () => ({ default: (await import('./case-form.tsx')).CaseForm }));
