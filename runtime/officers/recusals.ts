import { randomUUID } from 'node:crypto';
import type { ParsedBody, Recusal, RecusalAuthority, RecusalsView } from '#contracts';
import { isRecused, recusalAuthorities, recusalDecisionProblem } from '#rules';
import { caseInScope } from '../cases/case-views.ts';
import { demandHandling } from '../cases/case-commands.ts';
import { officersOf } from '../cases/case-file.ts';
import { refreshCase } from '../cases/case-index.ts';
import type { Person } from '../identity/person.ts';
import { actorOf, hasRole } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { conflict, forbidden, invalid, notFound } from '../problem-error.ts';
import type { CaseDoc, UserDoc } from '../store/collections.ts';
import { CASES, USERS } from '../store/collections.ts';
import type { UnitOfWork } from '../store/port.ts';
import { hintsFor } from './duty.ts';
import { replaceHandlers } from './handlers.ts';

const HANDLING = ['officer', 'unit-head', 'legal-reviewer', 'organ-leader', 'supervisor'] as const;

/** People of the case's organ who may come to work on it. */
async function peopleOf(platform: Platform, item: CaseDoc): Promise<UserDoc[]> {
  const users = await platform.store.find(USERS, {
    where: { organId: item.organId },
    any: HANDLING.map((role) => ({ roles: { has: role } })),
    sort: [['account', 'asc']],
    limit: 500,
  });
  return users.filter((user) => user.status !== 'disabled');
}

/** By which authority the person may write a decision down. */
function authoritiesOf(person: Person, item: CaseDoc, recusal: Recusal): RecusalAuthority[] {
  if (recusal.status !== 'pending' || person.id === recusal.officerId) return [];
  const own = person.organId === item.organId;
  return recusalAuthorities(recusal).filter((authority) => {
    if (authority === 'leader') return own && hasRole(person, 'organ-leader');
    if (authority === 'collective') return own && hasRole(person, 'organ-leader', 'unit-head', 'legal-reviewer');
    return (own && hasRole(person, 'organ-leader', 'unit-head', 'legal-reviewer')) || hasRole(person, 'supervisor');
  });
}

const mayWithdraw = (person: Person, recusal: Recusal): boolean =>
  recusal.status === 'pending' && (recusal.enteredBy === person.id || recusal.officerId === person.id);

const mayHandle = (person: Person, item: CaseDoc): boolean => {
  try {
    demandHandling(person, item);
    return true;
  } catch {
    return false;
  }
};

export async function recusalsView(platform: Platform, person: Person, caseId: string): Promise<RecusalsView> {
  const item = await caseInScope(platform, person, caseId);
  const people = await peopleOf(platform, item);
  const acting = new Set([...item.handlers, ...item.stepActors.map((actor) => actor.userId)]);
  const concerned = people.filter((user) => acting.has(user.id));
  return {
    items: (item.recusals ?? []).map((recusal) => ({
      ...recusal,
      canDecide: authoritiesOf(person, item, recusal),
      canWithdraw: mayWithdraw(person, recusal),
    })),
    hints: await hintsFor(platform, platform.store, item, concerned),
    people: people.map(({ id, name, post }) => ({ id, name, post, onCase: acting.has(id) })),
    canApply: mayHandle(person, item),
    canChangeHandlers: person.organId === item.organId && hasRole(person, 'unit-head', 'organ-leader'),
  };
}

async function write(
  platform: Platform,
  person: Person,
  item: CaseDoc,
  recusals: Recusal[],
  note: { action: string; summary: string },
  also: (unit: UnitOfWork, changed: CaseDoc) => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  await platform.store.transaction(actorOf(person), async (unit) => {
    const changed = await unit.update(CASES, { ...item, recusals, updatedAt: platform.clock.now() });
    await also(unit, changed);
    unit.audit({ ...note, summary: note.summary.slice(0, 300), subjectType: 'case', subjectId: item.id });
    await refreshCase(platform, unit, item.id);
  });
  platform.live.publish({ type: 'case', id: item.id });
}

