import exceljs from 'exceljs';
import { performance } from 'node:perf_hooks';
import { setTimeout as others } from 'node:timers/promises';
import type { CaseEvent, ImportDraft } from '#contracts';
import { DEMO_CASES } from '#seed';
import { PENALTY_FACTS } from '../../runtime/discretion/collections.ts';
import type { Platform } from '../../runtime/platform.ts';
import type { CaseDoc } from '../../runtime/store/collections.ts';
import { CASES, CASE_INDEX } from '../../runtime/store/collections.ts';
import type { PlatformClock } from '../../runtime/clock.ts';
import { SYSTEM_ACTOR } from '../../runtime/store/port.ts';
import { sweepClocks } from '../../runtime/timing/sweep.ts';
import { startPlatform } from '../support/platform.ts';

// `npm run bench:scale`: the store of a city. 68,000 open cases: what a sweep of their clocks costs in an ordinary minute,
// at midnight, and for all; 150,000 decided ones: statistics of the lists; a sheet of 1,077 rows through HTTP.

const OPEN = 68_000;
const DECIDED = 150_000;
const ROWS = 1_077;
const BATCH = 4_000;
const BOUNDS = { sweepMs: 1_000, importMs: 3_000, statisticsMs: 2_000 };
const DAY_MS = 86_400_000;

let missed = 0;
const report = (what: string, ms: number, bound: number): void => {
  if (ms > bound) missed += 1;
  console.log(`${ms <= bound ? '✔' : '✘'} ${what}：${ms.toFixed(0)} 毫秒（上限 ${bound} 毫秒）`);
};
const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const began = performance.now();
  const result = await work();
  return [result, performance.now() - began];
};
/** How long the event loop was held at worst while something ran. */
async function watched<T>(work: () => Promise<T>): Promise<{ result: T; ms: number; stall: number }> {
  let stall = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    stall = Math.max(stall, now - last - 5);
    last = now;
  }, 5);
  const [result, ms] = await timed(work);
  clearInterval(timer);
  return { result, ms, stall: Math.max(stall, performance.now() - last - 5) };
}

const instant = (ms: number): string => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;

/** What a case has behind it, by how far it is: what happened, and on which day of its life. */
const LIFE: [type: string, day: number][] = [
  ['lead.registered', 0],
  ['lead.verified', 6],
  ['case.filed', 8],
  ['officers.assigned', 8],
  ['inspection.done', 12],
  ['interview.done', 15],
  ['preservation.started', 12],
  ['preservation.handled', 18],
  ['investigation.closed', 50],
  ['review.submitted', 52],
  ['review.done', 58],
  ['notice.served', 62],
  ['decision.made', 80],
  ['decision.served', 84],
];
const eventsOf = (index: number, now: number): CaseEvent[] => {
  const start = now - (90 + (index % 160)) * DAY_MS;
  return LIFE.slice(0, 3 + (index % (LIFE.length - 2))).map(([type, day], at) => ({
    ...{ id: `${index}-${at}`, type: type as CaseEvent['type'] },
    at: instant(start + Math.min(day, 89) * DAY_MS + at * 60_000),
  }));
};

/** A case of the city after the likeness of a real one. */
async function fillCases(platform: Platform, likeness: CaseDoc): Promise<void> {
  const entry = await platform.store.get(CASE_INDEX, likeness.id);
  if (!entry) throw new Error('no entry of the case in the list');
  const now = platform.clock.ms();
  for (let start = 0; start < OPEN; start += BATCH)
    await platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
      for (let index = start; index < Math.min(OPEN, start + BATCH); index++) {
        const id = `scale-${String(index).padStart(6, '0')}`;
        const number = `济市监罚字〔2026〕${index}号`;
        await unit.put(CASES, { ...likeness, id, number, requestId: null, events: eventsOf(index, now) });
        await unit.put(CASE_INDEX, { ...entry, id, number, status: 'open', changesAt: instant(now - DAY_MS) });
      }
    });
}

