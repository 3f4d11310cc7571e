import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const SCRIPT = resolve('scripts/engine-bundle.mjs');
const MAX_BYTES = 20_000_000;

/** A bundle for the browser, built in a process of its own: the builder does not run inside jest. */
export const bundleForBrowser = async (
  entry: string,
  format: 'es' | 'iife' = 'es',
  external: readonly string[] = [],
): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, entry, format, ...external], {
    maxBuffer: MAX_BYTES,
  });
  return stdout;
};

/** Bytes after gzip, as a web server sends them. */
export const gzipBytes = (text: string): number => gzipSync(text, { level: 9 }).length;
