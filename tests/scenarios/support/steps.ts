/** One request of the protocol. `job` names a job type: the first job of the type is activated, then acted on. */
export type Step =
  | { do: 'deploy'; resources: string[] }
  | { do: 'create'; process: string; variables?: object; at?: string[] }
  | { do: 'createWithResult'; process: string; variables?: object; fetch?: string[] }
  | { do: 'complete'; job: string; variables?: object }
  | { do: 'completeAll'; job: string }
  | { do: 'fail'; job: string; retries: number; message?: string; backOffMs?: number; variables?: object }
  /** The first job, if there is one, is completed (once more for `twice`), failed, or answered with an error. */
  | { do: 'work'; job: string; how: 'complete' | 'fail' | 'throw'; twice?: boolean; retries?: number; code?: string }
  /** The oldest incident that is open, if there is one, is resolved; a job without retries gets one. */
  | { do: 'mend' }
  /** A command about something that is not there. */
  | { do: 'unknown'; what: 'job' | 'incident' | 'instance' | 'scope' }
  | { do: 'throwError'; job: string; code: string; message?: string; variables?: object }
  | { do: 'activateOnly'; job: string; timeoutMs: number }
  | { do: 'retries'; retries: number }
  | { do: 'task'; method: 'POST' | 'PATCH' | 'DELETE'; path: string; body?: object }
  /** A request by REST; `{job}` in the path is the latest job. */
  | { do: 'rest'; method: 'POST' | 'PATCH'; path: string; body?: object }
  | { do: 'publish'; message: string; key: string; ttlMs?: number; id?: string; variables?: object }
  | { do: 'signal'; name: string; variables?: object }
  | { do: 'advance'; ms: number }
  | { do: 'resolve' }
  | { do: 'set'; element?: string; variables: object; local?: boolean }
  | { do: 'cancel' }
  | { do: 'modify'; activate?: string[]; terminate?: string[]; variables?: object; scope?: string }
  | { do: 'migrate'; process: string; map: Record<string, string> }
  | { do: 'delete'; what: 'PROCESS' | 'FORM' | 'DECISION_REQUIREMENTS' }
  | { do: 'jobTimeout'; timeoutMs: number }
  | { do: 'decide'; decision: string; variables?: object };

export interface Scenario {
  name: string;
  resources: string[];
  steps: Step[];
  /** The text of resources that are no files of the folder of models. */
  models?: Readonly<Record<string, string>>;
}

export const scenario = (name: string, resources: string[], ...steps: Step[]): Scenario => ({ name, resources, steps });
export const create = (process: string, variables?: object): Step => ({
  do: 'create',
  process,
  variables: variables ?? {},
});
export const complete = (job: string, variables?: object): Step => ({
  do: 'complete',
  job,
  variables: variables ?? {},
});
export const completeTask = (variables?: object): Step => ({
  do: 'task',
  method: 'POST',
  path: '/completion',
  body: { variables },
});
export const minute = 60_000;

/** Once Zeebe's clock was moved it stands still, and what is due at once waits for the next move: those go last. */
export const movesClock = ({ steps }: Scenario): boolean => steps.some((step) => step.do === 'advance');
