import type { Citation, ClockDefinition, Duration } from '#contracts';

/** Names and versions of the laws of domain facts §1, by their short codes. */
const LAWS = {
  CF: { law: '行政处罚法', version: '2021-01-22' },
  QZ: { law: '行政强制法', version: '2011-06-30' },
  XK: { law: '行政许可法', version: '2019-04-23' },
  FY: { law: '行政复议法', version: '2023-09-01' },
  SS: { law: '行政诉讼法', version: '2017-06-27' },
  MS: { law: '民事诉讼法', version: '2023-09-01' },
  YS: { law: '行政执法机关移送涉嫌犯罪案件的规定', version: '2020-08-07' },
  SJ: { law: '市场监督管理行政处罚程序规定', version: '2022-09-29' },
  SJT: { law: '市场监督管理行政处罚听证办法', version: undefined },
  SJG: { law: '市场监督管理行政处罚信息公示规定', version: undefined },
  TSJB: { law: '市场监督管理投诉举报处理暂行办法', version: undefined },
  NY: { law: '农业行政处罚程序规定', version: undefined },
  JT: { law: '交通运输行政执法程序规定', version: '2021-06-30' },
  ZJ: { law: '住房和城乡建设行政处罚程序规定', version: undefined },
  SW: { law: '税务稽查案件办理程序规定', version: undefined },
  GA: { law: '公安机关办理行政案件程序规定', version: undefined },
  LY: { law: '旅游行政处罚办法', version: undefined },
  ZR: { law: '自然资源行政处罚办法（2020年修正）', version: undefined },
  LCX: { law: '山东省行政程序规定', version: undefined },
  JN12345: { law: '济南市12345市民服务热线条例', version: '2018-07-27' },
  SDRX: { law: '山东省政务服务热线管理办法（2017年，公开摘录）', version: undefined },
  '118号': {
    law: '关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见（国办发〔2018〕118号）',
    version: undefined,
  },
} as const;
export type LawCode = keyof typeof LAWS;

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** `60` → `六十`, `108` → `一百零八`; up to 999. */
export const chineseNumber = (value: number): string => {
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor((value % 100) / 10);
  const ones = value % 10;
  const head = hundreds > 0 ? `${DIGITS[hundreds] ?? ''}百` : '';
  if (tens === 0) return ones === 0 ? head : `${head}${head ? '零' : ''}${DIGITS[ones] ?? ''}`;
  const ten = tens === 1 && !head ? '十' : `${DIGITS[tens] ?? ''}十`;
  return `${head}${ten}${DIGITS[ones] ?? ''}`;
};

/** A citation by short code: `cite('CF', 64, '第一项')`. */
export const cite = (code: LawCode, article: number | string, clause = ''): Citation => {
  const { law, version } = LAWS[code];
  const text = typeof article === 'number' ? `第${chineseNumber(article)}条` : article;
  return { code, law, article: `${text}${clause}`, ...(version === undefined ? {} : { version }) };
};

export const workingDays = (length: number): Duration => ({ length, unit: 'WD' });
export const naturalDays = (length: number): Duration => ({ length, unit: 'ND' });
export const hours = (length: number): Duration => ({ length, unit: 'H' });
export const months = (length: number): Duration => ({ length, unit: 'M' });
export const years = (length: number): Duration => ({ length, unit: 'Y' });

/** When the light turns 黄 unless a clock says otherwise; a choice of the platform, not of the law. */
const usualWarning = ({ length, unit }: Duration): Duration[] => {
  switch (unit) {
    case 'WD':
      return [workingDays(length >= 10 ? 3 : length >= 5 ? 2 : 1)];
    case 'ND':
      return [naturalDays(length >= 60 ? 15 : length >= 30 ? 5 : length >= 10 ? 3 : 1)];
    case 'H':
      return [hours(4)];
    default:
      return [naturalDays(30)];
  }
};

type Rest = Partial<Omit<ClockDefinition, 'code' | 'name' | 'startsOn' | 'stopsOn' | 'limit' | 'basis'>>;

/** A clock of the master table with the usual rules: forward, rolled over, a duty of the organ, checked text. */
export const clock = (
  [code, name]: [code: string, name: string],
  startsOn: string,
  stopsOn: string[],
  limit: Duration,
  basis: Citation,
  rest: Rest = {},
): ClockDefinition => ({
  ...{ code, name, startsOn, stopsOn, limit, basis },
  direction: 'forward',
  rollOver: 'next-working-day',
  side: 'organ',
  pauses: [],
  extensions: [],
  warnBefore: rest.onExpiry === 'lapses' ? [] : usualWarning(limit),
  origin: '法',
  ...rest,
});

/** Rights of a party: nobody is late when they end unused. */
export const PARTY_RIGHT: Rest = { side: 'party', onExpiry: 'lapses' };
