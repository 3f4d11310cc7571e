import type { CaseEvent, CaseFacts, Deadline, WorkCalendar } from '#contracts';
import { computeDeadlines } from '#rules';
import { officerFact } from '../identity/person.ts';
import { hintsFor } from '../officers/duty.ts';
import type { Platform } from '../platform.ts';
import { notFound } from '../problem-error.ts';
import type { LoadedProcedure } from '../procedures/library.ts';
import { exceptionView, GATE_EXCEPTIONS } from '../gates/collections.ts';
import { rulesOfCase } from '../rule-packs/rules-of-case.ts';
import type { CaseDoc, UserDoc } from '../store/collections.ts';
import { DOCUMENTS, EVIDENCE, USERS } from '../store/collections.ts';
import type { Reader } from '../store/port.ts';
import { pastOf } from './past-of-parties.ts';

/** The calendar that a case obeys: the one it was registered under, with the years announced since (ADR 0005). */
export const calendarOf = (platform: Platform, reader: Reader, item: CaseDoc): Promise<WorkCalendar> =>
  platform.calendars.forPin(reader, item.calendarVersion);

export async function procedureOf(platform: Platform, item: CaseDoc): Promise<LoadedProcedure> {
  const procedure = await platform.procedures.version(item.procedureCode, item.procedureVersion);
  if (!procedure) throw notFound('案件的规程版本');
  return procedure;
}

export async function officersOf(reader: Reader, ids: readonly string[]): Promise<UserDoc[]> {
  if (ids.length === 0) return [];
  const found = await reader.find(USERS, { where: { id: { in: [...ids] } } });
  return ids.flatMap((id) => found.find((user) => user.id === id) ?? []);
}

export async function deadlinesOf(platform: Platform, reader: Reader, item: CaseDoc): Promise<Deadline[]> {
  const { clocks } = await rulesOfCase(platform, item);
  const calendar = await calendarOf(platform, reader, item);
  return computeDeadlines(clocks, item.events, calendar, platform.clock.now());
}

/** Everything that gates and discretion look at. */
export async function factsOf(platform: Platform, reader: Reader, item: CaseDoc): Promise<CaseFacts> {
  const organ = platform.organs.get(item.organId);
  const evidence = await reader.find(EVIDENCE, { where: { caseId: item.id }, sort: [['uploadedAt', 'asc']] });
  const documents = await reader.find(DOCUMENTS, { where: { caseId: item.id }, sort: [['createdAt', 'asc']] });
  const officers = await officersOf(reader, item.handlers);
  return {
    caseId: item.id,
    procedureCode: item.procedureCode,
    organ: {
      id: item.organId,
      name: organ?.name ?? '',
      level: organ?.level ?? 'city',
      department: organ?.department ?? '',
      regionCode: organ?.regionCode ?? '',
    },
    parties: item.parties,
    officers: officers.map(officerFact),
    events: item.events,
    data: item.data,
    evidence: evidence
      .filter((piece) => piece.supersededBy === null)
      .map((piece) => ({
        id: piece.id,
        kind: piece.kind,
        name: piece.name,
        at: piece.uploadedAt,
        sealed: piece.sealedAt !== null,
        ...(piece.elementId ? { elementId: piece.elementId } : {}),
      })),
    documents: documents.map((document) => ({
      id: document.id,
      code: document.code,
      at: document.createdAt,
      ...(document.number ? { number: document.number } : {}),
      ...(document.elementId ? { elementId: document.elementId } : {}),
    })),
    stepActors: item.stepActors,
    ...(await pastOf(platform, reader, item)),
    ...recommendedFineOf(item),
    recusals: item.recusals ?? [],
    conflicts: await hintsFor(platform, reader, item, officers),
    exceptions: (await reader.find(GATE_EXCEPTIONS, { where: { caseId: item.id } })).map(exceptionView),
  };
}

/** What discretion recommended for the fine of the case, all its units together. */
function recommendedFineOf({ discretion }: CaseDoc): Pick<CaseFacts, 'recommendedFine'> {
  const { minFen, maxFen } = discretion?.totals ?? discretion ?? {};
  return minFen === undefined || maxFen === undefined ? {} : { recommendedFine: { minFen, maxFen } };
}

export const hasEvent = (events: readonly CaseEvent[], type: string): boolean =>
  events.some((event) => event.type === type);
