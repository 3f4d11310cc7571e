import type { Response } from '#engine';
import { status } from '@grpc/grpc-js';
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

const CODES = {
  NULL_VAL: status.UNKNOWN,
  INVALID_ARGUMENT: status.INVALID_ARGUMENT,
  NOT_FOUND: status.NOT_FOUND,
  ALREADY_EXISTS: status.ALREADY_EXISTS,
  INVALID_STATE: status.FAILED_PRECONDITION,
  PROCESSING_ERROR: status.INTERNAL,
} as const;

/** An error that goes to the client with its gRPC code and text. */
export class GatewayError extends Error {
  readonly code: status;
  readonly details: string;
  constructor(code: status, details: string) {
    super(details);
    this.code = code;
    this.details = details;
  }
}

const KINDS: [new (...args: never[]) => Error, status][] = [
  [InvalidArgument, status.INVALID_ARGUMENT],
  [PartitionNotFound, status.UNAVAILABLE],
  [Overloaded, status.RESOURCE_EXHAUSTED],
  [DiskFull, status.RESOURCE_EXHAUSTED],
  [TimedOut, status.DEADLINE_EXCEEDED],
  [NoResult, status.ABORTED],
  [Unauthenticated, status.UNAUTHENTICATED],
];

/** What the client is told; undefined for an error that nobody foresaw. */
export const expectedError = (error: Error): GatewayError | undefined => {
  if (error instanceof GatewayError) return error;
  const code = KINDS.find(([kind]) => error instanceof kind)?.[1];
  return code === undefined ? undefined : new GatewayError(code, error.message);
};

/** The value of a carried-out command; a rejection becomes the error that Zeebe's gateway answers with. */
export const valueOf = <Value>(response: Response, keys?: (string | undefined)[]): { key: number; value: Value } => {
  if (response.kind === 'rejected') throw new GatewayError(CODES[response.type], rejectionText(response, keys));
  return { key: response.key, value: response.value as Value };
};
