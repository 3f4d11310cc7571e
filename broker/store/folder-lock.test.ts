import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderInUse, lockFolder } from './folder-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'quanheng-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const lockedBy = (text: string) => writeFileSync(join(folder, 'broker.pid'), text);

test('a running process keeps its folder, also from a second broker in the same process', () => {
  const child = spawn('sleep', ['30']);
  lockedBy(String(child.pid));
  expect(() => lockFolder(folder)).toThrow(FolderInUse);
  child.kill('SIGKILL');
  const freed = mkdtempSync(join(tmpdir(), 'quanheng-lock-'));
  const unlock = lockFolder(freed);
  expect(() => lockFolder(freed)).toThrow(FolderInUse);
  unlock();
  lockFolder(freed)();
  rmSync(freed, { recursive: true, force: true });
});

/** Resolves when the process is killed and not collected; on a busy machine that takes a while. */
const isZombie = async (pid: string): Promise<void> => {
  while (!/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) await new Promise((done) => setTimeout(done, 50));
};

test('a killed process that its parent has not collected yet holds nothing', async () => {
  // The shell ignores its killed child for a while: a zombie, whose number still answers.
  const shell = spawn('sh', ['-c', 'sleep 30 & echo $!; kill -9 $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const pid = await new Promise<string>((done) =>
    shell.stdout.once('data', (data: Buffer) => done(data.toString().trim())),
  );
  await isZombie(pid);
  expect(() => process.kill(Number(pid), 0)).not.toThrow();
  lockedBy(pid);
  lockFolder(folder)();
  shell.kill('SIGKILL');
});

test('another process that got the number of a killed one holds nothing', () => {
  lockedBy(`${process.ppid} 1`);
  lockFolder(folder)();
});
