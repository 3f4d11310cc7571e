import { randomUUID } from 'node:crypto';
import type { OfficerRelation, ParsedBody, ParsedQuery, RouteResponse } from '#contracts';
import { checkIdNumber, checkUscc } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf, hasRole } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { invalid, notFound } from '../problem-error.ts';
import type { Where } from '../store/port.ts';
import type { RelationDoc } from './collections.ts';
import { RELATIONS } from './collections.ts';

const relationView = (one: RelationDoc): OfficerRelation => {
  const { id, userId, kind, name, uscc, idNumber, phone, address, note, declaredOn, endedOn } = one;
  return {
    ...{ id, userId, kind, name, note, declaredOn, endedOn },
    ...(uscc ? { uscc } : {}),
    ...(idNumber ? { idNumber } : {}),
    ...(phone ? { phone } : {}),
    ...(address ? { address } : {}),
  };
};

/** One's own declarations; heads, leaders and supervisors see those of their reach too, without numbers of identity. */
export async function relationList(
  platform: Platform,
  person: Person,
  query: ParsedQuery<'officerRelations'>,
): Promise<RouteResponse<'officerRelations'>> {
  const wide = hasRole(person, 'unit-head', 'organ-leader', 'supervisor', 'auditor');
  const where: Where = {
    ...(wide ? { organId: { in: [...platform.organs.visibleTo(person)] } } : { userId: person.id }),
    ...(wide && query.userId ? { userId: query.userId } : {}),
    ...(query.q ? { search: { contains: query.q } } : {}),
  };
  const found = await platform.store.find(RELATIONS, {
    where,
    sort: [['declaredOn', 'desc']],
    limit: query.pageSize,
    skip: (query.page - 1) * query.pageSize,
  });
  return {
    items: found.map((one) => {
      const mine = one.userId === person.id;
      const view = relationView(one);
      if (!mine && view.idNumber) view.idNumber = `${view.idNumber.slice(0, 6)}********${view.idNumber.slice(-4)}`;
      return { ...view, userName: one.userName, mine };
    }),
    total: await platform.store.count(RELATIONS, { where }),
    page: query.page,
    pageSize: query.pageSize,
  };
}

export async function declareRelation(
  platform: Platform,
  person: Person,
  body: ParsedBody<'declareRelation'>,
): Promise<OfficerRelation> {
  const given = (text: string | undefined): string | undefined => text?.trim() || undefined;
  const uscc = given(body.uscc)?.toUpperCase();
  const idNumber = given(body.idNumber)?.toUpperCase();
  const wrongCode = uscc ? checkUscc(uscc) : null;
  if (wrongCode) throw invalid('uscc', wrongCode);
  const wrongNumber = idNumber ? checkIdNumber(idNumber) : null;
  if (wrongNumber) throw invalid('idNumber', wrongNumber);
  const phone = given(body.phone);
  const address = given(body.address);
  const stored = await platform.store.transaction(actorOf(person), async (unit) => {
    unit.audit({
      action: 'relation.declared',
      summary: `${person.name} 申报与“${body.name}”的关系`,
      subjectType: 'user',
      subjectId: person.id,
    });
    return unit.insert(RELATIONS, {
      ...{ id: randomUUID(), userId: person.id, userName: person.name, organId: person.organId },
      ...{ kind: body.kind, name: body.name, note: body.note, declaredOn: platform.clock.today(), endedOn: null },
      ...(uscc ? { uscc } : {}),
      ...(idNumber ? { idNumber } : {}),
      ...(phone ? { phone } : {}),
      ...(address ? { address } : {}),
    });
  });
  return relationView(stored);
}

/** The relation is no more. It stays in the register with its last day. */
export async function endRelation(
  platform: Platform,
  person: Person,
  id: string,
  body: ParsedBody<'endRelation'>,
): Promise<OfficerRelation> {
  const one = await platform.store.get(RELATIONS, id);
  if (!one || one.userId !== person.id) throw notFound('这项申报');
  if (one.endedOn) throw invalid('on', `这项关系已于 ${one.endedOn} 登记为不再存在`);
  if (body.on > platform.clock.today()) throw invalid('on', '日期不能晚于今天');
  const changed = await platform.store.transaction(actorOf(person), async (unit) => {
    unit.audit({
      action: 'relation.ended',
      summary: `${person.name} 登记与“${one.name}”的关系自 ${body.on} 起不再存在`,
      subjectType: 'user',
      subjectId: person.id,
    });
    const note = body.note ? `${one.note}${one.note ? '；' : ''}${body.note}` : one.note;
    return unit.update(RELATIONS, { ...one, endedOn: body.on, note });
  });
  return relationView(changed);
}
