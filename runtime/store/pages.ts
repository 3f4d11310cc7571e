import { setImmediate as others } from 'node:timers/promises';
import type { Collection, Reader, StoredDocument, Where } from './port.ts';

/** Some tens of milliseconds of reading, on either store. */
const PAGE = 2_000;

/**
 * The documents that a condition holds for, in order of id, page by page. Between two pages whoever waits has a turn, so
 * that a count over everything never holds up a click; what is written meanwhile may or may not be among them.
 */
export async function* pagesOf<T extends StoredDocument>(
  reader: Reader,
  collection: Collection<T>,
  where: Where = {},
  size = PAGE,
): AsyncGenerator<T[]> {
  for (let afterId = ''; ;) {
    const page = await reader.find(collection, { where: { ...where, id: { gt: afterId } }, limit: size });
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < size) return;
    afterId = last.id;
    await others();
  }
}
