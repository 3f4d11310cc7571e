import type { DocumentBlock, DocumentTemplate } from '#contracts';

/** The value at a dotted path; undefined where there is none. Only own members: a template reaches nothing else. */
export function valueAt(scope: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined;
    return (value as Record<string, unknown>)[part];
  }, scope);
}

const show = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(show).join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** `{party.name}` → its value; what has none becomes empty. */
export const fill = (text: string, scope: unknown): string =>
  text.replace(/\{([\w.\u4e00-\u9fff-]+)\}/g, (_all, path: string) => show(valueAt(scope, path)));

/** Blocks with all placeholders filled, tables unrolled: what a renderer draws. */
export type FilledBlock =
  | { type: 'heading'; text: string; level: number }
  | { type: 'number'; text: string }
  | { type: 'paragraph'; text: string; indent: boolean; align: 'left' | 'center' | 'right' }
  | { type: 'table'; header: string[] | null; rows: string[][] }
  | { type: 'lines'; lines: string[] }
  | { type: 'seal'; organ: string; date: string };

export function fillTemplate(template: DocumentTemplate, snapshot: Record<string, unknown>): FilledBlock[] {
  return template.blocks.map((block) => fillBlock(block, snapshot));
}

function fillBlock(block: DocumentBlock, snapshot: Record<string, unknown>): FilledBlock {
  switch (block.type) {
    case 'heading':
      return { type: 'heading', text: fill(block.text, snapshot), level: block.level };
    case 'number':
      return { type: 'number', text: show(snapshot['number']) };
    case 'paragraph':
      return { type: 'paragraph', text: fill(block.text, snapshot), indent: block.indent, align: block.align };
    case 'fields':
      return { type: 'table', header: null, rows: block.rows.map((row) => [row.label, fill(row.value, snapshot)]) };
    case 'table': {
      const list = valueAt(snapshot, block.each);
      const rows = (Array.isArray(list) ? list : []).map((entry: unknown, index) => {
        const scope = { ...snapshot, index: String(index + 1), ...(entry as Record<string, unknown>) };
        return block.columns.map((column) => fill(column.value, scope));
      });
      return { type: 'table', header: block.columns.map((column) => column.title), rows };
    }
    case 'signatures':
      return { type: 'lines', lines: block.lines.map((line) => fill(line, snapshot)) };
    case 'seal':
      return { type: 'seal', organ: show(valueAt(snapshot, 'organ.name')), date: show(snapshot['today']) };
  }
}
