import { z } from 'zod';
import { AmountFen, CivilDate, Instant, JsonObject } from '../common.ts';
import { ClockDefinition, Deadline } from './timing.ts';

const Moment = z.union([Instant, CivilDate], { error: '时间应写成 2026-04-07 或 2026-04-07T09:30:00+08:00 的样子' });

/** An event that a person records because no step of the procedure emits it, with what the computing needs of it. */
export const CaseEventBody = z.object({
  type: z.string(),
  at: Instant.optional(),
  reason: z.string().min(1, '请写明理由'),
  /** How long was granted (extensions), in the unit of the extension. */
  days: z.number().int().positive('延长的天数应为正整数').max(3650).optional(),
  /** What was paid (部分缴纳). */
  amountFen: AmountFen.positive('缴纳的金额应大于零').optional(),
  /** New last day to pay (延期缴纳). */
  until: CivilDate.optional(),
  /** Granted instalments (分期缴纳). */
  instalments: z
    .array(z.object({ dueOn: CivilDate, amountFen: AmountFen }))
    .max(60)
    .optional(),
  /** Which of several (the second seizure): number of the decision or list. */
  ref: z.string().max(60).optional(),
});

/** A “what if” over one clock: by its code (as a case, a procedure or a department has it) or by a definition. */
export const TimingPreviewBody = z
  .object({
    code: z.string().optional(),
    definition: ClockDefinition.optional(),
    /** The rules, the calendar and, without `events` and `startAt`, the events of this case. */
    caseId: z.string().optional(),
    procedureCode: z.string().optional(),
    organId: z.string().optional(),
    department: z.string().optional(),
    /** When the start event happened. */
    startAt: Moment.optional(),
    events: z
      .array(z.object({ type: z.string().min(1), at: Moment, data: JsonObject.optional() }))
      .max(200)
      .optional(),
    /** As of when; default now. */
    on: Moment.optional(),
    calendarVersion: z.string().optional(),
  })
  .refine((body) => body.code !== undefined || body.definition !== undefined, {
    path: ['code'],
    error: '请选择一个期限，或者给出期限的定义',
  });

export const TimingPreview = z.object({
  deadline: Deadline,
  definition: ClockDefinition,
  /** Where the definition came from, in Chinese. */
  source: z.string(),
});

export const AccrualPreviewBody = z.object({
  principalFen: AmountFen.positive('请填写罚款数额'),
  instalments: z
    .array(z.object({ dueOn: CivilDate, amountFen: AmountFen }))
    .min(1, '请填写缴款期限')
    .max(60),
  payments: z
    .array(z.object({ on: CivilDate, amountFen: AmountFen }))
    .max(200)
    .default([]),
  pauses: z
    .array(z.object({ from: CivilDate, to: CivilDate.nullable(), reason: z.string() }))
    .max(50)
    .default([]),
  on: CivilDate,
});
