import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Collection, Store, StoredDocument } from '../../runtime/store/port.ts';
import { DuplicateError, StaleError, SYSTEM_ACTOR, searchText } from '../../runtime/store/port.ts';
import { openMongoStore } from '../../runtime/store/mongo.ts';
import { openSqliteStore } from '../../runtime/store/sqlite.ts';
import { AUDIT, COUNTERS } from '../../runtime/store/system-collections.ts';
import { chainProblem, GENESIS } from '../../runtime/store/audit-chain.ts';
import { untyped } from '../../runtime/store/unit.ts';
import type { MongoServer } from '../support/mongo.ts';
import { startMongo } from '../support/mongo.ts';

type Sheet = StoredDocument & { organ: string | null; amount: number; tags: string[]; title: string; extra?: unknown };
const SHEETS: Collection<Sheet> = {
  name: 'sheets',
  audited: true,
  fields: {
    organ: { type: 'text', of: (sheet) => sheet.organ },
    amount: { type: 'number', of: (sheet) => sheet.amount },
    tags: { type: 'set', of: (sheet) => sheet.tags },
    search: { type: 'search', of: (sheet) => searchText(sheet.title) },
  },
};
const NAMES: Collection<StoredDocument & { name: string | null }> = {
  name: 'names',
  audited: false,
  fields: { name: { type: 'text', unique: true, of: (entry) => entry.name } },
};
const COLLECTIONS = [untyped(AUDIT), untyped(COUNTERS), untyped(SHEETS), untyped(NAMES)];
const now = (): string => '2026-04-07T09:00:00+08:00';
const sheet = (id: string, more: Partial<Sheet> = {}) => ({
  id,
  organ: 'o1',
  amount: 1,
  tags: [],
  title: `案卷${id}`,
  ...more,
});

const mongo: MongoServer | null = await startMongo();
const directory = mkdtempSync(join(tmpdir(), 'quanheng-store-'));
let serial = 0;
const adapters: [string, () => Promise<Store>][] = [
  ['sqlite', () => openSqliteStore(join(directory, `store-${serial++}.db`), COLLECTIONS, now)],
  ...(mongo
    ? [
        ['mongo', () => openMongoStore(mongo.url(`contract_${serial++}`), COLLECTIONS, now)] as [
          string,
          () => Promise<Store>,
        ],
      ]
    : []),
];

afterAll(async () => {
  await mongo?.stop();
  rmSync(directory, { recursive: true, force: true });
});

