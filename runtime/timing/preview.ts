import type { CaseEvent, ClockDefinition, TimingPreview, TimingPreviewBody, WorkCalendar } from '#contracts';
import { clocksOfDepartment, computeDeadline, civilDateExists, startOfDay, toMs } from '#rules';
import type { z } from 'zod';
import { caseInScope } from '../cases/case-views.ts';
import type { Person } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { invalid, notFound } from '../problem-error.ts';
import { pinNow, rulesOfCase } from '../rule-packs/rules-of-case.ts';
import type { CaseDoc } from '../store/collections.ts';
import { CALENDARS } from './collections.ts';

type Body = z.output<typeof TimingPreviewBody>;

/** What a clock would be, with its explanation; nothing is stored. @throws ProblemError with the field that is wrong */
export async function previewTiming(
  platform: Platform,
  person: Person,
  body: Body,
): Promise<z.output<typeof TimingPreview>> {
  const item = body.caseId ? await caseInScope(platform, person, body.caseId) : null;
  const { definition, source } = await definitionOf(platform, person, body, item);
  const events = eventsOf(definition, body, item);
  const on = body.on === undefined ? platform.clock.now() : momentOf(body.on, 'on');
  const calendar = await calendarFor(platform, body, item);
  try {
    return { deadline: computeDeadline(definition, events, calendar, on), definition, source };
  } catch (error) {
    if (error instanceof RangeError) throw invalid('startAt', `不能计算：${error.message}。请核对日期和期限长度。`);
    throw error;
  }
}

interface Found {
  definition: ClockDefinition;
  source: string;
}

async function definitionOf(platform: Platform, person: Person, body: Body, item: CaseDoc | null): Promise<Found> {
  if (body.definition) return { definition: body.definition, source: '给出的定义' };
  const wanted = (clocks: readonly ClockDefinition[]): ClockDefinition | undefined =>
    clocks.find(({ code }) => code === body.code);
  if (item) {
    const found = wanted((await rulesOfCase(platform, item)).clocks);
    if (found) return { definition: found, source: `案件 ${item.number} 适用的规则` };
  }
  const organ = platform.organs.get(body.organId ?? person.organId);
  if (body.organId !== undefined && !organ) throw invalid('organId', '没有这个机关，请重新选择。');
  const department = body.department ?? organ?.department ?? '';
  if (body.procedureCode && !item) {
    const procedure = await platform.procedures.effective(body.procedureCode);
    if (!procedure) throw invalid('procedureCode', '没有这个规程，或者还没有发布。');
    const pin = { ...pinNow(platform, organ?.id ?? person.organId), department };
    const found = wanted(platform.rules.rules(procedure.manifest, procedure.version, pin).clocks);
    if (found) return { definition: found, source: `规程“${procedure.manifest.name}”现行的规则` };
  }
  const found = wanted(clocksOfDepartment(department));
  if (!found) throw invalid('code', `没有编号为“${body.code ?? ''}”的期限，请从期限总表里选择。`);
  return { definition: found, source: department ? `期限总表（${department}）` : '期限总表' };
}

function eventsOf(definition: ClockDefinition, body: Body, item: CaseDoc | null): CaseEvent[] {
  const given: CaseEvent[] = (body.events ?? []).map(({ type, at, data }, index) => ({
    ...{ id: `given-${index + 1}`, type, at: momentOf(at, `events[${index}].at`) },
    ...(data ? { data } : {}),
  }));
  const start =
    body.startAt === undefined
      ? []
      : [{ id: 'start', type: definition.startsOn, at: momentOf(body.startAt, 'startAt') }];
  if (given.length > 0 || start.length > 0) return [...start, ...given];
  return item?.events ?? [];
}

/** A day is its beginning. @throws ProblemError for a day that does not exist */
function momentOf(text: string, path: string): string {
  if (civilDateExists(text)) return startOfDay(text);
  if (text.length > 10 && civilDateExists(text.slice(0, 10)) && !Number.isNaN(toMs(text))) return text;
  throw invalid(path, `日期“${text}”不存在，请核对。`);
}

async function calendarFor(platform: Platform, body: Body, item: CaseDoc | null): Promise<WorkCalendar> {
  if (body.calendarVersion === undefined)
    return item
      ? platform.calendars.forPin(platform.store, item.calendarVersion)
      : platform.calendars.current(platform.store);
  const stored = await platform.store.get(CALENDARS, body.calendarVersion);
  if (!stored) throw notFound(`工作日历版本“${body.calendarVersion}”`);
  return stored.calendar;
}
