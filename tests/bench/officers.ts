import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ORGANS } from '#seed';
import { PlatformClock } from '../../runtime/clock.ts';
import { OrganTree } from '../../runtime/identity/organ-tree.ts';
import type { Person } from '../../runtime/identity/person.ts';
import { certificateList } from '../../runtime/officers/certificates.ts';
import { importCertificates } from '../../runtime/officers/import-certificates.ts';
import type { Platform } from '../../runtime/platform.ts';
import { ORGANS as ORGAN_DOCUMENTS, USERS } from '../../runtime/store/collections.ts';
import { openStore } from '../../runtime/store/open.ts';
import { SYSTEM_ACTOR } from '../../runtime/store/port.ts';

// `npm run bench:officers`: fifteen thousand officers: import of their certificates from a sheet, and pages of the list.

const OFFICERS = 15_000;
const RUNS = 50;

const directory = mkdtempSync(join(tmpdir(), 'quanheng-bench-'));
const clock = new PlatformClock();
const store = await openStore(undefined, directory, () => clock.now());
const organs = new OrganTree();
const platform = { store, clock, organs } as unknown as Platform;
const keeper = {
  ...{ id: 'keeper', version: 1, account: 'keeper', name: '管理员', organId: '370100', post: '', status: 'active' },
  ...{
    roles: ['supervisor'],
    scope: 'level-and-below',
    employment: 'established',
    certificates: [],
    passwordHash: null,
  },
} as Person;

const departments = ORGANS.filter((organ) => organ.kind === 'department');
await store.transaction(SYSTEM_ACTOR, async (unit) => {
  for (const organ of ORGANS) await unit.insert(ORGAN_DOCUMENTS, organ);
});
await organs.load(store);
for (let start = 0; start < OFFICERS; start += 1000)
  await store.transaction(SYSTEM_ACTOR, async (unit) => {
    for (let index = start; index < start + 1000; index++)
      await unit.insert(USERS, {
        ...{ ...keeper, id: `u${index}`, account: `zf${index}`, name: `执法员${index}`, roles: ['officer'] },
        organId: departments[index % departments.length]?.id ?? '370100',
      } as Person);
  });

const rows = Array.from(
  { length: OFFICERS },
  (_, index) => `zf${index},执法证,鲁A${String(index).padStart(8, '0')},2022-01-01,${2024 + (index % 6)}-12-31`,
);
const sheet = Buffer.from(['账号,证件种类,证号,有效期起,有效期止', ...rows].join('\n'));
const began = performance.now();
const imported = await importCertificates(platform, keeper, sheet, 'import');
console.log(`导入 ${imported.created} 份证件：${((performance.now() - began) / 1000).toFixed(1)} 秒`);

const measure = async (name: string, query: object): Promise<void> => {
  const times: number[] = [];
  let total = 0;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    ({ total } = await certificateList(platform, keeper, { page: 1 + (run % 5), pageSize: 20, ...query } as never));
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
  console.log(`${name}（${total} 份）：中位 ${at(0.5)} 毫秒，p99 ${at(0.99)} 毫秒`);
};
await measure('全部', {});
await measure('过期', { state: 'expired' });
await measure('临期', { state: 'soon' });
await measure('一个机关', { organId: departments[0]?.id });
await measure('按姓名查', { q: '执法员1234' });
await store.close();
rmSync(directory, { recursive: true, force: true });
