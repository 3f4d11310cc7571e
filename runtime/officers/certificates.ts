import { randomUUID } from 'node:crypto';
import type {
  Certificate,
  CertificateChange,
  CertificateDetail,
  CertificateView,
  ParsedBody,
  ParsedQuery,
  RouteResponse,
} from '#contracts';
import {
  addDays,
  CERTIFICATE_ACTION_NAMES,
  CERTIFICATE_NAMES,
  CERTIFICATE_SOON_DAYS,
  certificateActions,
  certificateDaysLeft,
  certificateStatusOn,
  changeCertificate,
  validityProblem,
} from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf, hasRole } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { forbidden, invalid, notFound } from '../problem-error.ts';
import type { UserDoc } from '../store/collections.ts';
import { USERS } from '../store/collections.ts';
import type { Query, UnitOfWork, Where } from '../store/port.ts';
import type { CertificateDoc } from './collections.ts';
import { CERTIFICATES, certificateKey } from './collections.ts';

export const mayKeep = (person: Person): boolean => hasRole(person, 'system-admin', 'security-admin', 'supervisor');

export function certificateView(platform: Platform, one: CertificateDoc): CertificateView {
  const today = platform.clock.today();
  const { id, userId, userName, organId, number, kind, status, validFrom, validTo, issuedBy, updatedAt } = one;
  return {
    ...{ id, userId, userName, organId, number, kind, status, validFrom, validTo, updatedAt },
    ...(issuedBy === undefined ? {} : { issuedBy }),
    organName: platform.organs.nameOf(organId),
    state: certificateStatusOn(one, today),
    daysLeft: certificateDaysLeft(one, today),
  };
}

export function certificateDetail(platform: Platform, person: Person, one: CertificateDoc): CertificateDetail {
  const own = one.userId === person.id;
  return {
    ...certificateView(platform, one),
    history: one.history,
    actions: mayKeep(person) && !own ? certificateActions(one, platform.clock.today()) : [],
  };
}

function stateQuery(state: string | undefined, today: string): Query {
  const soon = addDays(today, CERTIFICATE_SOON_DAYS);
  if (state === undefined) return {};
  if (state === 'active') return { where: { status: 'active', validTo: { gte: today } } };
  if (state === 'soon') return { where: { status: 'active', validTo: { gte: today, lte: soon } } };
  const overdue: Where = { status: { in: ['active', 'suspended'] }, validTo: { lt: today } };
  if (state === 'expired') return { any: [{ status: 'expired' }, overdue] };
  if (state === 'suspended') return { where: { status: 'suspended', validTo: { gte: today } } };
  if (state === 'unusable')
    return {
      any: [
        { status: { in: ['suspended', 'revoked', 'collected', 'applying', 'expired'] } },
        { validTo: { lt: today } },
      ],
    };
  return { where: { status: state } };
}

/** Certificates in the person's reach: at fifteen thousand officers every filter is answered by an index. */
export async function certificateList(
  platform: Platform,
  person: Person,
  query: ParsedQuery<'certificates'>,
): Promise<RouteResponse<'certificates'>> {
  const today = platform.clock.today();
  const reach = platform.organs.visibleTo(person);
  const base: Where = {
    ...(query.organId ? { organId: { in: [query.organId].filter((id) => reach.has(id)) } } : {}),
    // Who sees every organ is answered by the indexes of state and date alone.
    ...(query.organId || reach.size >= platform.organs.all().length ? {} : { organId: { in: [...reach] } }),
    ...(query.kind ? { kind: query.kind } : {}),
    ...(query.userId ? { userId: query.userId } : {}),
    ...(query.q ? { search: { contains: query.q } } : {}),
  };
  const within = (state: string | undefined): Query => {
    const { where, any } = stateQuery(state, today);
    return { where: { ...base, ...where }, ...(any ? { any } : {}) };
  };
  const filter = within(query.state);
  const found = await platform.store.find(CERTIFICATES, {
    ...filter,
    // Many certificates end on one day: the number settles their order.
    sort: [
      query.sort === 'updated' ? ['updatedAt', 'desc'] : ['validTo', query.sort === '-validTo' ? 'desc' : 'asc'],
      ['key', 'asc'],
    ],
    limit: query.pageSize,
    skip: (query.page - 1) * query.pageSize,
  });
  const count = (state: string) => platform.store.count(CERTIFICATES, within(state));
  return {
    items: found.map((one) => certificateView(platform, one)),
    total: await platform.store.count(CERTIFICATES, filter),
    page: query.page,
    pageSize: query.pageSize,
    counts: {
      active: await count('active'),
      soon: await count('soon'),
      expired: await count('expired'),
      suspended: await count('suspended'),
    },
  };
}

export async function certificateInReach(platform: Platform, person: Person, id: string): Promise<CertificateDoc> {
  const one = await platform.store.get(CERTIFICATES, id);
  if (!one || !platform.organs.visibleTo(person).has(one.organId)) throw notFound('该证件');
  return one;
}

/** Writes the person's copy of what the certificates say now: what gates, pickers and signatures look at. */
export async function copyToUser(unit: UnitOfWork, userId: string): Promise<void> {
  const user = await unit.get(USERS, userId);
  if (!user) return;
  const held = await unit.find(CERTIFICATES, { where: { userId }, sort: [['validTo', 'desc']] });
  await unit.update(USERS, { ...user, certificates: held.map(plainCertificate) });
}

