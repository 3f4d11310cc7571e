import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#runtime';

export interface MongoServer {
  /** Url of a database of its own. */
  url(database: string): string;
  stop(): Promise<void>;
}

const canConnect = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** Starts a MongoDB-protocol server in a directory of its own; null (with a printed line) where none is installed. */
export async function startMongo(): Promise<MongoServer | null> {
  if (spawnSync('secantusd-py', ['--help'], { stdio: 'ignore' }).error) {
    if (process.env['QUANHENG_REQUIRE_ALL'] === '1') throw new Error('secantusd-py is not installed');
    console.log('MongoDB 协议服务未安装（pip install SecantusDB），略过这一组。');
    return null;
  }
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'quanheng-mongo-'));
  const child = spawn('secantusd-py', ['--port', String(port), '--storage-path', directory], { stdio: 'ignore' });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let attempt = 0; attempt < 150; attempt++) {
    if (await canConnect(port)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url: (database) => `mongodb://127.0.0.1:${port}/${database}`,
    async stop() {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await exited;
      clearTimeout(killer);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
