import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Command } from '#engine';
import { rejectionText } from '../gateway/grpc-error.ts';
import { DiskFull } from '../disk.ts';
import { Overloaded } from '../errors.ts';
import type { StreamProcessor } from '../stream-processor.ts';
import { assign, BadRequest, complete, unassign, update } from './user-task-requests.ts';

const MAX_BODY_BYTES = 4 * 1024 * 1024;
const STATUS = {
  NULL_VAL: 500,
  INVALID_ARGUMENT: 400,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  INVALID_STATE: 409,
  PROCESSING_ERROR: 500,
} as const;

type Body = Record<string, unknown>;

class Problem extends Error {
  readonly status: number;
  readonly title: string;
  constructor(status: number, title: string, detail: string) {
    super(detail);
    this.status = status;
    this.title = title;
  }
}

const readBody = async (request: IncomingMessage): Promise<Body> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Problem(413, 'Payload Too Large', 'The request is larger than 4 MB.');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8').trim();
  if (!text) return {};
  try {
    const body = JSON.parse(text) as unknown;
    if (body !== null && typeof body === 'object' && !Array.isArray(body)) return body as Body;
  } catch {
    // Falls through to the same answer as any other body that is not an object.
  }
  throw new Problem(400, 'Bad Request', 'Request property cannot be parsed: the body must be a JSON object.');
};

const USER_TASK = /^\/v[12]\/user-tasks\/(\d+)(\/assignment|\/assignee|\/completion)?$/;

const userTaskCommand = (method: string, path: string, body: Body): Command | undefined => {
  const match = USER_TASK.exec(path);
  if (!match) return undefined;
  const key = Number(match[1]);
  const route = `${method} ${match[2] ?? ''}`;
  if (route === 'POST /assignment') return assign(key, body);
  if (route === 'DELETE /assignee') return unassign(key);
  if (route === 'POST /completion') return complete(key, body);
  if (route === 'PATCH ') return update(key, body);
  return undefined;
};

export interface RestOptions {
  processor: StreamProcessor;
  host: string;
  port: number;
  grpcPort: () => number;
  /** Pins the clock; undefined lets it run again. */
  setClock: (timestamp: number | undefined) => Promise<void>;
  onError: (error: Error) => void;
}

const topology = (host: string, port: number): object => ({
  brokers: [
    { nodeId: 0, host, port, partitions: [{ partitionId: 1, role: 'leader', health: 'healthy' }], version: '8.6.0' },
  ],
  clusterSize: 1,
  partitionsCount: 1,
  replicationFactor: 1,
  gatewayVersion: '8.6.0',
});

const send = (response: ServerResponse, status: number, body?: object, type = 'application/json'): void => {
  if (!body) return void response.writeHead(status).end();
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
};

const answer = async (request: IncomingMessage, response: ServerResponse, options: RestOptions): Promise<void> => {
  const method = request.method ?? 'GET';
  const path = (request.url ?? '/').split('?')[0]!.replace(/\/$/, '');
  if (method === 'GET' && /^\/v[12]\/topology$/.test(path))
    return send(response, 200, topology(options.host, options.grpcPort()));
  const body = await readBody(request);
  if (method === 'PUT' && path === '/v2/clock') {
    const { timestamp } = body;
    if (typeof timestamp !== 'number' || !Number.isSafeInteger(timestamp) || timestamp < 0)
      throw new BadRequest('The value for timestamp must be a non-negative number.');
    await options.setClock(timestamp);
    return send(response, 204);
  }
  if (method === 'POST' && path === '/v2/clock/reset') {
    await options.setClock(undefined);
    return send(response, 204);
  }
  const command = userTaskCommand(method, path, body);
  if (!command) throw new Problem(404, 'Not Found', `No endpoint ${method} ${path}.`);
  const outcome = await options.processor.submit(command);
  if (outcome.kind === 'rejected') throw new Problem(STATUS[outcome.type], outcome.type, rejectionText(outcome));
  return send(response, 204);
};

export const startRest = async (options: RestOptions): Promise<{ port: number; stop: () => Promise<void> }> => {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: Error) => {
      if (!(error instanceof Problem || error instanceof BadRequest || error instanceof Overloaded))
        options.onError(error);
      const problem =
        error instanceof Problem
          ? error
          : error instanceof BadRequest
            ? new Problem(400, 'INVALID_ARGUMENT', error.message)
            : error instanceof DiskFull
              ? new Problem(503, 'RESOURCE_EXHAUSTED', error.message)
              : error instanceof Overloaded
                ? new Problem(429, 'RESOURCE_EXHAUSTED', error.message)
                : new Problem(500, 'Internal Server Error', error.message);
      const body = {
        type: 'about:blank',
        title: problem.title,
        status: problem.status,
        detail: problem.message,
        instance: request.url,
      };
      send(response, problem.status, body, 'application/problem+json');
    });
  });
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
