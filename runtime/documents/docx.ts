import PizZip from 'pizzip';
import type { FilledBlock } from './resolve.ts';

const escape = (text: string): string =>
  text
    // Characters that XML 1.0 cannot hold.
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

type Align = 'left' | 'center' | 'right';

/** Sizes are half points: 三号 = 32, 小二 = 36. */
const run = (text: string, font: string, size: number, bold = false): string => {
  const properties = `<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${font}"/>${bold ? '<w:b/>' : ''}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`;
  return text
    .split('\n')
    .map(
      (line, index) =>
        `<w:r>${properties}${index > 0 ? '<w:br/>' : ''}<w:t xml:space="preserve">${escape(line)}</w:t></w:r>`,
    )
    .join('');
};

const paragraph = (content: string, align: Align = 'left', indent = false): string =>
  `<w:p><w:pPr><w:spacing w:line="560" w:lineRule="exact"/>${indent ? '<w:ind w:firstLineChars="200" w:firstLine="640"/>' : ''}<w:jc w:val="${align}"/></w:pPr>${content}</w:p>`;

function table(header: string[] | null, rows: string[][]): string {
  const columns = header?.length ?? rows[0]?.length ?? 1;
  const total = 9000;
  const widths =
    header === null && columns === 2
      ? [2200, total - 2200]
      : (Array(columns).fill(Math.floor(total / columns)) as number[]);
  const border = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`;
  const cell = (text: string, width: number, bold: boolean): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:spacing w:before="60" w:after="60"/></w:pPr>${run(text, bold ? '黑体' : '仿宋', 24)}</w:p></w:tc>`;
  const line = (cells: string[], bold: (index: number) => boolean): string =>
    `<w:tr>${cells.map((text, index) => cell(text, widths[index] ?? 1000, bold(index))).join('')}</w:tr>`;
  return [
    `<w:tbl><w:tblPr><w:tblW w:w="${total}" w:type="dxa"/><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('')}</w:tblBorders></w:tblPr>`,
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`,
    header ? line(header, () => true) : '',
    ...rows.map((row) => line(row, (index) => header === null && index === 0)),
    '</w:tbl>',
    paragraph(''),
  ].join('');
}

function drawBlock(block: FilledBlock): string {
  switch (block.type) {
    case 'heading':
      return paragraph(
        run(
          block.text,
          block.level === 3 ? '黑体' : '宋体',
          block.level === 1 ? 44 : block.level === 2 ? 36 : 32,
          true,
        ),
        'center',
      );
    case 'number':
      return block.text ? paragraph(run(block.text, '仿宋', 28), 'right') : '';
    case 'paragraph':
      return paragraph(run(block.text, '仿宋', 32), block.align, block.indent);
    case 'table':
      return table(block.header, block.rows);
    case 'lines':
      return block.lines.map((line) => paragraph(run(line, '仿宋', 28))).join('');
    case 'seal':
      return (
        paragraph('') +
        paragraph(run(block.organ, '仿宋', 32), 'right') +
        paragraph(run(`${block.date}（印章）`, '仿宋', 32), 'right')
      );
  }
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const ZIP_TIME = new Date('2024-01-01T00:00:00Z');

/** A Word file of blocks, in the fonts of official papers (仿宋, 宋体, 黑体). */
export function drawDocx(blocks: FilledBlock[]): Buffer {
  const zip = new PizZip();
  const options = { date: ZIP_TIME };
  zip.file(
    '[Content_Types].xml',
    `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    options,
  );
  zip.file(
    '_rels/.rels',
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    options,
  );
  zip.file(
    'word/document.xml',
    `${HEAD}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${blocks.map(drawBlock).join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    options,
  );
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }) as Buffer;
}
