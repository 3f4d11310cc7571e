import { z } from 'zod';
import { AmountFen, CivilDate, JsonObject, PageQuery, pageOf } from '../common.ts';
import {
  CaseFacts,
  DiscretionItem,
  DiscretionItemVersion,
  DiscretionResult,
  DiscretionTier,
  ImportDraft,
  ImportPreview,
  ImportSheet,
  ItemStatus,
  ListImport,
  Party,
  PenaltyUnit,
  TierFormula,
} from '../rule-data/index.ts';
import { CASE_ROLES, route } from './route.ts';

const ItemFilter = z.object({
  q: z.string().optional(),
  list: z.string().optional(),
  department: z.string().optional(),
  status: z.string().optional(),
  /** `1`: only items with conditions that nobody has confirmed, or not checked against the law. */
  unconfirmed: z.string().optional(),
  importId: z.string().optional(),
});

const Month = z.object({ month: z.string(), count: z.number().int() });

/** How often an item was matched, and what followed. */
const ItemUse = z.object({
  /** Decided cases in which the item was matched. */
  matched: z.number().int(),
  /** Of those, cases decided in the tier of the item's list. */
  followed: z.number().int(),
  lastOn: CivilDate.nullable(),
  trend: z.array(Month),
});

/** The four lists and the discretion they guide. */
export const DISCRETION_ROUTES = {
  discretionItems: route({
    method: 'get',
    path: '/api/discretion-items',
    summary: '四张清单',
    tag: '规则',
    access: 'session',
    query: PageQuery.extend(ItemFilter.shape),
    response: pageOf(DiscretionItem),
  }),
  discretionItem: route({
    method: 'get',
    path: '/api/discretion-items/:code',
    summary: '清单项及其版本',
    tag: '规则',
    access: 'session',
    response: z.object({
      item: DiscretionItem,
      versions: z.array(DiscretionItemVersion),
      /** Items of other lists for the same violation. */
      siblings: z.array(z.object({ code: z.string(), list: z.string(), status: ItemStatus })),
      use: ItemUse,
      /** Cases registered for this item. */
      cases: z.number().int(),
    }),
  }),
  putDiscretionItem: route({
    method: 'put',
    path: '/api/discretion-items/:code',
    summary: '新建或修改清单项',
    tag: '规则',
    access: ['configurer'],
    query: z.object({ reason: z.string().max(500).optional() }),
    body: DiscretionItem,
    response: DiscretionItem,
  }),
  setDiscretionItemStatus: route({
    method: 'post',
    path: '/api/discretion-items/:code/status',
    summary: '清单项待复核、停用或恢复',
    tag: '规则',
    access: ['configurer'],
    body: z.object({ status: ItemStatus, reason: z.string().min(2, '请写明原因').max(500) }),
    response: DiscretionItem,
  }),
  discretionDepartments: route({
    method: 'get',
    path: '/api/discretion-departments',
    summary: '清单的部门和数量',
    tag: '规则',
    access: 'session',
    response: z.object({
      total: z.number().int(),
      unconfirmed: z.number().int(),
      toReview: z.number().int(),
      departments: z.array(z.object({ name: z.string(), lists: z.record(z.string(), z.number().int()) })),
    }),
  }),
  exportDiscretionItems: route({
    method: 'get',
    path: '/api/discretion-export',
    summary: '导出清单（Excel）',
    tag: '规则',
    access: 'session',
    query: ItemFilter,
  }),
  discretionStatistics: route({
    method: 'get',
    path: '/api/discretion-statistics',
    summary: '清单适用情况统计',
    tag: '规则',
    access: 'session',
    query: z.object({
      department: z.string().optional(),
      list: z.string().optional(),
      from: CivilDate.optional(),
      to: CivilDate.optional(),
    }),
    response: z.object({
      decided: z.number().int(),
      /** Decided cases in which an item of the list was matched, by department and list. */
      rows: z.array(
        z.object({
          department: z.string(),
          list: z.string(),
          items: z.number().int(),
          usedItems: z.number().int(),
          matched: z.number().int(),
          followed: z.number().int(),
        }),
      ),
      trend: z.array(z.object({ month: z.string(), lists: z.record(z.string(), z.number().int()) })),
      top: z.array(
        z.object({
          code: z.string(),
          violation: z.string(),
          list: z.string(),
          department: z.string(),
          matched: z.number().int(),
          followed: z.number().int(),
        }),
      ),
    }),
  }),
  previewDiscretionRules: route({
    method: 'post',
    path: '/api/rules/discretion/preview',
    summary: '裁量试算',
    tag: '规则',
    access: [...CASE_ROLES, 'configurer'],
    body: z.object({
      /** A case to start from; what is given besides comes on top of it. */
      caseId: z.string().optional(),
      department: z.string().max(60).optional(),
      data: JsonObject.default({}),
      parties: z.array(Party).max(50).optional(),
      history: CaseFacts.shape.history.max(500).optional(),
      units: z.array(PenaltyUnit).max(100).optional(),
      proposedFineFen: AmountFen.optional(),
      proposedTier: DiscretionTier.optional(),
      /** Day whose items are in force; today where absent. */
      asOf: CivilDate.optional(),
      /** An item being edited, tried in place of the stored one. */
      item: DiscretionItem.optional(),
      tierFormula: TierFormula.optional(),
    }),
    response: DiscretionResult,
  }),
  readListFile: route({
    method: 'post',
    path: '/api/discretion-imports/read',
    summary: '读取清单文件（Excel 或 CSV）',
    tag: '规则',
    access: ['configurer'],
    upload: 'binary',
    response: z.object({ kind: z.enum(['xlsx', 'csv']), encoding: z.string(), sheets: z.array(ImportSheet) }),
  }),
  checkListImport: route({
    method: 'post',
    path: '/api/discretion-imports/check',
    summary: '检查要导入的清单',
    tag: '规则',
    access: ['configurer'],
    body: ImportDraft,
    response: ImportPreview,
  }),
  commitListImport: route({
    method: 'post',
    path: '/api/discretion-imports',
    summary: '导入清单',
    tag: '规则',
    access: ['configurer'],
    body: ImportDraft,
    response: ListImport,
  }),
  listImports: route({
    method: 'get',
    path: '/api/discretion-imports',
    summary: '导入记录',
    tag: '规则',
    access: 'session',
    query: PageQuery,
    response: pageOf(ListImport),
  }),
  undoListImport: route({
    method: 'post',
    path: '/api/discretion-imports/:id/undo',
    summary: '撤销一次导入',
    tag: '规则',
    access: ['configurer'],
    response: ListImport,
  }),
} as const;
