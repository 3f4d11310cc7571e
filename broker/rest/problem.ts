import type { RejectionType, Response } from '#engine';
import { DiskFull } from '../disk.ts';
import {
  InvalidArgument,
  NoResult,
  Overloaded,
  PartitionNotFound,
  rejectionText,
  TimedOut,
  Unauthenticated,
} from '../errors.ts';

/** An answer of RFC 9457: what went wrong, in Zeebe's words. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  constructor(status: number, title: string, detail: string) {
    super(detail);
    this.status = status;
    this.title = title;
  }
}

/** There is no such route, or not for this method or type of content: Zeebe's server answers these without a problem. */
export class NoRoute extends Error {
  readonly status: 404 | 405 | 413 | 415;
  constructor(status: NoRoute['status']) {
    super(NO_ROUTE[status]);
    this.status = status;
  }
}

const NO_ROUTE = {
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
} as const;

const STATUS: Record<RejectionType, number> = {
  NULL_VAL: 500,
  INVALID_ARGUMENT: 400,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  INVALID_STATE: 409,
  PROCESSING_ERROR: 500,
};

export const badRequest = (detail: string): Problem => new Problem(400, 'Bad Request', detail);

/** The body is no JSON, or a part of it is not of its type. */
export const unreadable = (): Problem => badRequest('Failed to read request');

/** The value of a carried-out command; `keys` are those of the request, for the text of a rejection. */
export const valueOf = <Value>(
  response: Response,
  keys: (string | undefined)[] = [],
): { key: number; value: Value } => {
  if (response.kind === 'rejected')
    throw new Problem(STATUS[response.type], response.type, rejectionText(response, keys));
  return { key: response.key, value: response.value as Value };
};

/** What the client is told; undefined for an error that nobody foresaw. */
export const expectedProblem = (error: Error): Problem | undefined => {
  if (error instanceof Problem) return error;
  if (error instanceof InvalidArgument) return new Problem(400, 'INVALID_ARGUMENT', error.message);
  if (error instanceof Unauthenticated) return new Problem(401, 'Unauthorized', error.message);
  if (error instanceof Overloaded) return new Problem(429, 'RESOURCE_EXHAUSTED', error.message);
  if (error instanceof DiskFull) return new Problem(503, 'RESOURCE_EXHAUSTED', error.message);
  if (error instanceof NoResult) return new Problem(500, 'NO_RESULT', error.message);
  if (error instanceof PartitionNotFound)
    return new Problem(
      503,
      'io.camunda.zeebe.broker.client.api.PartitionNotFoundException',
      'Expected to handle REST API request, but request could not be delivered',
    );
  if (error instanceof TimedOut)
    return new Problem(
      504,
      'java.util.concurrent.TimeoutException',
      'Expected to handle REST API request, but request timed out between gateway and broker',
    );
  return undefined;
};
