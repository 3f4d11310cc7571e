// Measured bounds of the law library: reading the collection, searching it, and the impact of an amendment over 300 laws and
// 68,000 open cases. Run by `npm run bench:laws`; exits with 1 when a bound is not kept; needs ../shared/data/laws (or QUANHENG_SHARED_DATA).
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { caseUses, lawKey, readLaw } from '../../dist/rules/index.js';
import { freePort, startRuntime } from '../../dist/runtime/index.js';
import { LAWS } from '../../dist/runtime/laws/collections.js';
import { writeVersion } from '../../dist/runtime/laws/commands.js';
import { lawImpact } from '../../dist/runtime/laws/impact.js';
import { bumpLaws } from '../../dist/runtime/laws/library.js';
import { DISCRETION_ITEMS } from '../../dist/runtime/discretion/collections.js';
import { CASE_INDEX, ORGANS, PROCEDURES, VERSIONS } from '../../dist/runtime/store/collections.js';

const BOUNDS = { loadSeconds: 30, searchMs: 50, impactMs: 2000 };
const CASES = 68_000;
const ITEMS = 1077;
const SYSTEM = { id: 'system', name: '系统' };

const folder = [process.env.QUANHENG_SHARED_DATA, resolve('../shared/data'), resolve('../../shared/data')]
  .filter(Boolean)
  .map((root) => join(root, 'laws'))
  .find(existsSync);
if (!folder) {
  console.log('外部数据 ../shared/data/laws 不在，不能测量。');
  process.exit(process.env.QUANHENG_REQUIRE_ALL === '1' ? 1 : 0);
}

let missed = 0;
function report(name, value, bound, unit) {
  if (value > bound) missed += 1;
  console.log(`${value <= bound ? '✔' : '✘'} ${name}：${value.toFixed(1)} ${unit}（上限 ${bound} ${unit}）`);
}
const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

/** Reading: every text into articles. */
function readAll() {
  const began = performance.now();
  const readings = ['national', 'administrative', 'departmental', 'local'].flatMap((part) =>
    readdirSync(join(folder, part)).map((file) =>
      readLaw(readFileSync(join(folder, part, file), 'utf8'), `${part}/${file}`),
    ),
  );
  const seconds = (performance.now() - began) / 1000;
  const articles = readings.reduce((sum, { text }) => sum + text.articles.length, 0);
  report(`读取 ${readings.length} 部文本、${articles} 条`, seconds, BOUNDS.loadSeconds, '秒');
  return readings;
}

async function openPlatform(dataDir) {
  const settings = {
    ...{ port: await freePort(), host: '127.0.0.1', dataDir, demo: false, workers: false, databaseUrl: undefined },
    ...{ serviceToken: 'bench-service-token-0123456789', controlledClock: true, evidenceLimitBytes: 1_000_000 },
    ...{ logLevel: 'silent', secureCookies: false, webDir: join(dataDir, 'web'), templatesDir: resolve('templates') },
  };
  return startRuntime(settings, { grpc: '127.0.0.1:1', rest: 'http://127.0.0.1:1' });
}

const by = { at: '2026-01-01T00:00:00+08:00', name: '系统' };

/** The laws of the collection, one unit of work, as an import writes them. */
async function writeLaws({ store }, readings) {
  const began = performance.now();
  await store.transaction(SYSTEM, async (unit) => {
    for (const { guess, text, effectiveOn, effectiveAssumed, history } of readings) {
      const id = lawKey(guess.name);
      const { name, level, organ, number, change, publishedOn } = guess;
      const doc =
        (await unit.get(LAWS, id)) ??
        (await unit.insert(LAWS, { id, law: { name, aliases: [], level: level ?? 'law', organ }, versions: [] }));
      const facts = { publishedOn, effectiveOn, effectiveAssumed, change, number, history };
      await writeVersion(
        unit,
        doc,
        { facts: { ...facts, repealedOn: null, origin: '法', excerpt: false }, text, source: '' },
        by,
      );
    }
    await bumpLaws(unit);
  });
  report(`写入 ${readings.length} 个版本`, (performance.now() - began) / 1000, BOUNDS.loadSeconds, '秒');
}

async function measureSearch(platform) {
  const began = performance.now();
  const search = await platform.laws.search('2026-01-01');
  console.log(`  首次建立 ${search.size} 条的索引：${Math.round(performance.now() - began)} 毫秒`);
  const words = [
    '罚款',
    '行政处罚 听证',
    '超过保质期',
    '未取得许可 没收违法所得',
    '的',
    '县级以上地方人民政府',
    '不存在的词',
    '食品 安全',
    '第五十条',
    'abc',
  ];
  const times = [];
  for (let round = 0; round < 40; round++)
    for (const word of words) {
      const start = performance.now();
      search.search({ words: word, limit: 20, skip: 0, allVersions: true });
      times.push(performance.now() - start);
    }
  console.log(`  检索 ${times.length} 次，p50 ${percentile(times, 0.5).toFixed(1)} 毫秒`);
  report('全文检索 p99', percentile(times, 0.99), BOUNDS.searchMs, '毫秒');
}

