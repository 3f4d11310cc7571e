import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * A folder of the external test data (`../shared/data` beside the project); null, with a printed line, where it is absent.
 *
 * @throws Error when absent though `QUANHENG_REQUIRE_ALL=1` demands it
 */
export function sharedData(folder: string): string | null {
  const roots = [process.env['QUANHENG_SHARED_DATA'], resolve('../shared/data'), resolve('../../shared/data')];
  const found = roots
    .map((root) => (root ? resolve(root, folder) : ''))
    .find((path) => path !== '' && existsSync(path));
  if (found) return found;
  if (process.env['QUANHENG_REQUIRE_ALL'] === '1') throw new Error(`../shared/data/${folder} is absent`);
  console.log(`外部数据 ../shared/data/${folder} 不在，略过这一组。`);
  return null;
}
