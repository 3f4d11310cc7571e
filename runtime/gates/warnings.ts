import type { Finding, GateWarning } from '#contracts';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { conflict, notFound } from '../problem-error.ts';
import { CASES, CASE_INDEX } from '../store/collections.ts';
import { SYSTEM_ACTOR } from '../store/port.ts';
import type { GateWarningDoc } from './collections.ts';
import { GATE_WARNINGS } from './collections.ts';
import { findingsOf } from './review.ts';

export const warningView = (platform: Platform, { version: _version, ...item }: GateWarningDoc): GateWarning => ({
  ...item,
  organName: platform.organs.nameOf(item.organId),
});

/** Brings the warnings about a case up to date; those that no longer hold are marked as gone, never deleted. */
export async function refreshWarnings(platform: Platform, caseId: string): Promise<void> {
  const item = await platform.store.get(CASES, caseId);
  const entry = await platform.store.get(CASE_INDEX, caseId);
  if (!item || item.void || !entry) return;
  const findings = new Map((await findingsOf(platform, item)).map((finding) => [finding.gate, finding]));
  const known = await platform.store.find(GATE_WARNINGS, { where: { caseId } });
  const now = platform.clock.now();
  const next: Omit<GateWarningDoc, 'version'>[] = [];
  for (const warning of known) {
    const finding = findings.get(warning.gate);
    findings.delete(warning.gate);
    if (finding && warning.status === 'gone')
      next.push({ ...warning, ...told(finding), status: 'open', lastSeenAt: now });
    else if (finding && finding.message !== warning.message)
      next.push({ ...warning, ...told(finding), lastSeenAt: now });
    else if (!finding && warning.status === 'open') next.push({ ...warning, status: 'gone', lastSeenAt: now });
  }
  for (const finding of findings.values())
    next.push({
      id: `${caseId}:${finding.gate}`,
      caseId,
      caseNumber: item.number,
      caseTitle: item.title,
      procedureName: entry.procedureName,
      organId: item.organId,
      gate: finding.gate,
      ...told(finding),
      status: 'open',
      firstSeenAt: now,
      lastSeenAt: now,
      handledByName: null,
      handledAt: null,
      note: null,
    });
  if (next.length === 0) return;
  await platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
    for (const warning of next) await unit.put(GATE_WARNINGS, warning);
  });
  platform.live.publish({ type: 'warning', id: caseId });
}

const told = ({ name, level, message, remedy, basis, origin, lookedAt }: Finding) => ({
  name,
  level,
  message,
  remedy: remedy ?? '',
  basis,
  origin,
  lookedAt,
});

/** @throws ProblemError 404 outside the person's reach, 409 when there is nothing to deal with any more */
export async function handleWarning(
  platform: Platform,
  person: Person,
  id: string,
  note: string,
): Promise<GateWarning> {
  const warning = await platform.store.get(GATE_WARNINGS, id);
  if (!warning || !platform.organs.visibleTo(person).has(warning.organId)) throw notFound('该预警');
  if (warning.status === 'gone') throw conflict('这项预警已经消除，不需要处理。');
  const next = {
    ...warning,
    status: 'handled' as const,
    handledByName: person.name,
    handledAt: platform.clock.now(),
    note,
  };
  await platform.store.transaction(actorOf(person), async (unit) => {
    await unit.put(GATE_WARNINGS, next);
    unit.audit({
      action: 'gate-warning.handled',
      summary: `${person.name} 处理 ${warning.caseNumber} 的预警 ${warning.gate} ${warning.name}：${note}`.slice(
        0,
        300,
      ),
      subjectType: 'case',
      subjectId: warning.caseId,
    });
  });
  platform.live.publish({ type: 'warning', id: warning.caseId });
  return warningView(platform, next);
}
