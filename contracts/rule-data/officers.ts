import { z } from 'zod';
import { Citation, CivilDate, Instant, Origin } from '../common.ts';

/** 有效 · 暂扣 · 注销 · 过期 · 申领中 · 收缴 (domain facts §11.6). `expired` is also derived from the last day. */
export const CertificateStatus = z.enum(['active', 'suspended', 'revoked', 'expired', 'applying', 'collected']);
export type CertificateStatus = z.infer<typeof CertificateStatus>;

/** 执法证 · 监督证 · 听证主持人 · 法律职业资格. */
export const CertificateKind = z.enum(['enforcement', 'supervision', 'hearing-host', 'legal-profession']);
export type CertificateKind = z.infer<typeof CertificateKind>;

export const Certificate = z.object({
  number: z.string(),
  kind: CertificateKind,
  status: CertificateStatus,
  validFrom: CivilDate,
  validTo: CivilDate,
  /** 发证机关. */
  issuedBy: z.string().optional(),
});
export type Certificate = z.infer<typeof Certificate>;

/**
 * What can be done with a certificate: 录入 · 发证 · 暂扣 · 恢复 · 换证 (new validity) · 注销 · 收缴 · 登记过期 · 更正
 * (of a slip of the pen; the state stays).
 */
export const CertificateAction = z.enum([
  'enter',
  'issue',
  'suspend',
  'restore',
  'renew',
  'revoke',
  'collect',
  'expire',
  'correct',
]);
export type CertificateAction = z.infer<typeof CertificateAction>;

/** One change of a certificate, never altered afterwards. */
export const CertificateChange = z.object({
  action: CertificateAction,
  /** The day from which the new state holds. */
  on: CivilDate,
  from: CertificateStatus.nullable(),
  to: CertificateStatus,
  validFrom: CivilDate,
  validTo: CivilDate,
  reason: z.string(),
  /** Title or number of the paper that it rests on (监督决定书, 处分决定, 换证通知…); empty where none is needed. */
  document: z.string(),
  actorId: z.string(),
  actorName: z.string(),
  at: Instant,
});
export type CertificateChange = z.infer<typeof CertificateChange>;

/** 在编 · 合同制 · 劳务派遣 · 借调: only `established` may enforce (CF42, LJD10). */
export const Employment = z.enum(['established', 'contract', 'dispatched', 'seconded']);
export type Employment = z.infer<typeof Employment>;

export const OfficerFact = z.object({
  userId: z.string(),
  name: z.string(),
  organId: z.string(),
  employment: Employment,
  certificates: z.array(Certificate),
  /** The day on which the person first did legal review (法制审核); absent = never before (CF58 初次从事). */
  legalReviewSince: CivilDate.optional(),
});
export type OfficerFact = z.infer<typeof OfficerFact>;

/** One reason why somebody may not be assigned or may not act, and what can be done about it. */
export const OfficerProblem = z.object({
  code: z.enum(['employment', 'certificate', 'recused', 'separation', 'conflict', 'inactive', 'organ', 'role']),
  message: z.string(),
  remedy: z.string(),
  basis: z.array(Citation),
  origin: Origin,
  /** `block`: can't; `warn`: may, but look first (a declared relation is not a decided recusal). */
  level: z.enum(['block', 'warn']),
});
export type OfficerProblem = z.infer<typeof OfficerProblem>;

/** 近亲属 · 利害关系 · 曾任代理人、辩护人 · 证人、鉴定人、翻译 · 任职、股东 · 其他可能影响公正的关系. */
export const RelationKind = z.enum(['relative', 'interest', 'former-agent', 'witness', 'position', 'other']);
export type RelationKind = z.infer<typeof RelationKind>;

export const RELATION_KIND_NAMES: Record<RelationKind, string> = {
  relative: '近亲属',
  interest: '有直接利害关系',
  'former-agent': '曾任代理人、辩护人',
  witness: '曾任证人、鉴定人、翻译人员',
  position: '任职、持股或者经营',
  other: '其他可能影响公正的关系',
};

/** A relation between an officer and a person or company, declared once and looked at in every case. */
export const OfficerRelation = z.object({
  id: z.string(),
  userId: z.string(),
  kind: RelationKind,
  /** Name of the relative or company. */
  name: z.string(),
  uscc: z.string().optional(),
  idNumber: z.string().optional(),
  phone: z.string().optional(),
  address: z.string().optional(),
  note: z.string(),
  declaredOn: CivilDate,
  /** The relation is no more; it no longer counts from this day. */
  endedOn: CivilDate.nullable(),
});
export type OfficerRelation = z.infer<typeof OfficerRelation>;

/** A declared relation that meets a party of a case. A hint for people: nobody is recused by a machine. */
export const ConflictHint = z.object({
  officerId: z.string(),
  officerName: z.string(),
  partyName: z.string(),
  kind: RelationKind,
  /** What agrees: 统一社会信用代码, 身份证号, 名称, 法定代表人（负责人）, 电话, 地址. */
  matches: z.array(z.string()),
  message: z.string(),
});
export type ConflictHint = z.infer<typeof ConflictHint>;

/** 当事人申请 · 本人申请（自行回避） · 机关决定. */
export const RecusalApplicant = z.enum(['party', 'officer', 'organ']);
export type RecusalApplicant = z.infer<typeof RecusalApplicant>;

/** 待决定 · 同意回避 · 驳回 · 撤回. */
export const RecusalStatus = z.enum(['pending', 'granted', 'rejected', 'withdrawn']);
export type RecusalStatus = z.infer<typeof RecusalStatus>;

/** 机关负责人决定 · 负责人集体讨论决定 · 本级政府或者上一级机关决定 (CF43, SJ4, LCX22). */
export const RecusalAuthority = z.enum(['leader', 'collective', 'government']);
export type RecusalAuthority = z.infer<typeof RecusalAuthority>;

/** A 回避 of one officer in one case. Until it is decided the investigation goes on (CF43). */
export const Recusal = z.object({
  id: z.string(),
  officerId: z.string(),
  officerName: z.string(),
  /** Whether the officer leads the organ: then the leader can't decide alone. */
  concernsLeader: z.boolean(),
  applicant: RecusalApplicant,
  applicantName: z.string(),
  relation: RelationKind,
  reason: z.string(),
  appliedOn: CivilDate,
  enteredBy: z.string(),
  enteredByName: z.string(),
  enteredAt: Instant.optional(),
  status: RecusalStatus,
  decision: z
    .object({
      authority: RecusalAuthority,
      decidedOn: CivilDate,
      reason: z.string(),
      document: z.string(),
      actorId: z.string(),
      actorName: z.string(),
      at: Instant,
    })
    .nullable(),
});
export type Recusal = z.infer<typeof Recusal>;
