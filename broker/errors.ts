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

/** The instance whose result was asked for ended without one. */
export class NoResult extends Error {
  constructor() {
    super('Expected the process instance to complete, but it was terminated');
  }
}
