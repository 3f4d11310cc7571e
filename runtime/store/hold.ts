import Database from 'libsql';

/** Longer than any copy of the engine takes. */
const WAIT_MS = 60_000;

/**
 * Copies the embedded store's file as of one moment, and does `meanwhile` at that same moment: until both are done no
 * process can write to the store; reading goes on.
 *
 * @throws Error when the file can't be opened or locked within a minute
 */
export async function holdStore(file: string, copy: string, meanwhile: () => Promise<void>): Promise<void> {
  const holder = new Database(file);
  const reader = new Database(file);
  try {
    holder.exec(`PRAGMA busy_timeout = ${WAIT_MS}`);
    holder.exec('BEGIN IMMEDIATE');
    await meanwhile();
    reader.exec(`VACUUM INTO '${copy.replaceAll("'", "''")}'`);
    holder.exec('ROLLBACK');
  } finally {
    reader.close();
    holder.close();
  }
}
