export interface TextPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Above this many character pairs the middle is shown as replaced altogether. */
const PAIR_LIMIT = 4_000_000;

/** What was taken out of a text and what was put in, character by character, by a longest common subsequence. */
export function diffText(before: string, after: string): TextPart[] {
  const a = [...before];
  const b = [...after];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail += 1;
  const parts: TextPart[] = [];
  add(parts, 'same', a.slice(0, head).join(''));
  middle(parts, a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  add(parts, 'same', a.slice(a.length - tail).join(''));
  return parts;
}

function add(parts: TextPart[], kind: TextPart['kind'], text: string): void {
  if (text === '') return;
  const last = parts.at(-1);
  if (last?.kind === kind) last.text += text;
  else parts.push({ kind, text });
}

function middle(parts: TextPart[], a: string[], b: string[]): void {
  if (a.length * b.length > PAIR_LIMIT || a.length === 0 || b.length === 0) {
    add(parts, 'removed', a.join(''));
    add(parts, 'added', b.join(''));
    return;
  }
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(parts, 'same', a[i] ?? '');
      i += 1;
      j += 1;
    } else if (
      j >= b.length ||
      (i < a.length && (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    )
      add(parts, 'removed', a[i++] ?? '');
    else add(parts, 'added', b[j++] ?? '');
  }
}
