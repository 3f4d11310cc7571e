import { unzipSync } from 'fflate';
import PizZip from 'pizzip';
import { parseXml } from '#rules';
import type { XmlElement } from '#rules';
import { ProblemError, invalid } from '../problem-error.ts';

/** A file as it was uploaded. */
export interface UploadedFile {
  path: string;
  bytes: Uint8Array;
}

const MAX_FILES = 5000;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_TOTAL_BYTES = 200 * 1024 * 1024;
const READABLE = /\.(md|markdown|txt|docx)$/i;
const WORD = { 'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w' };

/** The text of a law file: Word by its paragraphs, else UTF-8, UTF-16 or GB 18030. @throws Error with a Chinese reason */
export function textOfFile({ path, bytes }: UploadedFile): string {
  if (/\.docx$/i.test(path)) return textOfWord(bytes);
  if (!READABLE.test(path)) throw new Error('只能读取 Markdown（.md）、纯文本（.txt）和 Word（.docx）文件。');
  return decode(bytes);
}

/** Texts from older systems are in GB 18030; what is not correct UTF-8 is read as that. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function textOfWord(bytes: Uint8Array): string {
  let xml: string | undefined;
  try {
    xml = new PizZip(Buffer.from(bytes)).file('word/document.xml')?.asText();
  } catch {
    throw new Error('不是正确的 Word 文件（.docx），或文件已损坏。旧的 .doc 文件请先另存为 .docx。');
  }
  if (xml === undefined) throw new Error('Word 文件里没有正文（word/document.xml）。');
  const lines: string[] = [];
  try {
    collectParagraphs(parseXml(xml, WORD), lines);
  } catch {
    throw new Error('Word 文件的正文损坏，不能读取。');
  }
  return lines.join('\n');
}

/** One line a paragraph, those in tables too; line breaks within a paragraph begin a new line. Deleted text is left out. */
function collectParagraphs(element: XmlElement, lines: string[]): void {
  if (element.name === 'w:p') {
    lines.push(textOfRuns(element));
    return;
  }
  for (const child of element.children) collectParagraphs(child, lines);
}

function textOfRuns(element: XmlElement): string {
  switch (element.name) {
    case 'w:t':
      return element.text;
    case 'w:tab':
      return ' ';
    case 'w:br':
    case 'w:cr':
      return '\n';
    case 'w:del':
      return '';
    default:
      return element.children.map(textOfRuns).join('');
  }
}

/** The files of an upload; a zip counts as the files in it. Names from Windows are read as GB 18030. @throws ProblemError */
export function unpack(files: readonly UploadedFile[]): UploadedFile[] {
  const unpacked = files.flatMap((file) => (/\.zip$/i.test(file.path) ? readArchive(file) : [file]));
  if (unpacked.length > MAX_FILES)
    throw new ProblemError('too-large', `一次最多导入 ${MAX_FILES} 个文件，请分批上传。`);
  if (unpacked.length === 0)
    throw invalid('file', '没有可以导入的文件：请选择 .md、.txt、.docx 文件，或它们的 .zip 压缩包。', '文件');
  return unpacked.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function readArchive({ path, bytes }: UploadedFile): UploadedFile[] {
  let total = 0;
  let count = 0;
  try {
    const entries = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!READABLE.test(name) || /(^|\/)(__MACOSX|\._)/.test(name)) return false;
        count += 1;
        total += originalSize;
        if (count > MAX_FILES)
          throw new ProblemError('too-large', `压缩包“${path}”里的文件超过 ${MAX_FILES} 个，请分批上传。`);
        if (originalSize > MAX_FILE_BYTES || total > MAX_TOTAL_BYTES)
          throw new ProblemError('too-large', `压缩包“${path}”解开后过大，可能已损坏或是恶意文件。`);
        return true;
      },
    });
    return Object.entries(entries).map(([name, content]) => ({ path: fileName(name), bytes: content }));
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw invalid('file', `“${path}”不是正确的 zip 压缩包，或文件已损坏。`, '文件');
  }
}

/** A name without the mark of UTF-8 came out byte by byte. */
function fileName(name: string): string {
  // eslint-disable-next-line no-control-regex
  const bytewise = /[\u0080-\u00ff]/.test(name) && /^[\u0000-\u00ff]*$/.test(name);
  return bytewise ? decode(Uint8Array.from(name, (character) => character.charCodeAt(0))) : name;
}