async function fillDecided(platform: Platform, codes: readonly string[]): Promise<void> {
  const departments = ['市场监管', '城市管理', '生态环境', '应急管理', '交通运输'];
  const now = platform.clock.ms();
  for (let start = 0; start < DECIDED; start += BATCH)
    await platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
      for (let index = start; index < Math.min(DECIDED, start + BATCH); index++) {
        const code = codes[index % codes.length] ?? '';
        await unit.put(PENALTY_FACTS, {
          ...{ id: `fact-${index}`, caseNumber: `济罚〔2025〕${index}号`, organId: 'o', partyName: `某公司${index}` },
          department: departments[index % departments.length] ?? '',
          ...{ violationCode: code, violation: `违法行为${index % 540}`, circumstances: ['首次'] },
          ...{ tier: ['ordinary', 'lenient', 'mitigated', 'no-penalty'][index % 4] ?? '', lists: [], matched: [code] },
          ...{ penalized: index % 4 !== 3, fineFen: (index % 100) * 10_000 },
          decidedOn: instant(now - (index % 1_000) * DAY_MS).slice(0, 10),
          updatedAt: '2026-01-01T00:00:00+08:00',
        });
      }
    });
}

async function sheetOf(rows: number): Promise<Uint8Array<ArrayBuffer>> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('清单');
  sheet.addRow(['序号', '违法行为', '适用条件', '法定依据', '配套监管措施']);
  for (let row = 1; row <= rows; row++)
    sheet.addRow([row, `未按规定办理第${row}种手续`, '首次；当场改正', `《某市条例》第十二条`, '行政指导']);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const test = await startPlatform();
try {
  const { platform } = test.runtime;
  const [demo] = DEMO_CASES;
  if (!demo) throw new Error('no demonstration case');
  const author = await test.api('fazhi1');

  const { CaseDriver } = await import('../support/case-driver.ts');
  const driver = new CaseDriver(test.runner, demo);
  await driver.register();
  await driver.advanceTo('Task_Inspect');
  const [likeness] = await platform.store.find(CASES, { limit: 1 });
  if (!likeness) throw new Error('no case');

  console.log(`写入 ${OPEN} 件在办案件…`);
  await fillCases(platform, likeness);
  const all = await watched(() => sweepClocks(platform));
  console.log(
    `  全部 ${OPEN} 件都到了重算的时刻：${all.ms.toFixed(0)} 毫秒，期间事件循环最长被占 ${all.stall.toFixed(0)} 毫秒`,
  );
  const still = await watched(() => sweepClocks(platform));
  report(`${OPEN} 件在办、无一到点的一次巡查`, still.ms, BOUNDS.sweepMs);
  for (let day = 1; day <= 3; day++) {
    const midnight = Math.ceil((platform.clock.ms() + 8 * 3_600_000) / DAY_MS) * DAY_MS - 8 * 3_600_000;
    (platform.clock as PlatformClock).moveTo(midnight + 60_000);
    const due = await platform.store.count(CASE_INDEX, { where: { changesAt: { lte: platform.clock.now() } } });
    const night = await watched(() => sweepClocks(platform));
    report(`过了第 ${day} 个零点，${due} 件到点`, night.ms, BOUNDS.sweepMs);
  }

  console.log(`写入 ${DECIDED} 件已决定案件…`);
  const items = await platform.items.current(platform.store);
  await fillDecided(
    platform,
    items.heads().map(({ code }) => code),
  );
  await others(500);
  const statistics = await watched(() => author.call('discretionStatistics', { query: {} }));
  report(`${DECIDED} 件的清单统计`, statistics.ms, BOUNDS.statisticsMs);
  console.log(`  事件循环最长被占 ${statistics.stall.toFixed(0)} 毫秒`);

  const bytes = await sheetOf(ROWS);
  const [, ms] = await timed(async () => {
    const read = (await author.send('/api/discretion-imports/read', bytes, 'application/octet-stream')) as {
      sheets: ImportDraft['sheet'][];
    };
    const [sheet] = read.sheets;
    if (!sheet) throw new Error('no sheet');
    const defaults = {
      list: 'no-penalty' as const,
      department: '商务',
      effectiveFrom: '2024-01-01',
      codePrefix: 'SC-',
    };
    const draft = { fileName: '清单.xlsx', sheet, defaults };
    const preview = await author.call('checkListImport', { body: draft });
    if (preview.withErrors > 0) throw new Error(`${preview.withErrors} rows with errors`);
    const done = await author.call('commitListImport', { body: draft });
    if (done.count !== ROWS) throw new Error(`imported ${done.count}`);
  });
  report(`经 HTTP 读取、检查并导入 ${ROWS} 行`, ms, BOUNDS.importMs);
} finally {
  await test.stop();
}
process.exit(missed > 0 ? 1 : 0);