const filesOf = (root, at = '') =>
  readdirSync(join(root, at)).flatMap((name) => {
    const path = at === '' ? name : `${at}/${name}`;
    return statSync(join(root, path)).isDirectory()
      ? filesOf(root, path)
      : [{ path, encoding: 'utf8', content: readFileSync(join(root, path), 'utf8') }];
  });

/** The packages of the project, 1,077 list items and 68,000 open cases that use them. */
async function fill({ store }) {
  const items = JSON.parse(readFileSync('seed/data/discretion-items.json', 'utf8'));
  const codes = readdirSync('templates');
  await store.transaction(SYSTEM, async (unit) => {
    await unit.insert(ORGANS, {
      id: 'o',
      name: '市',
      parentId: null,
      kind: 'government',
      level: 'city',
      department: '',
      regionCode: '3701',
    });
    for (const code of codes) {
      const files = filesOf(join('templates', code));
      const procedure = { code, name: code, kind: 'other', summary: '', publishedVersion: 1, draftVersion: null };
      await unit.insert(PROCEDURES, { id: code, ...procedure, lastVersion: 1, retired: false, updatedAt: by.at });
      const version = {
        code,
        number: 1,
        status: 'published',
        files,
        processId: code,
        definitionKeys: [],
        authorIds: [],
      };
      await unit.insert(VERSIONS, { id: `${code}@1`, ...version, effectiveOn: null });
    }
    for (let index = 0; index < ITEMS; index++) {
      const item = { ...items[index % items.length], code: `B${index}` };
      await unit.insert(DISCRETION_ITEMS, { id: item.code, item });
    }
  });
  for (let start = 0; start < CASES; start += 4000)
    await store.transaction(SYSTEM, async (unit) => {
      for (let index = start; index < Math.min(CASES, start + 4000); index++)
        await unit.put(CASE_INDEX, caseDoc(codes, index));
    });
}

function caseDoc(codes, index) {
  const code = codes[index % codes.length];
  const used = {
    procedureCode: code,
    procedureVersion: 1,
    packs: [],
    items: [`B${index % ITEMS}`, `B${(index * 7) % ITEMS}`],
  };
  return {
    ...{
      id: `case-${String(index).padStart(6, '0')}`,
      number: `案〔2026〕${index}号`,
      title: '某案',
      partyName: '某公司',
    },
    ...{ procedureCode: code, procedureName: code, procedureVersion: 1, organId: 'o', stage: 's', stageName: '调查' },
    ...{
      status: 'open',
      light: 'normal',
      lightRank: 2,
      clockName: null,
      dueOn: null,
      remainingText: '',
      handlers: ['u'],
    },
    ...{ registeredBy: 'u', registeredAt: by.at, updatedAt: by.at, filedOn: null, warnings: 0 },
    uses: caseUses({ ...used, data: { basis: [{ law: '食品安全法', article: `第${(index % 150) + 1}条` }] } }),
  };
}

const shorter = (reading, drop) => ({
  ...reading,
  guess: { ...reading.guess, publishedOn: '2025-12-31', change: 'amended' },
  effectiveOn: '2026-01-01',
  text: {
    ...reading.text,
    articles: reading.text.articles
      .filter((_, index) => index % drop !== drop - 1)
      .map((article, index) =>
        index % 3 ? article : { ...article, clauses: [{ text: `${article.clauses[0]?.text ?? ''}（修改）` }] },
      ),
  },
});

async function measureImpact(platform, readings) {
  const person = { id: 'p', name: '法制', organId: 'o', roles: ['configurer'], scope: 'below' };
  const amended = ['行政处罚法', '食品安全法', '广告法'].map((name) =>
    readings.findLast(({ guess }) => lawKey(guess.name) === name),
  );
  await writeLaws(
    platform,
    amended.filter(Boolean).map((reading) => shorter(reading, 10)),
  );
  for (const { guess } of amended.filter(Boolean)) {
    const times = [];
    let impact;
    for (let round = 0; round < 5; round++) {
      const start = performance.now();
      impact = await lawImpact(platform, person, lawKey(guess.name), {});
      times.push(performance.now() - start);
    }
    const { entries, openCases } = impact;
    report(
      `《${lawKey(guess.name)}》修改：${entries.length} 项规则、${openCases} 件在办案件，最慢`,
      Math.max(...times),
      BOUNDS.impactMs,
      '毫秒',
    );
  }
}

const readings = readAll();
const dataDir = mkdtempSync(join(tmpdir(), 'quanheng-bench-laws-'));
const runtime = await openPlatform(dataDir);
try {
  const { platform } = runtime;
  await writeLaws(platform, readings);
  await measureSearch(platform);
  console.log(`  写入 ${CASES} 件案件、${ITEMS} 个清单项…`);
  await fill(platform);
  await platform.organs.load(platform.store);
  await measureImpact(platform, readings);
} finally {
  await runtime.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(missed > 0 ? 1 : 0);
