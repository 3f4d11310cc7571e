import { json, raw } from 'express';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { ParsedBody, ParsedQuery, RouteContract, RouteName, RouteResponse } from '#contracts';
import { ROUTES } from '#contracts';
import { findSession, sameText } from '../identity/sessions.ts';
import type { Person } from '../identity/person.ts';
import { PUBLIC, hasRole } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { ProblemError, problemOfZod } from '../problem-error.ts';
import type { SessionDoc } from '../store/collections.ts';
import { demandSpace } from '../store/free-space.ts';

/** What a handler gets: everything parsed and allowed by the route's contract. Scope is the command's to check. */
export interface Call<N extends RouteName> {
  params: Record<string, string>;
  query: ParsedQuery<N>;
  body: ParsedBody<N>;
  person: Person;
  session: SessionDoc | null;
  request: Request;
  response: Response;
}

export type Handler<N extends RouteName> = (platform: Platform, call: Call<N>) => Promise<RouteResponse<N> | void>;
/** One handler for each route of the contracts: a missing one does not compile. */
export type Handlers = { [N in RouteName]: Handler<N> };

const ZIP_LIMIT = '40mb';
const JSON_LIMIT = '24mb';

/** Registers exactly the routes of the contracts. */
export function registerRoutes(app: Express, platform: Platform, handlers: Handlers): void {
  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const contract: RouteContract = ROUTES[name];
    const steps: RequestHandler[] = [admit(platform, contract)];
    if (contract.upload === 'binary') steps.push(raw({ type: () => true, limit: ZIP_LIMIT }));
    else if (contract.upload === undefined && contract.method !== 'get') steps.push(json({ limit: JSON_LIMIT }));
    steps.push(handle(platform, contract, name, handlers[name] as Handler<RouteName>));
    app[contract.method](contract.path, ...steps);
  }
}

interface Locals {
  person: Person;
  session: SessionDoc | null;
  route: string;
}

/** Who is it, may they call this, and did their own page send it? */
function admit(platform: Platform, contract: RouteContract): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    const locals = response.locals as Locals;
    locals.route = `${contract.method.toUpperCase()} ${contract.path}`;
    const found = await findSession(platform, request);
    locals.person = found?.user ?? PUBLIC;
    locals.session = found?.session ?? null;
    // Signing in and out goes on: what else could an administrator do about it?
    if (contract.method !== 'get' && contract.path !== '/api/session') await demandSpace(platform.settings.dataDir);
    if (contract.access === 'public') return next();
    if (!found) throw new ProblemError('unauthenticated', '您还没有登录，或登录已过期，请重新登录。');
    if (Array.isArray(contract.access) && !hasRole(found.user, ...contract.access))
      throw new ProblemError('forbidden', `您的岗位没有“${contract.summary}”的权限。`);
    if (contract.method !== 'get') {
      const token = request.get('x-csrf-token') ?? '';
      if (!sameText(token, found.session.csrfToken))
        throw new ProblemError('forbidden', '页面已失效（防伪标记不符），请刷新页面后再试。');
    }
    next();
  };
}

function handle(
  platform: Platform,
  contract: RouteContract,
  name: RouteName,
  handler: Handler<RouteName>,
): RequestHandler {
  return async (request: Request, response: Response) => {
    const { person, session } = response.locals as Locals;
    const query = parse(contract.query, request.query, '查询条件');
    const body = contract.upload
      ? request.body
      : contract.method === 'get'
        ? undefined
        : parse(contract.body, request.body ?? {}, '提交的内容');
    const call = { params: request.params as Record<string, string>, query, body, person, session, request, response };
    const result = await handler(platform, call as unknown as Call<RouteName>);
    if (response.headersSent) return;
    if (contract.response === undefined) {
      response.status(204).end();
      return;
    }
    if (process.env['NODE_ENV'] === 'test') demandShape(contract.response, result, name);
    response.status(200).json(result);
  };
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw problemOfZod(parsed.error, where);
  return parsed.data;
}

/** In tests an answer that breaks its contract is an error of the server, found at once. */
function demandShape(schema: z.ZodType, result: unknown, name: RouteName): void {
  const parsed = schema.safeParse(result);
  if (!parsed.success) throw new Error(`Answer of ${name} breaks its contract: ${z.prettifyError(parsed.error)}`);
}
