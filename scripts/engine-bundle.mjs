// Builds the engine for a browser, in memory, and says how big it is: `node scripts/engine-bundle.mjs`.
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const ROOT = resolve(fileURLToPath(import.meta.url), '../..');

/** Nothing of Node may be reached from the entry: a built-in, or a package that asks for one, ends the build. */
const refuseNode = {
  name: 'quanheng:no-node',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source.startsWith('node:') || ['fs', 'path', 'crypto', 'buffer', 'process', 'util', 'events'].includes(source))
      throw new Error(`${importer ?? 'the entry'} imports ${source}: nothing of Node runs in a browser`);
    return null;
  },
};

/**
 * One file for the browser, from the sources, without polyfills.
 *
 * @param {string} entry path of the module to bundle, from the root of the project
 * @param {(string | RegExp)[]} external what is left out
 * @param {'es' | 'iife'} format `iife` is a script whose exports are the global `bundle`
 * @returns {Promise<string>} the text of the module
 */
export const bundleForBrowser = async (entry, external = [], format = 'es') => {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    plugins: [refuseNode],
    resolve: { conditions: ['development', 'module', 'browser'] },
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry: resolve(ROOT, entry), formats: [format], name: 'bundle', fileName: 'bundle' },
      rolldownOptions: { external },
    },
  });
  const chunks = (Array.isArray(built) ? built[0] : built).output.filter(({ type }) => type === 'chunk');
  if (chunks.length !== 1) throw new Error(`${chunks.length} files instead of one`);
  return chunks[0].code;
};

/** Bytes after gzip, as a web server sends them. */
export const gzipBytes = (text) => gzipSync(text, { level: 9 }).length;

/** `node scripts/engine-bundle.mjs [entry [es|iife [external…]]]`: with an entry the code is printed, else the sizes. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [entry, format, ...external] = process.argv.slice(2);
  const kilobytes = (text) => `${(gzipBytes(text) / 1024).toFixed(1)} KB gzip (${(text.length / 1024).toFixed(0)} KB)`;
  if (entry) process.stdout.write(await bundleForBrowser(entry, external, format));
  else {
    console.log(`engine without FEEL and DMN: ${kilobytes(await bundleForBrowser('engine/index.ts', ['#feel']))}`);
    console.log(`engine with FEEL and DMN:    ${kilobytes(await bundleForBrowser('engine/index.ts'))}`);
  }
}
