import { randomUUID } from 'node:crypto';
import type { Organ } from '#contracts';
import { SETUP_ORGAN } from '../../identity/organ-tree.ts';
import { hashPassword } from '../../identity/sessions.ts';
import { actorOf, userView } from '../../identity/person.ts';
import { copyToUser } from '../../officers/certificates.ts';
import { enterCertificates, followUser } from '../../officers/sync-user.ts';
import { conflict, forbidden, invalid, notFound } from '../../problem-error.ts';
import type { UserDoc } from '../../store/collections.ts';
import { ORGANS, SESSIONS, SIGN_INS, USERS } from '../../store/collections.ts';
import { DuplicateError } from '../../store/port.ts';
import type { Query, UnitOfWork } from '../../store/port.ts';
import type { Handlers } from '../registrar.ts';

/** The organ that setting up made for the first administrator, until the real trunk of the tree is entered. */
async function takePlaceOfSetupOrgan(unit: UnitOfWork, organ: Organ): Promise<void> {
  const placeholder = await unit.get(ORGANS, SETUP_ORGAN);
  if (!placeholder || placeholder.name !== organ.name) return;
  for (const user of await unit.find(USERS, { where: { organId: SETUP_ORGAN } }))
    await unit.update(USERS, { ...user, organId: organ.id });
  await unit.remove(ORGANS, SETUP_ORGAN);
}

export const organisationHandlers: Pick<Handlers, 'organs' | 'putOrgan' | 'users' | 'createUser' | 'updateUser'> = {
  organs: async (platform) => ({ items: platform.organs.all() }),

  putOrgan: async (platform, { person, params, body }) => {
    if (params['id'] !== body.id) throw invalid('id', '组织编号与地址不一致。');
    if (body.parentId === body.id) throw invalid('parentId', '上级不能是自己。');
    if (body.parentId !== null && !platform.organs.get(body.parentId)) throw invalid('parentId', '上级组织不存在。');
    await platform.store.transaction(actorOf(person), async (unit) => {
      const current = await unit.get(ORGANS, body.id);
      if (current) await unit.update(ORGANS, { ...current, ...body });
      else await unit.insert(ORGANS, body);
      if (body.parentId === null && body.id !== SETUP_ORGAN) await takePlaceOfSetupOrgan(unit, body);
      unit.audit({
        action: current ? 'organ.changed' : 'organ.created',
        summary: `${person.name} ${current ? '修改' : '新建'}组织 ${body.name}`,
        subjectType: 'organ',
        subjectId: body.id,
      });
    });
    await platform.organs.load(platform.store);
    return body;
  },

  users: async (platform, { person, query }) => {
    const reach = platform.organs.visibleTo(person);
    const organIds = query.organId ? [query.organId].filter((id) => reach.has(id)) : [...reach];
    const filter: Query = {
      where: {
        organId: { in: organIds },
        ...(query.q ? { search: { contains: query.q } } : {}),
        ...(query.role ? { roles: { has: query.role } } : {}),
        ...(query.ids ? { id: { in: query.ids.split(',').slice(0, 200) } } : {}),
      },
    };
    const users = await platform.store.find(USERS, {
      ...filter,
      sort: [['account', 'asc']],
      limit: query.pageSize,
      skip: (query.page - 1) * query.pageSize,
    });
    return {
      items: users.map((user) => userView(user, platform.organs.nameOf(user.organId))),
      total: await platform.store.count(USERS, filter),
      page: query.page,
      pageSize: query.pageSize,
    };
  },

  createUser: async (platform, { person, body }) => {
    if (!platform.organs.get(body.organId)) throw invalid('organId', '所属组织不存在。');
    platform.organs.demand(person, body.organId);
    const { password, status, ...rest } = body;
    const passwordHash = password === undefined ? null : await hashPassword(password);
    try {
      const user = await platform.store.transaction(actorOf(person), async (unit) => {
        unit.audit({
          action: 'user.created',
          summary: `${person.name} 新建人员 ${body.name}（${body.account}）`,
          subjectType: 'user',
          subjectId: body.account,
        });
        const id = randomUUID();
        await enterCertificates(
          platform,
          unit,
          person,
          { id, name: body.name, organId: body.organId },
          rest.certificates,
        );
        return unit.insert(USERS, { id, ...rest, status: status ?? 'active', passwordHash });
      });
      return userView(user, platform.organs.nameOf(user.organId));
    } catch (error) {
      throw error instanceof DuplicateError ? conflict(`账号“${body.account}”已被使用，请换一个。`) : error;
    }
  },

  updateUser: async (platform, { person, params, body }) => {
    const user = await platform.store.get(USERS, params['id'] ?? '');
    if (!user || !platform.organs.visibleTo(person).has(user.organId)) throw notFound('该人员');
    if (user.id === person.id && (body.roles !== undefined || body.scope !== undefined))
      throw forbidden('不能修改自己的角色和范围，请由另一名管理员办理。');
    if (body.organId !== undefined) {
      if (!platform.organs.get(body.organId)) throw invalid('organId', '所属组织不存在。');
      platform.organs.demand(person, body.organId);
    }
    const { password, ...given } = body;
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const passwordHash = password === undefined ? user.passwordHash : await hashPassword(password);
    const changed = await platform.store.transaction(actorOf(person), async (unit): Promise<UserDoc> => {
      const next = await unit.update(USERS, { ...user, ...change, passwordHash });
      if (body.certificates) {
        await enterCertificates(platform, unit, person, next, body.certificates);
        await copyToUser(unit, next.id);
      }
      await followUser(unit, next);
      // Whoever lost rights or got another password signs in again; an unlocked account may try at once.
      for (const session of await unit.find(SESSIONS, { where: { userId: user.id } }))
        await unit.remove(SESSIONS, session.id);
      if (body.status === 'active') await unit.put(SIGN_INS, { id: user.id, failures: 0, lockedUntil: 0 });
      unit.audit({
        action: 'user.changed',
        summary: `${person.name} 修改人员 ${next.name}：${[...Object.keys(change), ...(password ? ['口令'] : [])].join('、')}`,
        subjectType: 'user',
        subjectId: user.id,
      });
      return (await unit.get(USERS, user.id)) ?? next;
    });
    return userView(changed, platform.organs.nameOf(changed.organId));
  },
};
