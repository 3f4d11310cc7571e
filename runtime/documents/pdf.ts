import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { FilledBlock } from './resolve.ts';

const { resolve } = createRequire(import.meta.url);
const FONT = resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
const BOLD = resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf');

/** The part of pdfmake 0.3 that is used; its published types describe 0.2. */
interface PdfMake {
  setFonts(fonts: Record<string, Record<string, string>>): void;
  setUrlAccessPolicy(allow: (url: string) => boolean): void;
  setLocalAccessPolicy?(allow: (path: string) => boolean): void;
  createPdf(definition: unknown): { getBuffer(): Promise<Buffer> };
}

let prepared: PdfMake | undefined;

function library(): PdfMake {
  if (!prepared) {
    prepared = pdfmake as unknown as PdfMake;
    prepared.setFonts({ Sans: { normal: FONT, bold: BOLD, italics: FONT, bolditalics: BOLD } });
    // A document draws what it is given; it fetches nothing.
    prepared.setUrlAccessPolicy(() => false);
    prepared.setLocalAccessPolicy?.((path) => path === FONT || path === BOLD);
  }
  return prepared;
}

function drawBlock(block: FilledBlock): unknown {
  switch (block.type) {
    case 'heading':
      return {
        text: block.text,
        fontSize: block.level === 1 ? 20 : block.level === 2 ? 17 : 14,
        alignment: 'center',
        margin: [0, 4, 0, 8],
      };
    case 'number':
      return { text: block.text, alignment: 'right', fontSize: 12, margin: [0, 0, 0, 8] };
    case 'paragraph':
      return { text: block.text, alignment: block.align, leadingIndent: block.indent ? 26 : 0, margin: [0, 3, 0, 3] };
    case 'table': {
      const columns = block.header?.length ?? block.rows[0]?.length ?? 0;
      if (columns === 0) return { text: '' };
      const widths = block.header === null && columns === 2 ? [110, '*'] : Array(columns).fill('*');
      const body = block.rows.map((row) => row.map((text) => ({ text: text === '' ? ' ' : text, fontSize: 11 })));
      const header = block.header ? [block.header.map((text) => ({ text, fontSize: 11, fillColor: '#f0f0f0' }))] : [];
      return { table: { widths, headerRows: header.length, body: [...header, ...body] }, margin: [0, 6, 0, 8] };
    }
    case 'lines':
      return block.lines.map((line) => ({ text: line, fontSize: 12, margin: [0, 8, 0, 4] }));
    case 'seal':
      return {
        stack: [{ text: block.organ }, { text: `${block.date}（印章）` }],
        alignment: 'right',
        margin: [0, 28, 0, 0],
      };
  }
}

/** The PDF of a pdfmake definition; its font is `Sans`. */
export const renderPdf = (definition: object): Promise<Buffer> => library().createPdf(definition).getBuffer();

/** A PDF of the same blocks as the Word file. */
export function drawPdf(blocks: FilledBlock[], title: string): Promise<Buffer> {
  return renderPdf({
    info: { title },
    pageSize: 'A4',
    pageMargins: [74, 90, 74, 80],
    content: blocks.map(drawBlock),
    defaultStyle: { font: 'Sans', fontSize: 13, lineHeight: 1.35 },
    footer: (page: number, pages: number) => ({
      text: `第 ${page} 页 共 ${pages} 页`,
      alignment: 'center',
      fontSize: 9,
    }),
  });
}
