/** How writes reach the disk: a port, so that a test can have them fail where a disk would. */
export interface Disk {
  /** Begins a write of LMDB and resolves when it is safe; may be called again for one that failed. */
  commit: <Result>(write: () => Promise<Result>) => Promise<Result>;
  /** How long to wait before a write that failed is tried again. */
  againMs: number;
}

/**
 * What a write of LMDB resolves with. When its transaction can't be committed, the error is the one of the disk, e.g.
 * `No space left on device`: LMDB gives that in a promise of its own, which ends the process when nobody takes it.
 */
async function committed<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    const { commitError } = error as { commitError?: Promise<never> };
    if (commitError === undefined) throw error;
    return await commitError;
  }
}

export const LMDB_DISK: Disk = { commit: (write) => committed(write()), againMs: 1000 };
