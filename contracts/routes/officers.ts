import { z } from 'zod';
import { CivilDate, PageQuery, pageOf } from '../common.ts';
import {
  Certificate,
  CertificateAction,
  CertificateChange,
  CertificateKind,
  CertificateStatus,
  ConflictHint,
  OfficerProblem,
  OfficerRelation,
  Recusal,
  RecusalApplicant,
  RecusalAuthority,
  RelationKind,
} from '../rule-data/index.ts';
import * as V from '../views.ts';
import { CASE_ROLES, EVIDENCE_ROLES, route } from './route.ts';

/** A certificate with its holder, as it stands today. */
export const CertificateView = Certificate.extend({
  id: z.string(),
  userId: z.string(),
  userName: z.string(),
  organId: z.string(),
  organName: z.string(),
  /** The state today: 过期 also where only the last day is over. */
  state: CertificateStatus,
  /** Days until the last day, negative when it is over. */
  daysLeft: z.number().int(),
  updatedAt: z.string(),
});
export type CertificateView = z.infer<typeof CertificateView>;

export const CertificateDetail = CertificateView.extend({
  history: z.array(CertificateChange),
  /** What the reader may do with it today. */
  actions: z.array(CertificateAction),
});
export type CertificateDetail = z.infer<typeof CertificateDetail>;

/** `soon`: valid, but ending within thirty days; `unusable`: anything but valid. */
export const CertificateFilter = z.enum([
  'active',
  'soon',
  'expired',
  'suspended',
  'revoked',
  'collected',
  'applying',
  'unusable',
]);
export type CertificateFilter = z.infer<typeof CertificateFilter>;

/** A row of an imported sheet that can't be taken, with its column and how to mend it. */
export const ImportProblem = z.object({ row: z.number().int(), column: z.string(), message: z.string() });
export const CertificateImport = z.object({
  rows: z.number().int(),
  created: z.number().int(),
  renewed: z.number().int(),
  unchanged: z.number().int(),
  problems: z.array(ImportProblem),
  /** False for a preview, and whenever there is a problem: nothing is imported half. */
  imported: z.boolean(),
});
export type CertificateImport = z.infer<typeof CertificateImport>;

/** A person of a picker with the reasons against an assignment. */
export const AssignableOfficer = z.object({
  user: V.UserView,
  assignable: z.boolean(),
  problems: z.array(OfficerProblem),
});
export type AssignableOfficer = z.infer<typeof AssignableOfficer>;

export const OfficerAnswer = z.object({
  userId: z.string(),
  name: z.string(),
  organName: z.string(),
  on: CivilDate,
  /** What the work needs; null = no certificate. */
  certificate: CertificateKind.nullable(),
  allowed: z.boolean(),
  problems: z.array(OfficerProblem),
  /** The certificates as they stood (or will stand) on that day. */
  certificates: z.array(Certificate.extend({ state: CertificateStatus })),
});
export type OfficerAnswer = z.infer<typeof OfficerAnswer>;

const CERTIFICATE_READERS = [...CASE_ROLES, 'system-admin', 'security-admin', 'configurer'] as const;
/** 司法行政部门 keeps the certificates: its supervisors and the administrators of people. */
const CERTIFICATE_KEEPERS = ['system-admin', 'security-admin', 'supervisor'] as const;

const Reason = z.string().trim().min(4, '请写明理由（至少四个字）').max(500);
const Paper = z.string().trim().max(200).default('');

