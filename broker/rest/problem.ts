import type { Failure } from '../errors.ts';
import { ExpectedError } from '../errors.ts';

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

interface Told {
  status: number;
  /** That of the failure itself when absent. */
  title?: string;
  /** The text of the error when absent. */
  detail?: string;
}

const TOLD: Record<Failure, Told> = {
  INVALID_ARGUMENT: { status: 400 },
  UNAUTHENTICATED: { status: 401, title: 'Unauthorized' },
  OVERLOADED: { status: 429, title: 'RESOURCE_EXHAUSTED' },
  DISK_FULL: { status: 503, title: 'RESOURCE_EXHAUSTED' },
  NO_RESULT: { status: 500 },
  PARTITION_NOT_FOUND: {
    status: 503,
    title: 'io.camunda.zeebe.broker.client.api.PartitionNotFoundException',
    detail: 'Expected to handle REST API request, but request could not be delivered',
  },
  TIMED_OUT: {
    status: 504,
    title: 'java.util.concurrent.TimeoutException',
    detail: 'Expected to handle REST API request, but request timed out between gateway and broker',
  },
  'REJECTED NULL_VAL': { status: 500, title: 'NULL_VAL' },
  'REJECTED INVALID_ARGUMENT': { status: 400, title: 'INVALID_ARGUMENT' },
  'REJECTED NOT_FOUND': { status: 404, title: 'NOT_FOUND' },
  'REJECTED ALREADY_EXISTS': { status: 409, title: 'ALREADY_EXISTS' },
  'REJECTED INVALID_STATE': { status: 409, title: 'INVALID_STATE' },
  'REJECTED PROCESSING_ERROR': { status: 500, title: 'PROCESSING_ERROR' },
};

export const badRequest = (detail: string): Problem => new Problem(400, 'Bad Request', detail);

/** The body is no JSON, or a part of it is not of its type. */
export const unreadable = (): Problem => badRequest('Failed to read request');

/** What the client is told; undefined for an error that nobody foresaw. */
export const expectedProblem = (error: Error): Problem | undefined => {
  if (error instanceof Problem) return error;
  if (!(error instanceof ExpectedError)) return undefined;
  const { status, title = error.failure, detail = error.message } = TOLD[error.failure];
  return new Problem(status, title, detail);
};
