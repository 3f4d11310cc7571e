import type { RouteResponse } from '#contracts';
import { actorOf } from '../../identity/person.ts';
import { LAWS } from '../../laws/collections.ts';
import { invalid } from '../../problem-error.ts';
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

export const lawHandlers: Pick<Handlers, 'laws' | 'putLaw'> = {
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
};
