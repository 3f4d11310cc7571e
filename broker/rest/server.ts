import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Access, Tls } from '../access.ts';
import { EMPTY_BODY, readForm, readJson } from './body.ts';
import { Fields } from './fields.ts';
import { badRequest, expectedProblem, NoRoute, Problem } from './problem.ts';
import type { RestServices, Route } from './route.ts';
import { keyName, routesAt } from './route.ts';
import { clusterRoutes } from './routes/cluster.ts';
import { definitionRoutes } from './routes/definitions.ts';
import { jobRoutes } from './routes/jobs.ts';
import { messageRoutes } from './routes/messages.ts';
import { processInstanceRoutes } from './routes/process-instances.ts';
import { userTaskRoutes } from './routes/user-tasks.ts';

/** All routes: those of Zeebe 8.6. */
export const REST_ROUTES: Route[] = [
  ...clusterRoutes,
  ...definitionRoutes,
  ...processInstanceRoutes,
  ...jobRoutes,
  ...messageRoutes,
  ...userTaskRoutes,
];

export interface RestOptions extends RestServices {
  host: string;
  port: number;
  access: Access;
  tls?: Tls | undefined;
  onError: (error: Error) => void;
}

const send = (response: ServerResponse, status: number, body?: object, type = 'application/json'): void => {
  if (!body) return void response.writeHead(status).end();
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The key in the path as a number of 64 bits. */
const keyOf = (route: Route, text: string): string => {
  const name = keyName(route);
  if (!name) return '';
  const value = decoded(text);
  if (!/^[+-]?\d+$/.test(value) || BigInt.asIntN(64, BigInt(value)) !== BigInt(value))
    throw badRequest(`Failed to convert '${name}' with value: '${value}'`);
  return value;
};

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0]!;

const findRoute = (method: string, path: string): { route: Route; key: string } => {
  const found = routesAt(REST_ROUTES, path);
  if (found.length === 0) throw new NoRoute(404);
  const wanted = method === 'HEAD' ? 'GET' : method;
  const match = found.find(({ route }) => route.method === wanted);
  if (!match) throw new NoRoute(405);
  return match;
};

const answer = async (request: IncomingMessage, response: ServerResponse, options: RestOptions): Promise<void> => {
  options.access(request.headers.authorization);
  const { route, key } = findRoute(request.method ?? 'GET', pathOf(request));
  // A path that is wrong is told before a body that is.
  const pathKey = keyOf(route, key);
  const json = route.body === 'required' || route.body === 'optional';
  const body = json ? await readJson(request, route.body === 'required') : EMPTY_BODY;
  const form = route.body === 'form' ? await readForm(request) : new FormData();
  const closed = new Promise<void>((resolve) => response.once('close', resolve));
  const requestId = request.headers['idempotency-key']?.toString();
  const value = await route.answer({ key: pathKey, fields: new Fields(body), form, requestId, closed }, options);
  send(response, value ? 200 : 204, value);
};

const refuse = (request: IncomingMessage, response: ServerResponse, error: Error, options: RestOptions): void => {
  if (error instanceof NoRoute) {
    const { status, message } = error;
    if (status === 413) return send(response, status);
    const timestamp = new Date().toISOString().replace('Z', '+00:00');
    return send(response, status, { timestamp, status, error: message, path: pathOf(request) });
  }
  const expected = expectedProblem(error);
  if (!expected) options.onError(error);
  const problem = expected ?? new Problem(500, 'Internal Server Error', error.message);
  const { status, title, message: detail } = problem;
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  const body = { type: 'about:blank', title, status, detail, instance: pathOf(request) };
  return send(response, status, body, 'application/problem+json');
};

export const startRest = async (options: RestOptions): Promise<{ port: number; stop: () => Promise<void> }> => {
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response, options).catch((error: Error) => refuse(request, response, error, options));
  };
  const { tls } = options;
  const server = tls ? createTlsServer({ cert: tls.certificate, key: tls.key }, listener) : createServer(listener);
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(options.port, options.host, resolve),
  );
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
