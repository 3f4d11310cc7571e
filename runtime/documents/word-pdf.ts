import { renderPdf } from './pdf.ts';
import type { WordBlock, WordCell, WordDocument, WordTable } from './word.ts';

/** What pdfmake adds to a column: padding on both sides and a line. */
const COLUMN_EXTRA = 9;
const COVERED = {};

const drawCell = (cell: WordCell, width: number): unknown => ({
  stack: cell.blocks.map((block) => drawBlock(block, width)),
  colSpan: cell.columns,
  rowSpan: cell.rows,
});

function drawTable(table: WordTable, width: number): unknown {
  const columns = Math.max(1, ...table.rows.map((row) => row.reduce((sum, cell) => sum + cell.columns, 0)));
  if (table.rows.length === 0) return { text: '' };
  const known = table.widths.length === columns;
  const total = table.widths.reduce((sum, column) => sum + column, 0);
  const scale = Math.min(1, width / total);
  const widths = known ? table.widths.map((column) => Math.max(1, column * scale - COLUMN_EXTRA)) : null;
  const body = table.rows.map((row) => {
    const cells = row.flatMap((cell) => [
      cell.rows === 0 ? COVERED : drawCell(cell, width),
      ...Array<unknown>(cell.columns - 1).fill(COVERED),
    ]);
    return [...cells, ...Array<unknown>(columns - cells.length).fill({ text: '' })];
  });
  return { table: { widths: widths ?? Array<string>(columns).fill('*'), body }, margin: [0, 4, 0, 4] };
}

function drawBlock(block: WordBlock, width: number): unknown {
  if (block.type === 'table') return drawTable(block, width);
  const runs = block.runs.map(({ text, bold, sizePoints }) => ({ text, bold, fontSize: sizePoints }));
  return {
    // An empty paragraph is an empty line.
    text: runs.length > 0 ? runs : ' ',
    alignment: block.align,
    leadingIndent: block.indentPoints,
    margin: [0, 2, 0, 2],
  };
}

/** The PDF of a Word file, in the platform's own font: fonts of offices are not ours to embed. */
export function drawWordPdf({ page, blocks }: WordDocument, title: string): Promise<Buffer> {
  const [left, , right] = page.margins;
  const width = page.width - left - right;
  return renderPdf({
    info: { title },
    pageSize: { width: page.width, height: page.height },
    pageMargins: page.margins,
    content: blocks.map((block) => drawBlock(block, width)),
    defaultStyle: { font: 'Sans', fontSize: 12, lineHeight: 1.35 },
  });
}