/** Enters an application, by the party, by the officer or by the organ itself. */
export async function applyRecusal(
  platform: Platform,
  person: Person,
  caseId: string,
  body: ParsedBody<'applyRecusal'>,
): Promise<RecusalsView> {
  const item = await caseInScope(platform, person, caseId);
  demandHandling(person, item);
  const officer = await platform.store.get(USERS, body.officerId);
  if (!officer || officer.organId !== item.organId)
    throw invalid('officerId', '被申请回避的应是本案承办机关的人员，请重新选择。');
  if (body.applicant === 'officer' && person.id !== officer.id)
    throw invalid('applicant', '自行回避由本人登记；替他人登记的，请选“机关决定”或者“当事人申请”。');
  if (body.applicant === 'party' && body.applicantName === '') throw invalid('applicantName', '请填写提出申请的当事人');
  if (body.appliedOn > platform.clock.today()) throw invalid('appliedOn', '申请日期不能晚于今天');
  const recusals = item.recusals ?? [];
  if (recusals.some((one) => one.officerId === officer.id && (one.status === 'pending' || one.status === 'granted')))
    throw conflict(`${officer.name}的回避已在办理或者已经决定，不必重复登记。`);
  const recusal: Recusal = {
    id: randomUUID(),
    officerId: officer.id,
    officerName: officer.name,
    concernsLeader: hasRole(officer, 'organ-leader'),
    applicant: body.applicant,
    applicantName: body.applicant === 'party' ? body.applicantName : person.name,
    relation: body.relation,
    reason: body.reason,
    appliedOn: body.appliedOn,
    enteredBy: person.id,
    enteredByName: person.name,
    enteredAt: platform.clock.now(),
    status: 'pending',
    decision: null,
  };
  await write(platform, person, item, [...recusals, recusal], {
    action: 'recusal.applied',
    summary: `${person.name} 在 ${item.number} 登记对${officer.name}的回避申请：${body.reason}`,
  });
  return recusalsView(platform, person, caseId);
}

function recusalIn(item: CaseDoc, id: string): Recusal {
  const recusal = (item.recusals ?? []).find((one) => one.id === id);
  if (!recusal) throw notFound('这项回避申请');
  return recusal;
}

/**
 * Writes a decision down. A granted 回避 takes the officer off the case at once; those named take the place.
 *
 * @throws ProblemError 403 without authority, 422 with the field that is wrong
 */
export async function decideRecusal(
  platform: Platform,
  person: Person,
  caseId: string,
  recusalId: string,
  body: ParsedBody<'decideRecusal'>,
): Promise<RecusalsView> {
  const item = await caseInScope(platform, person, caseId);
  const recusal = recusalIn(item, recusalId);
  const wrong = recusalDecisionProblem(recusal, body, person.id, platform.clock.today());
  if (wrong) throw invalid(wrong.field, wrong.problem);
  if (!authoritiesOf(person, item, recusal).includes(body.authority))
    throw forbidden('您无权决定（登记）这项回避，请由有权决定的负责人办理。');
  const { authority, decidedOn, reason, document, outcome } = body;
  const decided: Recusal = {
    ...recusal,
    status: outcome,
    decision: {
      ...{ authority, decidedOn, reason, document },
      ...{ actorId: person.id, actorName: person.name, at: platform.clock.now() },
    },
  };
  const recusals = (item.recusals ?? []).map((one) => (one.id === recusalId ? decided : one));
  const replaces = outcome === 'granted' && (item.handlers.includes(recusal.officerId) || body.replacements.length > 0);
  const handlers = [...item.handlers.filter((id) => id !== recusal.officerId), ...body.replacements];
  if (replaces && handlers.length < 2 && item.handlers.length >= 2)
    throw invalid('replacements', '回避后办案人员不足两人，请同时指定接替的人员');
  const change = replaces
    ? await replaceHandlers(platform, { ...item, recusals }, [...new Set(handlers)], 'replacements')
    : null;
  await write(
    platform,
    person,
    { ...item, ...change?.next },
    recusals,
    {
      action: 'recusal.decided',
      summary: `${person.name} 在 ${item.number} 决定${outcome === 'granted' ? '同意' : '驳回'}${recusal.officerName}的回避：${reason}`,
    },
    async (unit) => change?.release(unit, person),
  );
  await change?.deliver();
  return recusalsView(platform, person, caseId);
}

export async function withdrawRecusal(
  platform: Platform,
  person: Person,
  caseId: string,
  recusalId: string,
  reason: string,
): Promise<RecusalsView> {
  const item = await caseInScope(platform, person, caseId);
  const recusal = recusalIn(item, recusalId);
  if (recusal.status !== 'pending') throw conflict('这项回避申请已经决定，不能撤回。');
  if (!mayWithdraw(person, recusal)) throw forbidden('只有登记人和被申请回避的人员可以撤回。');
  const recusals = (item.recusals ?? []).map((one) =>
    one.id === recusalId ? { ...one, status: 'withdrawn' as const } : one,
  );
  await write(platform, person, item, recusals, {
    action: 'recusal.withdrawn',
    summary: `${person.name} 在 ${item.number} 撤回对${recusal.officerName}的回避申请：${reason}`,
  });
  return recusalsView(platform, person, caseId);
}

/** Names of handlers that were recused and are still named on the case. */
export async function recusedHandlers(platform: Platform, item: CaseDoc): Promise<string[]> {
  const officers = await officersOf(platform.store, item.handlers);
  return officers.filter((user) => isRecused(item.recusals, user.id)).map((user) => user.name);
}
