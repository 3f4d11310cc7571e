import { randomUUID } from 'node:crypto';
import type { GateException } from '#contracts';
import { ROLE_NAMES, RoleId } from '#contracts';
import { isCivilDate } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { conflict, forbidden, invalid, notFound } from '../problem-error.ts';
import { rulesOfCase } from '../rule-packs/rules-of-case.ts';
import type { CaseDoc } from '../store/collections.ts';
import { CASES } from '../store/collections.ts';
import { exceptionView, GATE_EXCEPTIONS } from './collections.ts';

const MAX_DAYS = 366;

async function caseOf(platform: Platform, person: Person, id: string): Promise<CaseDoc> {
  const item = await platform.store.get(CASES, id);
  if (!item || item.void || !platform.organs.seesCase(person, item)) throw notFound('该案件');
  return item;
}

const roleName = (role: string): string => {
  const known = RoleId.safeParse(role);
  return known.success ? ROLE_NAMES[known.data] : role;
};

/** Why a person may not except the case from a gate; null when they may. */
function refusal(person: Person, item: CaseDoc, approver: string): string | null {
  if (!(person.roles as string[]).includes(approver)) return `由${roleName(approver)}批准`;
  if (item.handlers.includes(person.id)) return '办案人员不能批准自己案件的例外';
  return null;
}

export async function exceptionsOf(platform: Platform, person: Person, caseId: string) {
  const item = await caseOf(platform, person, caseId);
  const { gates } = await rulesOfCase(platform, item);
  const items = await platform.store.find(GATE_EXCEPTIONS, { where: { caseId } });
  return {
    items: items.map(exceptionView).sort((a, b) => (a.approvedAt < b.approvedAt ? 1 : -1)),
    possible: gates.flatMap((gate) => {
      if (gate.exceptionApprover === undefined) return [];
      const reason = refusal(person, item, gate.exceptionApprover);
      return [
        {
          gate: gate.code,
          name: gate.name,
          approver: roleName(gate.exceptionApprover),
          mayGrant: reason === null,
          reason: reason ?? '',
        },
      ];
    }),
  };
}

/** Lifts a gate for one case until a day. @throws ProblemError when the gate allows none or the person may not */
export async function grantException(
  platform: Platform,
  person: Person,
  caseId: string,
  body: { gate: string; reason: string; document: string; validTo: string },
): Promise<GateException> {
  const item = await caseOf(platform, person, caseId);
  const gate = (await rulesOfCase(platform, item)).gates.find((one) => one.code === body.gate);
  if (!gate) throw invalid('gate', `本案没有编号为“${body.gate}”的闸门。`, '闸门');
  if (gate.exceptionApprover === undefined) throw invalid('gate', `闸门 ${gate.code} ${gate.name}不允许例外。`, '闸门');
  const reason = refusal(person, item, gate.exceptionApprover);
  if (reason !== null) throw forbidden(`不能批准这项例外：${reason}。`);
  const today = platform.clock.today();
  const last = new Date(Date.parse(today) + MAX_DAYS * 86_400_000).toISOString().slice(0, 10);
  if (!isCivilDate(body.validTo) || body.validTo < today || body.validTo > last)
    throw invalid('validTo', `有效期应为今天（${today}）至一年以内（${last}）的日期。`, '有效期至');
  const made = await platform.store.transaction(actorOf(person), async (unit) => {
    unit.audit({
      action: 'gate-exception.granted',
      summary:
        `${person.name} 批准 ${item.number} 闸门 ${gate.code} ${gate.name}例外（${body.document}，至 ${body.validTo}）：${body.reason}`.slice(
          0,
          300,
        ),
      subjectType: 'case',
      subjectId: caseId,
    });
    return unit.insert(GATE_EXCEPTIONS, {
      id: randomUUID(),
      caseId,
      ...body,
      approvedById: person.id,
      approvedByName: person.name,
      approvedAt: platform.clock.now(),
      revokedAt: null,
      revokedByName: null,
    });
  });
  platform.live.publish({ type: 'case', id: caseId });
  return exceptionView(made);
}

export async function revokeException(
  platform: Platform,
  person: Person,
  caseId: string,
  id: string,
): Promise<GateException> {
  const item = await caseOf(platform, person, caseId);
  const exception = await platform.store.get(GATE_EXCEPTIONS, id);
  if (!exception || exception.caseId !== caseId) throw notFound('该例外');
  if (exception.revokedAt !== null) throw conflict('这项例外已经撤回。');
  const gate = (await rulesOfCase(platform, item)).gates.find((one) => one.code === exception.gate);
  const reason = refusal(person, item, gate?.exceptionApprover ?? 'organ-leader');
  if (reason !== null) throw forbidden(`不能撤回这项例外：${reason}。`);
  const revoked = await platform.store.transaction(actorOf(person), async (unit) => {
    unit.audit({
      action: 'gate-exception.revoked',
      summary: `${person.name} 撤回 ${item.number} 闸门 ${exception.gate} 的例外`,
      subjectType: 'case',
      subjectId: caseId,
    });
    return unit.update(GATE_EXCEPTIONS, {
      ...exception,
      revokedAt: platform.clock.now(),
      revokedByName: person.name,
    });
  });
  platform.live.publish({ type: 'case', id: caseId });
  return exceptionView(revoked);
}
