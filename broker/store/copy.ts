import { mkdirSync } from 'node:fs';
import { open } from 'lmdb';

/**
 * Copies the engine's log and state as of one moment into a new folder; a broker may be running on the folder that is
 * copied. The copy is compacted.
 */
export const copyEngine = async (from: string, to: string): Promise<void> => {
  mkdirSync(to, { recursive: true });
  const root = open({ path: from, readOnly: true, maxDbs: 8 });
  try {
    await root.backup(to, true);
  } finally {
    await root.close();
  }
};
