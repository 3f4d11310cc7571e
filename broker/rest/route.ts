import type { JobDispatcher } from '../jobs/job-dispatcher.ts';
import type { Results } from '../results.ts';
import type { StreamProcessor } from '../stream-processor.ts';
import type { Fields } from './fields.ts';

export interface RestServices {
  processor: StreamProcessor;
  dispatcher: JobDispatcher;
  results: Results;
  /** Where gRPC is reached. */
  address: () => { host: string; port: number };
  /** Pins the clock; undefined lets it run again. */
  setClock: (timestamp: number | undefined) => Promise<void>;
}

export interface RestCall {
  /** The key in the path, as a text. */
  key: string;
  fields: Fields;
  form: FormData;
  /** The header `idempotency-key`. */
  requestId: string | undefined;
  /** Resolves when the client is gone. */
  closed: Promise<void>;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With the name of the key in braces, if there is one: `/v2/jobs/{jobKey}`. */
  path: string;
  body: 'none' | 'optional' | 'required' | 'form';
  /** The body of the answer; undefined answers 204. */
  answer: (call: RestCall, services: RestServices) => Promise<object | undefined>;
}

const PATTERNS = new WeakMap<Route, RegExp>();

const patternOf = (route: Route): RegExp => {
  let pattern = PATTERNS.get(route);
  if (!pattern) PATTERNS.set(route, (pattern = new RegExp(`^${route.path.replace(/\{\w+\}/, '([^/]+)')}$`)));
  return pattern;
};

/** What a path is matched by: the routes, one for each method, and the key in the path. */
export const routesAt = (routes: Route[], path: string): { route: Route; key: string }[] =>
  routes.flatMap((route) => {
    const match = patternOf(route).exec(path);
    return match ? [{ route, key: match[1] ?? '' }] : [];
  });

export const keyName = (route: Route): string => /\{(\w+)\}/.exec(route.path)?.[1] ?? '';
