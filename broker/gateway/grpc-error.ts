import type { Response } from '#engine';
import { status } from '@grpc/grpc-js';

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

export const rejectionText = ({ intent, type, reason }: Extract<Response, { kind: 'rejected' }>): string =>
  `Command '${intent}' rejected with code '${type}': ${reason}`;

/** The value of a carried-out command; a rejection becomes the error that Zeebe's gateway answers with. */
export const valueOf = <Value>(response: Response): { key: number; value: Value } => {
  if (response.kind === 'rejected') throw new GatewayError(CODES[response.type], rejectionText(response));
  return { key: response.key, value: response.value as Value };
};

export const invalidArgument = (text: string): GatewayError => new GatewayError(status.INVALID_ARGUMENT, text);
