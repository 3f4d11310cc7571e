import type { SessionView } from '#contracts';
import { randomUUID } from 'node:crypto';
import { SETUP_ORGAN } from '../../identity/organ-tree.ts';
import { checkPassword, closeSession, hashPassword, openSession } from '../../identity/sessions.ts';
import type { Person } from '../../identity/person.ts';
import { actorOf, hasRole, userView } from '../../identity/person.ts';
import type { Platform } from '../../platform.ts';
import { forbidden } from '../../problem-error.ts';
import type { SessionDoc, UserDoc } from '../../store/collections.ts';
import { CASE_INDEX, NOTICES, ORGANS, PROCEDURES, USERS } from '../../store/collections.ts';
import { remainingNow } from '../../timing/case-clocks.ts';
import { SYSTEM_ACTOR } from '../../store/port.ts';
import type { Handlers } from '../registrar.ts';

const sessionView = (platform: Platform, user: Person, session: SessionDoc): SessionView => ({
  user: userView(user, platform.organs.nameOf(user.organId)),
  csrfToken: session.csrfToken,
  demo: platform.settings.demo,
  now: platform.clock.now(),
});

const administratorExists = async (platform: Platform): Promise<boolean> =>
  (await platform.store.count(USERS, { where: { roles: { has: 'system-admin' } } })) > 0;

export const sessionHandlers: Pick<
  Handlers,
  'setupState' | 'setup' | 'signIn' | 'session' | 'signOut' | 'events' | 'notices' | 'readNotices' | 'search'
> = {
  setupState: async (platform) => {
    const demoAccounts = platform.settings.demo
      ? (await platform.store.find(USERS, { sort: [['account', 'asc']], limit: 60 }))
          .filter((user) => user.demonstration === true && user.status === 'active' && user.passwordHash !== null)
          .map((user) => ({
            account: user.account,
            name: user.name,
            post: user.post,
            organ: platform.organs.nameOf(user.organId),
          }))
      : [];
    return { needed: !(await administratorExists(platform)), demoAccounts };
  },

  setup: async (platform, { body, response }) => {
    const passwordHash = await hashPassword(body.password);
    const user = await platform.store.transaction(SYSTEM_ACTOR, async (unit): Promise<UserDoc> => {
      if ((await unit.count(USERS, { where: { roles: { has: 'system-admin' } } })) > 0)
        throw forbidden('系统已经设置过管理员，请直接登录。');
      const organId = SETUP_ORGAN;
      if (!(await unit.get(ORGANS, organId)))
        await unit.insert(ORGANS, {
          id: organId,
          name: body.organName,
          shortName: body.organName.slice(0, 8),
          parentId: null,
          level: 'city',
          kind: 'government',
          department: '',
          regionCode: '',
          numberPrefix: '',
        });
      unit.audit({
        action: 'setup.done',
        summary: `设置首个管理员 ${body.name}`,
        subjectType: 'user',
        subjectId: body.account,
      });
      return unit.insert(USERS, {
        id: randomUUID(),
        account: body.account,
        name: body.name,
        organId,
        post: '系统管理员',
        roles: ['system-admin', 'security-admin', 'audit-admin', 'configurer'],
        scope: 'level-and-below',
        status: 'active',
        employment: 'established',
        certificates: [],
        passwordHash,
      });
    });
    await platform.organs.load(platform.store);
    return sessionView(platform, user, await openSession(platform, response, user));
  },

  signIn: async (platform, { body, response }) => {
    const user = await checkPassword(platform, body.account, body.password);
    return sessionView(platform, user, await openSession(platform, response, user));
  },

  session: async (platform, { person, session }) => {
    if (!session) throw forbidden('没有会话。');
    return sessionView(platform, person, session);
  },

  signOut: async (platform, { person, session, response }) => {
    if (session) await closeSession(platform, response, session, person);
  },

  events: async (platform, { response }) => {
    platform.live.open(response);
  },

  notices: async (platform, { person, query }) => {
    const where = { userId: person.id };
    const items = await platform.store.find(NOTICES, {
      where,
      sort: [['at', 'desc']],
      limit: query.pageSize,
      skip: (query.page - 1) * query.pageSize,
    });
    return {
      items: items.map(({ id, at, severity, title, body, caseId, taskKey, readAt }) => ({
        ...{ id, at, severity, title, body, caseId, taskKey, readAt },
      })),
      total: await platform.store.count(NOTICES, { where }),
      page: query.page,
      pageSize: query.pageSize,
      unread: await platform.store.count(NOTICES, { where: { ...where, readAt: null } }),
    };
  },

  readNotices: async (platform, { person, body }) => {
    await platform.store.transaction(actorOf(person), async (unit) => {
      for (const id of body.ids.slice(0, 500)) {
        const notice = await unit.get(NOTICES, id);
        if (notice && notice.userId === person.id && notice.readAt === null)
          await unit.update(NOTICES, { ...notice, readAt: platform.clock.now() });
      }
    });
  },

  search: async (platform, { person, query }) => {
    const q = query.q.trim();
    if (q === '') return { hits: [] };
    const { store } = platform;
    const contains = { search: { contains: q } };
    const seesCases = hasRole(
      person,
      'officer',
      'unit-head',
      'legal-reviewer',
      'organ-leader',
      'supervisor',
      'auditor',
    );
    const scope = platform.organs.caseQuery(person);
    const cases = seesCases
      ? await store.find(CASE_INDEX, {
          ...scope,
          where: { ...scope.where, ...contains },
          sort: [['updatedAt', 'desc']],
          limit: 8,
        })
      : [];
    const people = await store.find(USERS, {
      where: { ...contains, organId: { in: [...platform.organs.visibleTo(person)] } },
      limit: 5,
    });
    const procedures = await store.find(PROCEDURES, { where: contains, limit: 5 });
    const articles = (await platform.laws.search(platform.clock.today())).search({ words: q, limit: 5, skip: 0 }).hits;
    return {
      hits: [
        ...cases.map((item) => ({
          kind: 'case' as const,
          id: item.id,
          title: `${item.number} ${item.title}`,
          detail: `${item.stageName} ${remainingNow(platform, item)}`.trim(),
        })),
        ...people.map((user) => ({
          kind: 'person' as const,
          id: user.id,
          title: user.name,
          detail: `${platform.organs.nameOf(user.organId)} ${user.post}`,
        })),
        ...procedures.map((item) => ({
          kind: 'procedure' as const,
          id: item.code,
          title: item.name,
          detail: item.summary,
        })),
        ...articles.map((hit) => ({
          kind: 'article' as const,
          id: `${hit.lawId}#${hit.article}`,
          title: `《${hit.lawName}》${hit.article}`,
          detail: hit.excerpt.map(({ text }) => text).join(''),
        })),
      ],
    };
  },
};
