import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT } from '../store/system-collections.ts';
import type { Store } from '../store/port.ts';

/** The chain's end at some moment, signed: kept outside the database, so that cutting the chain off is seen. */
export interface SignedHead {
  day: string;
  sequence: number;
  hash: string;
  signedAt: string;
  signature: string;
}

const payload = (head: Omit<SignedHead, 'signature'>): Buffer =>
  Buffer.from(`${head.day}\n${head.sequence}\n${head.hash}\n${head.signedAt}`);

/**
 * Signs the end of the audit chain: once a day for good (`YYYY-MM-DD.json`, the last head of that day), and every few
 * seconds after writes into `current.json`, so that even a fresh truncation shows.
 */
export class AuditHeads {
  readonly #directory: string;
  readonly #privateKey: KeyObject;
  readonly publicKeyPem: string;
  #lastSequence = -1;

  constructor(dataDir: string) {
    this.#directory = join(dataDir, 'audit-heads');
    mkdirSync(this.#directory, { recursive: true });
    const keyFile = join(dataDir, 'audit-signing-key.pem');
    if (!existsSync(keyFile)) {
      const { privateKey } = generateKeyPairSync('ed25519');
      writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    }
    this.#privateKey = createPrivateKey(readFileSync(keyFile));
    this.publicKeyPem = createPublicKey(this.#privateKey).export({ type: 'spki', format: 'pem' }).toString();
    writeFileSync(join(this.#directory, 'public-key.pem'), this.publicKeyPem);
  }

  /** Signs the chain's end as it stands; does nothing when it has not moved. */
  async sign(store: Store, now: string): Promise<void> {
    const [tail] = await store.find(AUDIT, { sort: [['sequence', 'desc']], limit: 1 });
    if (!tail || tail.sequence === this.#lastSequence) return;
    const head = { day: now.slice(0, 10), sequence: tail.sequence, hash: tail.hash, signedAt: now };
    const text = JSON.stringify({ ...head, signature: this.signature(payload(head)) });
    for (const name of [`${head.day}.json`, 'current.json']) {
      const file = join(this.#directory, name);
      writeFileSync(`${file}.tmp`, text);
      renameSync(`${file}.tmp`, file);
    }
    this.#lastSequence = tail.sequence;
  }

  signature(data: Buffer): string {
    return sign(null, data, this.#privateKey).toString('base64');
  }

  /** All kept heads, oldest first, with whether their signature holds. */
  list(): (SignedHead & { signatureValid: boolean })[] {
    return readHeads(this.#directory, createPublicKey(this.#privateKey));
  }
}

export function readHeads(directory: string, publicKey: KeyObject): (SignedHead & { signatureValid: boolean })[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      try {
        const head = JSON.parse(readFileSync(join(directory, name), 'utf8')) as SignedHead;
        const signatureValid = verify(null, payload(head), publicKey, Buffer.from(head.signature, 'base64'));
        return { ...head, signatureValid };
      } catch {
        return { day: name.slice(0, 10), sequence: 0, hash: '', signedAt: '', signature: '', signatureValid: false };
      }
    })
    .sort((a, b) => a.sequence - b.sequence || (a.signedAt < b.signedAt ? -1 : 1));
}
