import { status } from '@grpc/grpc-js';
import type { Failure } from '../errors.ts';
import { ExpectedError } from '../errors.ts';

const CODES: Record<Failure, status> = {
  INVALID_ARGUMENT: status.INVALID_ARGUMENT,
  PARTITION_NOT_FOUND: status.UNAVAILABLE,
  OVERLOADED: status.RESOURCE_EXHAUSTED,
  DISK_FULL: status.RESOURCE_EXHAUSTED,
  TIMED_OUT: status.DEADLINE_EXCEEDED,
  NO_RESULT: status.ABORTED,
  UNAUTHENTICATED: status.UNAUTHENTICATED,
  'REJECTED NULL_VAL': status.UNKNOWN,
  'REJECTED INVALID_ARGUMENT': status.INVALID_ARGUMENT,
  'REJECTED NOT_FOUND': status.NOT_FOUND,
  'REJECTED ALREADY_EXISTS': status.ALREADY_EXISTS,
  'REJECTED INVALID_STATE': status.FAILED_PRECONDITION,
  'REJECTED PROCESSING_ERROR': status.INTERNAL,
};

/** An error as gRPC tells it to the client. */
export interface GrpcError {
  code: status;
  details: string;
}

/** What the client is told; undefined for an error that nobody foresaw. */
export const expectedError = (error: Error): GrpcError | undefined =>
  error instanceof ExpectedError ? { code: CODES[error.failure], details: error.message } : undefined;
