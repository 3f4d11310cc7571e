import { z } from 'zod';

/** A 64-bit engine key, always a decimal string in JavaScript (keys pass 2^53 from the fourth partition on). */
export const Key = z.string().regex(/^\d{1,20}$/, '引擎键应为数字');

/** A civil date of Asia/Shanghai, `YYYY-MM-DD`. */
export const CivilDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应写成 2026-04-07 的样子');

/** An instant with offset, ISO 8601. */
export const Instant = z.iso.datetime({ offset: true, error: '时间应写成 2026-04-07T09:30:00+08:00 的样子' });

/** Amount of money in fen (1/100 yuan), an integer. Never a float of yuan. */
export const AmountFen = z.number().int().min(0);

/**
 * Where a rule comes from: 法 = checked against the text of the law; 摘 = excerpt only; 编 = composed from a checked
 * clause; 忆 = from memory, unverified. 摘, 编 and 忆 are shown as such; 忆 must be confirmed before use.
 */
export const Origin = z.enum(['法', '摘', '编', '忆']);
export type Origin = z.infer<typeof Origin>;

/** A reference to a clause of a version of a law. */
export const Citation = z.object({
  /** Short code of domain facts §1, e.g. `CF` (行政处罚法); absent for laws without a code. */
  code: z.string().optional(),
  law: z.string(),
  /** Article as written, e.g. `第六十条`, `第四十二条第一款`. */
  article: z.string(),
  /** Publication date of the version. */
  version: CivilDate.optional(),
});
export type Citation = z.infer<typeof Citation>;

/** A page of a list. `total` counts all hits, not the page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int(), page: z.number().int(), pageSize: z.number().int() });

export const PageQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(20),
});

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export const JsonObject = z.record(z.string(), z.unknown());
export type JsonObject = z.infer<typeof JsonObject>;