describe.each(adapters)('store contract on %s', (_name, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  }, 30_000);
  afterAll(() => store.close());
  const write = <T>(work: Parameters<Store['transaction']>[1]): Promise<T> =>
    store.transaction(SYSTEM_ACTOR, work) as Promise<T>;

  test('a document comes back as it was written, with version 1', async () => {
    const extra = { 名称: '某超市', $set: 1, 'a.b': [null, 0.1, true], deep: { list: [{}] } };
    await write((unit) => unit.insert(SHEETS, sheet('round', { extra })));
    expect(await store.get(SHEETS, 'round')).toEqual({ ...sheet('round', { extra }), version: 1 });
    expect(await store.get(SHEETS, 'absent')).toBeNull();
  });

  test('an update raises the version; an outdated one is refused and changes nothing', async () => {
    const first = await write<Sheet>((unit) => unit.insert(SHEETS, sheet('stale')));
    await write((unit) => unit.update(SHEETS, { ...first, amount: 2 }));
    await expect(write((unit) => unit.update(SHEETS, { ...first, amount: 3 }))).rejects.toThrow(StaleError);
    expect(await store.get(SHEETS, 'stale')).toMatchObject({ version: 2, amount: 2 });
  });

  test('a failing unit leaves nothing: neither documents, nor numbers, nor audit entries', async () => {
    const before = await store.count(AUDIT);
    await expect(
      write(async (unit) => {
        await unit.insert(SHEETS, sheet('ghost'));
        await unit.next('case|2026');
        unit.audit({ action: 'x', summary: 'x', subjectType: 'x', subjectId: 'x' });
        throw new Error('boom');
      }),
    ).rejects.toThrow('boom');
    expect(await store.get(SHEETS, 'ghost')).toBeNull();
    expect(await store.count(AUDIT)).toBe(before);
    expect(await write((unit) => unit.next('case|2026'))).toBe(1);
  });

  test('ids and unique fields are unique', async () => {
    await write((unit) => unit.insert(NAMES, { id: '1', name: '甲' }));
    await expect(write((unit) => unit.insert(NAMES, { id: '2', name: '甲' }))).rejects.toThrow(DuplicateError);
    await expect(write((unit) => unit.insert(NAMES, { id: '1', name: '乙' }))).rejects.toThrow(DuplicateError);
  });

  test('many documents may have no value in a unique field', async () => {
    await write(async (unit) => {
      await unit.insert(NAMES, { id: 'none-1', name: null });
      await unit.insert(NAMES, { id: 'none-2', name: null });
    });
    expect(await store.count(NAMES, { where: { name: null } })).toBe(2);
  });

  test('numbers have no gaps under concurrency', async () => {
    const numbers = await Promise.all(Array.from({ length: 30 }, () => write<number>((unit) => unit.next('立|2026'))));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  test('queries: equality, null, ranges, sets, Chinese substrings, alternatives, order and pages', async () => {
    await write(async (unit) => {
      await unit.insert(
        SHEETS,
        sheet('q1', { organ: 'q', amount: 3, tags: ['a', 'b'], title: '某超市经营过期食品案' }),
      );
      await unit.insert(
        SHEETS,
        sheet('q2', { organ: 'q', amount: 1, tags: ['b'], title: '济历市监立〔2026〕31号 ＡＢＣ' }),
      );
      await unit.insert(SHEETS, sheet('q3', { organ: null, amount: 2, tags: [], title: '100% 合格.*' }));
    });
    const ids = async (query: Parameters<Store['find']>[1]) => (await store.find(SHEETS, query)).map((item) => item.id);
    const mine = { id: { in: ['q1', 'q2', 'q3'] } };
    expect(await ids({ where: { ...mine, organ: 'q' }, sort: [['amount', 'desc']] })).toEqual(['q1', 'q2']);
    expect(await ids({ where: { ...mine, organ: null } })).toEqual(['q3']);
    expect(await ids({ where: { ...mine, organ: { not: 'q' } } })).toEqual(['q3']);
    expect(await ids({ where: { ...mine, amount: { gte: 2, lt: 3 } } })).toEqual(['q3']);
    expect(await ids({ where: { ...mine, tags: { has: 'a' } } })).toEqual(['q1']);
    expect(await ids({ where: { ...mine, tags: { hasAny: ['a', 'b', 'z'] } } })).toEqual(['q1', 'q2']);
    expect(await ids({ where: { ...mine, tags: { hasAny: [] } } })).toEqual([]);
    expect(await ids({ where: { ...mine, search: { contains: '过期' } } })).toEqual(['q1']);
    expect(await ids({ where: { ...mine, search: { contains: '〔2026〕31号 abc' } } })).toEqual(['q2']);
    expect(await ids({ where: { ...mine, search: { contains: '0% 合格.*' } } })).toEqual(['q3']);
    expect(await ids({ where: mine, any: [{ amount: 1 }, { tags: { has: 'a' } }], sort: [['amount', 'asc']] })).toEqual(
      ['q2', 'q1'],
    );
    expect(await ids({ where: mine, sort: [['amount', 'asc']], limit: 1, skip: 1 })).toEqual(['q3']);
    expect(await store.count(SHEETS, { where: mine })).toBe(3);
    expect(await ids({ where: { id: { in: [] } } })).toEqual([]);
  });

  test('a set answers by its members as they are now, whatever was written, rewritten or removed before', async () => {
    const holders = async (tag: string) =>
      (await store.find(SHEETS, { where: { tags: { has: tag } } })).map(({ id }) => id);
    const first = await write<Sheet>((unit) => unit.insert(SHEETS, sheet('set-1', { tags: ['m1', 'm2', 'm2'] })));
    await write((unit) => unit.insert(SHEETS, sheet('set-2', { tags: ['m2'] })));
    expect(await holders('m2')).toEqual(['set-1', 'set-2']);
    await write((unit) => unit.update(SHEETS, { ...first, tags: ['m3'] }));
    expect([await holders('m1'), await holders('m2'), await holders('m3')]).toEqual([[], ['set-2'], ['set-1']]);
    await expect(write((unit) => unit.update(SHEETS, { ...first, tags: ['m4'] }))).rejects.toThrow(StaleError);
    await write((unit) => unit.put(SHEETS, sheet('set-2', { tags: [] })));
    await write((unit) => unit.remove(SHEETS, 'set-1'));
    expect([await holders('m2'), await holders('m3'), await holders('m4')]).toEqual([[], [], []]);
  });

  test('a unit reads its own writes; others see them only after it ended', async () => {
    let seenInside: unknown;
    let seenOutside: unknown;
    await write(async (unit) => {
      await unit.insert(SHEETS, sheet('visible'));
      seenInside = await unit.get(SHEETS, 'visible');
      seenOutside = await store.get(SHEETS, 'visible');
    });
    expect(seenInside).not.toBeNull();
    expect(seenOutside).toBeNull();
    expect(await store.get(SHEETS, 'visible')).not.toBeNull();
  });

  test('a unit of work inside another one is refused instead of waiting for ever', async () => {
    await expect(write(() => write(async () => 1))).rejects.toThrow('must not open another');
  });

  test('every unit that writes leaves linked audit entries, named or not', async () => {
    await write(async (unit) => {
      await unit.insert(SHEETS, sheet('audited'));
      unit.audit({ action: 'sheet.made', summary: '建立案卷', subjectType: 'sheet', subjectId: 'audited' });
    });
    await write(async (unit) => unit.remove(SHEETS, 'audited'));
    const entries = await store.find(AUDIT, { sort: [['sequence', 'asc']] });
    let tail = { sequence: 0, hash: GENESIS };
    for (const entry of entries) {
      expect(chainProblem(tail, entry)).toBeNull();
      tail = entry;
    }
    expect(entries.at(-2)).toMatchObject({ action: 'sheet.made', changes: [{ id: 'audited', version: 1 }] });
    expect(entries.at(-1)).toMatchObject({ action: 'store.write', changes: [{ id: 'audited', hash: null }] });
  });

  test('scan walks the stored bodies in order of id; audited collections cannot be cleared', async () => {
    const [first] = await store.scan(NAMES, '', 1);
    expect(JSON.parse(first?.body ?? '{}')).toMatchObject({ id: '1', name: '甲' });
    await store.clear(NAMES);
    expect(await store.count(NAMES)).toBe(0);
    await expect(store.clear(SHEETS)).rejects.toThrow('audited');
  });
});
