import type { RouteResponse } from '#contracts';
import { currentCalendar } from '../../cases/case-file.ts';
import { actorOf } from '../../identity/person.ts';
import { invalid } from '../../problem-error.ts';
import { CALENDARS, DISCRETION_ITEMS, LAWS } from '../../store/collections.ts';
import type { Handlers } from '../registrar.ts';

type LawView = RouteResponse<'laws'>['items'][number];

function lawView(id: string, law: Record<string, unknown>): LawView {
  const articles = Array.isArray(law['articles']) ? (law['articles'] as Record<string, unknown>[]) : [];
  return {
    id,
    ...(typeof law['code'] === 'string' ? { code: law['code'] } : {}),
    name: String(law['name'] ?? ''),
    number: String(law['number'] ?? ''),
    version: String(law['version'] ?? ''),
    effectiveOn: String(law['effectiveOn'] ?? ''),
    origin: String(law['origin'] ?? ''),
    articles: articles.map((item) => ({ article: String(item['article'] ?? ''), text: String(item['text'] ?? '') })),
  };
}

export const referenceHandlers: Pick<
  Handlers,
  'discretionItems' | 'putDiscretionItem' | 'laws' | 'putLaw' | 'calendar' | 'putCalendar'
> = {
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

  laws: async (platform, { query }) => {
    const where = query.q ? { search: { contains: query.q } } : {};
    const laws = await platform.store.find(LAWS, {
      where,
      sort: [['name', 'asc']],
      limit: query.pageSize,
      skip: (query.page - 1) * query.pageSize,
    });
    return {
      items: laws.map(({ id, law }) => lawView(id, law)),
      total: await platform.store.count(LAWS, { where }),
      page: query.page,
      pageSize: query.pageSize,
    };
  },

  putLaw: async (platform, { person, params, body }) => {
    const id = params['id'] ?? '';
    if (typeof body['name'] !== 'string' || body['name'] === '') throw invalid('name', '请填写法规名称。');
    await platform.store.transaction(actorOf(person), async (unit) => {
      const current = await unit.get(LAWS, id);
      if (current) await unit.update(LAWS, { ...current, law: body });
      else await unit.insert(LAWS, { id, law: body });
      unit.audit({
        action: 'law.put',
        summary: `${person.name} ${current ? '修改' : '录入'}法规 ${String(body['name'])}`,
        subjectType: 'law',
        subjectId: id,
      });
    });
    return body;
  },

  calendar: async (platform) => currentCalendar(platform.store),

  putCalendar: async (platform, { person, body }) =>
    platform.store.transaction(actorOf(person), async (unit) => {
      const [latest] = await unit.find(CALENDARS, { sort: [['ordinal', 'desc']], limit: 1 });
      if (await unit.get(CALENDARS, body.version))
        throw invalid('version', `工作日历版本“${body.version}”已存在，请换一个版本号。`);
      await unit.insert(CALENDARS, { id: body.version, ordinal: (latest?.ordinal ?? 0) + 1, calendar: body });
      unit.audit({
        action: 'calendar.put',
        summary: `${person.name} 更新工作日历为 ${body.version}`,
        subjectType: 'calendar',
        subjectId: body.version,
      });
      return body;
    }),
};
