import type { CertificateKind, ParsedBody, ParsedQuery, RoleId, RouteResponse } from '#contracts';
import { blocksDuty, certificateAsOf, certificateStatusOn, handlerCertificate, officerProblems } from '#rules';
import { procedureOf } from '../cases/case-file.ts';
import { caseInScope } from '../cases/case-views.ts';
import { taskFile } from '../cases/task-access.ts';
import type { Person } from '../identity/person.ts';
import { hasRole, officerFact, userView } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { invalid } from '../problem-error.ts';
import { USERS } from '../store/collections.ts';
import type { Query } from '../store/port.ts';
import { plainCertificate } from './certificates.ts';
import { CERTIFICATES } from './collections.ts';
import { assignmentProblems, certificateOfHandlers, certificateOfStep, hintsFor } from './duty.ts';

/** Among whom a picker looks: those whose work the certificate belongs to. */
const ROLES: Record<CertificateKind, RoleId[]> = {
  enforcement: ['officer'],
  supervision: ['supervisor'],
  'hearing-host': ['legal-reviewer', 'unit-head', 'officer'],
  'legal-profession': ['legal-reviewer', 'unit-head', 'officer'],
};

/** People for a picker: everybody who fits the search, with the reasons against those who can't be assigned. */
export async function assignableOfficers(
  platform: Platform,
  person: Person,
  query: ParsedQuery<'assignableOfficers'>,
): Promise<RouteResponse<'assignableOfficers'>> {
  const item = query.caseId ? await caseInScope(platform, person, query.caseId) : null;
  const organId = item?.organId ?? query.organId ?? person.organId;
  const reach = platform.organs.visibleTo(person);
  const certificate =
    query.certificate ??
    (item
      ? certificateOfHandlers(await procedureOf(platform, item))
      : handlerCertificate(hasRole(person, 'officer') ? 'officer' : person.roles[0]));
  const filter: Query = {
    where: {
      organId: { in: reach.has(organId) ? [organId] : [] },
      ...(query.q ? { search: { contains: query.q } } : {}),
      ...(query.ids ? { id: { in: query.ids.split(',').slice(0, 200) } } : {}),
    },
    ...(query.ids
      ? {}
      : {
          any: ROLES[certificate].map((role) => ({
            roles: { has: role },
          })),
        }),
  };
  const users = await platform.store.find(USERS, {
    ...filter,
    sort: [['account', 'asc']],
    limit: query.pageSize,
    skip: (query.page - 1) * query.pageSize,
  });
  const hints = item ? await hintsFor(platform, platform.store, item, users) : [];
  return {
    items: users.map((user) => {
      const problems = assignmentProblems(platform, user, certificate, item, hints);
      const view = userView(user, platform.organs.nameOf(user.organId));
      return { user: view, assignable: !blocksDuty(problems), problems };
    }),
    total: await platform.store.count(USERS, filter),
    page: query.page,
    pageSize: query.pageSize,
  };
}

/** “May X do this on day D?” A day in the past sees the certificates as they stood then. Nothing is stored. */
export async function previewOfficer(
  platform: Platform,
  person: Person,
  body: ParsedBody<'officersPreview'>,
): Promise<RouteResponse<'officersPreview'>> {
  const user = await platform.store.get(USERS, body.userId);
  if (!user || !platform.organs.visibleTo(person).has(user.organId))
    throw invalid('userId', '没有这名人员，或不在您的查看范围内。');
  const file = body.taskKey ? await taskFile(platform, person, body.taskKey) : null;
  const item = file?.item ?? (body.caseId ? await caseInScope(platform, person, body.caseId) : null);
  const on = body.on ?? platform.clock.today();
  const records = await platform.store.find(CERTIFICATES, { where: { userId: user.id } });
  const certificates = records.flatMap((record) => {
    const then = certificateAsOf(plainCertificate(record), record.history, on);
    return then ? [then] : [];
  });
  const certificate = body.certificate ?? (file ? certificateOfStep(file.procedure, file.step) : 'enforcement');
  const problems = officerProblems({
    officer: { ...officerFact(user), certificates },
    certificate,
    on,
    recusals: item?.recusals,
    conflicts: item ? await hintsFor(platform, platform.store, item, [user]) : [],
  });
  return {
    userId: user.id,
    name: user.name,
    organName: platform.organs.nameOf(user.organId),
    on,
    certificate,
    allowed: !blocksDuty(problems),
    problems,
    certificates: certificates.map((one) => ({ ...one, state: certificateStatusOn(one, on) })),
  };
}
