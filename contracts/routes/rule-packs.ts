import { z } from 'zod';
import { CivilDate, PageQuery, pageOf } from '../common.ts';
import { ProblemIssue } from '../problem.ts';
import { EffectiveRules, RulePackContent, RulePackStatus, RulePackVersion, RuleScope } from '../rule-data/index.ts';
import { route } from './route.ts';

/** A pack in the list: its version in force, its draft, and how many open cases are in its scope. */
export const RulePackSummary = z.object({
  pack: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  scope: RuleScope,
  /** The version in force today; null before the first takes effect and after retirement. */
  current: z.object({ number: z.number().int(), effectiveFrom: CivilDate }).nullable(),
  /** Published and not yet in force. */
  upcoming: z.array(z.object({ number: z.number().int(), effectiveFrom: CivilDate })),
  draft: z.object({ number: z.number().int(), status: RulePackStatus, authorName: z.string() }).nullable(),
  versions: z.number().int(),
  /** What it changes, counted. */
  clocks: z.number().int(),
  gates: z.number().int(),
  parameters: z.number().int(),
  /** Whether something in it is not checked against the text of the law. */
  unconfirmed: z.boolean(),
});
export type RulePackSummary = z.infer<typeof RulePackSummary>;

export const RulePackDraftBody = z.object({
  draftRevision: z.number().int(),
  name: z.string().min(1, '请填写规则包名称'),
  parent: z.string().nullable(),
  scope: RuleScope,
  effectiveFrom: CivilDate,
  content: RulePackContent,
  note: z.string().default(''),
});

const PackChange = z.object({
  path: z.string(),
  label: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
const Issues = z.object({ issues: z.array(ProblemIssue), ok: z.boolean() });
const READERS = [
  'configurer',
  'supervisor',
  'auditor',
  'legal-reviewer',
  'organ-leader',
  'unit-head',
  'officer',
] as const;

/** Rule packs: drafts, review, publishing, effective rules. */
export const RULE_PACK_ROUTES = {
  rulePacks: route({
    method: 'get',
    path: '/api/rule-packs',
    summary: '规则包列表',
    tag: '规则',
    access: READERS,
    query: PageQuery.extend({
      q: z.string().optional(),
      department: z.string().optional(),
      status: z.string().optional(),
    }),
    response: pageOf(RulePackSummary),
  }),
  createRulePack: route({
    method: 'post',
    path: '/api/rule-packs',
    summary: '新建规则包',
    tag: '规则',
    access: ['configurer'],
    body: z.object({
      pack: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, '规则包代码用小写字母、数字和短横，以字母开头'),
      name: z.string().min(1, '请填写规则包名称'),
      parent: z.string().nullable().default(null),
      scope: RuleScope.prefault({}),
      effectiveFrom: CivilDate.optional(),
      content: RulePackContent.optional(),
      note: z.string().default(''),
    }),
    response: RulePackVersion,
  }),
  rulePack: route({
    method: 'get',
    path: '/api/rule-packs/:pack',
    summary: '规则包及其版本',
    tag: '规则',
    access: READERS,
    response: RulePackSummary.extend({
      history: z.array(RulePackVersion),
      /** Open cases in its scope, by the version that they keep; `number` null: none of this pack. */
      openCases: z.array(z.object({ number: z.number().int().nullable(), count: z.number().int() })),
    }),
  }),
  openRulePackDraft: route({
    method: 'post',
    path: '/api/rule-packs/:pack/draft',
    summary: '由某个版本开新草稿（撤销修改也这样做）',
    tag: '规则',
    access: ['configurer'],
    body: z.object({ from: z.number().int().positive().optional() }),
    response: RulePackVersion,
  }),
  saveRulePackDraft: route({
    method: 'put',
    path: '/api/rule-packs/:pack/draft',
    summary: '保存草稿',
    tag: '规则',
    access: ['configurer'],
    body: RulePackDraftBody,
    response: RulePackVersion,
  }),
  discardRulePackDraft: route({
    method: 'post',
    path: '/api/rule-packs/:pack/draft/discard',
    summary: '放弃草稿',
    tag: '规则',
    access: ['configurer'],
  }),
  checkRulePack: route({
    method: 'post',
    path: '/api/rule-packs/:pack/check',
    summary: '检查规则包（不保存）',
    tag: '规则',
    access: ['configurer'],
    body: RulePackDraftBody.omit({ draftRevision: true }),
    response: Issues,
  }),
  submitRulePack: route({
    method: 'post',
    path: '/api/rule-packs/:pack/draft/submit',
    summary: '送审',
    tag: '规则',
    access: ['configurer'],
    body: z.object({ note: z.string().default('') }),
    response: RulePackVersion,
  }),
  returnRulePack: route({
    method: 'post',
    path: '/api/rule-packs/:pack/draft/return',
    summary: '退回',
    tag: '规则',
    access: ['configurer'],
    body: z.object({ comment: z.string().min(1, '请写明退回理由') }),
    response: RulePackVersion,
  }),
  approveRulePack: route({
    method: 'post',
    path: '/api/rule-packs/:pack/draft/approve',
    summary: '批准并发布',
    tag: '规则',
    access: ['configurer'],
    body: z.object({ comment: z.string().default('') }),
    response: RulePackVersion,
  }),
  retireRulePack: route({
    method: 'post',
    path: '/api/rule-packs/:pack/versions/:number/retire',
    summary: '停用某个版本（在办案件不受影响）',
    tag: '规则',
    access: ['configurer'],
    body: z.object({ reason: z.string().min(1, '请写明停用的理由') }),
    response: RulePackVersion,
  }),
  diffRulePack: route({
    method: 'get',
    path: '/api/rule-packs/:pack/diff',
    summary: '两个版本的差别',
    tag: '规则',
    access: READERS,
    query: z.object({ from: z.coerce.number().int().optional(), to: z.coerce.number().int() }),
    response: z.object({ changes: z.array(PackChange), keptByOpenCases: z.number().int() }),
  }),
  effectiveRules: route({
    method: 'post',
    path: '/api/rules/effective',
    summary: '某机关某日登记的案件适用的规则',
    tag: '规则',
    access: READERS,
    body: z.object({
      organId: z.string().optional(),
      procedureCode: z.string().optional(),
      asOf: CivilDate.optional(),
      /** The rules that this case obeys, instead of the three above. */
      caseId: z.string().optional(),
      /** As if the draft of this pack were published. */
      withDraftOf: z.string().optional(),
      /** As if this pack were not there: what it inherits. */
      without: z.string().optional(),
    }),
    response: EffectiveRules,
  }),
} as const;
