const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECK = '10X98765432';

/** Checks a 统一社会信用代码 (GB 32100). @returns null when right, else what is wrong, in Chinese */
export const checkUscc = (code: string): string | null => {
  const text = code.trim().toUpperCase();
  if (text.length !== 18) return `统一社会信用代码应为 18 位，现在是 ${text.length} 位`;
  const wrong = [...text].findIndex((char) => !USCC_ALPHABET.includes(char));
  if (wrong >= 0) return `统一社会信用代码第 ${wrong + 1} 位“${text[wrong]}”不是允许的字符（不用 I、O、S、V、Z）`;
  const sum = USCC_WEIGHTS.reduce(
    (total, weight, index) => total + weight * USCC_ALPHABET.indexOf(text[index] ?? ''),
    0,
  );
  const expected = USCC_ALPHABET[(31 - (sum % 31)) % 31];
  return text[17] === expected ? null : '统一社会信用代码校验位不符，请对照营业执照核对每一位';
};

/** Checks a 公民身份号码 (GB 11643). @returns null when right, else what is wrong, in Chinese */
export const checkIdNumber = (code: string): string | null => {
  const text = code.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(text)) return '身份证号应为 18 位：前 17 位是数字，末位是数字或 X';
  const birth = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const parsed = new Date(`${birth}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== birth)
    return `身份证号中的出生日期 ${birth} 不存在`;
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return text[17] === ID_CHECK[sum % 11] ? null : '身份证号校验位不符，请对照证件核对每一位';
};

/** Birth date of a valid id number. */
export const birthDateOf = (idNumber: string): string =>
  `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;

/** Full years of age on a civil date. */
export const ageOn = (birthDate: string, on: string): number => {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return on.slice(5) >= birthDate.slice(5) ? years : years - 1;
};

/** Checks a Chinese mobile or fixed-line number. */
export const checkMobile = (text: string): string | null =>
  /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(text.trim())
    ? null
    : '电话应为 11 位手机号，或带区号的座机号（0531-12345678）';

/**
 * Writes a case or document number: `{prefix}{word}〔{yyyy}〕{seq}号` → 济历市监立〔2026〕31号.
 * `{seq:4}` pads the running number to four digits.
 */
export const formatNumber = (
  pattern: string,
  parts: { prefix: string; word: string; year: number; seq: number },
): string =>
  pattern.replace(/\{(prefix|word|yyyy|seq)(?::(\d))?\}/g, (_all, name: string, width?: string) => {
    if (name === 'yyyy') return String(parts.year);
    if (name === 'seq') return String(parts.seq).padStart(Number(width ?? 1), '0');
    return name === 'prefix' ? parts.prefix : parts.word;
  });

/** The usual number pattern (domain facts §14.1). */
export const DEFAULT_NUMBER_PATTERN = '{prefix}{word}〔{yyyy}〕{seq}号';
