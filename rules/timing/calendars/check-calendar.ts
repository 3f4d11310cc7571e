import type { CalendarProblem, WorkCalendar } from '#contracts';
import { civilDateExists, formatDay, toDayNumber, weekdayOf } from '../civil-date.ts';
import { indexCalendar } from '../calendar.ts';

type Year = WorkCalendar['years'][number];

const FIRST_YEAR = 1950;
const LAST_YEAR = 2120;
/** Working days of a year as announced since 2008 lie between; what lies outside was probably not read whole. */
const USUAL_WORKING_DAYS = { from: 244, to: 256 };

const isWeekend = (date: string): boolean => {
  const weekday = weekdayOf(toDayNumber(date));
  return weekday === 0 || weekday === 6;
};

const dateProblem = (date: string, year: number): string | null => {
  if (!civilDateExists(date)) return `日期“${date}”不存在，请核对年月日`;
  if (!date.startsWith(`${year}-`)) return `${date}不在${year}年，请移到它自己的年份`;
  return null;
};

const checkYear = (year: Year, path: string): CalendarProblem[] => {
  const problems: CalendarProblem[] = [];
  const error = (at: string, message: string): void => {
    problems.push({ level: 'error', path: `${path}.${at}`, message });
  };
  if (year.year < FIRST_YEAR || year.year > LAST_YEAR) error('year', `年份应在 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间`);
  const holidays = new Set<string>();
  year.holidays.forEach(({ date, name }, index) => {
    const wrong = dateProblem(date, year.year);
    if (wrong) return error(`holidays[${index}].date`, wrong);
    if (holidays.has(date)) error(`holidays[${index}].date`, `放假日${date}写了两次，请删去一个`);
    if (name.trim() === '') error(`holidays[${index}].name`, `放假日${date}没有写名称，请填写节日名称`);
    holidays.add(date);
  });
  const workdays = new Set<string>();
  year.workdays.forEach((date, index) => {
    const at = `workdays[${index}]`;
    const wrong = dateProblem(date, year.year);
    if (wrong) return error(at, wrong);
    if (workdays.has(date)) error(at, `上班日${date}写了两次，请删去一个`);
    if (holidays.has(date)) error(at, `${date}既是放假日又是上班日，互相矛盾，请只保留一个`);
    else if (!isWeekend(date)) error(at, `${formatDay(toDayNumber(date))}本来就是工作日，不需要调休上班，请核对日期`);
    workdays.add(date);
  });
  return problems;
};

const unusual = (calendar: WorkCalendar): CalendarProblem[] =>
  calendar.years.flatMap(({ year }, index): CalendarProblem[] => {
    const count = workingDaysOf(calendar, year);
    if (count >= USUAL_WORKING_DAYS.from && count <= USUAL_WORKING_DAYS.to) return [];
    return [
      {
        level: 'warning',
        path: `years[${index}]`,
        message: `${year}年共有${count}个工作日，往年在${USUAL_WORKING_DAYS.from}至${USUAL_WORKING_DAYS.to}个之间，请核对是否有遗漏`,
      },
    ];
  });

/** Working days of a year by a calendar. */
export const workingDaysOf = (calendar: WorkCalendar, year: number): number =>
  indexCalendar(calendar).workingBetween(toDayNumber(`${year - 1}-12-31`), toDayNumber(`${year}-12-31`));

/** Impossible, doubled and contradictory days, each by its place and with how to mend it. */
export const checkCalendar = (calendar: WorkCalendar): CalendarProblem[] => {
  const problems: CalendarProblem[] = [];
  if (calendar.version.trim() === '') problems.push({ level: 'error', path: 'version', message: '请填写版本号' });
  if (calendar.source.trim() === '')
    problems.push({ level: 'error', path: 'source', message: '请写明来源（例如国务院办公厅通知的文号）' });
  const seen = new Set<number>();
  calendar.years.forEach((year, index) => {
    if (seen.has(year.year))
      problems.push({ level: 'error', path: `years[${index}].year`, message: `${year.year}年写了两次，请合并` });
    seen.add(year.year);
    problems.push(...checkYear(year, `years[${index}]`));
  });
  return problems.some((problem) => problem.level === 'error') ? problems : [...problems, ...unusual(calendar)];
};
