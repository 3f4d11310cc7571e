import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import type { ReadStream } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { sha256 } from './store/audit-chain.ts';

/** Content-addressed files: the name is the SHA-256 of the content, so nothing is ever overwritten by something else. */
export class FileBlobs {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(join(directory, 'incoming'), { recursive: true });
  }

  /** Where an upload may be written until its hash is known; the same file system, so that keeping it is a rename. */
  incomingPath(): string {
    return join(this.#directory, 'incoming', randomUUID());
  }

  /** Takes a complete and synced file in under its hash. */
  async keep(incoming: string, hash: string): Promise<void> {
    const target = this.#path(hash);
    if (existsSync(target)) {
      await rm(incoming, { force: true });
      return;
    }
    mkdirSync(dirname(target), { recursive: true });
    await rename(incoming, target);
  }

  async write(content: Uint8Array): Promise<string> {
    const hash = sha256(content);
    if (existsSync(this.#path(hash))) return hash;
    const incoming = this.incomingPath();
    const file = await open(incoming, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await this.keep(incoming, hash);
    return hash;
  }

  async discard(incoming: string): Promise<void> {
    await rm(incoming, { force: true });
  }

  read(hash: string): Promise<Buffer> {
    return readFile(this.#path(hash));
  }

  stream(hash: string, range?: { start: number; end: number }): ReadStream {
    return createReadStream(this.#path(hash), range);
  }

  async size(hash: string): Promise<number> {
    return (await stat(this.#path(hash))).size;
  }

  #path(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('Not a content hash');
    return join(this.#directory, hash.slice(0, 2), hash);
  }
}
