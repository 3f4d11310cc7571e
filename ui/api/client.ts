import { ROUTES } from '#contracts';
import type { RouteBody, RouteContract, RouteName, RouteQuery, RouteResponse } from '#contracts';
import { networkProblem, problemFromBody } from './problem.ts';

type PathParameters<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathParameters<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

/** Names of the `:parameters` in a route's path. */
export type RouteParams<N extends RouteName> = { [P in PathParameters<(typeof ROUTES)[N]['path']>]: string };

/** What a call of a route takes. `params` is demanded only where the path has some, `body` only where there is one. */
export type CallInput<N extends RouteName> = {
  query?: RouteQuery<N>;
  /** Keeps the request alive while the page goes away (drafts on closing). */
  keepalive?: boolean;
  signal?: AbortSignal;
} & ([PathParameters<(typeof ROUTES)[N]['path']>] extends [never]
  ? { params?: undefined }
  : { params: RouteParams<N> }) &
  (RouteBody<N> extends undefined ? { body?: undefined } : { body: RouteBody<N> });

let csrfToken = '';

/** Set from the session view; sent with every changing request. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

export function getCsrfToken(): string {
  return csrfToken;
}

/** The header in which the server expects the session's CSRF token. */
export const CSRF_HEADER = 'X-CSRF-Token';

/** Address of a route with its parameters and query filled in; empty query members are left out. */
export function urlOf<N extends RouteName>(
  name: N,
  params: Record<string, string> = {},
  query: Record<string, unknown> = {},
): string {
  const path = ROUTES[name].path.replace(/:([A-Za-z]+)/g, (_, key: string) => {
    const value = params[key];
    if (value === undefined) throw new Error(`${name}: parameter ${key} is missing`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

async function readBody(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (response.status === 204 || !type.includes('json')) return undefined;
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

async function send(url: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw networkProblem();
  }
  const body = await readBody(response);
  if (!response.ok) throw problemFromBody(response.status, body);
  return body;
}

function headersFor(contract: RouteContract): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (contract.method !== 'get' && csrfToken) headers[CSRF_HEADER] = csrfToken;
  return headers;
}

/** Calls a route of the platform with JSON. Throws `ApiProblem` on refusal or a failed connection. */
export async function call<N extends RouteName>(
  name: N,
  ...[input]: Record<never, never> extends CallInput<N> ? [input?: CallInput<N>] : [input: CallInput<N>]
): Promise<RouteResponse<N>> {
  const contract: RouteContract = ROUTES[name];
  const given = (input ?? {}) as {
    params?: Record<string, string>;
    query?: Record<string, unknown>;
    body?: unknown;
    keepalive?: boolean;
    signal?: AbortSignal;
  };
  const headers = headersFor(contract);
  const init: RequestInit = { method: contract.method.toUpperCase(), headers };
  if (given.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(given.body);
  }
  if (given.keepalive) init.keepalive = true;
  if (given.signal) init.signal = given.signal;
  return (await send(urlOf(name, given.params, given.query), init)) as RouteResponse<N>;
}

/** Sends a file as the whole body (routes with `upload: 'binary'`). */
export async function sendBinary<N extends RouteName>(
  name: N,
  file: Blob,
  params: Record<string, string> = {},
  query: Record<string, unknown> = {},
): Promise<RouteResponse<N>> {
  const contract: RouteContract = ROUTES[name];
  const headers = { ...headersFor(contract), 'Content-Type': file.type || 'application/octet-stream' };
  const init = { method: contract.method.toUpperCase(), headers, body: file };
  return (await send(urlOf(name, params, query), init)) as RouteResponse<N>;
}
