import { Decimal } from 'decimal.js';
import type { Accrual, AccrualSpan, Citation } from '#contracts';
import { formatDay, fromDayNumber, toDayNumber } from './civil-date.ts';

/** A part of the fine with its own last day to pay (the whole fine, or an instalment that was granted: CF66). */
export interface Instalment {
  dueOn: string;
  amountFen: number;
}

export interface AccrualInput {
  principalFen: number;
  /** In any order; together they are the principal. */
  instalments: readonly Instalment[];
  payments: readonly { on: string; amountFen: number }[];
  /** Days of reconsideration and litigation, both ends inclusive; `to: null` = still going on (CF73). */
  pauses: readonly { from: string; to: string | null; reason: string }[];
  /** The day up to which is computed, itself included. */
  on: string;
}

/** 3 % a day (CF72). */
const RATE = new Decimal('0.03');
const MAX_SPANS = 400;

const BASIS: Citation[] = [
  { code: 'CF', law: '行政处罚法', article: '第七十二条第一款第一项', version: '2021-01-22' },
  { code: 'CF', law: '行政处罚法', article: '第七十三条第三款', version: '2021-01-22' },
  { code: 'QZ', law: '行政强制法', article: '第四十五条', version: '2011-06-30' },
];
const CONFIRM = '部分缴纳后以未缴部分为基数、缴款当日仍计算、不足一分的舍去，法律没有规定，由法制机构确认';

interface Day {
  day: number;
  counted: boolean;
  base: number;
  reason: string;
}

/** What is overdue and unpaid on each day; payments serve the part that is due first and count from the next day on. */
const overdueOn = (input: AccrualInput, day: number): number => {
  let paid = 0;
  for (const payment of input.payments) if (toDayNumber(payment.on) < day) paid += payment.amountFen;
  let overdue = 0;
  for (const part of [...input.instalments].sort((a, b) => a.dueOn.localeCompare(b.dueOn))) {
    const served = Math.min(paid, part.amountFen);
    paid -= served;
    if (toDayNumber(part.dueOn) < day) overdue += part.amountFen - served;
  }
  return overdue;
};

const classify = (input: AccrualInput, day: number): Day => {
  const base = overdueOn(input, day);
  const date = fromDayNumber(day);
  const pause = input.pauses.find((one) => date >= one.from && (one.to === null || date <= one.to));
  if (base === 0) return { day, counted: false, base, reason: '没有到期未缴的部分' };
  return pause ? { day, counted: false, base, reason: pause.reason } : { day, counted: true, base, reason: '到期未缴' };
};

const yuan = (fen: Decimal.Value): string => new Decimal(fen).div(100).toFixed(2);

/** @throws RangeError when the parts do not sum up to the fine, or an amount is no whole number of fen */
const demandConsistent = (input: AccrualInput): void => {
  const sum = input.instalments.reduce((total, part) => total + part.amountFen, 0);
  const amounts = [input.principalFen, ...input.instalments.map((part) => part.amountFen)];
  if ([...amounts, ...input.payments.map((one) => one.amountFen)].some((fen) => !Number.isInteger(fen) || fen < 0))
    throw new RangeError('金额应为不小于零的整数（分）');
  if (sum !== input.principalFen)
    throw new RangeError(`各期金额之和 ${yuan(sum)} 元与罚款 ${yuan(input.principalFen)} 元不符`);
};

interface Tally {
  spans: AccrualSpan[];
  accrued: Decimal;
  countedDays: number;
  cappedOn: string | null;
}

const addDay = (tally: Tally, { day, counted, base, reason }: Day, cap: Decimal): void => {
  const perDay = counted ? RATE.mul(base) : new Decimal(0);
  const wasCapped = tally.cappedOn !== null;
  tally.accrued = Decimal.min(cap, tally.accrued.plus(perDay));
  if (counted && !wasCapped) tally.countedDays++;
  if (counted && !wasCapped && tally.accrued.gte(cap)) tally.cappedOn = fromDayNumber(day);
  const said = counted && wasCapped ? '已达上限' : reason;
  const accruedFen = tally.accrued.floor().toNumber();
  const last = tally.spans.at(-1);
  const date = fromDayNumber(day);
  if (last && last.counted === counted && last.baseFen === base && last.reason === said) {
    last.to = date;
    last.days++;
    last.accruedFen = accruedFen;
    return;
  }
  if (tally.spans.length < MAX_SPANS)
    tally.spans.push({
      ...{ from: date, to: date, days: 1, counted, baseFen: base, perDayFen: perDay.toString(), accruedFen },
      reason: said,
    });
};

/**
 * 加处罚款 up to a day: each day after the last day to pay adds 3 % of what is overdue and unpaid, reconsideration and
 * litigation excepted, and never more than the fine itself.
 *
 * @returns null while nothing is overdue on `on`
 * @throws RangeError for contradictory amounts or a date that does not exist
 */
export const accruedAddition = (input: AccrualInput): Accrual | null => {
  demandConsistent(input);
  const last = toDayNumber(input.on);
  const firstDue = Math.min(...input.instalments.map((part) => toDayNumber(part.dueOn)));
  if (!(firstDue < last)) return null;
  const cap = new Decimal(input.principalFen);
  const tally: Tally = { spans: [], accrued: new Decimal(0), countedDays: 0, cappedOn: null };
  for (let day = firstDue + 1; day <= last; day++) addDay(tally, classify(input, day), cap);
  const paidFen = Math.min(
    input.principalFen,
    input.payments.filter((one) => one.on <= input.on).reduce((sum, one) => sum + one.amountFen, 0),
  );
  const accruedFen = tally.accrued.floor().toNumber();
  const unpaidFen = input.principalFen - paidFen;
  return {
    on: input.on,
    principalFen: input.principalFen,
    paidFen,
    unpaidFen,
    dueOn: fromDayNumber(firstDue),
    countedDays: tally.countedDays,
    accruedFen,
    capFen: input.principalFen,
    cappedOn: tally.cappedOn,
    payableFen: unpaidFen + accruedFen,
    spans: tally.spans,
    explanation: explain(input, tally, firstDue, accruedFen),
    basis: BASIS,
    origin: '法',
    confirm: CONFIRM,
  };
};

const explain = (input: AccrualInput, tally: Tally, firstDue: number, accruedFen: number): string[] => [
  `罚款 ${yuan(input.principalFen)} 元，${formatDay(firstDue)}为最早一期的最后缴款日，从次日起每日按到期未缴数额的百分之三加处罚款（行政处罚法第七十二条、行政强制法第四十五条）。`,
  ...input.pauses
    .filter((pause) => pause.from <= input.on && (pause.to === null || toDayNumber(pause.to) > firstDue))
    .map(
      (pause) =>
        `${pause.from}至${pause.to ?? '今（尚未结束）'}：${pause.reason}，期间不予计算（行政处罚法第七十三条）。`,
    ),
  ...(input.payments.length > 0
    ? [
        `已缴 ${yuan(input.payments.reduce((sum, one) => sum + one.amountFen, 0))} 元，先抵最早到期的部分，自缴款次日起减少基数。`,
      ]
    : []),
  `截至${formatDay(toDayNumber(input.on))}共计算 ${tally.countedDays} 日，加处罚款 ${yuan(accruedFen)} 元${
    tally.cappedOn ? `，${tally.cappedOn}起达到上限（不超过罚款数额）` : ''
  }。`,
];
