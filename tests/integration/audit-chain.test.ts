import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { AuditHeads } from '../../runtime/audit/heads.ts';
import { verifyAudit } from '../../runtime/audit/verify.ts';
import { LAWS } from '../../runtime/laws/collections.ts';
import { openStore } from '../../runtime/store/open.ts';
import { SYSTEM_ACTOR } from '../../runtime/store/port.ts';

const NOW = '2026-04-07T09:00:00.000+08:00';
let directory: string;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'quanheng-audit-'));
  const store = await openStore(undefined, directory, () => NOW);
  const heads = new AuditHeads(directory);
  for (let number = 1; number <= 10; number++) {
    await store.transaction(SYSTEM_ACTOR, async (unit) => {
      await unit.insert(LAWS, {
        id: `law-${number}`,
        law: { name: `第${number}部`, aliases: [], level: 'law', organ: '' },
        versions: [],
      });
      unit.audit({ action: 'law.put', summary: `录入第${number}部`, subjectType: 'law', subjectId: `law-${number}` });
    });
    if (number === 4) await heads.sign(store, '2026-04-06T23:00:00.000+08:00');
  }
  await heads.sign(store, NOW);
  await store.close();
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function verify() {
  const store = await openStore(undefined, directory, () => NOW);
  try {
    return await verifyAudit(store, new AuditHeads(directory).list(), NOW);
  } finally {
    await store.close();
  }
}

function tamper(...statements: string[]): void {
  const db = new Database(join(directory, 'platform.db'));
  for (const statement of statements) db.exec(statement);
  db.close();
}

const id = (sequence: number): string => String(sequence).padStart(16, '0');

test('an untouched log verifies, with every signed head', async () => {
  const result = await verify();
  expect(result).toMatchObject({ ok: true, entries: 10, problem: null });
  expect(result.signedHeads.map((head) => [head.sequence, head.valid])).toEqual([
    [4, true],
    [10, true],
    [10, true],
  ]);
});

test.each<[string, string[], string]>([
  [
    'an edited summary',
    [`UPDATE c_audit_entries SET body = replace(body, '录入第3部', '录入第9部') WHERE id = '${id(3)}'`],
    '第 3 条的内容被改动过',
  ],
  ['a deleted entry', [`DELETE FROM c_audit_entries WHERE id = '${id(5)}'`], '第 5 条缺失'],
  [
    'a truncated log',
    [`DELETE FROM c_audit_entries WHERE id > '${id(7)}'`, `DELETE FROM c_laws WHERE id IN ('law-8','law-9','law-10')`],
    '日志被截断',
  ],
  [
    'an inserted entry',
    [
      `INSERT INTO c_audit_entries (id, version, body) SELECT '${id(11)}', 1, replace(body, '"sequence":10', '"sequence":11') FROM c_audit_entries WHERE id = '${id(10)}'`,
    ],
    '第 11 条',
  ],
  [
    'two entries exchanged',
    [
      `UPDATE c_audit_entries SET id = 'x' WHERE id = '${id(2)}'`,
      `UPDATE c_audit_entries SET id = '${id(2)}' WHERE id = '${id(3)}'`,
      `UPDATE c_audit_entries SET id = '${id(3)}' WHERE id = 'x'`,
    ],
    '缺失',
  ],
  [
    'a document edited behind the platform',
    [`UPDATE c_laws SET body = replace(body, '第6部', '第7部') WHERE id = 'law-6'`],
    '数据 laws/law-6 与日志记载的不符',
  ],
  [
    'a document removed behind the platform',
    [`DELETE FROM c_laws WHERE id = 'law-6'`],
    '数据 laws/law-6 被绕过平台删除',
  ],
  [
    'a document added behind the platform',
    [`INSERT INTO c_laws (id, version, body) VALUES ('law-x', 1, '{"id":"law-x"}')`],
    '数据 laws/law-x 没有对应的日志',
  ],
])('%s is found', async (_what, statements, problem) => {
  tamper(...statements);
  const result = await verify();
  expect(result.ok).toBe(false);
  expect(result.problem).toContain(problem);
});

test('a forged head is found', async () => {
  const file = join(directory, 'audit-heads', '2026-04-06.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"sequence":4', '"sequence":3'));
  expect((await verify()).problem).toContain('签名无效');
});
