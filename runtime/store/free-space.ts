import { statfs } from 'node:fs/promises';
import { StorageFullError } from './port.ts';

/** Kept for what is under way already (jobs, records of the engine), so that an accepted step can be finished. */
const RESERVE_BYTES = 24 * 1024 * 1024;

/**
 * Asks before anything is written whether there will be room for it.
 *
 * @throws StorageFullError
 */
export async function demandSpace(directory: string, moreBytes = 0): Promise<void> {
  const { bavail, bsize, blocks } = await statfs(directory);
  // Some network file systems tell nothing about their size.
  if (blocks > 0 && bavail * bsize < RESERVE_BYTES + moreBytes) throw new StorageFullError('磁盘已满');
}
