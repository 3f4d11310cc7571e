import PizZip from 'pizzip';
import { childNamed, childrenNamed, parseXml } from '#rules';
import type { XmlElement } from '#rules';

export type Align = 'left' | 'center' | 'right' | 'justify';
export interface WordRun {
  text: string;
  bold: boolean;
  sizePoints: number;
}
export interface WordParagraph {
  type: 'paragraph';
  align: Align;
  indentPoints: number;
  runs: WordRun[];
}
export interface WordCell {
  blocks: WordBlock[];
  columns: number;
  /** More than one for cells merged downwards; 0 for those that the merged cell covers. */
  rows: number;
}
export interface WordTable {
  type: 'table';
  /** In points; empty when the file does not say. */
  widths: number[];
  rows: WordCell[][];
}
export type WordBlock = WordParagraph | WordTable;

/** What a PDF shows of a Word file: the body's paragraphs and tables with alignment, bold and size. */
export interface WordDocument {
  page: { width: number; height: number; margins: [left: number, top: number, right: number, bottom: number] };
  blocks: WordBlock[];
}

const NAMESPACES = { 'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w' };
const A4: WordDocument['page'] = { width: 595.3, height: 841.9, margins: [79, 105, 74, 99] };
const WORDS_OWN_SIZE = 10;
const TWIPS = 20;

interface Style {
  align?: Align | undefined;
  bold?: boolean | undefined;
  sizePoints?: number | undefined;
  indentPoints?: number | undefined;
}

const value = (element: XmlElement | undefined, name = 'w:val'): string | undefined => element?.attributes[name];
const points = (text: string | undefined): number | undefined => {
  const twips = Number(text);
  return text === undefined || Number.isNaN(twips) ? undefined : twips / TWIPS;
};
/** Layers of formatting, the nearest last; what a layer does not say stays. */
const merge = (...layers: Style[]): Style =>
  Object.fromEntries(layers.flatMap((layer) => Object.entries(layer)).filter(([, set]) => set !== undefined)) as Style;

const ALIGNMENTS: Record<string, Align> = {
  ...{ left: 'left', start: 'left', center: 'center', right: 'right', end: 'right' },
  ...{ both: 'justify', distribute: 'justify' },
};

const paragraphStyle = (properties: XmlElement | undefined): Style => {
  const indent = properties && childNamed(properties, 'w:ind');
  return {
    align: ALIGNMENTS[value(properties && childNamed(properties, 'w:jc')) ?? ''],
    indentPoints: points(value(indent, 'w:firstLine')),
  };
};

const runStyle = (properties: XmlElement | undefined): Style => {
  const bold = properties && childNamed(properties, 'w:b');
  const half = Number(value(properties && childNamed(properties, 'w:sz')));
  return {
    bold: bold && !['0', 'false', 'off'].includes(value(bold) ?? ''),
    sizePoints: half > 0 ? half / 2 : undefined,
  };
};

/** The styles of `word/styles.xml` with what they are based on worked in. */
class Styles {
  readonly #raw = new Map<string, { own: Style; basedOn: string | undefined }>();
  readonly #defaults: Style;
  readonly #normal: string | undefined;

  constructor(root: XmlElement | null) {
    const defaults = root && childNamed(root, 'w:docDefaults');
    const run = defaults && childNamed(defaults, 'w:rPrDefault');
    this.#defaults = { sizePoints: WORDS_OWN_SIZE, ...merge(runStyle(run ? childNamed(run, 'w:rPr') : undefined)) };
    for (const style of root ? childrenNamed(root, 'w:style') : []) {
      const id = value(style, 'w:styleId') ?? '';
      const own = merge(paragraphStyle(childNamed(style, 'w:pPr')), runStyle(childNamed(style, 'w:rPr')));
      this.#raw.set(id, { own, basedOn: value(childNamed(style, 'w:basedOn')) });
      if (value(style, 'w:type') === 'paragraph' && value(style, 'w:default') === '1') this.#normal = id;
    }
  }

