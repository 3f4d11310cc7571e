import type { z } from 'zod';
import type { NumberEntryView, NumberSeriesView, ParsedQuery, RouteResponse } from '#contracts';
import { missingNumbers } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { conflict, forbidden, notFound } from '../problem-error.ts';
import { CASES, DOCUMENTS } from '../store/collections.ts';
import type { Query, Where } from '../store/port.ts';
import type { NumberDoc, NumberSeriesDoc } from './collections.ts';
import { NUMBERS, NUMBER_SERIES } from './collections.ts';
import { voidEntry } from './take-number.ts';

const MAX_MISSING = 20;

async function seriesView(platform: Platform, series: NumberSeriesDoc): Promise<z.infer<typeof NumberSeriesView>> {
  const used = await platform.store.count(NUMBERS, { where: { seriesId: series.id } });
  const complete = used === series.last - series.first + 1;
  const found = complete ? [] : await platform.store.find(NUMBERS, { where: { seriesId: series.id } });
  const { id, organId, word, year, pattern, first, last, lastText, voids, updatedAt } = series;
  return {
    ...{ id, organId, word, year, pattern, first, last, lastText, voids, updatedAt, complete },
    organName: platform.organs.nameOf(organId),
    used: used - voids,
    missing: complete
      ? []
      : missingNumbers(
          found.map((entry) => entry.seq),
          first,
          last,
        ).slice(0, MAX_MISSING),
  };
}

async function entryView(platform: Platform, entry: NumberDoc): Promise<z.infer<typeof NumberEntryView>> {
  const { id, seq, text, caseId, subject, subjectName, takenAt, takenByName } = entry;
  const item = await platform.store.get(CASES, caseId);
  return {
    ...{ id, seq, text, caseId, subject, subjectName, takenAt, takenByName, void: entry.void },
    caseTitle: item?.title ?? '',
  };
}

/** The series in the person's reach, the last used first. */
export async function numberSeries(
  platform: Platform,
  person: Person,
  query: ParsedQuery<'numberSeries'>,
): Promise<RouteResponse<'numberSeries'>> {
  const reach = platform.organs.visibleTo(person);
  const where: Where = {
    organId: { in: query.organId ? [query.organId].filter((id) => reach.has(id)) : [...reach] },
    ...(query.word ? { word: query.word } : {}),
    ...(query.year === undefined ? {} : { year: query.year }),
    ...(query.q ? { search: { contains: query.q } } : {}),
  };
  const found = await platform.store.find(NUMBER_SERIES, {
    where,
    sort: [['updatedAt', 'desc']],
    limit: query.pageSize,
    skip: (query.page - 1) * query.pageSize,
  });
  return {
    items: await Promise.all(found.map((series) => seriesView(platform, series))),
    total: await platform.store.count(NUMBER_SERIES, { where }),
    page: query.page,
    pageSize: query.pageSize,
  };
}

export async function numberEntries(
  platform: Platform,
  person: Person,
  id: string,
  query: ParsedQuery<'numberEntries'>,
): Promise<RouteResponse<'numberEntries'>> {
  const series = await platform.store.get(NUMBER_SERIES, id);
  if (!series || !platform.organs.visibleTo(person).has(series.organId)) throw notFound('该编号序列');
  const filter: Query = {
    where: {
      seriesId: id,
      ...(query.state ? { state: query.state } : {}),
      ...(query.q ? { search: { contains: query.q } } : {}),
    },
  };
  const found = await platform.store.find(NUMBERS, {
    ...filter,
    sort: [['seq', 'desc']],
    limit: query.pageSize,
    skip: (query.page - 1) * query.pageSize,
  });
  return {
    series: await seriesView(platform, series),
    items: await Promise.all(found.map((entry) => entryView(platform, entry))),
    total: await platform.store.count(NUMBERS, filter),
    page: query.page,
    pageSize: query.pageSize,
  };
}

/** Marks the number of a document void, with its reason; the document shows it and the number is never given again. */
export async function voidNumber(
  platform: Platform,
  person: Person,
  id: string,
  body: { reason: string; document: string },
): Promise<z.infer<typeof NumberEntryView>> {
  const entry = await platform.store.get(NUMBERS, id);
  if (!entry || !platform.organs.visibleTo(person).has(entry.organId)) throw notFound('该编号');
  if (entry.organId !== person.organId) throw forbidden('只有本机关的人员可以作废本机关的编号。');
  if (entry.void) throw conflict(`编号“${entry.text}”已经作废。`);
  if (entry.subject === 'case')
    throw conflict('案件的编号随案件存在，不能单独作废；错立的案件请按撤销立案办理，编号保留在登记簿中。');
  await platform.store.transaction(actorOf(person), async (unit) => {
    await voidEntry(platform, unit, id, { ...body, actorName: person.name });
    const document = await unit.get(DOCUMENTS, entry.subjectId);
    if (document) await unit.update(DOCUMENTS, { ...document, status: 'void' });
    unit.audit({
      action: 'number.void',
      summary: `${person.name} 作废编号 ${entry.text}：${body.reason}`.slice(0, 300),
      subjectType: 'case',
      subjectId: entry.caseId,
    });
  });
  const changed = await platform.store.get(NUMBERS, id);
  return entryView(platform, changed ?? entry);
}
