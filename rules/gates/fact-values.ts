import type { CaseFacts, Duration, WorkCalendar } from '#contracts';
import { ageOn, birthDateOf } from '../identifiers/identifiers.ts';
import { yuanToFen } from '../money/money.ts';
import { addDuration } from '../timing/add-duration.ts';
import { indexCalendar } from '../timing/calendar.ts';
import { toCivilDate } from '../timing/civil-date.ts';
import { isRealDate } from '../packs/real-date.ts';

const NO_CALENDAR: WorkCalendar = { version: '无', source: '', years: [] };

export const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value == null || value === '' ? [] : [value];
const fen = (value: unknown): number | null =>
  typeof value === 'string' ? yuanToFen(value) : typeof value === 'number' ? yuanToFen(String(value)) : null;

/** The civil date of a form value (a date, or a date with time); null where it is none. */
const dateOf = (value: unknown): string | null =>
  typeof value === 'string' && isRealDate(value.slice(0, 10)) ? value.slice(0, 10) : null;

const add = (start: string, limit: Duration, calendar: WorkCalendar): string =>
  addDuration(start, limit, indexCalendar(calendar), { rollOver: false }).rawDueOn;

/** Amounts in fen; the decided one, else the noticed, else the proposed. */
export const amountFacts = (data: CaseFacts['data']) => {
  const proposedFineFen = fen(data['proposedFineYuan']);
  const noticedFineFen = fen(data['noticedFineYuan']);
  const decidedFineFen = fen(data['decidedFineYuan']);
  return {
    proposedFineFen,
    noticedFineFen,
    decidedFineFen,
    fineFen: decidedFineFen ?? noticedFineFen ?? proposedFineFen,
    confiscationFen: fen(data['decidedConfiscationYuan']) ?? fen(data['confiscationYuan']),
    illegalGainsFen: fen(data['illegalGainsYuan']),
  };
};

/** 追责时效 (CF36): discovery within two years, five, or what another law says; the day of the act does not count. */
export const limitationFacts = (
  data: CaseFacts['data'],
  leadRegisteredOn: string | null,
  today: string,
  calendar: WorkCalendar = NO_CALENDAR,
) => {
  const endedOn = dateOf(data['violationEndedOn']);
  const special = Number(data['limitationYears']);
  const years = Number.isInteger(special) && special > 0 ? special : data['hazardousConsequence'] === true ? 5 : 2;
  return {
    discoveredOn: dateOf(data['leadReceivedOn']) ?? leadRegisteredOn ?? today,
    limitationEndsOn: endedOn === null ? null : add(endedOn, { length: years, unit: 'Y' }, calendar),
  };
};

/** Age at the act decides about minors (CF30), not age today. */
export const partyFacts = (facts: CaseFacts, today: string) => {
  const party = facts.parties[0];
  const birthDate = party?.idNumber ? birthDateOf(party.idNumber) : null;
  const actOn = dateOf(facts.data['violationEndedOn']) ?? today;
  const partyAgeAtAct = birthDate ? ageOn(birthDate, actOn) : null;
  return {
    partyKind: party?.kind ?? null,
    partyAge: birthDate ? ageOn(birthDate, today) : null,
    partyAgeAtAct,
    partyIsMinor: partyAgeAtAct !== null && partyAgeAtAct < 18,
  };
};

const NIGHT_FROM = 22;
const NIGHT_UNTIL = 6;

/** 催告 and the hours in which nothing is enforced (QZ43, QZ54). */
export const enforcementFacts = (
  data: CaseFacts['data'],
  demandServed: string | null,
  calendar: WorkCalendar = NO_CALENDAR,
) => {
  const demandServedOn = dateOf(data['demandServedOn']) ?? demandServed;
  const enforcedAt = typeof data['enforcedAt'] === 'string' ? data['enforcedAt'] : null;
  const enforcedOn = dateOf(enforcedAt);
  const hour = Number(enforcedAt?.slice(11, 13));
  const known = enforcedAt !== null && enforcedAt.length >= 13 && !Number.isNaN(hour);
  return {
    demandServedOn,
    demandMaturesOn: demandServedOn === null ? null : add(demandServedOn, { length: 10, unit: 'WD' }, calendar),
    enforcedOn,
    enforcedAtNight: known && (hour >= NIGHT_FROM || hour < NIGHT_UNTIL),
    enforcedOnHoliday:
      enforcedOn !== null &&
      calendar.years.some((year) => year.holidays.some((holiday) => holiday.date === enforcedOn)),
  };
};

/** 主体、委托 and 管辖 (G01, G05). */
export const organFacts = ({ organ, data }: CaseFacts, today: string) => {
  const region = data['violationRegionCode'];
  const own = organ.regionCode.replace(/(?:00)+$/, '');
  const validTo = dateOf(data['entrustmentValidTo']);
  return {
    organQualified: organ.department !== '' && data['organQualified'] !== false,
    organDepartment: organ.department,
    organLevel: organ.level,
    entrustmentInForce: validTo !== null && validTo >= today,
    outsideRegion: typeof region === 'string' && region !== '' && own !== '' && !region.startsWith(own),
  };
};

/** 一事不二罚 (CF29): fines for the same matter, decided after the act of this case had ended, may be for the same act. */
export const historyFacts = ({ history, data }: CaseFacts) => {
  const code = data['violationCode'];
  const endedOn = dateOf(data['violationEndedOn']);
  const similar = history.filter((prior) => prior.violationCode === code && prior.fineFen > 0);
  return {
    similarPriorFines: similar.length,
    possibleDoubleFine: endedOn !== null && similar.some((prior) => prior.decidedOn >= endedOn),
  };
};

/** The latest instant of each event as a civil date, by its name in conditions. */
export const latestEvents = (facts: CaseFacts): Map<string, string> => {
  const latest = new Map<string, string>();
  for (const { type, at } of facts.events) {
    const known = latest.get(type);
    if (known === undefined || Date.parse(at) > Date.parse(known)) latest.set(type, at);
  }
  return new Map([...latest].map(([type, at]) => [type, toCivilDate(at)]));
};
