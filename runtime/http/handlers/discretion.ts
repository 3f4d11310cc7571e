import { actorOf } from '../../identity/person.ts';
import { invalid } from '../../problem-error.ts';
import { DISCRETION_ITEMS } from '../../discretion/collections.ts';
import type { Handlers } from '../registrar.ts';

export const discretionHandlers: Pick<Handlers, 'discretionItems' | 'putDiscretionItem'> = {
  discretionItems: async (platform, { query }) => {
    const where = {
      ...(query.q ? { search: { contains: query.q } } : {}),
      ...(query.list ? { list: query.list } : {}),
      ...(query.department ? { department: query.department } : {}),
    };
    const items = await platform.store.find(DISCRETION_ITEMS, {
      where,
      limit: query.pageSize,
      skip: (query.page - 1) * query.pageSize,
    });
    return {
      items: items.map(({ item }) => item),
      total: await platform.store.count(DISCRETION_ITEMS, { where }),
      page: query.page,
      pageSize: query.pageSize,
    };
  },

  putDiscretionItem: async (platform, { person, params, body }) => {
    if (params['code'] !== body.code) throw invalid('code', '清单项编号与地址不一致。');
    return platform.store.transaction(actorOf(person), async (unit) => {
      const current = await unit.get(DISCRETION_ITEMS, body.code);
      const item = current ? { ...body, version: current.item.version + 1 } : body;
      if (current) await unit.update(DISCRETION_ITEMS, { ...current, item });
      else await unit.insert(DISCRETION_ITEMS, { id: body.code, item });
      unit.audit({
        action: 'discretion-item.put',
        summary: `${person.name} ${current ? '修改' : '新建'}清单项 ${body.code} ${body.violation}`,
        subjectType: 'discretion-item',
        subjectId: body.code,
      });
      return item;
    });
  },
};
