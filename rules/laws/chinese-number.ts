const DIGITS = '零一二三四五六七八九';
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
/** Characters of a number as laws write it, for use inside a pattern's brackets. */
export const NUMBER_CHARACTERS = '零〇○一二三四五六七八九十百千两\\d';

/** `一百二十二`, `122` or `１２２` → 122; NaN for what is no number. */
export function parseChineseNumber(text: string): number {
  const plain = text.normalize('NFKC').replace(/[〇○]/g, '零').replace(/两/g, '二');
  if (/^\d+$/.test(plain)) return Number(plain);
  if (!/^[零一二三四五六七八九十百千]+$/.test(plain)) return NaN;
  // `一二〇`: digits one after the other.
  if (!/[十百千]/.test(plain)) return [...plain].reduce((total, digit) => total * 10 + DIGITS.indexOf(digit), 0);
  let total = 0;
  let digit = 0;
  for (const character of plain) {
    const unit = UNITS[character];
    if (unit === undefined) digit = DIGITS.indexOf(character);
    else {
      total += (digit || 1) * unit;
      digit = 0;
    }
  }
  return total + digit;
}

/** 122 → `一百二十二`, for 1–9999. */
export function formatChineseNumber(value: number): string {
  if (value < 10) return DIGITS[value] ?? '';
  let text = '';
  let rest = value;
  let skipped = false;
  for (const [name, unit] of [
    ['千', 1000],
    ['百', 100],
    ['十', 10],
  ] as const) {
    const digit = Math.floor(rest / unit);
    rest %= unit;
    if (digit === 0) {
      skipped ||= text !== '';
      continue;
    }
    text += `${skipped ? '零' : ''}${digit === 1 && unit === 10 && text === '' ? '' : DIGITS[digit]}${name}`;
    skipped = false;
  }
  return rest === 0 ? text : `${text}${skipped ? '零' : ''}${DIGITS[rest]}`;
}
