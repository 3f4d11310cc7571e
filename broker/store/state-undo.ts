import type { Key as StoredKey } from 'lmdb';
import { asBinary } from 'lmdb';
import type { Change, StateDatabases } from './state-save.ts';

/** A row or entry that a save is about to change: the bytes that the disk has under its key, if any. */
interface Before {
  into: Change['into'];
  key: StoredKey[];
  bytes: Uint8Array | undefined;
}

/** How it stands in the head of what is stored; its bytes come behind the head, one behind the other. */
type Head = [into: Change['into'], key: StoredKey[], length: number | null];

/** Behind it stands the number of the part, counted from 0. */
const UNDO_KEY = 'state-undo-';
const AFTER_UNDO_KEYS = 'state-undo-~';
/** How many parts there were when they were last taken back. */
const BEGUN_KEY = 'undo-begun';
/** Parts that are taken back in one transaction: each waits for the disk. */
const PARTS_OF_UNDO = 16;
const HEAD_END = '\n';

/** What the disk holds where changes are about to be made, to be put back by `undoUnfinishedSave`. */
export const whatWas = (databases: StateDatabases, changes: readonly Change[]): Buffer => {
  const heads: Head[] = [];
  const values: Uint8Array[] = [];
  for (const { into, key, isNew } of changes) {
    const bytes = isNew ? undefined : databases[into].getBinary(key);
    heads.push([into, key, bytes?.length ?? null]);
    if (bytes) values.push(bytes);
  }
  return Buffer.concat([Buffer.from(JSON.stringify(heads) + HEAD_END), ...values]);
};

function* readBefore(stored: Buffer): Generator<Before> {
  const headEnd = stored.indexOf(HEAD_END);
  let at = headEnd + HEAD_END.length;
  for (const [into, key, length] of JSON.parse(stored.toString('utf8', 0, headEnd)) as Head[]) {
    yield { into, key, bytes: length === null ? undefined : stored.subarray(at, at + length) };
    at += length ?? 0;
  }
}

const putBack = (databases: StateDatabases, { into, key, bytes }: Before): void => {
  const database = databases[into];
  void (bytes ? database.put(key, asBinary(bytes) as never) : database.remove(key));
};

/** In a batch: leaves what was before a part of a save. */
export const keepUndo = ({ meta }: StateDatabases, part: number, before: Buffer): void =>
  void meta.put(`${UNDO_KEY}${part}`, asBinary(before));

/** In a batch: the save has come to its end. */
export const dropUndo = ({ meta }: StateDatabases, parts: number): void => {
  for (let part = 0; part < parts; part++) void meta.remove(`${UNDO_KEY}${part}`);
};

/**
 * Takes back the parts of a save that did not come to its end: the state is then as its marks say. A start that is killed in
 * between leaves the other parts to the next one.
 */
export const undoUnfinishedSave = (databases: StateDatabases): void => {
  const { root, meta } = databases;
  const keys = [...meta.getKeys({ start: UNDO_KEY, end: AFTER_UNDO_KEYS })];
  if (keys.length === 0) return;
  // LMDB fails in a first transaction that gives back many pages while it knows of none that is free, as in a compacted copy,
  // which is what a backup is. Behind this one it knows of some.
  root.transactionSync(() => void meta.put(BEGUN_KEY, keys.length));
  for (let first = 0; first < keys.length; first += PARTS_OF_UNDO) {
    const parts = keys.slice(first, first + PARTS_OF_UNDO);
    root.transactionSync(() => {
      for (const key of parts) {
        for (const before of readBefore(Buffer.from(meta.getBinary(key)!))) putBack(databases, before);
        void meta.remove(key);
      }
    });
  }
};
