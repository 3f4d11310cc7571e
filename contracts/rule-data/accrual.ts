import { z } from 'zod';
import { AmountFen, Citation, CivilDate, Origin } from '../common.ts';

/** One day, or days in a row that are alike, of a computation of 加处罚款. */
export const AccrualSpan = z.object({
  from: CivilDate,
  to: CivilDate,
  days: z.number().int(),
  counted: z.boolean(),
  /** Overdue and unpaid on these days, in fen. */
  baseFen: AmountFen,
  /** Added on each of these days before the cap, in fen with decimals as text. */
  perDayFen: z.string(),
  /** Total at the end of the last of these days, in whole fen. */
  accruedFen: AmountFen,
  reason: z.string(),
});
export type AccrualSpan = z.infer<typeof AccrualSpan>;

/** 加处罚款 of a fine on a day (CF72 第一款第一项, CF73, QZ45). */
export const Accrual = z.object({
  on: CivilDate,
  principalFen: AmountFen,
  paidFen: AmountFen,
  /** Principal not paid yet. */
  unpaidFen: AmountFen,
  /** Last day to pay of the earliest unpaid part. */
  dueOn: CivilDate,
  /** Days that were counted. */
  countedDays: z.number().int(),
  accruedFen: AmountFen,
  capFen: AmountFen,
  /** The first day on which the cap was reached. */
  cappedOn: CivilDate.nullable(),
  /** Unpaid principal and 加处罚款 together. */
  payableFen: AmountFen,
  spans: z.array(AccrualSpan),
  explanation: z.array(z.string()),
  basis: z.array(Citation),
  origin: Origin,
  /** What of the computation the law does not say: shown as 待确认. */
  confirm: z.string(),
});
export type Accrual = z.infer<typeof Accrual>;