  ofParagraph(id: string | undefined): Style {
    return merge(this.#defaults, this.#chain(id ?? this.#normal));
  }

  ofRun(id: string | undefined): Style {
    return this.#chain(id);
  }

  #chain(id: string | undefined, seen: ReadonlySet<string> = new Set()): Style {
    const style = id === undefined ? undefined : this.#raw.get(id);
    if (id === undefined || !style || seen.has(id)) return {};
    return merge(this.#chain(style.basedOn, new Set([...seen, id])), style.own);
  }
}

const TEXT_OF: Record<string, (element: XmlElement) => string> = {
  'w:t': (element) => element.text,
  'w:br': () => '\n',
  'w:cr': () => '\n',
  'w:tab': () => '    ',
  'w:noBreakHyphen': () => '-',
};
/** Holders of runs whose formatting is their own affair: links, accepted insertions, content controls. */
const RUN_HOLDERS = new Set(['w:hyperlink', 'w:ins', 'w:smartTag', 'w:sdt', 'w:sdtContent', 'w:fldSimple']);

const readRuns = (holder: XmlElement, base: Style, styles: Styles): WordRun[] =>
  holder.children.flatMap((child): WordRun[] => {
    if (RUN_HOLDERS.has(child.name)) return readRuns(child, base, styles);
    if (child.name !== 'w:r') return [];
    const properties = childNamed(child, 'w:rPr');
    const character = styles.ofRun(value(properties && childNamed(properties, 'w:rStyle')));
    const { bold = false, sizePoints = WORDS_OWN_SIZE } = merge(base, character, runStyle(properties));
    const text = child.children.map((part) => TEXT_OF[part.name]?.(part) ?? '').join('');
    return text === '' ? [] : [{ text, bold, sizePoints }];
  });

const readParagraph = (element: XmlElement, styles: Styles): WordParagraph => {
  const properties = childNamed(element, 'w:pPr');
  const base = styles.ofParagraph(value(properties && childNamed(properties, 'w:pStyle')));
  const { align = 'left', indentPoints = 0 } = merge(base, paragraphStyle(properties));
  return { type: 'paragraph', align, indentPoints, runs: readRuns(element, base, styles) };
};

/** Sets `rows` of cells merged downwards, column by column of the grid. */
const mergeDown = (rows: WordCell[][], continues: ReadonlySet<WordCell>): void => {
  const above = new Map<number, WordCell>();
  for (const row of rows) {
    let column = 0;
    for (const cell of row) {
      const top = above.get(column);
      if (continues.has(cell) && top?.columns === cell.columns) {
        top.rows += 1;
        cell.rows = 0;
      } else above.set(column, cell);
      column += cell.columns;
    }
  }
};

const readTable = (element: XmlElement, styles: Styles): WordTable => {
  const grid = childNamed(element, 'w:tblGrid');
  const widths = (grid ? childrenNamed(grid, 'w:gridCol') : []).map((column) => points(value(column, 'w:w')) ?? 0);
  const continues = new Set<WordCell>();
  const rows = childrenNamed(element, 'w:tr').map((row) =>
    childrenNamed(row, 'w:tc').map((cell): WordCell => {
      const properties = childNamed(cell, 'w:tcPr');
      const columns = Number(value(properties && childNamed(properties, 'w:gridSpan')) ?? 1) || 1;
      const read: WordCell = { blocks: readBlocks(cell, styles), columns, rows: 1 };
      const merged = properties && childNamed(properties, 'w:vMerge');
      if (merged && value(merged) !== 'restart') continues.add(read);
      return read;
    }),
  );
  mergeDown(rows, continues);
  return { type: 'table', widths: widths.includes(0) ? [] : widths, rows };
};

const readBlocks = (holder: XmlElement, styles: Styles): WordBlock[] =>
  holder.children.flatMap((child): WordBlock[] => {
    if (child.name === 'w:p') return [readParagraph(child, styles)];
    if (child.name === 'w:tbl') return [readTable(child, styles)];
    return child.name === 'w:sdt' || child.name === 'w:sdtContent' ? readBlocks(child, styles) : [];
  });

const readPage = (body: XmlElement): WordDocument['page'] => {
  const section = childNamed(body, 'w:sectPr');
  const size = section && childNamed(section, 'w:pgSz');
  const margin = section && childNamed(section, 'w:pgMar');
  const sides = ['w:left', 'w:top', 'w:right', 'w:bottom'].map((side) => points(value(margin, side)));
  return {
    width: points(value(size, 'w:w')) ?? A4.width,
    height: points(value(size, 'w:h')) ?? A4.height,
    margins: sides.every((side) => side !== undefined) ? (sides as [number, number, number, number]) : A4.margins,
  };
};

/**
 * Reads a Word file. Not read: headers and footers, pictures, text boxes, numbering of lists.
 * @throws Error when it is no Word file
 */
export const readWord = (file: Buffer): WordDocument => {
  const zip = new PizZip(file);
  const part = (path: string): XmlElement | null => {
    const entry = zip.file(path);
    return entry ? parseXml(entry.asText(), NAMESPACES) : null;
  };
  const root = part('word/document.xml');
  const body = root && childNamed(root, 'w:body');
  if (!body) throw new Error('the file has no word/document.xml with a body');
  return { page: readPage(body), blocks: readBlocks(body, new Styles(part('word/styles.xml'))) };
};
