import { ROUTES, type Problem, type RouteBody, type RouteName, type RouteResponse } from '#contracts';

/** An API call was refused; the message carries the server's own Chinese sentences. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Partial<Problem>;
  constructor(status: number, problem: Partial<Problem>, call: string) {
    super(
      `${call}：${problem.detail ?? problem.title ?? status}${problem.issues ? ` ${problem.issues.map((issue) => `${issue.path} ${issue.message}`).join('；')}` : ''}`,
    );
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }
}

/** What can be sent besides JSON. */
export type RawBody = string | FormData | Uint8Array<ArrayBuffer>;

export interface ApiSession {
  call<N extends RouteName>(
    name: N,
    options?: { params?: Record<string, string>; body?: RouteBody<N>; query?: Record<string, string> },
  ): Promise<RouteResponse<N>>;
  /** A route whose body is no JSON: a zip, or a form with files. */
  send(path: string, body: RawBody, contentType?: string): Promise<unknown>;
  /** The bytes of a file. */
  download(path: string): Promise<Buffer>;
  csrfToken: string;
}

const buildPath = (path: string, params: Record<string, string> = {}, query: Record<string, string> = {}): string => {
  const filled = path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search ? `${filled}?${search}` : filled;
};

/** A client of the platform's own HTTP API, as one signed-in person. */
export const openSession = (baseUrl: string): ApiSession => {
  let cookie = '';
  const request = async (
    method: string,
    path: string,
    body: RawBody | undefined,
    contentType: string | undefined,
  ): Promise<unknown> => {
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers: {
        ...(contentType ? { 'content-type': contentType } : {}),
        ...(cookie ? { cookie } : {}),
        ...(session.csrfToken ? { 'x-csrf-token': session.csrfToken } : {}),
      },
      ...(body === undefined ? {} : { body }),
    });
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) cookie = cookies.map((entry) => entry.split(';')[0]).join('; ');
    if (response.status === 204) return undefined;
    const json = (await response.json().catch(() => ({}))) as unknown;
    if (!response.ok) throw new ApiError(response.status, json as Partial<Problem>, `${method} ${path}`);
    if (json !== null && typeof json === 'object' && 'csrfToken' in json && typeof json.csrfToken === 'string')
      session.csrfToken = json.csrfToken;
    return json;
  };
  const session: ApiSession = {
    csrfToken: '',
    call: async (name, options = {}) => {
      const contract = ROUTES[name];
      const body = options.body === undefined ? undefined : JSON.stringify(options.body);
      return (await request(
        contract.method.toUpperCase(),
        buildPath(contract.path, options.params, options.query),
        body,
        body === undefined ? undefined : 'application/json',
      )) as never;
    },
    send: (path, body, contentType) => request('POST', path, body, contentType),
    download: async (path) => {
      const response = await fetch(new URL(path, baseUrl), { headers: { cookie } });
      if (!response.ok) throw new ApiError(response.status, (await response.json()) as Partial<Problem>, `GET ${path}`);
      return Buffer.from(await response.arrayBuffer());
    },
  };
  return session;
};

export const signIn = async (baseUrl: string, account: string, password: string): Promise<ApiSession> => {
  const session = openSession(baseUrl);
  await session.call('signIn', { body: { account, password } });
  return session;
};
