import type { WorkCalendar } from '#contracts';

/** Inclusive ranges `[from, to, name]` of rest days, and weekend days that are worked, as announced for each year. */
const YEARS: { year: number; rest: [string, string, string][]; workdays: string[] }[] = [
  {
    year: 2024,
    rest: [
      ['01-01', '01-01', '元旦'],
      ['02-10', '02-17', '春节'],
      ['04-04', '04-06', '清明节'],
      ['05-01', '05-05', '劳动节'],
      ['06-10', '06-10', '端午节'],
      ['09-15', '09-17', '中秋节'],
      ['10-01', '10-07', '国庆节'],
    ],
    workdays: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  {
    year: 2025,
    rest: [
      ['01-01', '01-01', '元旦'],
      ['01-28', '02-04', '春节'],
      ['04-04', '04-06', '清明节'],
      ['05-01', '05-05', '劳动节'],
      ['05-31', '06-02', '端午节'],
      ['10-01', '10-08', '国庆节、中秋节'],
    ],
    workdays: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  {
    year: 2026,
    rest: [
      ['01-01', '01-03', '元旦'],
      ['02-15', '02-23', '春节'],
      ['04-04', '04-06', '清明节'],
      ['05-01', '05-05', '劳动节'],
      ['06-19', '06-21', '端午节'],
      ['09-25', '09-27', '中秋节'],
      ['10-01', '10-07', '国庆节'],
    ],
    workdays: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
];

const DAY_MS = 86_400_000;

const expand = (year: number, from: string, to: string, name: string): { date: string; name: string }[] => {
  const start = Date.parse(`${year}-${from}T00:00:00Z`);
  const count = (Date.parse(`${year}-${to}T00:00:00Z`) - start) / DAY_MS + 1;
  return Array.from({ length: count }, (_unused, index) => ({
    date: new Date(start + index * DAY_MS).toISOString().slice(0, 10),
    name,
  }));
};

/** The work calendar 2024–2026 (domain facts §2.4). */
export const CALENDAR: WorkCalendar = {
  version: '2024-2026.1',
  source: '国务院办公厅关于2024、2025、2026年部分节假日安排的通知（公开数据集互校）',
  years: YEARS.map(({ year, rest, workdays }) => ({
    year,
    holidays: rest.flatMap(([from, to, name]) => expand(year, from, to, name)),
    workdays: workdays.map((day) => `${year}-${day}`),
  })),
};