export const plainCertificate = (one: Certificate): Certificate => ({
  kind: one.kind,
  number: one.number,
  status: one.status,
  validFrom: one.validFrom,
  validTo: one.validTo,
  ...(one.issuedBy === undefined ? {} : { issuedBy: one.issuedBy }),
});

interface Entry {
  reason: string;
  document: string;
  actor: { id: string; name: string };
  at: string;
  on: string;
}

/** The first entry of a certificate. @throws ProblemError 409 when the number is somebody's already */
export async function insertCertificate(
  unit: UnitOfWork,
  user: Pick<UserDoc, 'id' | 'name' | 'organId'>,
  certificate: Certificate,
  entry: Entry,
): Promise<CertificateDoc> {
  const [taken] = await unit.find(CERTIFICATES, { where: { key: certificateKey(certificate) }, limit: 1 });
  if (taken)
    throw invalid(
      'number',
      `${CERTIFICATE_NAMES[certificate.kind]}证号“${certificate.number}”已登记在${taken.userName}名下，请核对证号。`,
      '证号',
    );
  return unit.insert(CERTIFICATES, {
    id: randomUUID(),
    userId: user.id,
    userName: user.name,
    organId: user.organId,
    ...plainCertificate(certificate),
    history: [
      {
        action: 'enter',
        on: entry.on,
        from: null,
        to: certificate.status,
        validFrom: certificate.validFrom,
        validTo: certificate.validTo,
        reason: entry.reason,
        document: entry.document,
        actorId: entry.actor.id,
        actorName: entry.actor.name,
        at: entry.at,
      },
    ],
    updatedAt: entry.at,
  });
}

/** Applies a change that was found right, with its entry in the history. */
export async function writeChange(
  unit: UnitOfWork,
  before: CertificateDoc,
  after: Certificate,
  entry: Entry & { action: CertificateChange['action'] },
): Promise<CertificateDoc> {
  const { action, on, reason, document, at } = entry;
  return unit.update(CERTIFICATES, {
    ...before,
    ...plainCertificate(after),
    history: [
      ...before.history,
      {
        ...{ action, on, from: before.status, to: after.status, validFrom: after.validFrom, validTo: after.validTo },
        ...{ reason, document, actorId: entry.actor.id, actorName: entry.actor.name, at },
      },
    ],
    updatedAt: at,
  });
}

export async function createCertificate(
  platform: Platform,
  person: Person,
  body: ParsedBody<'createCertificate'>,
): Promise<CertificateDetail> {
  const user = await platform.store.get(USERS, body.userId);
  if (!user || !platform.organs.visibleTo(person).has(user.organId))
    throw invalid('userId', '没有这名人员，或不在您的管理范围内。');
  if (user.id === person.id) throw forbidden('不能录入自己的证件，请由另一名管理人员办理。');
  const wrong = validityProblem(body.validFrom, body.validTo);
  if (wrong) throw invalid(wrong.field, wrong.problem);
  const { number, kind, status, validFrom, validTo, issuedBy, reason, document } = body;
  const certificate = { number, kind, status, validFrom, validTo, ...(issuedBy ? { issuedBy } : {}) };
  const at = platform.clock.now();
  const created = await platform.store.transaction(actorOf(person), async (unit) => {
    const on = validFrom < platform.clock.today() ? validFrom : platform.clock.today();
    const one = await insertCertificate(unit, user, certificate, { reason, document, actor: person, at, on });
    await copyToUser(unit, user.id);
    unit.audit({
      action: 'certificate.entered',
      summary: `${person.name} 为 ${user.name} 录入${CERTIFICATE_NAMES[kind]} ${number}`,
      subjectType: 'user',
      subjectId: user.id,
    });
    return one;
  });
  return certificateDetail(platform, person, created);
}

/** Carries out one change of state. @throws ProblemError 422 with the field, 403 for one's own certificate */
export async function changeCertificateState(
  platform: Platform,
  person: Person,
  id: string,
  body: ParsedBody<'changeCertificate'>,
): Promise<CertificateDetail> {
  const before = await certificateInReach(platform, person, id);
  if (before.userId === person.id) throw forbidden('不能变更自己的证件，请由另一名管理人员办理。');
  const result = changeCertificate(before, before.history, body, platform.clock.today());
  if ('problem' in result) throw invalid(result.field, result.problem);
  const changed = await platform.store.transaction(actorOf(person), async (unit) => {
    const { action, on, reason, document } = body;
    const entry = { action, on, reason, document, actor: person, at: platform.clock.now() };
    const one = await writeChange(unit, before, result.certificate, entry);
    await copyToUser(unit, before.userId);
    unit.audit({
      action: `certificate.${action}`,
      summary:
        `${person.name} 对 ${before.userName} 的${CERTIFICATE_NAMES[before.kind]} ${before.number} ${CERTIFICATE_ACTION_NAMES[action]}：${reason}`.slice(
          0,
          300,
        ),
      subjectType: 'user',
      subjectId: before.userId,
    });
    return one;
  });
  return certificateDetail(platform, person, changed);
}
