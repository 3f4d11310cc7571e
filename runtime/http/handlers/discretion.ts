import type { DiscretionItem, ParsedQuery } from '#contracts';
import { violationKey } from '#rules';
import { DISCRETION_ITEMS } from '../../discretion/collections.ts';
import { putItem, setItemStatus } from '../../discretion/items.ts';
import { exportItems } from '../../discretion/list-export.ts';
import { readListFile } from '../../discretion/list-file.ts';
import { checkImport, commitImport, importsPage, undoImport } from '../../discretion/list-import.ts';
import { previewDiscretionRules } from '../../discretion/preview.ts';
import { statisticsOf, useOfItem } from '../../discretion/statistics.ts';
import { invalid, notFound } from '../../problem-error.ts';
import { CASES } from '../../store/collections.ts';
import type { Where } from '../../store/port.ts';
import type { Handlers } from '../registrar.ts';

const whereOf = (query: ParsedQuery<'exportDiscretionItems'>): Where => ({
  ...(query.q ? { search: { contains: query.q } } : {}),
  ...(query.list ? { list: query.list } : {}),
  ...(query.department ? { department: query.department } : {}),
  ...(query.status ? { status: query.status } : {}),
  ...(query.unconfirmed === '1' ? { unconfirmed: '1' } : {}),
  ...(query.importId ? { importId: query.importId } : {}),
});

const code = (params: Record<string, string>): string => params['code'] ?? '';

const countLists = (items: readonly DiscretionItem[]): { name: string; lists: Record<string, number> }[] => {
  const departments = new Map<string, Record<string, number>>();
  for (const item of items) {
    const lists = departments.get(item.department) ?? {};
    lists[item.list] = (lists[item.list] ?? 0) + 1;
    departments.set(item.department, lists);
  }
  return [...departments].map(([name, lists]) => ({ name, lists })).sort((a, b) => a.name.localeCompare(b.name, 'zh'));
};

export const discretionHandlers: Pick<
  Handlers,
  | 'discretionItems'
  | 'discretionItem'
  | 'putDiscretionItem'
  | 'setDiscretionItemStatus'
  | 'discretionDepartments'
  | 'exportDiscretionItems'
  | 'discretionStatistics'
  | 'previewDiscretionRules'
  | 'readListFile'
  | 'checkListImport'
  | 'commitListImport'
  | 'listImports'
  | 'undoListImport'
> = {
  discretionItems: async (platform, { query }) => {
    const where = whereOf(query);
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

  discretionItem: async (platform, { params }) => {
    const snapshot = await platform.items.current(platform.store);
    const item = (await platform.store.get(DISCRETION_ITEMS, code(params)))?.item;
    if (!item) throw notFound('该清单项');
    const key = violationKey(item.violation);
    return {
      item,
      versions: snapshot.versionsOf(item.code),
      siblings: snapshot
        .heads()
        .filter((other) => other.code !== item.code && violationKey(other.violation) === key)
        .map(({ code: other, list, status }) => ({ code: other, list, status })),
      use: await useOfItem(platform, item),
      cases: await platform.store.count(CASES, { where: { violationCode: item.code } }),
    };
  },

  putDiscretionItem: async (platform, { person, params, query, body }) => {
    if (code(params) !== body.code) throw invalid('code', '清单项编号与地址不一致。');
    return putItem(platform, person, body, query.reason ?? '');
  },

  setDiscretionItemStatus: (platform, { person, params, body }) =>
    setItemStatus(platform, person, code(params), body.status, body.reason),

  discretionDepartments: async (platform) => {
    const { store } = platform;
    const items = (await platform.items.current(store)).heads();
    return {
      total: items.length,
      unconfirmed: await store.count(DISCRETION_ITEMS, { where: { unconfirmed: '1' } }),
      toReview: items.filter((item) => item.status === 'to-review').length,
      departments: countLists(items),
    };
  },

  exportDiscretionItems: async (platform, { query, response }) => {
    const found = await platform.store.find(DISCRETION_ITEMS, { where: whereOf(query) });
    const bytes = await exportItems(found.map(({ item }) => item));
    response
      .status(200)
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('四张清单.xlsx')}`);
    response.send(bytes);
  },

  discretionStatistics: (platform, { query }) => statisticsOf(platform, query),
  previewDiscretionRules: (platform, { person, body }) => previewDiscretionRules(platform, person, body),
  readListFile: (_platform, { body }) => readListFile(Buffer.isBuffer(body) ? body : Buffer.alloc(0)),
  checkListImport: (platform, { body }) => checkImport(platform, body),
  commitListImport: (platform, { person, body }) => commitImport(platform, person, body),
  listImports: (platform, { query }) => importsPage(platform, query),
  undoListImport: (platform, { person, params }) => undoImport(platform, person, params['id'] ?? ''),
};