/** Certificates, and who may do what. */
export const OFFICER_ROUTES = {
  certificates: route({
    method: 'get',
    path: '/api/certificates',
    summary: '执法人员证件',
    tag: '人员',
    access: CERTIFICATE_READERS,
    query: PageQuery.extend({
      q: z.string().optional(),
      organId: z.string().optional(),
      kind: CertificateKind.optional(),
      state: CertificateFilter.optional(),
      userId: z.string().optional(),
      sort: z.enum(['validTo', '-validTo', 'updated']).optional(),
    }),
    response: pageOf(CertificateView).extend({
      counts: z.object({
        active: z.number().int(),
        soon: z.number().int(),
        expired: z.number().int(),
        suspended: z.number().int(),
      }),
    }),
  }),
  certificate: route({
    method: 'get',
    path: '/api/certificates/:id',
    summary: '证件及其变更记录',
    tag: '人员',
    access: CERTIFICATE_READERS,
    response: CertificateDetail,
  }),
  createCertificate: route({
    method: 'post',
    path: '/api/certificates',
    summary: '录入证件',
    tag: '人员',
    access: CERTIFICATE_KEEPERS,
    body: z.object({
      userId: z.string(),
      kind: CertificateKind,
      number: z.string().trim().min(1, '请填写证号').max(60),
      status: z.enum(['applying', 'active']).default('active'),
      validFrom: CivilDate,
      validTo: CivilDate,
      issuedBy: z.string().trim().max(100).optional(),
      reason: z.string().trim().max(500).default('录入'),
      document: Paper,
    }),
    response: CertificateDetail,
  }),
  changeCertificate: route({
    method: 'post',
    path: '/api/certificates/:id/changes',
    summary: '变更证件状态（发证、暂扣、恢复、换证、注销、收缴）',
    tag: '人员',
    access: CERTIFICATE_KEEPERS,
    body: z.object({
      action: CertificateAction.exclude(['enter']),
      on: CivilDate,
      reason: Reason,
      document: Paper,
      validFrom: CivilDate.optional(),
      validTo: CivilDate.optional(),
    }),
    response: CertificateDetail,
  }),
  importCertificates: route({
    method: 'post',
    path: '/api/certificates/import',
    summary: '批量导入证件（Excel、CSV）',
    tag: '人员',
    access: CERTIFICATE_KEEPERS,
    upload: 'binary',
    query: z.object({ mode: z.enum(['preview', 'import']).default('preview') }),
    response: CertificateImport,
  }),
  assignableOfficers: route({
    method: 'get',
    path: '/api/officers/assignable',
    summary: '可指派的人员及不可指派的原因',
    tag: '人员',
    access: CASE_ROLES,
    query: PageQuery.extend({
      q: z.string().optional(),
      ids: z.string().optional(),
      organId: z.string().optional(),
      caseId: z.string().optional(),
      /** By default what the handlers of the case (else the reader’s own work) need. */
      certificate: CertificateKind.optional(),
    }),
    response: pageOf(AssignableOfficer),
  }),
  officersPreview: route({
    method: 'post',
    path: '/api/rules/officers/preview',
    summary: '某人某日能否被指派、能否签名',
    tag: '规则',
    access: CERTIFICATE_READERS,
    body: z.object({
      userId: z.string(),
      on: CivilDate.optional(),
      /** Asked for directly, or by the step of a task. */
      certificate: CertificateKind.optional(),
      taskKey: z.string().optional(),
      caseId: z.string().optional(),
    }),
    response: OfficerAnswer,
  }),
  identifiersPreview: route({
    method: 'post',
    path: '/api/rules/identifiers/preview',
    summary: '校验代码与试编文号',
    tag: '规则',
    access: 'session',
    body: z.object({
      uscc: z.string().max(60).optional(),
      organisationCode: z.string().max(60).optional(),
      idNumber: z.string().max(60).optional(),
      regionCode: z.string().max(60).optional(),
      phone: z.string().max(60).optional(),
      pattern: z.string().max(200).optional(),
      prefix: z.string().max(20).default('济历市监'),
      word: z.string().max(10).default('罚'),
      year: z.number().int().min(1949).max(9999).optional(),
      seq: z.number().int().min(1).max(99_999_999).default(1),
    }),
    response: z.object({
      results: z.array(
        z.object({
          name: z.string(),
          value: z.string(),
          ok: z.boolean(),
          /** What is wrong; null when right. */
          problem: z.string().nullable(),
          /** What the code says, in Chinese. */
          details: z.array(z.object({ name: z.string(), value: z.string() })),
        }),
      ),
    }),
  }),
} as const;

