import { z } from 'zod';
import { CivilDate, Instant, JsonObject, Key, PageQuery, pageOf } from './common.ts';
import { PackageFile, RoleId } from './procedure.ts';
import { DiscretionItem, DiscretionResult, Finding, Light, WorkCalendar } from './rules.ts';
import * as V from './views.ts';

export interface RouteContract {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express path; parameters as `:name`. */
  path: string;
  summary: string;
  tag: string;
  /** Who may call: `public`, `session` (anybody signed in) or roles. Object scope is checked besides. */
  access: 'public' | 'session' | readonly RoleId[];
  query?: z.ZodType;
  body?: z.ZodType;
  /** JSON response; absent = a file, a stream or 204. */
  response?: z.ZodType;
  /** Set when the body is not JSON. */
  upload?: 'multipart' | 'binary';
}

const route = <const T extends RouteContract>(contract: T): T => contract;
const CASE_ROLES = ['officer', 'unit-head', 'legal-reviewer', 'organ-leader', 'supervisor', 'auditor'] as const;
const HANDLING_ROLES = ['officer', 'unit-head', 'legal-reviewer', 'organ-leader'] as const;
/** Supervisors collect evidence too, in the cases that they handle themselves. */
const EVIDENCE_ROLES = [...HANDLING_ROLES, 'supervisor'] as const;

const Filter = PageQuery.extend({ q: z.string().optional(), light: Light.optional(), sort: z.string().optional() });

export const SetupBody = z.object({
  account: z.string().min(3),
  name: z.string().min(1),
  password: z.string().min(10, '口令至少 10 位'),
  organName: z.string().min(2),
});
/** A person as an administrator enters them, without defaults: a change leaves out what stays. */
export const UserFields = z.object({
  account: z.string().min(2),
  name: z.string().min(1),
  organId: z.string(),
  post: z.string(),
  roles: z.array(RoleId),
  scope: V.Scope,
  employment: V.UserView.shape.employment,
  certificates: V.UserView.shape.certificates,
  password: z.string().min(8, '口令至少 8 位').optional(),
  status: z.enum(['active', 'locked', 'disabled']).optional(),
  /** Shown on the sign-in page of a demonstration; without effect when the demonstration is off. */
  demonstration: z.boolean().optional(),
});
export const UserBody = UserFields.extend({
  post: z.string().default(''),
  employment: V.UserView.shape.employment.default('established'),
  certificates: V.UserView.shape.certificates.default([]),
});
export const SaveDraftBody = z.object({
  revision: z.number().int(),
  files: z.array(PackageFile),
  note: z.string().default(''),
});
export const VersionFiles = z.object({ version: V.ProcedureVersionView, files: z.array(PackageFile) });

