import { isRegionCode, regionName } from './regions.ts';

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** 登记管理部门 and 机构类别, the first two characters of a code (domain facts §14.2; others exist). */
export const USCC_CATEGORIES: Record<string, { department: string; kinds: Record<string, string> }> = {
  '1': { department: '机构编制', kinds: { '1': '机关', '2': '事业单位', '3': '群团', '9': '其他' } },
  '5': { department: '民政', kinds: { '1': '社会团体', '2': '民办非企业单位', '3': '基金会', '9': '其他' } },
  '9': { department: '市场监管', kinds: { '1': '企业', '2': '个体工商户', '3': '农民专业合作社' } },
  N: { department: '农业农村', kinds: { '1': '农村集体经济组织' } },
  Y: { department: '其他', kinds: {} },
};

/** The check character of an eight-character 组织机构代码 (GB 11714); null when a character is not allowed. */
export const organisationCheck = (body: string): string | null => {
  if (!/^[0-9A-Z]{8}$/.test(body)) return null;
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, index) => total + weight * parseInt(body[index] ?? '', 36),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
};

/** Checks an 组织机构代码, with or without the dash before the last character. @returns null when right */
export const checkOrganisationCode = (code: string): string | null => {
  const text = code.trim().toUpperCase().replace('-', '');
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(text))
    return '组织机构代码应为 9 位：前 8 位是数字或大写字母，末位是数字或 X（可写成 M000100Y-4）';
  return organisationCheck(text.slice(0, 8)) === text[8] ? null : '组织机构代码校验位不符，请核对每一位';
};

/** Checks a 统一社会信用代码 (GB 32100). @returns null when right, else what is wrong, in Chinese */
export const checkUscc = (code: string): string | null => {
  const text = code.trim().toUpperCase();
  if (text.length !== 18) return `统一社会信用代码应为 18 位，现在是 ${text.length} 位`;
  const wrong = [...text].findIndex((char) => !USCC_ALPHABET.includes(char));
  if (wrong >= 0) return `统一社会信用代码第 ${wrong + 1} 位“${text[wrong]}”不是允许的字符（不用 I、O、S、V、Z）`;
  if (!/^\d{6}$/.test(text.slice(2, 8))) return '统一社会信用代码第 3 至 8 位应为登记机关的行政区划代码（数字）';
  const sum = USCC_WEIGHTS.reduce(
    (total, weight, index) => total + weight * USCC_ALPHABET.indexOf(text[index] ?? ''),
    0,
  );
  const expected = USCC_ALPHABET[(31 - (sum % 31)) % 31];
  return text[17] === expected ? null : '统一社会信用代码校验位不符，请对照营业执照核对每一位';
};

export interface UsccParts {
  department: string;
  /** 机构类别; null where the category is not in the table. */
  kind: string | null;
  regionCode: string;
  regionName: string | null;
  organisationCode: string;
  /** Whether the 组织机构代码 inside is right by GB 11714: a wrong one is a reason to look at the licence again. */
  organisationCodeRight: boolean;
}

/** What a right 统一社会信用代码 says. */
export const usccParts = (code: string): UsccParts => {
  const text = code.trim().toUpperCase();
  const category = USCC_CATEGORIES[text[0] ?? ''];
  const regionCode = text.slice(2, 8);
  const organisationCode = text.slice(8, 17);
  return {
    department: category?.department ?? '其他登记管理部门',
    kind: category?.kinds[text[1] ?? ''] ?? null,
    regionCode,
    regionName: isRegionCode(regionCode) ? regionName(regionCode) : null,
    organisationCode,
    organisationCodeRight: organisationCheck(organisationCode.slice(0, 8)) === organisationCode[8],
  };
};
