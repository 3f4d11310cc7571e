import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folders that this process has open: its own number in a lock file would not tell a second broker from the first. */
const open = new Set<string>();

/** Another broker uses the folder; two writers would ruin the log. */
export class FolderInUse extends Error {
  readonly folder: string;
  constructor(folder: string) {
    super(`数据目录“${folder}”正被另一个引擎使用：请先停止它，或用 --data 指定其他目录。`);
    this.folder = folder;
  }
}

/**
 * When a process began, in the kernel's ticks; null for one that is gone or dead but not yet collected by its parent,
 * undefined where the system does not tell (no /proc).
 */
const startOf = (pid: number): string | null | undefined => {
  if (!existsSync('/proc/self/stat')) return undefined;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
};

/** Whether the process that wrote the lock still runs: its number alone may have gone to another process since. */
const holds = (owner: number, start: string | undefined): boolean => {
  const running = startOf(owner);
  if (running !== undefined) return running !== null && (start === undefined || start === running);
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Takes the folder for this process; the lock of a killed process counts for nothing. Returns how to give it back. */
export const lockFolder = (folder: string): (() => void) => {
  const path = join(resolve(folder), 'broker.pid');
  const [owner = '0', start] = existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ') : [];
  const other = Number(owner) > 0 && Number(owner) !== process.pid && holds(Number(owner), start);
  if (open.has(path) || other) throw new FolderInUse(folder);
  writeFileSync(path, `${process.pid} ${startOf(process.pid) ?? ''}`.trim());
  open.add(path);
  return () => {
    open.delete(path);
    rmSync(path, { force: true });
  };
};
