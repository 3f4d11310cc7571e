import type { GateLevel, HearingPrecedence, TimeUnit } from '#contracts';

export const UNIT_TEXT: Record<TimeUnit, string> = { WD: '个工作日', ND: '日', H: '小时', M: '个月', Y: '年' };
export const LEVEL_TEXT: Record<GateLevel, string> = { block: '阻断', warn: '警告', record: '留痕' };
export const PARAMETER_TEXT: Record<string, string> = {
  hearingThresholds: '听证的“较大数额”',
  hearingPrecedence: '听证标准不一致时',
  tierFormula: '裁量档次的划分',
  firstOffence: '“初次违法”的认定',
  announcementDays: '公告送达的天数',
  inspectionsPerYear: '同一企业的年度检查频次上限',
  numberPatterns: '文号格式',
};
export const PRECEDENCE_TEXT: Record<HearingPrecedence['rule'], string> = {
  department: '部门标准优先',
  region: '地方标准优先于部门规章',
  stricter: '就低：达到任何一个标准即可要求听证',
};
