import type { GateLevel, GateStage } from '#contracts';

export const LEVEL_WORDS: Record<GateLevel, string> = { block: '阻断', warn: '警告', record: '留痕' };
export const LEVEL_COLORS: Record<GateLevel, string> = { block: 'red', warn: 'orange', record: 'blue' };
export const STAGE_WORDS: Record<GateStage, string> = {
  lead: '线索核查',
  filing: '立案',
  assignment: '派单、签名',
  inspection: '行政检查',
  investigation: '调查取证',
  measure: '登记保存、强制措施',
  report: '调查终结',
  review: '审核',
  notice: '告知',
  hearing: '听证',
  decision: '决定',
  summary: '当场处罚',
  service: '送达、公开',
  execution: '执行',
  closing: '结案',
};
export const stagesText = (stages: readonly GateStage[] | undefined): string =>
  stages && stages.length > 0 ? stages.map((stage) => STAGE_WORDS[stage]).join('、') : '全程';
