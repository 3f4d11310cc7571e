import fc from 'fast-check';
import type { CitingSubject, LawArticle } from '#contracts';
import { diffLaw } from './diff-law.ts';
import { diffText } from './diff-text.ts';
import { CitationIndex, impactOf } from './impact.ts';
import type { LawChange } from './impact.ts';
import { LawNames } from './law-name.ts';
import { readLaw } from './read-law.ts';
import { excerptOf, LawSearch } from './search.ts';
import { actAndToday, stateOfLaw, stateOfVersion, versionOn } from './versions.ts';

const articlesOf = (...texts: string[]): LawArticle[] =>
  texts.map((text, index) => ({
    number: index + 1,
    branch: 0,
    label: `第${'一二三四五六七八九'[index] ?? ''}条`,
    clauses: text.split('|').map((clause) => ({ text: clause })),
  }));
const A = '为了规范试行活动，保护公民的合法权益，制定本办法。';
const B = '违反本办法规定的，由主管部门责令改正，处一万元以上三万元以下罚款。';
const C = '当事人对处罚决定不服的，可以申请行政复议或者提起诉讼。';
const kinds = (before: LawArticle[], after: LawArticle[]) =>
  diffLaw(before, after).map(
    ({ kind, before: from, after: to }) => `${kind} ${from?.label ?? '-'}→${to?.label ?? '-'}`,
  );

describe('comparison of two versions by article', () => {
  test('an inserted article moves the later ones, it does not change them', () => {
    expect(kinds(articlesOf(A, B, C), articlesOf(A, '新增的条文，与其他条文毫无关系，另行处理。', B, C))).toEqual([
      'unchanged 第一条→第一条',
      'added -→第二条',
      'moved 第二条→第三条',
      'moved 第三条→第四条',
    ]);
  });

  test('changed and removed', () => {
    expect(kinds(articlesOf(A, B, C), articlesOf(A, B.replace('三万元', '五万元')))).toEqual([
      'unchanged 第一条→第一条',
      'changed 第二条→第二条',
      'removed 第三条→-',
    ]);
  });

  test('each article of both versions is told exactly once', () => {
    const texts = fc.array(fc.constantFrom(A, B, C, `${A}又`, `${B}又`, '短', '甲乙丙丁'), { maxLength: 9 });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const [a, b] = [articlesOf(...before), articlesOf(...after)];
        const pairs = diffLaw(a, b);
        expect(
          pairs
            .flatMap((pair) => pair.before ?? [])
            .map(({ number }) => number)
            .sort(),
        ).toEqual(a.map(({ number }) => number));
        expect(pairs.flatMap((pair) => pair.after ?? [])).toEqual(b);
      }),
    );
  });

  test('words taken out and put in give back both texts', () => {
    const text = fc.string({ unit: fc.constantFrom(...'甲乙丙丁，。'), maxLength: 40 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffText(before, after);
        const join = (kind: string) =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join('');
        expect([join('added'), join('removed')]).toEqual([before, after]);
      }),
    );
    expect(diffText('处三万元罚款', '处五万元罚款')).toContainEqual({ kind: 'added', text: '五' });
  });
});

describe('who is touched by an amendment', () => {
  const subject = (id: string): CitingSubject => ({
    kind: 'list-item',
    id,
    name: id,
    holder: '',
    target: '',
    uses: [],
  });
  const place = (id: string, article: string, version?: string) => ({
    subject: subject(id),
    citations: [{ law: '试行法', article, version }],
  });
  const index = new CitationIndex(
    [
      place('second', '第二条'),
      place('second-first-clause', '第2条(1)'),
      place('second-second-clause', '第二条第二款'),
      place('third', '第三条'),
      place('fourth', '第四条'),
      place('whole', ''),
      place('up-to-date', '第二条', '2026-01-01'),
      place('none', '第九条'),
      {
        subject: subject('whole-and-untouched-clause'),
        citations: [
          { law: '试行法', article: '' },
          { law: '试行法', article: '第二条第二款' },
        ],
      },
      { subject: subject('other-law'), citations: [{ law: '别的法', article: '第二条' }] },
    ],
    new LawNames([{ id: 'S', name: '中华人民共和国试行法' }]),
  );
  const former = articlesOf(A, `${B}|第二款不变。`, C, '本法自公布之日起施行，旧规定同时废止。');
  const later = articlesOf(A, `${B.replace('三', '五')}|第二款不变。`, '本法自公布之日起施行，旧规定同时废止。');
  const change = (more: Partial<LawChange> = {}): LawChange => ({
    lawId: 'S',
    publishedOn: '2026-01-01',
    pairs: diffLaw(former, later),
    ...more,
  });
  const effects = (more?: Partial<LawChange>) =>
    Object.fromEntries(impactOf(change(more), index).map((entry) => [entry.subject.id, entry.effect]));

  test('removed, changed and moved clauses; an untouched clause is left alone, though its law be named as a whole too', () => {
    expect(effects()).toEqual({
      third: 'removed',
      none: 'changed',
      second: 'changed',
      'second-first-clause': 'changed',
      fourth: 'moved',
      whole: 'law',
    });
  });

  test('nothing changed, nothing touched', () => {
    expect(effects({ pairs: diffLaw(former, former) })).toEqual({});
  });

  test('a repealed law takes every clause with it', () => {
    expect(new Set(Object.values(effects({ repealed: true, pairs: diffLaw(former, former) })))).toEqual(
      new Set(['removed']),
    );
  });

  test('laws that are cited but not in the library are counted', () => {
    expect([...index.unknown]).toEqual([['别的法', 1]]);
  });

  test('each entry says why, with the clause', () => {
    const [first] = impactOf(change(), index);
    expect(first).toMatchObject({ citations: ['《试行法》第三条'], explanation: '第三条：新版本删去了这一条。' });
  });
});

