import { evaluateExpression } from '#rules';

/** Fills `{{ … }}` of a form-js text with FEEL over the form's data; what can't be computed becomes nothing. */
export function fillTemplate(text: string, scope: Record<string, unknown>, now: string): string {
  const source = text.startsWith('=') ? null : text;
  if (source === null) {
    const { value } = evaluateExpression(text, scope, now);
    return value === undefined || value === null ? '' : String(value);
  }
  return source.replace(/\{\{([^{}]+)\}\}/g, (_, expression: string) => {
    const { value } = evaluateExpression(`=${expression.trim()}`, scope, now);
    return value === undefined || value === null ? '' : String(value);
  });
}

export type TextLine =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'item'; text: string }
  | { kind: 'paragraph'; text: string };

/** The little of Markdown that form texts use: headings, list items, paragraphs. Never HTML. */
export function parseLines(text: string): TextLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const heading = /^(#{1,4})\s+(.*)$/.exec(line);
      if (heading) return { kind: 'heading', level: heading[1]!.length, text: heading[2]! };
      const item = /^\s*[-*]\s+(.*)$/.exec(line);
      if (item) return { kind: 'item', text: item[1]! };
      return { kind: 'paragraph', text: line };
    });
}

/** Splits `**bold**` from the rest of a line. */
export function parseBold(text: string): { bold: boolean; text: string }[] {
  return text
    .split(/(\*\*[^*]+\*\*)/)
    .filter(Boolean)
    .map((part) =>
      part.startsWith('**') && part.endsWith('**') && part.length > 4
        ? { bold: true, text: part.slice(2, -2) }
        : { bold: false, text: part },
    );
}