export const RecusalBody = z.object({
  officerId: z.string().min(1, '请选择被申请回避的人员'),
  applicant: RecusalApplicant,
  applicantName: z.string().trim().max(100).default(''),
  relation: RelationKind,
  reason: Reason,
  appliedOn: CivilDate,
});

export const RecusalsView = z.object({
  items: z.array(Recusal.extend({ canDecide: z.array(RecusalAuthority), canWithdraw: z.boolean() })),
  hints: z.array(ConflictHint),
  /** People of the case's organ whose 回避 can be applied for. */
  people: z.array(z.object({ id: z.string(), name: z.string(), post: z.string(), onCase: z.boolean() })),
  canApply: z.boolean(),
  canChangeHandlers: z.boolean(),
});
export type RecusalsView = z.infer<typeof RecusalsView>;

const RelationBody = OfficerRelation.omit({ id: true, userId: true, declaredOn: true, endedOn: true }).extend({
  name: z.string().trim().min(1, '请填写姓名或名称').max(100),
  note: z.string().trim().max(500).default(''),
});

/** 回避: relations that officers declare, applications and decisions. */
export const RECUSAL_ROUTES = {
  recusals: route({
    method: 'get',
    path: '/api/cases/:id/recusals',
    summary: '本案的回避',
    tag: '案件',
    access: CASE_ROLES,
    response: RecusalsView,
  }),
  applyRecusal: route({
    method: 'post',
    path: '/api/cases/:id/recusals',
    summary: '登记回避申请',
    tag: '案件',
    access: EVIDENCE_ROLES,
    body: RecusalBody,
    response: RecusalsView,
  }),
  decideRecusal: route({
    method: 'post',
    path: '/api/cases/:id/recusals/:recusal/decision',
    summary: '决定回避',
    tag: '案件',
    access: ['organ-leader', 'unit-head', 'legal-reviewer', 'supervisor'],
    body: z.object({
      outcome: z.enum(['granted', 'rejected']),
      authority: RecusalAuthority,
      decidedOn: CivilDate,
      reason: Reason,
      document: Paper,
      /** Who takes the place of a handler that is recused. */
      replacements: z.array(z.string()).default([]),
    }),
    response: RecusalsView,
  }),
  withdrawRecusal: route({
    method: 'post',
    path: '/api/cases/:id/recusals/:recusal/withdrawal',
    summary: '撤回回避申请',
    tag: '案件',
    access: EVIDENCE_ROLES,
    body: z.object({ reason: Reason }),
    response: RecusalsView,
  }),
  changeHandlers: route({
    method: 'post',
    path: '/api/cases/:id/handlers',
    summary: '更换办案人员',
    tag: '案件',
    access: ['unit-head', 'organ-leader'],
    body: z.object({
      handlers: z.array(z.string()).min(2, '办案人员不得少于两人').max(20),
      reason: Reason,
      document: Paper,
    }),
    response: V.CaseDetail,
  }),
  officerRelations: route({
    method: 'get',
    path: '/api/officer-relations',
    summary: '利害关系申报',
    tag: '人员',
    access: CASE_ROLES,
    query: PageQuery.extend({ userId: z.string().optional(), q: z.string().optional() }),
    response: pageOf(OfficerRelation.extend({ userName: z.string(), mine: z.boolean() })),
  }),
  declareRelation: route({
    method: 'post',
    path: '/api/officer-relations',
    summary: '申报利害关系',
    tag: '人员',
    access: EVIDENCE_ROLES,
    body: RelationBody,
    response: OfficerRelation,
  }),
  endRelation: route({
    method: 'post',
    path: '/api/officer-relations/:id/end',
    summary: '利害关系已不存在',
    tag: '人员',
    access: EVIDENCE_ROLES,
    body: z.object({ on: CivilDate, note: z.string().trim().max(500).default('') }),
    response: OfficerRelation,
  }),
} as const;