/** The HTTP API of the platform. The server registers exactly these, the client is typed by them, OpenAPI is made of them. */
export const ROUTES = {
  // ---- session and set-up
  setupState: route({
    method: 'get',
    path: '/api/setup',
    summary: '是否需要初始化',
    tag: '登录',
    access: 'public',
    response: z.object({
      needed: z.boolean(),
      demoAccounts: z.array(z.object({ account: z.string(), name: z.string(), post: z.string(), organ: z.string() })),
    }),
  }),
  setup: route({
    method: 'post',
    path: '/api/setup',
    summary: '设置首个系统管理员',
    tag: '登录',
    access: 'public',
    body: SetupBody,
    response: V.SessionView,
  }),
  signIn: route({
    method: 'post',
    path: '/api/session',
    summary: '登录',
    tag: '登录',
    access: 'public',
    body: z.object({ account: z.string().min(1, '请输入账号'), password: z.string().min(1, '请输入口令') }),
    response: V.SessionView,
  }),
  session: route({
    method: 'get',
    path: '/api/session',
    summary: '当前会话',
    tag: '登录',
    access: 'session',
    response: V.SessionView,
  }),
  signOut: route({ method: 'delete', path: '/api/session', summary: '退出', tag: '登录', access: 'session' }),
  events: route({ method: 'get', path: '/api/events', summary: '实时变更（SSE）', tag: '登录', access: 'session' }),
  notices: route({
    method: 'get',
    path: '/api/notices',
    summary: '我的通知',
    tag: '登录',
    access: 'session',
    query: PageQuery,
    response: pageOf(V.Notice).extend({ unread: z.number().int() }),
  }),
  readNotices: route({
    method: 'post',
    path: '/api/notices/read',
    summary: '标为已读',
    tag: '登录',
    access: 'session',
    body: z.object({ ids: z.array(z.string()) }),
  }),
  search: route({
    method: 'get',
    path: '/api/search',
    summary: '全局查找',
    tag: '登录',
    access: 'session',
    query: z.object({ q: z.string() }),
    response: z.object({
      hits: z.array(
        z.object({
          kind: z.enum(['case', 'person', 'procedure', 'article']),
          id: z.string(),
          title: z.string(),
          detail: z.string(),
        }),
      ),
    }),
  }),

  // ---- organisation
  organs: route({
    method: 'get',
    path: '/api/organs',
    summary: '组织树',
    tag: '组织',
    access: 'session',
    response: z.object({ items: z.array(V.Organ) }),
  }),
  putOrgan: route({
    method: 'put',
    path: '/api/organs/:id',
    summary: '新建或修改组织',
    tag: '组织',
    access: ['system-admin'],
    body: V.Organ,
    response: V.Organ,
  }),
  users: route({
    method: 'get',
    path: '/api/users',
    summary: '人员',
    tag: '组织',
    access: 'session',
    query: PageQuery.extend({
      q: z.string().optional(),
      organId: z.string().optional(),
      role: RoleId.optional(),
      ids: z.string().optional(),
    }),
    response: pageOf(V.UserView),
  }),
  createUser: route({
    method: 'post',
    path: '/api/users',
    summary: '新建人员',
    tag: '组织',
    access: ['system-admin', 'security-admin'],
    body: UserBody,
    response: V.UserView,
  }),
  updateUser: route({
    method: 'patch',
    path: '/api/users/:id',
    summary: '修改人员',
    tag: '组织',
    access: ['system-admin', 'security-admin'],
    body: UserFields.partial(),
    response: V.UserView,
  }),

  // ---- procedures
  procedures: route({
    method: 'get',
    path: '/api/procedures',
    summary: '规程列表',
    tag: '规程',
    access: 'session',
    query: PageQuery.extend({ q: z.string().optional(), status: z.string().optional() }),
    response: pageOf(V.ProcedureSummary),
  }),
  createProcedure: route({
    method: 'post',
    path: '/api/procedures',
    summary: '新建规程（空白或复制）',
    tag: '规程',
    access: ['configurer'],
    body: z.object({ code: z.string(), name: z.string(), copyOf: z.string().optional() }),
    response: V.ProcedureSummary,
  }),
  importProcedure: route({
    method: 'post',
    path: '/api/procedures/import',
    summary: '导入规程包（zip）',
    tag: '规程',
    access: ['configurer'],
    upload: 'binary',
    response: V.ProcedureSummary,
  }),
  procedure: route({
    method: 'get',
    path: '/api/procedures/:code',
    summary: '规程及其版本',
    tag: '规程',
    access: 'session',
    response: V.ProcedureSummary.extend({ versions: z.array(V.ProcedureVersionView) }),
  }),
  procedureVersion: route({
    method: 'get',
    path: '/api/procedures/:code/versions/:version',
    summary: '某版本的文件',
    tag: '规程',
    access: 'session',
    response: VersionFiles,
  }),
  exportProcedure: route({
    method: 'get',
    path: '/api/procedures/:code/versions/:version/export',
    summary: '导出规程包（zip）',
    tag: '规程',
    access: ['configurer', 'auditor'],
  }),
  openDraft: route({
    method: 'post',
    path: '/api/procedures/:code/draft',
    summary: '由已发布版本开新草稿',
    tag: '规程',
    access: ['configurer'],
    response: VersionFiles,
  }),
  saveDraft: route({
    method: 'put',
    path: '/api/procedures/:code/draft',
    summary: '保存草稿',
    tag: '规程',
    access: ['configurer'],
    body: SaveDraftBody,
    response: V.ProcedureVersionView,
  }),
  draftHistory: route({
    method: 'get',
    path: '/api/procedures/:code/draft/history',
    summary: '草稿保存历史',
    tag: '规程',
    access: ['configurer'],
    response: z.object({
      items: z.array(z.object({ revision: z.number().int(), at: Instant, authorName: z.string(), note: z.string() })),
    }),
  }),
  draftRevision: route({
    method: 'get',
    path: '/api/procedures/:code/draft/history/:revision',
    summary: '草稿的某次保存',
    tag: '规程',
    access: ['configurer'],
    response: z.object({ files: z.array(PackageFile) }),
  }),
  checkFiles: route({
    method: 'post',
    path: '/api/procedures/:code/check',
    summary: '检查规程文件（不保存）',
    tag: '规程',
    access: ['configurer'],
    body: z.object({ files: z.array(PackageFile) }),
    response: V.ProcedureCheck,
  }),
  submitDraft: route({
    method: 'post',
    path: '/api/procedures/:code/draft/submit',
    summary: '送审',
    tag: '规程',
    access: ['configurer'],
    body: z.object({ note: z.string().default('') }),
    response: V.ProcedureVersionView,
  }),
  returnDraft: route({
    method: 'post',
    path: '/api/procedures/:code/draft/return',
    summary: '退回',
    tag: '规程',
    access: ['configurer'],
    body: z.object({ comment: z.string().min(1, '请写明退回理由') }),
    response: V.ProcedureVersionView,
  }),
  approveDraft: route({
    method: 'post',
    path: '/api/procedures/:code/draft/approve',
    summary: '批准并发布到引擎',
    tag: '规程',
    access: ['configurer'],
    body: z.object({ comment: z.string().default(''), effectiveOn: CivilDate.optional() }),
    response: V.ProcedureVersionView,
  }),
  retireProcedure: route({
    method: 'post',
    path: '/api/procedures/:code/retire',
    summary: '停用（在办案件不受影响）',
    tag: '规程',
    access: ['configurer'],
    response: V.ProcedureSummary,
  }),

  // ---- reference data
  discretionItems: route({
    method: 'get',
    path: '/api/discretion-items',
    summary: '四张清单',
    tag: '规则',
    access: 'session',
    query: PageQuery.extend({
      q: z.string().optional(),
      list: z.string().optional(),
      department: z.string().optional(),
    }),
    response: pageOf(DiscretionItem),
  }),
  putDiscretionItem: route({
    method: 'put',
    path: '/api/discretion-items/:code',
    summary: '新建或修改清单项',
    tag: '规则',
    access: ['configurer'],
    body: DiscretionItem,
    response: DiscretionItem,
  }),
  laws: route({
    method: 'get',
    path: '/api/laws',
    summary: '法规库',
    tag: '规则',
    access: 'session',
    query: PageQuery.extend({ q: z.string().optional() }),
    response: pageOf(
      z.object({
        id: z.string(),
        code: z.string().optional(),
        name: z.string(),
        number: z.string(),
        version: z.string(),
        effectiveOn: z.string(),
        origin: z.string(),
        articles: z.array(z.object({ article: z.string(), text: z.string() })),
      }),
    ),
  }),
  putLaw: route({
    method: 'put',
    path: '/api/laws/:id',
    summary: '新建或修改法规',
    tag: '规则',
    access: ['configurer'],
    body: JsonObject,
    response: JsonObject,
  }),
  calendar: route({
    method: 'get',
    path: '/api/calendar',
    summary: '工作日历',
    tag: '规则',
    access: 'session',
    response: WorkCalendar,
  }),
  putCalendar: route({
    method: 'put',
    path: '/api/calendar',
    summary: '更新工作日历（生成新版本）',
    tag: '规则',
    access: ['configurer'],
    body: WorkCalendar,
    response: WorkCalendar,
  }),

  // ---- cases
  cases: route({
    method: 'get',
    path: '/api/cases',
    summary: '案件',
    tag: '案件',
    access: CASE_ROLES,
    query: Filter.extend({
      stage: z.string().optional(),
      status: z.string().optional(),
      procedureCode: z.string().optional(),
      organId: z.string().optional(),
    }),
    response: pageOf(V.CaseSummary),
  }),
  startForms: route({
    method: 'get',
    path: '/api/start-forms',
    summary: '可登记的规程及登记表单',
    tag: '案件',
    access: ['officer', 'supervisor'],
    response: z.object({
      items: z.array(
        z.object({ procedureCode: z.string(), procedureName: z.string(), version: z.number().int(), form: JsonObject }),
      ),
    }),
  }),
  registerCase: route({
    method: 'post',
    path: '/api/cases',
    summary: '登记线索并启动规程',
    tag: '案件',
    access: ['officer', 'supervisor'],
    body: z.object({ procedureCode: z.string(), data: JsonObject, requestId: z.string().optional() }),
    response: V.CaseSummary,
  }),
  case: route({
    method: 'get',
    path: '/api/cases/:id',
    summary: '案件全貌',
    tag: '案件',
    access: CASE_ROLES,
    response: V.CaseDetail,
  }),
  caseChecks: route({
    method: 'get',
    path: '/api/cases/:id/checks',
    summary: '案件的全部检查',
    tag: '案件',
    access: CASE_ROLES,
    response: z.object({ items: z.array(V.CheckView) }),
  }),
  caseEvent: route({
    method: 'post',
    path: '/api/cases/:id/events',
    summary: '登记期限事件（中止、恢复、检验起止、延长）',
    tag: '案件',
    access: HANDLING_ROLES,
    body: z.object({ type: z.string(), at: Instant.optional(), reason: z.string().min(1, '请写明理由') }),
    response: V.CaseDetail,
  }),
  discretionPreview: route({
    method: 'post',
    path: '/api/cases/:id/discretion-preview',
    summary: '裁量试算',
    tag: '案件',
    access: CASE_ROLES,
    body: z.object({ data: JsonObject }),
    response: DiscretionResult,
  }),
  gatePreview: route({
    method: 'post',
    path: '/api/tasks/:key/gate-preview',
    summary: '闸门试查',
    tag: '任务',
    access: CASE_ROLES,
    body: z.object({ data: JsonObject }),
    response: z.object({ findings: z.array(Finding) }),
  }),
  dossier: route({
    method: 'get',
    path: '/api/cases/:id/dossier',
    summary: '电子案卷（zip，可离线校验）',
    tag: '案件',
    access: CASE_ROLES,
  }),

  // ---- evidence and documents
  uploadEvidence: route({
    method: 'post',
    path: '/api/cases/:id/evidence',
    summary: '上传证据',
    tag: '证据',
    access: EVIDENCE_ROLES,
    upload: 'multipart',
    response: V.EvidenceView,
  }),
  evidenceContent: route({
    method: 'get',
    path: '/api/evidence/:id/content',
    summary: '查看或下载证据（留痕）',
    tag: '证据',
    access: CASE_ROLES,
    query: z.object({ download: z.string().optional() }),
  }),
  supersedeEvidence: route({
    method: 'post',
    path: '/api/evidence/:id/supersede',
    summary: '以新版本替换',
    tag: '证据',
    access: EVIDENCE_ROLES,
    upload: 'multipart',
    response: V.EvidenceView,
  }),
  documentFile: route({
    method: 'get',
    path: '/api/documents/:id/file',
    summary: '文书文件',
    tag: '文书',
    access: CASE_ROLES,
    query: z.object({ format: z.enum(['docx', 'pdf']).default('pdf') }),
  }),

  // ---- tasks
  tasks: route({
    method: 'get',
    path: '/api/tasks',
    summary: '待办',
    tag: '任务',
    access: CASE_ROLES,
    query: Filter.extend({ view: z.enum(['all', 'mine', 'group', 'done']).default('all') }),
    response: pageOf(V.TaskSummary).extend({
      counts: z.object({ all: z.number(), mine: z.number(), group: z.number(), done: z.number() }),
    }),
  }),
  task: route({
    method: 'get',
    path: '/api/tasks/:key',
    summary: '任务办理页',
    tag: '任务',
    access: CASE_ROLES,
    response: V.TaskDetail,
  }),
  claimTask: route({
    method: 'post',
    path: '/api/tasks/:key/claim',
    summary: '领取',
    tag: '任务',
    access: CASE_ROLES,
    response: V.TaskSummary,
  }),
  releaseTask: route({
    method: 'post',
    path: '/api/tasks/:key/release',
    summary: '放回',
    tag: '任务',
    access: CASE_ROLES,
    response: V.TaskSummary,
  }),
  saveTaskDraft: route({
    method: 'put',
    path: '/api/tasks/:key/draft',
    summary: '保存草稿',
    tag: '任务',
    access: CASE_ROLES,
    body: z.object({ data: JsonObject }),
    response: z.object({ savedAt: Instant }),
  }),
  completeTask: route({
    method: 'post',
    path: '/api/tasks/:key/complete',
    summary: '提交',
    tag: '任务',
    access: CASE_ROLES,
    body: z.object({ data: JsonObject }),
    response: z.object({ caseId: z.string(), findings: z.array(Finding) }),
  }),

  // ---- trace, audit
  instance: route({
    method: 'get',
    path: '/api/instances/:key',
    summary: '过程追踪',
    tag: '追踪',
    access: CASE_ROLES,
    response: V.TraceView,
  }),
  resolveIncident: route({
    method: 'post',
    path: '/api/incidents/:key/resolve',
    summary: '处理后重试',
    tag: '追踪',
    access: ['system-admin', 'configurer', 'auditor'],
  }),
  incidents: route({
    method: 'get',
    path: '/api/incidents',
    summary: '过程故障',
    tag: '追踪',
    access: ['system-admin', 'configurer', 'auditor', 'supervisor'],
    query: PageQuery,
    response: pageOf(
      z.object({
        key: Key,
        caseId: z.string().nullable(),
        caseNumber: z.string(),
        elementId: z.string(),
        type: z.string(),
        message: z.string(),
        at: Instant,
      }),
    ),
  }),
  audit: route({
    method: 'get',
    path: '/api/audit',
    summary: '审计日志',
    tag: '审计',
    access: ['auditor', 'audit-admin'],
    query: PageQuery.extend({
      q: z.string().optional(),
      actorId: z.string().optional(),
      subjectId: z.string().optional(),
      action: z.string().optional(),
      from: z.string().optional(),
      to: z.string().optional(),
    }),
    response: pageOf(V.AuditEntry),
  }),
  auditVerify: route({
    method: 'post',
    path: '/api/audit/verify',
    summary: '校验审计链',
    tag: '审计',
    access: ['auditor', 'audit-admin'],
    response: V.AuditVerification,
  }),
  overview: route({
    method: 'get',
    path: '/api/overview',
    summary: '执法总览',
    tag: '监督',
    access: CASE_ROLES,
    response: z.object({
      open: z.number(),
      filedToday: z.number(),
      dueSoon: z.number(),
      overdue: z.number(),
      warnings: z.number(),
      closed: z.number(),
      byOrgan: z.array(z.object({ organId: z.string(), name: z.string(), open: z.number(), overdue: z.number() })),
      byStage: z.array(z.object({ stage: z.string(), name: z.string(), count: z.number() })),
    }),
  }),
  system: route({
    method: 'get',
    path: '/api/system',
    summary: '系统状态',
    tag: '系统',
    access: ['system-admin', 'auditor'],
    response: z.object({ version: z.string(), store: z.string(), engine: JsonObject, projection: JsonObject }),
  }),
} as const satisfies Record<string, RouteContract>;

export type RouteName = keyof typeof ROUTES;
type Infer<T> = T extends z.ZodType ? z.output<T> : undefined;
type InferInput<T> = T extends z.ZodType ? z.input<T> : undefined;
type Member<R, K extends string> = R extends { readonly [P in K]: infer T } ? T : undefined;
export type RouteBody<N extends RouteName> = InferInput<Member<(typeof ROUTES)[N], 'body'>>;
export type RouteQuery<N extends RouteName> = InferInput<Member<(typeof ROUTES)[N], 'query'>>;
export type RouteResponse<N extends RouteName> = Infer<Member<(typeof ROUTES)[N], 'response'>>;
export type ParsedBody<N extends RouteName> = Infer<Member<(typeof ROUTES)[N], 'body'>>;
export type ParsedQuery<N extends RouteName> = Infer<Member<(typeof ROUTES)[N], 'query'>>;
