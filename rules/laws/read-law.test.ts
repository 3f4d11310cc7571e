import { articleWords } from './find-clause.ts';
import { readLaw } from './read-law.ts';

const MARKDOWN = `# 中华人民共和国试行法

2019年10月1日 第十三届全国人民代表大会常务委员会第十次会议通过

2021年1月22日 第十三届全国人民代表大会常务委员会第二十五次会议修订

<!-- INFO END -->

## 第一章 总则

第一条 为了试行，制定本法。

第二条 有下列情形之一的，不适用：

（一）甲；

1. 子一；

2. 子二；

（二）乙。

前款规定的情形，由机关认定。

### 第一节 细则

第二条之一 补充一条。

第三条 本法自2021年7月15日起施行。
`;

describe('Markdown', () => {
  const reading = readLaw(MARKDOWN, 'national/试行法(2021-01-22).md');

  test('articles, clauses, items and sub-items', () => {
    const [, second, branch] = reading.text.articles;
    expect(reading.text.articles.map(({ label }) => label)).toEqual(['第一条', '第二条', '第二条之一', '第三条']);
    expect(second?.clauses).toEqual([
      {
        text: '有下列情形之一的，不适用：',
        items: [
          {
            number: 1,
            text: '甲；',
            subItems: [
              { number: 1, text: '子一；' },
              { number: 2, text: '子二；' },
            ],
          },
          { number: 2, text: '乙。' },
        ],
      },
      { text: '前款规定的情形，由机关认定。' },
    ]);
    expect(branch).toMatchObject({ number: 2, branch: 1 });
  });

  test('chapters and sections stand before their articles', () => {
    expect(reading.text.headings).toEqual([
      { kind: 'chapter', label: '第一章', title: '总则', before: 0 },
      { kind: 'section', label: '第一节', title: '细则', before: 2 },
    ]);
  });

  test('who the law is, and when it takes effect', () => {
    expect(reading.guess).toEqual({
      name: '中华人民共和国试行法',
      level: 'law',
      organ: '全国人民代表大会常务委员会',
      number: '',
      change: 'revised',
      publishedOn: '2021-01-22',
    });
    expect(reading).toMatchObject({ effectiveOn: '2021-07-15', effectiveAssumed: false, findings: [] });
    expect(reading.history).toHaveLength(2);
  });
});

describe('plain text and the paragraphs of a Word file', () => {
  const text = `济南市试行条例
（2018年6月28日济南市第十六届人民代表大会常务委员会第十六次会议通过　2018年7月27日山东省第十三届人民代表大会常务委员会第四次会议批准　根据2020年3月1日济南市人民代表大会常务委员会《关于修改〈济南市试行条例〉的决定》修正）
目　录
第一章　总则
第二章　附则
第一章　总则
第一条　为了试行，制定本条例。违反第二条规定的，处罚款：（一）甲；（二）乙。
第二章　附则
第二条所称单位，包括企业。
第二条　本条例自2018年9月1日起施行。
附件：
1. 表格`;
  const reading = readLaw(text, '济南市试行条例.docx');

  test('the contents are not read as chapters; the appendix is kept apart', () => {
    expect(reading.text.headings.map(({ label, before }) => [label, before])).toEqual([
      ['第一章', 0],
      ['第二章', 1],
    ]);
    expect(reading.text.appendix).toEqual(['附件：', '1. 表格']);
  });

  test('a sentence that begins with a mentioned article is no article', () => {
    expect(reading.text.articles.map(({ label }) => label)).toEqual(['第一条', '第二条']);
    expect(reading.text.articles[0]?.clauses.at(-1)?.text).toBe('第二条所称单位，包括企业。');
  });

  test('items written into a paragraph are taken apart', () => {
    expect(reading.text.articles[0]?.clauses[0]?.items).toEqual([
      { number: 1, text: '甲；' },
      { number: 2, text: '乙。' },
    ]);
  });

  test('an amendment keeps the first date of taking effect in its text: the guess is told', () => {
    expect(reading.guess).toMatchObject({ level: 'local-regulation', change: 'amended', publishedOn: '2020-03-01' });
    expect(reading).toMatchObject({ effectiveOn: '2020-03-01', effectiveAssumed: true });
    expect(reading.findings).toEqual([expect.objectContaining({ severity: 'info' })]);
  });
});

test('a document that counts 一、二、 and runs （一）（二） on across them has those as its points', () => {
  const reading = readLaw(
    `国务院办公厅关于试行的指导意见
国办发〔2018〕118号
各省：
现提出以下意见。
一、总体要求
（一）指导思想。
甲
（二）基本原则。
二、任务
（三）公示。`,
    '意见.txt',
  );
  expect(reading.text.unit).toBe('point');
  expect(reading.text.articles.map(({ label }) => label)).toEqual(['（一）', '（二）', '（三）']);
  expect(reading.text.headings.map(({ title }) => title)).toEqual(['总体要求', '任务']);
  expect(reading.guess).toMatchObject({ number: '国办发〔2018〕118号', level: 'normative-document' });
});

describe('what is wrong in a text is told with its line', () => {
  const findings = (text: string) =>
    readLaw(text, '某规定(2020-01-01).md').findings.filter(({ severity }) => severity !== 'info');

  test('a missing article', () => {
    expect(findings('某规定\n第一条 甲\n第三条 丙')).toContainEqual({
      severity: 'error',
      line: 3,
      message: '“第一条”（第 2 行）之后直接是“第三条”，中间缺条，请核对原文。',
    });
  });

  test('an article twice', () => {
    expect(findings('某规定\n第一条 甲\n第一条 乙')).toContainEqual(
      expect.objectContaining({ severity: 'error', line: 3, message: expect.stringContaining('重复') as string }),
    );
  });

  test('an article that lost its line break is split off, with a warning', () => {
    const text = '某规定\n第一条 甲乙第二条违反规定的，处罚款。\n第三条 丙';
    const reading = readLaw(text, '某规定(2020-01-01).md');
    expect(reading.text.articles.map(articleWords)).toEqual(['甲乙', '违反规定的，处罚款。', '丙']);
    expect(findings(text)).toContainEqual(expect.objectContaining({ severity: 'warning', line: 3 }));
  });

  test.each(['', '随便一句话', '\u0000'])('a text without articles: %j', (text) => {
    expect(findings(text)).toContainEqual(
      expect.objectContaining({ severity: 'error', message: expect.stringContaining('没有找到任何条文') as string }),
    );
  });
});
