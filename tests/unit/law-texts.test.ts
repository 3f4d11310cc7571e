import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lawKey, readLaw } from '#rules';
import type { LawReading } from '#rules';
import { sharedData } from '../support/shared-data.ts';

const folder = sharedData('laws');

/** Texts of the collection that are broken at their source. */
const ODD: Record<string, string> = {
  'local/山东省企业工资集体协商条例(2016-11-26).md': '原文缺第十六条',
  'local/山东省高速公路交通安全条例(2014-05-30).md': '第四十四条没有另起一行',
};

(folder ? describe : describe.skip)('the collection of real laws', () => {
  const readings = new Map<string, LawReading>();
  beforeAll(() => {
    for (const part of ['national', 'administrative', 'departmental', 'local'])
      for (const file of readdirSync(join(folder ?? '', part)))
        readings.set(
          `${part}/${file}`,
          readLaw(readFileSync(join(folder ?? '', part, file), 'utf8'), `${part}/${file}`),
        );
  });

  test('all load; those with something wrong are listed with the reason, and are the known ones', () => {
    const wrong = [...readings].flatMap(([path, { findings }]) =>
      findings.filter(({ severity }) => severity !== 'info').map(({ line, message }) => ({ path, line, message })),
    );
    const articles = [...readings.values()].reduce((total, { text }) => total + text.articles.length, 0);
    console.log(`${readings.size} 部文本，${articles} 条；需要核对的：`, wrong);
    expect(readings.size).toBeGreaterThan(400);
    expect([...new Set(wrong.map(({ path }) => path))].sort()).toEqual(Object.keys(ODD).sort());
  });

  test('every text has its articles in unbroken order from the first on', () => {
    for (const [path, { text }] of readings) {
      if (path in ODD && ODD[path]?.includes('缺')) continue;
      let last = 0;
      for (const { number, branch } of text.articles) {
        expect([path, number]).toEqual([path, branch === 0 ? last + 1 : last]);
        last = number;
      }
      expect(last).toBeGreaterThan(0);
    }
  });

  test('no line that begins an article is left inside another one', () => {
    for (const [path, { text }] of readings)
      for (const article of text.articles)
        for (const clause of article.clauses)
          expect([path, /^第[一二三四五六七八九十百零]+条[ \u3000]/.test(clause.text)]).toEqual([path, false]);
  });

  test('every text tells its version and its level, and several files of one law are versions of it', () => {
    const versions = new Map<string, Set<string>>();
    for (const [path, { guess, effectiveOn }] of readings) {
      expect([path, guess.level === null, guess.publishedOn === null, effectiveOn === null]).toEqual([
        path,
        false,
        false,
        false,
      ]);
      const key = lawKey(guess.name);
      versions.set(key, (versions.get(key) ?? new Set()).add(guess.publishedOn ?? ''));
    }
    const total = [...versions.values()].reduce((sum, dates) => sum + dates.size, 0);
    expect(total).toBe(readings.size);
    expect([...(versions.get('道路运输条例') ?? [])].sort()).toEqual(['2019-03-02', '2022-03-29', '2023-07-20']);
  });

  test('chapters stand in order before articles that exist', () => {
    for (const [, { text }] of readings) {
      const places = text.headings.map(({ before }) => before);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });
});
