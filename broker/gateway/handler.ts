import type { Access } from '../access.ts';
import type { GrpcCall } from './grpc/grpc-call.ts';
import { expectedError, GrpcError } from './grpc/grpc-error.ts';
import type { GrpcMethod } from './grpc/grpc-server.ts';
import { STATUS } from './grpc/status.ts';

/** A request as the protocol buffer loader hands it out: 64-bit numbers are texts. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Request = any;

/** Answers a call. What it throws, and what it gives to `refuse` later, becomes the call's failure. */
export type Handler = (call: GrpcCall, request: Request, refuse: (error: Error) => void) => void;

/** The handler as a method of the server: asks who calls before, and has `onError` told of what nobody foresaw. */
export const guarded =
  (access: Access, onError: (error: Error) => void, handler: Handler): GrpcMethod['handle'] =>
  (call, request) => {
    const refuse = (error: Error): void => {
      const expected = expectedError(error);
      if (!expected) onError(error);
      const { code, message } = expected ?? new GrpcError(STATUS.INTERNAL, error.message);
      call.fail(code, message);
    };
    try {
      access(call.header('authorization'));
      handler(call, request, refuse);
    } catch (error) {
      refuse(error as Error);
    }
  };
