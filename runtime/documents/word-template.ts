import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import type { PackageFile, ProcedureIssue } from '#contracts';
import { valueAt } from './resolve.ts';

/** An office's own Word template can't be read or filled; the message is Chinese and says where. */
export class WordTemplateError extends Error {}

interface TemplateFault {
  properties?: { id?: string; xtag?: string; explanation?: string; errors?: TemplateFault[] };
}

const FAULTS: Record<string, string> = {
  unclosed_tag: '占位符少了右花括号',
  unopened_tag: '占位符少了左花括号',
  duplicate_open_tag: '占位符有重复的左花括号',
  duplicate_close_tag: '占位符有重复的右花括号',
  unclosed_loop: '重复段落没有结束标记（{/…}）',
  unopened_loop: '重复段落没有开始标记（{#…}）',
  closing_tag_does_not_match_opening_tag: '重复段落的开始和结束标记不一致',
};

const explain = (error: unknown): string => {
  const fault = (error as TemplateFault).properties;
  const faults = (fault?.errors ?? (fault ? [{ properties: fault }] : [])).map(({ properties }) => {
    const what = FAULTS[properties?.id ?? ''] ?? '占位符写法不正确';
    return properties?.xtag ? `“${properties.xtag}”附近${what}` : what;
  });
  return faults.length > 0 ? [...new Set(faults)].slice(0, 5).join('；') : '不是正确的 Word 文件（.docx）';
};

/** Placeholders are paths into the snapshot, never script; what has no value becomes empty. */
function open(template: Buffer): Docxtemplater {
  try {
    const zip = new PizZip(template);
    if (!zip.file('word/document.xml')) throw new Error('no document');
    return new Docxtemplater(zip, {
      paragraphLoop: true,
      linebreaks: true,
      // Faults are told to people, not written to the console.
      errorLogging: false,
      nullGetter: () => '',
      parser: (tag: string) => ({ get: (scope: unknown) => (tag === '.' ? scope : valueAt(scope, tag.trim())) }),
    });
  } catch (error) {
    throw new WordTemplateError(explain(error));
  }
}

/** Fills an office's own Word template; all else in the file stays as it is. @throws WordTemplateError */
export function fillDocx(template: Buffer, snapshot: Record<string, unknown>): Buffer {
  const document = open(template);
  try {
    document.render(snapshot);
  } catch (error) {
    throw new WordTemplateError(explain(error));
  }
  return document.toBuffer() as Buffer;
}

/** What is wrong with the Word templates of a package: found before it is published, not in the middle of a case. */
export function checkWordTemplates(files: readonly PackageFile[]): ProcedureIssue[] {
  return files
    .filter((file) => /^documents\/.*\.docx$/i.test(file.path))
    .flatMap((file): ProcedureIssue[] => {
      try {
        open(Buffer.from(file.content, 'base64'));
        return [];
      } catch (error) {
        return [
          {
            severity: 'error',
            rule: 'document-syntax',
            file: file.path,
            message: `Word 模板“${file.path}”无法使用：${(error as Error).message}`,
            remedy: '请在 Word 中改正后重新上传',
            basis: [],
          },
        ];
      }
    });
}
