/** Nothing was carried out: there is no room on the disk for what it would write. */
export class DiskFull extends Error {
  constructor() {
    super('The disk is full: the command was not carried out.');
  }
}

/**
 * What a write of LMDB resolves with. When its transaction can't be committed, the error is the one of the disk, e.g.
 * `No space left on device`: LMDB gives that in a promise of its own, which ends the process when nobody takes it.
 */
export async function committed<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    const { commitError } = error as { commitError?: Promise<never> };
    if (commitError === undefined) throw error;
    return await commitError;
  }
}
