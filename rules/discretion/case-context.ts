import type { CaseFacts, FirstOffenceRule, PenaltyUnit } from '#contracts';
import { gateContext } from '../gates/context.ts';
import { partyFacts } from '../gates/fact-values.ts';
import { addMonths, addDays, toCivilDate } from '../timing/civil-date.ts';
import type { FactRecord } from './conditions/compile.ts';
import { DISCRETION_FACTS, readFact } from './conditions/fact-library.ts';
import type { CorrectionState } from './clauses/compute-clause.ts';
import { DISCRETION_FACTORS, FACTOR_NAMES, type DiscretionFactor } from './factors.ts';

type Window = { length: number; unit: 'WD' | 'ND' | 'H' | 'M' | 'Y' };
type Past = CaseFacts['history'][number];

/** First day of a window that ends today. Work days are taken as calendar days, which only makes the window shorter. */
export const windowStart = (today: string, { length, unit }: Window): string => {
  if (unit === 'Y') return addMonths(today, -12 * length);
  if (unit === 'M') return addMonths(today, -length);
  return addDays(today, unit === 'H' ? -Math.ceil(length / 24) : -length);
};

/** What the discretion rules read of one unit of a case: facts by name, circumstances, history. */
export interface DiscretionCase {
  facts: FactRecord;
  factors: DiscretionFactor[];
  /** Why a claimed circumstance does not count, or one counts that nobody claimed. */
  notes: string[];
  correction: CorrectionState;
  correctionOrderedOn?: string | undefined;
  today: string;
  history: readonly Past[];
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Facts that officers enter beside the advice are kept in its own field. */
export const enteredFacts = (data: Record<string, unknown>): Record<string, unknown> => {
  const entered = isRecord(data['discretionAdvice']) ? data['discretionAdvice']['facts'] : undefined;
  return isRecord(entered) ? entered : {};
};

/** Form data with the facts entered beside the advice and those of the unit on top. */
const dataOf = (facts: CaseFacts, unit: PenaltyUnit | undefined): Record<string, unknown> => ({
  ...facts.data,
  ...enteredFacts(facts.data),
  ...unit?.facts,
});

const correctionOf = (data: Record<string, unknown>, claimed: ReadonlySet<string>): CorrectionState => {
  if (claimed.has('refused-correction') || data['correctionOverdue'] === true) return 'overdue';
  const result = data['correctionResult'];
  if (result === 'not-done' || result === 'partly') return 'overdue';
  const ordered =
    data['correctionOrdered'] === true ||
    (typeof data['correctionContent'] === 'string' && data['correctionContent'].trim() !== '');
  if (result === 'done' || data['correctionDone'] === true) return 'done';
  if (ordered && (claimed.has('corrected-in-time') || claimed.has('corrected-on-spot'))) return 'done';
  return ordered ? 'ordered' : 'none';
};

export const isSameMatter = (past: Past, codes: ReadonlySet<string>, violation: string): boolean =>
  codes.has(past.violationCode) || (past.violation !== undefined && past.violation === violation);

/** Whether an earlier penalty speaks against 初次 under a department's rule. */
export const contradictsFirst = (
  history: readonly Past[],
  rule: FirstOffenceRule,
  today: string,
  codes: ReadonlySet<string>,
  violation: string,
): Past | undefined => {
  const since = rule.window ? windowStart(today, rule.window) : '0000-00-00';
  return history.find((past) => past.decidedOn >= since && (!rule.sameMatter || isSameMatter(past, codes, violation)));
};

const DEFAULT_FIRST: FirstOffenceRule = { sameMatter: true, origin: '编' };

/** One year: SJC 第十六条 (同一性质违法行为受过行政处罚). */
const REPEAT_WINDOW: Window = { length: 1, unit: 'Y' };

export interface ContextRequest {
  facts: CaseFacts;
  now: string;
  unit?: PenaltyUnit | undefined;
  /** Codes of all items of the violation, and its words. */
  codes: ReadonlySet<string>;
  violation: string;
  firstOffence?: FirstOffenceRule | undefined;
  /** Whether some condition is FEEL over the facts of gates, which are many and are not made for nothing. */
  withGateFacts?: boolean;
}

/** Circumstances that count: those claimed, less what history or an own penalty speaks against, and what history adds. */
const factorsOf = (request: ContextRequest, base: FactRecord, history: readonly Past[], today: string) => {
  const { facts, unit, codes, violation } = request;
  const claimed = new Set(unit?.circumstances ?? listOf(facts.data['circumstances']));
  const notes: string[] = [];
  const age = base['partyAgeAtAct'] ?? base['partyAge'];
  if (typeof age === 'number' && age < 14) claimed.add('under-fourteen');
  if (typeof age === 'number' && age >= 14 && age < 18) claimed.add('fourteen-to-eighteen');
  const rule = request.firstOffence ?? DEFAULT_FIRST;
  const earlier = contradictsFirst(history, rule, today, codes, violation);
  if (claimed.has('first-offence') && earlier) {
    claimed.delete('first-offence');
    notes.push(
      `“初次违法”不成立：${earlier.caseNumber ?? earlier.caseId} 于 ${earlier.decidedOn} 已处罚${rule.sameMatter ? '同一事项' : ''}。`,
    );
  }
  const since = windowStart(today, REPEAT_WINDOW);
  const repeated = history.find(
    (past) => past.penalized !== false && isSameMatter(past, codes, violation) && past.decidedOn >= since,
  );
  if (repeated && !claimed.has('repeated')) {
    claimed.add('repeated');
    notes.push(
      `查到一年内因同一性质违法行为受过处罚：${repeated.caseNumber ?? repeated.caseId}，${repeated.decidedOn}。`,
    );
  }
  const punished = new Set(listOf(facts.data['separatelyPunished']));
  const factors = DISCRETION_FACTORS.filter((factor) => {
    if (!claimed.has(factor.id)) return false;
    if (!factor.separately || !punished.has(factor.id)) return true;
    notes.push(`“${factor.text}”已另行处罚，不再作为从重情节（国市监法规〔2022〕2号第十六条）。`);
    return false;
  });
  return { factors, notes, claimed };
};

/** Builds the facts of one unit of a case. Nothing of the clock or the store enters but what the arguments bring. */
export const discretionCase = (request: ContextRequest): DiscretionCase => {
  const { facts, now, unit, codes, violation } = request;
  const today = toCivilDate(now);
  const partyIndex = Math.max(
    0,
    facts.parties.findIndex((party) => party.id === unit?.partyId),
  );
  const parties = [...facts.parties.slice(partyIndex), ...facts.parties.slice(0, partyIndex)];
  const data = dataOf(facts, unit);
  const own = { ...facts, parties, data };
  const base: FactRecord = request.withGateFacts
    ? gateContext({ facts: own, now })
    : { ...data, ...partyFacts(own, today) };
  const partyId = unit?.partyId;
  const history = facts.history.filter(
    (past) => past.partyId === undefined || partyId === undefined || past.partyId === partyId,
  );
  const { factors, notes, claimed } = factorsOf(request, base, history, today);
  const active = new Set(factors.map((factor) => factor.id));
  const known: FactRecord = { ...base, now };
  for (const { name } of DISCRETION_FACTS)
    if (name !== 'partyKind' && name !== 'partyAge') known[name] = readFact(name, data);
  for (const [id, name] of FACTOR_NAMES) known[name] = active.has(id);
  const correction = correctionOf(data, claimed);
  known['correctionOrdered'] = correction !== 'none';
  known['correctionOverdue'] = correction === 'overdue';
  known['correctionDone'] = correction === 'done';
  const stated = typeof known['violationCount'] === 'number' ? known['violationCount'] : 0;
  for (const [name, years] of [
    ['violationsWithinOneYear', 1],
    ['violationsWithinTwoYears', 2],
  ] as const) {
    const since = windowStart(today, { length: years, unit: 'Y' });
    const found = history.filter((past) => past.decidedOn >= since && isSameMatter(past, codes, violation)).length + 1;
    known[name] = Math.max(found, stated, typeof known[name] === 'number' ? known[name] : 0);
  }
  const ordered = facts.events.find((event) => event.type === 'correction.ordered')?.at;
  const orderedOn = data['correctionOrderedOn'];
  return {
    facts: known,
    factors,
    notes,
    correction,
    correctionOrderedOn: typeof orderedOn === 'string' ? orderedOn : ordered ? toCivilDate(ordered) : undefined,
    today,
    history,
  };
};

/** Times the violation was found within a window, the present one included (P10). */
export const countWithin = (
  one: DiscretionCase,
  window: Window,
  codes: ReadonlySet<string>,
  violation: string,
): number => {
  const since = windowStart(one.today, window);
  return 1 + one.history.filter((past) => past.decidedOn >= since && isSameMatter(past, codes, violation)).length;
};
