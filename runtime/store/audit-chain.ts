import { createHash } from 'node:crypto';
import type { StoredDocument } from './port.ts';

/** What a unit of work did to one document: the hash of the stored body makes later edits visible. */
export interface AuditedChange {
  collection: string;
  id: string;
  version: number;
  /** SHA-256 of the stored body; null when removed. */
  hash: string | null;
}

export interface AuditRecord extends StoredDocument {
  sequence: number;
  at: string;
  actorId: string;
  actorName: string;
  action: string;
  summary: string;
  subjectType: string;
  subjectId: string;
  changes: AuditedChange[];
  previousHash: string;
  hash: string;
}

/** `previousHash` of the first entry. */
export const GENESIS = '0'.repeat(64);

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** JSON with members in code-unit order and no white space: equal values give equal bytes (RFC 8785 for our values). */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  const members = Object.entries(value as Record<string, unknown>)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** Hash of an entry: SHA-256 over the canonical JSON of everything but `hash`, `id` and `version`. */
export function auditHash(entry: Omit<AuditRecord, 'hash' | 'id' | 'version'>): string {
  const { sequence, at, actorId, actorName, action, summary, subjectType, subjectId, changes, previousHash } = entry;
  return sha256(
    canonicalJson({
      sequence,
      at,
      actorId,
      actorName,
      action,
      summary,
      subjectType,
      subjectId,
      changes,
      previousHash,
    }),
  );
}

/** Ids sort like sequences. */
export const auditId = (sequence: number): string => String(sequence).padStart(16, '0');

export interface ChainTail {
  sequence: number;
  hash: string;
}

/** The complaint about an entry that does not follow `tail`, in Chinese; null when it does. */
export function chainProblem(tail: ChainTail, entry: AuditRecord): string | null {
  if (entry.sequence !== tail.sequence + 1 || entry.id !== auditId(entry.sequence))
    return entry.sequence <= tail.sequence
      ? `第 ${entry.sequence} 条重复或次序颠倒（应为第 ${tail.sequence + 1} 条）`
      : `第 ${tail.sequence + 1} 条缺失（其后是第 ${entry.sequence} 条）`;
  if (entry.previousHash !== tail.hash) return `第 ${entry.sequence} 条与前一条的链接不符，此处有删除、插入或调换`;
  if (auditHash(entry) !== entry.hash) return `第 ${entry.sequence} 条的内容被改动过`;
  return null;
}
