import type { PackageFile } from '#contracts';
import { checkPackage } from '#rules';

/** Checks a package away from the page: typing never waits for it. */
self.addEventListener('message', ({ data }: MessageEvent<{ id: number; files: PackageFile[] }>) => {
  try {
    self.postMessage({ id: data.id, checks: checkPackage(data.files) });
  } catch (error) {
    self.postMessage({ id: data.id, failed: error instanceof Error ? error.message : String(error) });
  }
});
