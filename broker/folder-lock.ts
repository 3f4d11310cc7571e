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

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Takes the folder for this process; the lock of a killed process counts for nothing. Returns how to give it back. */
export const lockFolder = (folder: string): (() => void) => {
  const path = join(resolve(folder), 'broker.pid');
  const owner = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  if (open.has(path) || (owner > 0 && owner !== process.pid && isAlive(owner))) throw new FolderInUse(folder);
  writeFileSync(path, String(process.pid));
  open.add(path);
  return () => {
    open.delete(path);
    rmSync(path, { force: true });
  };
};
