import { createContext, useContext } from 'react';
import type { AssignableOfficer, FormComponent, ProblemIssue } from '#contracts';
import type { FormState } from '#rules';

/** What fields know of where they are: the case, the step, the person's reach. */
export interface FormEnvironment {
  /** Instant of the server's clock. */
  now: string;
  caseId?: string | undefined;
  elementId?: string | undefined;
  organId?: string | undefined;
  /** Case data and other names that conditions may read. */
  extra?: Record<string, unknown> | undefined;
  /** Who can be chosen, where there is no real case: nobody is looked up then. */
  people?: readonly AssignableOfficer[] | undefined;
}

export interface FormRendering {
  components: Map<string, FormComponent>;
  state: FormState;
  values: Record<string, unknown>;
  environment: FormEnvironment;
  /** Nothing can be changed. */
  readonly: boolean;
  readonlyFields: readonly string[];
  /** What is wrong at a field and may already be shown there. */
  issuesAt: (path: string) => ProblemIssue[];
  /** The person has left the field: its errors may be shown from now on. */
  leave: (path: string) => void;
}

export const FormRenderingContext = createContext<FormRendering | null>(null);

export function useFormRendering(): FormRendering {
  const rendering = useContext(FormRenderingContext);
  if (!rendering) throw new Error('useFormRendering outside of a form');
  return rendering;
}