describe('versions in force', () => {
  const old = { publishedOn: '2017-09-01', effectiveOn: '2018-01-01', repealedOn: null };
  const now = { publishedOn: '2021-01-22', effectiveOn: '2021-07-15', repealedOn: null };

  test.each([
    ['2017-12-31', null],
    ['2018-01-01', old],
    ['2021-07-14', old],
    ['2021-07-15', now],
  ])('on %s', (day, expected) => expect(versionOn([now, old], day)).toBe(expected));

  test('从旧兼从轻: the version of the day of the act beside today’s', () => {
    expect(actAndToday([old, now], '2021-06-01', '2026-01-01')).toEqual({ atAct: old, today: now, differ: true });
    expect(actAndToday([old, now], '2022-06-01', '2026-01-01').differ).toBe(false);
  });

  test('states of versions and of the law', () => {
    const gone = { ...now, repealedOn: '2025-01-01' };
    expect([old, now].map((version) => stateOfVersion(version, [old, now], '2021-02-01'))).toEqual([
      'in-force',
      'upcoming',
    ]);
    expect([old, gone].map((version) => stateOfVersion(version, [old, gone], '2025-01-01'))).toEqual([
      'superseded',
      'repealed',
    ]);
    expect([
      stateOfLaw([old, gone], '2024-12-31'),
      stateOfLaw([old, gone], '2025-01-01'),
      stateOfLaw([now], '2021-02-01'),
    ]).toEqual(['in-force', 'repealed', 'upcoming']);
  });
});

describe('search', () => {
  const version = (name: string, text: string, state: 'in-force' | 'superseded' = 'in-force') => ({
    lawId: name,
    versionId: `${name}@2020-01-01`,
    name,
    level: 'law' as const,
    state,
    articles: readLaw(`${name}\n${text}`, `${name}(2020-01-01).md`).text.articles,
  });
  const search = new LawSearch([
    version('食品法', '第一条 经营超过保质期的食品，处罚款。\n第二条 其他。'),
    version('药品法', '第一条 经营药品，处ＡＢＣ罚款。'),
    version('旧食品法', '第一条 过期食品。', 'superseded'),
  ]);
  const found = (words: string, more = {}) =>
    search.search({ words, limit: 10, skip: 0, ...more }).hits.map(({ lawName, article }) => lawName + article);

  test('two characters, several words, a law’s name among them, folded forms', () => {
    expect(found('罚款')).toEqual(['食品法第一条', '药品法第一条']);
    expect(found('经营 保质期')).toEqual(['食品法第一条']);
    expect(found('药品法 罚款')).toEqual(['药品法第一条']);
    expect(found('abc罚款')).toEqual(['药品法第一条']);
    expect(found('没有')).toEqual([]);
    expect(found('  ')).toEqual([]);
  });

  test('former versions only when asked for', () => {
    expect(found('过期')).toEqual([]);
    expect(found('过期', { allVersions: true })).toEqual(['旧食品法第一条']);
  });

  test('hits are marked in the excerpt', () => {
    expect(excerptOf('处ＡＢ罚款', ['ab'])).toEqual([
      { text: '处', hit: false },
      { text: 'ＡＢ', hit: true },
      { text: '罚款', hit: false },
    ]);
  });
});
