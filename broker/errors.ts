import type { Response } from '#engine';

/** A request that can't become a command; the text is the one that Zeebe answers with. */
export class InvalidArgument extends Error {}

/** A key says which partition holds what it names; there is the first one only. */
export class PartitionNotFound extends Error {
  constructor(partition: number) {
    super(
      `Expected to execute command on partition ${partition}, but either it does not exist, or the gateway is not yet aware of it`,
    );
  }
}

/** Nothing was carried out: as many commands as may be are waiting for the disk. */
export class Overloaded extends Error {
  constructor() {
    super("Failed to write client request to partition '1', because the request limit is exhausted.");
  }
}

/** What was asked for did not come in the time that the request gives. */
export class TimedOut extends Error {
  constructor(timeoutMs: number) {
    super(`Time out between gateway and broker: Request timed out after ${timeoutMs} ms`);
  }
}

/** The caller does not show the token. */
export class Unauthenticated extends Error {}

/** The instance whose result was asked for ended without one. */
export class NoResult extends Error {
  constructor() {
    super('Expected the process instance to complete, but it was terminated');
  }
}

/** Zeebe's words for a rejection; `keys` are those of the request, told as they were asked for where numbers are not exact. */
export const rejectionText = (
  { intent, type, reason }: Extract<Response, { kind: 'rejected' }>,
  keys: (string | undefined)[] = [],
): string => {
  const exact = keys.reduce<string>(
    (text, key) => (key && !Number.isSafeInteger(Number(key)) ? text.replaceAll(`'${Number(key)}'`, `'${key}'`) : text),
    reason,
  );
  return `Command '${intent}' rejected with code '${type}': ${exact}`;
};
