import type { ParsedBody, RouteResponse } from '#contracts';
import {
  ageOn,
  birthDateOf,
  checkIdNumber,
  checkMobile,
  checkOrganisationCode,
  checkRegionCode,
  checkUscc,
  formatNumber,
  parsePattern,
  regionName,
  sexOf,
  usccParts,
  validatePattern,
} from '#rules';

type Result = RouteResponse<'identifiersPreview'>['results'][number];

const uscc = (value: string): Result['details'] => {
  const parts = usccParts(value);
  return [
    { name: '登记管理部门', value: parts.department },
    { name: '机构类别', value: parts.kind ?? '不在类别表中' },
    { name: '登记机关行政区划', value: `${parts.regionCode} ${parts.regionName ?? ''}`.trim() },
    {
      name: '组织机构代码',
      value: `${parts.organisationCode}${parts.organisationCodeRight ? '' : '（校验位不符 GB 11714）'}`,
    },
  ];
};

const idNumber = (value: string, today: string): Result['details'] => {
  const birth = birthDateOf(value);
  return [
    { name: '出生日期', value: birth },
    { name: '性别', value: sexOf(value) },
    { name: '年龄', value: `${ageOn(birth, today)} 周岁` },
    { name: '户籍登记地', value: regionName(value.slice(0, 6)) ?? '' },
  ];
};

/** Checks codes and writes a number by a pattern; nothing is stored. @param today civil date */
export function previewIdentifiers(
  body: ParsedBody<'identifiersPreview'>,
  today: string,
): RouteResponse<'identifiersPreview'> {
  const results: Result[] = [];
  const add = (
    name: string,
    value: string | undefined,
    check: (text: string) => string | null,
    details: (text: string) => Result['details'] = () => [],
  ): void => {
    if (value === undefined || value.trim() === '') return;
    const text = value.trim();
    const problem = check(text);
    results.push({ name, value: text, ok: problem === null, problem, details: problem === null ? details(text) : [] });
  };
  add('统一社会信用代码', body.uscc?.toUpperCase(), checkUscc, uscc);
  add('组织机构代码', body.organisationCode?.toUpperCase(), checkOrganisationCode);
  add('身份证号', body.idNumber?.toUpperCase(), checkIdNumber, (text) => idNumber(text, today));
  add('行政区划代码', body.regionCode, checkRegionCode, (text) => [{ name: '名称', value: regionName(text) ?? '' }]);
  add('电话', body.phone, checkMobile);
  add('编号规则', body.pattern, validatePattern, (text) => {
    const parsed = parsePattern(text);
    const year = body.year ?? Number(today.slice(0, 4));
    const write = (seq: number): string => formatNumber(text, { prefix: body.prefix, word: body.word, year, seq });
    return [
      { name: '样例', value: write(body.seq) },
      { name: '下一个', value: write(body.seq + 1) },
      { name: '重新编号', value: 'reset' in parsed && parsed.reset === 'never' ? '不按年重编' : '每年从 1 开始' },
    ];
  });
  return { results };
}
