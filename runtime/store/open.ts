import { join } from 'node:path';
import { EXPORTER_COLLECTIONS } from '../exporter/read-models.ts';
import { PLATFORM_COLLECTIONS } from './collections.ts';
import { openMongoStore } from './mongo.ts';
import type { Store } from './port.ts';
import { openSqliteStore } from './sqlite.ts';

export const ALL_COLLECTIONS = [...PLATFORM_COLLECTIONS, ...EXPORTER_COLLECTIONS];

/** Opens the store that DATABASE_URL names; without one, a sqlite file in the data directory. */
export function openStore(databaseUrl: string | undefined, dataDir: string, now: () => string): Promise<Store> {
  const url = databaseUrl ?? `sqlite:${join(dataDir, 'platform.db')}`;
  if (url.startsWith('mongodb://') || url.startsWith('mongodb+srv://'))
    return openMongoStore(url, ALL_COLLECTIONS, now);
  const file = url.replace(/^sqlite:(\/\/)?/, '');
  return openSqliteStore(
    file.startsWith('/') || file === ':memory:' ? file : join(dataDir, file),
    ALL_COLLECTIONS,
    now,
  );
}
