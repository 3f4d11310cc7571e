import type { Recusal, TimelineEntry } from '#contracts';
import { CASE_EVENTS } from '#contracts';
import { RECUSAL_STATUS_NAMES } from '#rules';
import { toInstant } from '../clock.ts';
import { INCIDENTS, INSTANCES, TIMERS } from '../exporter/read-models.ts';
import type { Platform } from '../platform.ts';
import type { LoadedProcedure } from '../procedures/library.ts';
import type { CaseDoc } from '../store/collections.ts';
import { CHECKS, DOCUMENTS, EVIDENCE, NOTICES, SUBMISSIONS } from '../store/collections.ts';
import { elementName } from './submission.ts';

const CHECK_NAMES = { timing: '期限检查', review: '闸门检查', discretion: '裁量检查' } as const;

export const eventName = (type: string): string => (CASE_EVENTS as Record<string, string>)[type] ?? type;

/** What happened to a case, in order of time, from everything that writes something down. */
export async function timelineOf(
  platform: Platform,
  item: CaseDoc,
  procedure: LoadedProcedure,
): Promise<TimelineEntry[]> {
  const { store } = platform;
  const where = { caseId: item.id };
  const entries: TimelineEntry[] = item.events.map((event) => ({
    id: event.id,
    at: event.at,
    kind: 'event',
    title: eventName(event.type),
    ...(event.elementId ? { elementId: event.elementId } : {}),
    ...(typeof event.data?.['reason'] === 'string' ? { detail: event.data['reason'] } : {}),
  }));
  for (const recusal of item.recusals ?? []) entries.push(...recusalEntries(recusal));
  for (const submission of await store.find(SUBMISSIONS, { where }))
    entries.push({
      id: submission.id,
      at: submission.at,
      kind: 'step',
      title: elementName(procedure, submission.elementId),
      actorName: submission.userName,
      elementId: submission.elementId,
      outcome: submission.void ? 'failed' : 'ok',
    });
  for (const check of await store.find(CHECKS, { where })) {
    if (check.kind === 'task' || check.kind === 'officer' || check.kind === 'form') continue;
    const failed = check.findings.filter((finding) => finding.outcome === 'failed');
    entries.push({
      id: check.id,
      at: check.at,
      kind: 'check',
      title: CHECK_NAMES[check.kind],
      elementId: check.elementId,
      outcome: check.passed ? 'ok' : failed.some((finding) => finding.level === 'block') ? 'failed' : 'warning',
      ...(failed.length > 0 ? { detail: failed.map((finding) => finding.message).join('；') } : {}),
    });
  }
  for (const piece of await store.find(EVIDENCE, { where }))
    entries.push({
      id: piece.id,
      at: piece.uploadedAt,
      kind: 'evidence',
      title: `证据：${piece.name}`,
      detail: piece.kind,
      actorName: piece.uploadedByName,
    });
  for (const document of await store.find(DOCUMENTS, { where }))
    entries.push({
      id: document.id,
      at: document.createdAt,
      kind: 'document',
      title: document.name,
      ...(document.number ? { detail: document.number } : {}),
    });
  entries.push(...(await engineEntries(platform, item, procedure)));
  const notices = new Map(
    (await store.find(NOTICES, { where })).map((notice) => [`${notice.at}${notice.body}`, notice]),
  );
  for (const notice of notices.values())
    entries.push({
      id: notice.id,
      at: notice.at,
      kind: 'notice',
      title: notice.title,
      detail: notice.body,
      outcome: notice.severity === 'info' ? 'ok' : 'warning',
    });
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function recusalEntries(recusal: Recusal): TimelineEntry[] {
  const { id, officerName, decision } = recusal;
  const applied = recusal.enteredAt ?? toInstant(Date.parse(`${recusal.appliedOn}T00:00:00+08:00`));
  const entries: TimelineEntry[] = [
    { id: `${id}-applied`, at: applied, kind: 'event', title: `申请${officerName}回避`, detail: recusal.reason },
  ];
  if (decision)
    entries.push({
      id: `${id}-decided`,
      at: decision.at,
      kind: 'event',
      title: `${officerName}回避：${RECUSAL_STATUS_NAMES[recusal.status]}`,
      detail: decision.reason,
      actorName: decision.actorName,
    });
  return entries;
}

async function engineEntries(platform: Platform, item: CaseDoc, procedure: LoadedProcedure): Promise<TimelineEntry[]> {
  const { store } = platform;
  const entries: TimelineEntry[] = [];
  for (const incident of await store.find(INCIDENTS, { where: { caseId: item.id } }))
    entries.push({
      id: incident.id,
      at: incident.at,
      kind: 'incident',
      title: `流程故障：${elementName(procedure, incident.elementId)}`,
      detail: incident.message,
      elementId: incident.elementId,
      outcome: incident.resolvedAt ? 'ok' : 'failed',
    });
  const instances = await store.find(INSTANCES, { where: { caseId: item.id } });
  const keys = instances.map((instance) => instance.id);
  for (const timer of await store.find(TIMERS, { where: { instanceKey: { in: keys } } }))
    if (timer.state === 'fired')
      entries.push({
        id: timer.id,
        at: timer.at,
        kind: 'deadline',
        title: `定时到点：${elementName(procedure, timer.elementId)}`,
        elementId: timer.elementId,
        outcome: 'warning',
      });
  return entries;
}
