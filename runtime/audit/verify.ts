import type { AuditVerification } from '#contracts';
import { ALL_COLLECTIONS } from '../store/open.ts';
import type { AuditRecord } from '../store/audit-chain.ts';
import { GENESIS, auditId, chainProblem, sha256 } from '../store/audit-chain.ts';
import type { Store } from '../store/port.ts';
import { AUDIT } from '../store/system-collections.ts';
import type { SignedHead } from './heads.ts';

const PAGE = 2000;

/**
 * Walks the whole chain, compares it with the signed heads, and compares every audited document with the last hash
 * that the chain holds of it: an edit, deletion, insertion, reordering or truncation of entries, and an edit or removal
 * of a document behind the platform's back, is found and named.
 */
export async function verifyAudit(
  store: Store,
  heads: (SignedHead & { signatureValid: boolean })[],
  verifiedAt: string,
): Promise<AuditVerification> {
  const hashes = new Map<number, string>(heads.map((head) => [head.sequence, '']));
  const documents = new Map<string, string | null>();
  let tail = { sequence: 0, hash: GENESIS };
  /** Walks on from `tail` to the end as it is now; entries may be appended while a verification runs. */
  const walk = async (): Promise<string | null> => {
    for (let afterId = tail.sequence === 0 ? '' : auditId(tail.sequence); ;) {
      const page = await store.scan(AUDIT, afterId, PAGE);
      if (page.length === 0) return null;
      for (const raw of page) {
        const entry = readEntry(raw.body);
        const problem = entry === null ? `第 ${tail.sequence + 1} 条无法读取` : chainProblem(tail, entry);
        if (problem !== null || entry === null) return problem;
        tail = { sequence: entry.sequence, hash: entry.hash };
        if (hashes.has(entry.sequence)) hashes.set(entry.sequence, entry.hash);
        for (const change of entry.changes) documents.set(`${change.collection}/${change.id}`, change.hash);
      }
      afterId = page.at(-1)?.id ?? '';
    }
  };
  let problem = await walk();
  const signedHeads = heads.map((head) => ({
    day: head.day,
    sequence: head.sequence,
    hash: head.hash,
    valid: head.signatureValid && (head.sequence > tail.sequence ? false : hashes.get(head.sequence) === head.hash),
  }));
  problem ??= headProblem(heads, tail.sequence, hashes);
  problem ??= await documentProblem(store, documents, walk);
  return { ok: problem === null, entries: tail.sequence, head: tail.hash, verifiedAt, signedHeads, problem };
}

function readEntry(body: string): AuditRecord | null {
  try {
    return JSON.parse(body) as AuditRecord;
  } catch {
    return null;
  }
}

function headProblem(
  heads: (SignedHead & { signatureValid: boolean })[],
  entries: number,
  hashes: Map<number, string>,
): string | null {
  for (const head of heads) {
    if (!head.signatureValid) return `${head.day} 的链头签名无效，签名文件被改动过`;
    if (head.sequence > entries) return `日志被截断：${head.day} 签名时有 ${head.sequence} 条，现在只有 ${entries} 条`;
    if (hashes.get(head.sequence) !== head.hash)
      return `第 ${head.sequence} 条与 ${head.day} 签名的链头不符，日志被重写过`;
  }
  return null;
}

async function documentProblem(
  store: Store,
  expected: Map<string, string | null>,
  walkOn: () => Promise<string | null>,
): Promise<string | null> {
  const seen = new Set<string>();
  for (const collection of ALL_COLLECTIONS.filter((item) => item.audited)) {
    for (let afterId = ''; ;) {
      const page = await store.scan(collection, afterId, PAGE);
      if (page.length === 0) break;
      for (const raw of page) {
        const name = `${collection.name}/${raw.id}`;
        seen.add(name);
        if (expected.get(name) === sha256(raw.body)) continue;
        // It may have been written since the walk: walk on and look at it again.
        const problem = await walkOn();
        if (problem !== null) return problem;
        const [again] = (await store.scan(collection, previousId(raw.id), 1)).filter((item) => item.id === raw.id);
        const hash = expected.get(name);
        if (again === undefined) continue;
        if (hash == null) return `数据 ${name} 没有对应的日志，是绕过平台写入的`;
        if (hash !== sha256(again.body)) return `数据 ${name} 与日志记载的不符，被绕过平台修改过`;
      }
      afterId = page.at(-1)?.id ?? '';
    }
  }
  for (const [name, hash] of expected)
    if (hash !== null && !seen.has(name) && (await isMissing(store, name))) return `数据 ${name} 被绕过平台删除`;
  return null;
}

/** A text just before `id` in order, so that a scan from it begins with `id`. */
const previousId = (id: string): string =>
  `${id.slice(0, -1)}${String.fromCharCode(id.charCodeAt(id.length - 1) - 1)}\uffff`;

async function isMissing(store: Store, name: string): Promise<boolean> {
  const slash = name.indexOf('/');
  const collection = ALL_COLLECTIONS.find((item) => item.name === name.slice(0, slash));
  return collection === undefined || (await store.get(collection, name.slice(slash + 1))) === null;
}
