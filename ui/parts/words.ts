import type { Origin } from '#contracts';

/** Chinese words of the contract's codes, for pages. */
export const LIST_NAMES: Record<string, string> = {
  'no-penalty': '不予处罚清单',
  mitigated: '减轻处罚清单',
  lenient: '从轻处罚清单',
  aggravated: '从重处罚清单',
};

/** What a tag of origin tells the reader. */
export const ORIGIN_NOTES: Record<Origin, string> = {
  法: '已与法律条文核对',
  摘: '摘录，未见全文',
  编: '由已核对的条款编成',
  忆: '凭记忆写成，使用前须核实',
};

export const CASE_STATUS_NAMES: Record<string, string> = {
  open: '在办',
  closed: '已结案',
  cancelled: '已终止',
  incident: '过程故障',
};

export const DEADLINE_STATE_NAMES: Record<string, string> = {
  'not-started': '未开始',
  running: '计时中',
  paused: '中止',
  met: '按期完成',
  'met-late': '逾期完成',
  overdue: '已超期',
  lapsed: '已届满',
};

export const EMPLOYMENT_NAMES: Record<string, string> = {
  established: '在编',
  contract: '合同制',
  dispatched: '劳务派遣',
  seconded: '借调',
};

export const CERTIFICATE_KIND_NAMES: Record<string, string> = {
  enforcement: '执法证',
  supervision: '监督证',
  'hearing-host': '听证主持人资格证',
  'legal-profession': '法律职业资格',
};

export const CERTIFICATE_STATUS_NAMES: Record<string, string> = {
  active: '有效',
  suspended: '暂扣',
  revoked: '注销',
  expired: '过期',
  applying: '申领中',
  collected: '收缴',
};

export const SCOPE_NAMES: Record<string, string> = {
  self: '本人',
  organ: '本部门',
  level: '本级',
  'level-and-below': '本级及下级',
};

export const LEVEL_NAMES: Record<string, string> = { city: '市', district: '区县', zone: '功能区', street: '街镇' };

export const PARTY_KIND_NAMES: Record<string, string> = {
  person: '自然人',
  organization: '法人或非法人组织',
  'individual-business': '个体工商户',
};

export const VERSION_STATUS_NAMES: Record<string, string> = {
  draft: '草稿',
  submitted: '待审',
  returned: '已退回',
  published: '已发布',
  retired: '已停用',
};

export const CUSTODY_NAMES: Record<string, string> = {
  collected: '收集',
  viewed: '查看',
  downloaded: '下载',
  superseded: '替换',
  sealed: '封存',
};

/** What a circumstance does to the penalty. */
export const FACTOR_EFFECT_NAMES: Record<string, string> = {
  'must-not': '应当不予处罚',
  'may-not': '可以不予处罚',
  'must-lenient': '应当从轻或者减轻',
  'may-lenient': '可以从轻或者减轻',
  'must-aggravate': '应当从重',
  'may-aggravate': '可以从重',
  fact: '情节',
};

/** How a penalty clause stands in a case. */
export const CLAUSE_STATE_NAMES: Record<string, string> = {
  range: '可以适用罚款',
  'missing-facts': '缺少事实，不能计算',
  'correct-first': '须先责令改正',
  'awaiting-recheck': '已责令改正，待复查',
  corrected: '已改正，不罚款',
  'no-fine': '本条没有罚款',
};

/** Who may approve a deviation from the benchmark. */
export const APPROVER_NAMES: Record<string, string> = {
  'organ-leader': '主要负责人批准或者集体讨论',
  collective: '集体讨论',
  issuer: '基准制定机关批准',
};

export const ITEM_STATUS_NAMES: Record<string, string> = {
  effective: '有效',
  'to-review': '待复核',
  retired: '已停用',
};
