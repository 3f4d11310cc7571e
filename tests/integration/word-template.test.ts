import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { ProcedureManifest } from '#contracts';
import { zipPackage } from '#seed';
import type { TestPlatform } from '../support/platform.ts';
import { TEMPLATES, eventually, startPlatform } from '../support/platform.ts';

// An office's own Word template in the place of the platform's: filled, its fonts kept, and drawn as a PDF.

const CODE = 'adjudication';
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org';
const run = (text: string, more = ''): string =>
  `<w:r><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/>${more}<w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (content: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const cell = (text: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(run(text))}</w:tc>`;

const BODY = [
  paragraph('<w:r><w:t>{organ.name}</w:t></w:r>', '<w:pStyle w:val="Title"/>'),
  paragraph(run('行政争议裁判书', '<w:b/>'), '<w:jc w:val="center"/>'),
  paragraph(run('{number}'), '<w:jc w:val="right"/>'),
  // Word cuts a placeholder into several runs when it was edited.
  paragraph(run('争议事项：{case') + run('Title}'), '<w:ind w:firstLine="640"/>'),
  `<w:tbl><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>
    <w:tr>${cell('各方意见', '<w:vMerge w:val="restart"/>')}${cell('{data.partiesHeard}', '<w:gridSpan w:val="2"/>')}</w:tr>
    <w:tr>${cell('', '<w:vMerge/>')}${cell('依据')}${cell('{data.legalGrounds}')}</w:tr>
  </w:tbl>`,
  paragraph(run('{#officers}承办人 {name}；{/officers}')),
  paragraph(run('没有的值：[{data.noSuchField}]')),
  paragraph(run('{today}'), '<w:jc w:val="right"/>'),
].join('');

const wordFile = (body: string): Uint8Array<ArrayBuffer> =>
  zipSync({
    '[Content_Types].xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    ),
    'word/styles.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="${W}"><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style></w:styles>`,
    ),
    'word/document.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${W}"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/></w:sectPr></w:body></w:document>`,
    ),
  });

/** The package with its document made from the given Word file. */
function packageWith(body: string): Uint8Array<ArrayBuffer> {
  const files = unzipSync(zipPackage(TEMPLATES, CODE));
  const manifest = JSON.parse(strFromU8(files['procedure.json'] as Uint8Array)) as ProcedureManifest;
  for (const document of manifest.documents) document.template = 'documents/result.docx';
  files['procedure.json'] = strToU8(JSON.stringify(manifest));
  return zipSync({ ...files, 'documents/result.docx': wordFile(body) });
}

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startPlatform({ packages: [] });
}, 60_000);
afterAll(() => platform.stop(), 30_000);

test('a template with a broken placeholder is told before anything is published', async () => {
  const author = await platform.api('fazhi1');
  await author.send(
    '/api/procedures/import',
    packageWith(paragraph(run('{#officers}承办人 {name'))),
    'application/zip',
  );
  await expect(author.call('submitDraft', { params: { code: CODE }, body: { note: '测试' } })).rejects.toThrow(
    'Word 模板“documents/result.docx”无法使用：“name”附近占位符少了右花括号',
  );
});

test('a case fills it: text and fonts in Word, text and layout in the PDF', async () => {
  const author = await platform.api('fazhi1');
  const reviewer = await platform.api('fazhi2');
  await author.send('/api/procedures/import', packageWith(BODY), 'application/zip');
  await author.call('submitDraft', { params: { code: CODE }, body: { note: '测试' } });
  await reviewer.call('approveDraft', { params: { code: CODE }, body: { comment: '同意' } });

  const session = await platform.runner.as('jiandu1');
  const handlers = [await platform.runner.userId('jiandu1'), await platform.runner.userId('jiandu2')];
  const { id } = await session.call('registerCase', {
    body: {
      procedureCode: CODE,
      data: {
        caseTitle: '甲乙两局 <管辖> & 移送争议',
        leadContent: '两个机关对管辖有争议，请求裁判。',
        handlers,
        partyName: '济南市历下区市场监督管理局',
      },
    },
  });
  const steps = [
    { partiesHeard: '甲局：应由乙局管辖。\n乙局：应由甲局管辖。', legalGrounds: '《行政处罚法》第二十五条' },
    { judgement: 'designate', judgementReason: '由最先立案的机关管辖。' },
    { servedOn: platform.runner.today(), executionNote: '已移送。' },
  ];
  for (const [index, data] of steps.entries()) {
    const task = await eventually(`step ${index + 1}`, async () => {
      const { openTasks } = await session.call('case', { params: { id } });
      return openTasks.find(({ elementId }) => elementId === `Task_${index + 1}`);
    });
    await session.call('completeTask', { params: { key: task.key }, body: { data } });
  }
  const document = await eventually('the document', async () => {
    const { documents, incidents } = await session.call('case', { params: { id } });
    expect(incidents).toEqual([]);
    return documents[0];
  });

  const word = await session.download(`/api/documents/${document.id}/file?format=docx`);
  const xml = strFromU8(unzipSync(word)['word/document.xml'] as Uint8Array);
  const text = xml.replace(/<[^>]+>/g, '');
  expect(text).toContain('争议事项：甲乙两局 &lt;管辖&gt; &amp; 移送争议');
  expect(text).toContain(document.number);
  expect(text).toContain('承办人 陈监明；承办人 吴清源；');
  expect(text).toContain('没有的值：[]');
  expect(text).not.toContain('{');
  expect(xml.match(/w:eastAsia="仿宋_GB2312"/g)?.length).toBeGreaterThan(8);

  const pdf = await session.download(`/api/documents/${document.id}/file?format=pdf`);
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  // Two faces of the platform's font: the bold one is used.
  expect(pdf.toString('latin1')).toMatch(/NotoSansSC-Bold/);
  const lines = textOf(pdf);
  if (lines === null) return;
  for (const part of [
    '济南市司法局',
    '行政争议裁判书',
    document.number ?? '',
    '甲乙两局 <管辖> & 移送争议',
    '甲局：应由乙局管辖。',
    '乙局：应由甲局管辖。',
    '《行政处罚法》第二十五条',
    '承办人 陈监明；承办人 吴清源；',
  ])
    expect(lines.join('').replace(/\s/g, '')).toContain(part.replace(/\s/g, ''));
  // Centred and right-aligned lines begin away from the margin.
  const leftOf = (part: string) => lines.find((line) => line.includes(part))?.search(/\S/) ?? -1;
  expect(leftOf('行政争议裁判书')).toBeGreaterThan(leftOf('承办人') + 5);
  expect(leftOf(document.number ?? '')).toBeGreaterThan(leftOf('行政争议裁判书'));
}, 60_000);

/** The lines of a PDF as `pdftotext` lays them out; null (told) where it is not installed. */
function textOf(pdf: Buffer): string[] | null {
  const directory = mkdtempSync(join(tmpdir(), 'quanheng-pdf-'));
  try {
    const path = join(directory, 'document.pdf');
    writeFileSync(path, pdf);
    const done = spawnSync('pdftotext', ['-layout', path, join(directory, 'text')]);
    if (!done.error) return readFileSync(join(directory, 'text'), 'utf8').split('\n');
    console.log('没有 pdftotext（poppler-utils），PDF 的文字不再核对。');
    return null;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
