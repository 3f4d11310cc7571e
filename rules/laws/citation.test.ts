import fc from 'fast-check';
import type { ClauseReference } from '#contracts';
import { formatChineseNumber, parseChineseNumber } from './chinese-number.ts';
import { formatReference, parseArticles, scanCitations } from './citation.ts';
import { lawKey, LawNames } from './law-name.ts';

describe('numbers', () => {
  test.each([
    ['十', 10],
    ['二十', 20],
    ['一百零二', 102],
    ['一百一十二', 112],
    ['一二〇', 120],
    ['１２２', 122],
    ['两百', 200],
  ])('%s is %d', (text, value) => expect(parseChineseNumber(text)).toBe(value));

  test('every number up to 9999 is read back as it was written', () => {
    for (let value = 1; value < 10_000; value++) expect(parseChineseNumber(formatChineseNumber(value))).toBe(value);
  });
});

describe('citations as our data write them', () => {
  test.each([
    ['', []],
    ['全文未见', []],
    ['第六十条', ['第六十条']],
    ['第四十二条第一款', ['第四十二条第一款']],
    ['第四十二条第一款第（三）项', ['第四十二条第一款第三项']],
    ['第122条(1)', ['第一百二十二条第一款']],
    ['126(1)(二)', ['第一百二十六条第一款第二项']],
    ['第126条(1)(七)等', ['第一百二十六条第一款第七项']],
    ['第31条(五)', ['第三十一条第五项']],
    ['第117条(一)(二)', ['第一百一十七条第一项', '第一百一十七条第二项']],
    ['第三十条第一款、第二款', ['第三十条第一款', '第三十条第二款']],
    ['第10条(1)、45(1)', ['第十条第一款', '第四十五条第一款']],
    ['第123条—125', ['第一百二十三条', '第一百二十四条', '第一百二十五条']],
    ['第16—18条', ['第十六条', '第十七条', '第十八条']],
    ['第一百三十三条之一第一款', ['第一百三十三条之一第一款']],
    ['第十二项', ['第十二项']],
  ])('%s', (text, expected) => expect(parseArticles(text).map(formatReference)).toEqual(expected));

  test('a citation may go on to another law', () => {
    expect(parseArticles('第69条(五)→食品安全法126(1)')).toEqual([
      { article: 69, branch: 0, item: 5 },
      { law: '食品安全法', article: 126, branch: 0, clause: 1 },
    ]);
  });

  test('a written reference is read back as it was', () => {
    const reference = fc.record({
      article: fc.integer({ min: 1, max: 1300 }),
      branch: fc.integer({ min: 0, max: 9 }),
      depth: fc.integer({ min: 0, max: 3 }),
      numbers: fc.tuple(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 9 }),
      ),
    });
    fc.assert(
      fc.property(reference, ({ article, branch, depth, numbers: [clause, item, subItem] }) => {
        const parts = { ...(depth > 0 && { clause }), ...(depth > 1 && { item }), ...(depth > 2 && { subItem }) };
        const whole: ClauseReference = { article, branch, ...parts };
        expect(parseArticles(formatReference(whole))).toEqual([whole]);
      }),
    );
  });

  test('any text at all is read without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'第条款项之一二十百0123(（)）、—至→法 等') }), (text) => {
        for (const reference of parseArticles(text)) expect(reference.article).toBeGreaterThan(0);
      }),
    );
  });
});

test('laws named in running text are found with what is cited of them', () => {
  const text = '根据《中华人民共和国行政处罚法》第五十四条第一款、第五十五条和《山东省行政程序规定》的规定';
  expect(scanCitations(text)).toEqual([
    { law: '中华人民共和国行政处罚法', article: '第五十四条第一款、第五十五条' },
    { law: '山东省行政程序规定', article: '' },
  ]);
});

describe('names of laws', () => {
  test.each([
    ['《中华人民共和国食品安全法》', '食品安全法'],
    ['食品安全法（按品种定条款）', '食品安全法'],
    ['行政执法监督条例（国务院令第825号）', '行政执法监督条例'],
    ['中国人民解放军实施《中华人民共和国药品管理法》办法', '中国人民解放军实施药品管理法办法'],
  ])('%s is %s', (name, key) => expect(lawKey(name)).toBe(key));

  test('a law is found by name, by alias and by code', () => {
    const names = new LawNames([
      { id: 'CF', code: 'CF', name: '中华人民共和国行政处罚法' },
      {
        id: '27号',
        name: '进一步规范行政裁量权基准制定和管理工作的意见',
        aliases: ['关于进一步规范行政裁量权基准制定和管理工作的意见'],
      },
    ]);
    expect(names.find('行政处罚法')).toBe('CF');
    expect(names.find('关于进一步规范行政裁量权基准制定和管理工作的意见（国办发〔2022〕27号）')).toBe('27号');
    expect(names.find('处罚法', 'CF')).toBe('CF');
    expect(names.find('没有的法')).toBeUndefined();
  });
});
