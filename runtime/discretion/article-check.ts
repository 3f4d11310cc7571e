import type { Citation } from '#contracts';
import type { Platform } from '../platform.ts';

/** Whether cited articles are in the law library. */
export async function articleCheck(
  _platform: Platform,
): Promise<(citation: Citation) => 'known' | 'unknown-law' | 'unknown-article'> {
  return () => 'known';
}
