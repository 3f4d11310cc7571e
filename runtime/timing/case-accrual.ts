import type { CaseEvent } from '#contracts';
import { accruedAddition, civilDateExists, toCivilDate, yuanToFen } from '#rules';
import type { AccrualInput, Instalment } from '#rules';
import type { RouteResponse } from '#contracts';
import { deadlinesOf } from '../cases/case-file.ts';
import type { Platform } from '../platform.ts';
import { invalid } from '../problem-error.ts';
import type { CaseDoc } from '../store/collections.ts';

type Answer = RouteResponse<'caseAccrual'>;

/** Clock of the master table that says until when a fine is to be paid. */
const PAYMENT_CLOCK = 'CF-29';
/** CF73: no addition while the decision is being reviewed. */
const REVIEWS: [from: string, to: string, reason: string][] = [
  ['reconsideration.accepted', 'reconsideration.decided', '行政复议期间'],
  ['litigation.filed', 'litigation.concluded', '行政诉讼期间'],
];

const none = (reason: string): Answer => ({ accrual: null, reason });

/** 加处罚款 of a case up to a day (default today), derived from its events: service, deferral, payments, reviews. */
export async function caseAccrual(platform: Platform, item: CaseDoc, on = platform.clock.today()): Promise<Answer> {
  if (!civilDateExists(on)) throw invalid('on', `日期“${on}”不存在，请核对。`);
  const principalFen = yuanToFen(String(item.data['decidedFineYuan'] ?? '')) ?? 0;
  if (principalFen <= 0) return none('本案没有决定罚款。');
  const deadlines = await deadlinesOf(platform, platform.store, item);
  const dueOn = deadlines.find(({ code }) => code === PAYMENT_CLOCK)?.dueOn;
  if (dueOn === undefined) return none('决定书还没有送达，缴款期限没有开始。');
  const instalments = instalmentsOf(item.events, principalFen, dueOn);
  if (!instalments) return none('已批准延期或者分期缴纳，但没有登记缴款的最后日期，请登记后再算。');
  const input: AccrualInput = {
    principalFen,
    instalments,
    payments: paymentsOf(item.events, principalFen),
    pauses: REVIEWS.flatMap(([from, to, reason]) => spansOf(item.events, from, to, reason)),
    on,
  };
  try {
    const accrual = accruedAddition(input);
    if (accrual && accrual.accruedFen === 0 && accrual.unpaidFen === 0) return none('罚款已按期缴清。');
    return accrual ? { accrual, reason: '' } : none(`缴款期限到${instalments[0]?.dueOn ?? dueOn}，还没有逾期。`);
  } catch (error) {
    if (error instanceof RangeError) return none(`不能计算：${error.message}，请核对登记的分期和缴款。`);
    throw error;
  }
}

/** The parts that a deferral granted (CF66); the whole fine on its day without one; null when the grant has no date. */
function instalmentsOf(events: readonly CaseEvent[], principalFen: number, dueOn: string): Instalment[] | null {
  const granted = events.filter(({ type }) => type === 'payment.deferred').at(-1);
  if (!granted) return [{ dueOn, amountFen: principalFen }];
  const parts = granted.data?.['instalments'];
  if (Array.isArray(parts) && parts.length > 0) return parts as Instalment[];
  const until = granted.data?.['until'];
  return typeof until === 'string' && civilDateExists(until) ? [{ dueOn: until, amountFen: principalFen }] : null;
}

function paymentsOf(events: readonly CaseEvent[], principalFen: number): AccrualInput['payments'] {
  const payments = events.flatMap((event) => {
    const amountFen = event.data?.['amountFen'];
    return event.type === 'payment.partial' && typeof amountFen === 'number'
      ? [{ on: toCivilDate(event.at), amountFen }]
      : [];
  });
  const cleared = events.find(({ type }) => type === 'payment.done');
  const rest = principalFen - payments.reduce((sum, one) => sum + one.amountFen, 0);
  return cleared && rest > 0 ? [...payments, { on: toCivilDate(cleared.at), amountFen: rest }] : payments;
}

function spansOf(events: readonly CaseEvent[], from: string, to: string, reason: string): AccrualInput['pauses'] {
  const spans: { from: string; to: string | null; reason: string }[] = [];
  for (const event of [...events].sort((a, b) => a.at.localeCompare(b.at))) {
    const open = spans.at(-1);
    if (event.type === from && open?.to !== null) spans.push({ from: toCivilDate(event.at), to: null, reason });
    else if (event.type === to && open?.to === null) open.to = toCivilDate(event.at);
  }
  return spans;
}
