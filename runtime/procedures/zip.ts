import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { PackageFile } from '#contracts';
import { ProblemError, invalid } from '../problem-error.ts';

const MAX_FILES = 300;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_TOTAL_BYTES = 60 * 1024 * 1024;
const BINARY = /\.(docx|png|jpg)$/i;
/** A fixed time, so that the same version always exports to the same bytes. */
const ZIP_TIME = new Date('2024-01-01T00:00:00Z');

/** Paths that stay inside the package and name one file each. @throws ProblemError 422 */
export function demandSafePaths(files: readonly PackageFile[]): void {
  const seen = new Set<string>();
  for (const file of files) {
    const parts = file.path.split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..'))
      throw invalid(file.path, `文件名“${file.path}”不合规：不能用 .. 或以 / 开头。`);
    if (seen.has(file.path)) throw invalid(file.path, `文件“${file.path}”重复。`);
    seen.add(file.path);
  }
}

/** The files of a package from a zip. Traversal, bombs and unknown names are refused before anything is unpacked. */
export function readZip(bytes: Uint8Array): PackageFile[] {
  let count = 0;
  let total = 0;
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, {
      filter: (entry) => {
        if (entry.name.endsWith('/') || /(^|\/)(__MACOSX|\.DS_Store)/.test(entry.name)) return false;
        count += 1;
        total += entry.originalSize;
        if (count > MAX_FILES) throw new ProblemError('too-large', `压缩包里的文件超过 ${MAX_FILES} 个。`);
        if (entry.originalSize > MAX_FILE_BYTES || total > MAX_TOTAL_BYTES)
          throw new ProblemError('too-large', '压缩包解开后过大，可能已损坏或是恶意文件。');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw invalid('file', '不是正确的 zip 压缩包，或文件已损坏。');
  }
  const names = Object.keys(entries);
  if (names.length === 0) throw invalid('file', '压缩包是空的。');
  for (const name of names)
    if (name.includes('\\') || name.startsWith('/') || name.split('/').includes('..'))
      throw invalid(name, `压缩包里的文件名“${name}”指向包外，已拒绝导入。`);
  const prefix = commonFolder(names);
  const files = names.map((name) => {
    const content = entries[name] as Uint8Array;
    const path = name.slice(prefix.length);
    const file = BINARY.test(path)
      ? { path, encoding: 'base64' as const, content: Buffer.from(content).toString('base64') }
      : { path, encoding: 'utf8' as const, content: strFromU8(content) };
    const parsed = PackageFile.safeParse(file);
    if (!parsed.success) throw invalid(name, `文件名“${name}”不合规：${parsed.error.issues[0]?.message ?? ''}。`);
    return parsed.data;
  });
  demandSafePaths(files);
  return files;
}

/** The folder that holds everything, when the package was zipped with its folder. */
function commonFolder(names: string[]): string {
  if (names.includes('procedure.json')) return '';
  const manifest = names.find((name) => name.endsWith('/procedure.json'));
  const folder = manifest ? manifest.slice(0, -'procedure.json'.length) : '';
  return names.every((name) => name.startsWith(folder)) ? folder : '';
}

export function writeZip(files: readonly PackageFile[]): Uint8Array {
  const entries: Record<string, Uint8Array> = {};
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1)))
    entries[file.path] = file.encoding === 'base64' ? Buffer.from(file.content, 'base64') : strToU8(file.content);
  return zipSync(entries, { mtime: ZIP_TIME });
}
