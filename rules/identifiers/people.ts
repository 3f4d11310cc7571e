import { regionName } from './regions.ts';

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECK = '10X98765432';

/** Checks a 公民身份号码 (GB 11643). @returns null when right, else what is wrong, in Chinese */
export const checkIdNumber = (code: string): string | null => {
  const text = code.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(text)) return '身份证号应为 18 位：前 17 位是数字，末位是数字或 X';
  if (regionName(text.slice(0, 6)) === null) return `身份证号开头的“${text.slice(0, 2)}”不是任何省级代码`;
  const birth = birthDateOf(text);
  const parsed = new Date(`${birth}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== birth)
    return `身份证号中的出生日期 ${birth} 不存在`;
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return text[17] === ID_CHECK[sum % 11] ? null : '身份证号校验位不符，请对照证件核对每一位';
};

/** Birth date of a valid id number. */
export const birthDateOf = (idNumber: string): string =>
  `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;

/** 男 · 女, by the 17th digit of a valid id number. */
export const sexOf = (idNumber: string): '男' | '女' => (Number(idNumber[16]) % 2 === 1 ? '男' : '女');

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
