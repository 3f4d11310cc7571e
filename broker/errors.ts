import type { RejectionType, Response } from '#engine';

/** What a request can fail with. A kind is the same on each thread and in each protocol, where a class is not. */
export type Failure =
  | 'INVALID_ARGUMENT'
  | 'PARTITION_NOT_FOUND'
  | 'OVERLOADED'
  | 'DISK_FULL'
  | 'TIMED_OUT'
  | 'UNAUTHENTICATED'
  | 'NO_RESULT'
  | `REJECTED ${RejectionType}`;

/** An error that the caller is told as it is; every other one is a fault of ours. */
export class ExpectedError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/** A request that can't become a command; the text is the one that Zeebe answers with. */
export class InvalidArgument extends ExpectedError {
  constructor(message: string) {
    super('INVALID_ARGUMENT', message);
  }
}

/** A key says which partition holds what it names; there is the first one only. */
export class PartitionNotFound extends ExpectedError {
  constructor(partition: number) {
    super(
      'PARTITION_NOT_FOUND',
      `Expected to execute command on partition ${partition}, but either it does not exist, or the gateway is not yet aware of it`,
    );
  }
}

/** Nothing was carried out: as many commands as may be are waiting for the disk. */
export class Overloaded extends ExpectedError {
  constructor(message = "Failed to write client request to partition '1', because the request limit is exhausted.") {
    super('OVERLOADED', message);
  }
}

/** Nothing was carried out: the disk takes no more. */
export class DiskFull extends ExpectedError {
  /** @param reason what the disk said to the last write; absent when there is simply no room */
  constructor(reason?: Error) {
    const why = reason ? `The disk refused to write (${reason.message})` : 'The disk is full';
    super('DISK_FULL', `${why}: the command was not carried out.`);
  }
}

/** What was asked for did not come in the time that the request gives. */
export class TimedOut extends ExpectedError {
  constructor(timeoutMs: number) {
    super('TIMED_OUT', `Time out between gateway and broker: Request timed out after ${timeoutMs} ms`);
  }
}

/** The caller does not show the token. */
export class Unauthenticated extends ExpectedError {
  constructor(message: string) {
    super('UNAUTHENTICATED', message);
  }
}

/** The instance whose result was asked for ended without one. */
export class NoResult extends ExpectedError {
  constructor() {
    super('NO_RESULT', 'Expected the process instance to complete, but it was terminated');
  }
}

/** Zeebe's words for a rejection; `keys` are those of the request, told as they were asked for where numbers are not exact. */
const rejectionText = (
  { intent, type, reason }: Extract<Response, { kind: 'rejected' }>,
  keys: (string | undefined)[],
): string => {
  const exact = keys.reduce<string>(
    (text, key) => (key && !Number.isSafeInteger(Number(key)) ? text.replaceAll(`'${Number(key)}'`, `'${key}'`) : text),
    reason,
  );
  return `Command '${intent}' rejected with code '${type}': ${exact}`;
};

/**
 * The key and value of a carried-out command.
 * @param keys those of the request, for the text of a rejection
 * @throws ExpectedError when the command was rejected
 */
export const valueOf = <Value>(
  response: Response,
  keys: (string | undefined)[] = [],
): { key: number; value: Value } => {
  if (response.kind === 'rejected') throw new ExpectedError(`REJECTED ${response.type}`, rejectionText(response, keys));
  return { key: response.key, value: response.value as Value };
};
