import type { Failure } from '../../errors.ts';
import { ExpectedError } from '../../errors.ts';
import type { Status } from './status.ts';
import { STATUS } from './status.ts';

const CODES: Record<Failure, Status> = {
  INVALID_ARGUMENT: STATUS.INVALID_ARGUMENT,
  PARTITION_NOT_FOUND: STATUS.UNAVAILABLE,
  OVERLOADED: STATUS.RESOURCE_EXHAUSTED,
  DISK_FULL: STATUS.RESOURCE_EXHAUSTED,
  TIMED_OUT: STATUS.DEADLINE_EXCEEDED,
  NO_RESULT: STATUS.ABORTED,
  UNAUTHENTICATED: STATUS.UNAUTHENTICATED,
  'REJECTED NULL_VAL': STATUS.UNKNOWN,
  'REJECTED INVALID_ARGUMENT': STATUS.INVALID_ARGUMENT,
  'REJECTED NOT_FOUND': STATUS.NOT_FOUND,
  'REJECTED ALREADY_EXISTS': STATUS.ALREADY_EXISTS,
  'REJECTED INVALID_STATE': STATUS.FAILED_PRECONDITION,
  'REJECTED PROCESSING_ERROR': STATUS.INTERNAL,
};

/** An error as gRPC tells it to the client. */
export class GrpcError extends Error {
  readonly code: Status;
  constructor(code: Status, details: string) {
    super(details);
    this.code = code;
  }
}

/** What the client is told; undefined for an error that nobody foresaw. */
export const expectedError = (error: Error): GrpcError | undefined => {
  if (error instanceof GrpcError) return error;
  return error instanceof ExpectedError ? new GrpcError(CODES[error.failure], error.message) : undefined;
};
