import type { FineBand, FineMeasure, PenaltyClause, PenaltyPart } from '#contracts';
import { factDefinition, formatFen, treeText } from '#rules';

export const PATTERN_NAMES: Record<string, string> = {
  P1: '责令改正，拒不改正才罚',
  P2: '责令改正并处罚款',
  P3: '可以处罚',
  P4: '货值金额分段、倍数',
  P5: '违法所得（费用）倍数',
  P6: '按比例',
  P7: '按人头',
  P8: '按日连续处罚',
  P9: '单位和责任人双罚',
  P10: '按次数升级',
  P11: '警告',
  P12: '报经政府批准',
};

const measureText = (fine: FineMeasure): string => {
  switch (fine.kind) {
    case 'amount':
      return fine.minFen === 0
        ? `${formatFen(fine.maxFen)} 以下`
        : `${formatFen(fine.minFen)} 至 ${formatFen(fine.maxFen)}`;
    case 'multiple':
      return `${factDefinition(fine.of).label}的 ${fine.min} 倍至 ${fine.max} 倍${fine.baseAtLeastFen ? `（不足 ${formatFen(fine.baseAtLeastFen)} 的按该数计算）` : ''}`;
    case 'percent':
      return `${factDefinition(fine.of).label}的 ${fine.min}% 至 ${fine.max}%`;
    case 'per-head':
      return `每${factDefinition(fine.of).unit ?? '个'} ${formatFen(fine.minFen)} 至 ${formatFen(fine.maxFen)}`;
    case 'percent-of-unit-fine':
      return `单位罚款数额的 ${fine.min}% 至 ${fine.max}%`;
  }
};

export const bandText = (band: FineBand): string =>
  `${band.text}${band.when ? `（${treeText(band.when)}）` : ''}：${measureText(band.fine)}`;

const MODES: Record<PenaltyPart['mode'], string> = { shall: '应当并处', may: '可以并处', or: '择一' };
const partText = (part: PenaltyPart): string =>
  `${part.text}（${MODES[part.mode]}）${part.when ? `（${treeText(part.when)}）` : ''}${part.approval ? `（${part.approval}）` : ''}`;

const CORRECTIONS: Record<PenaltyClause['correction'], string> = {
  none: '不须责令改正',
  first: '先责令改正，拒不改正的才罚款',
  concurrent: '责令改正，同时罚款',
};
const UNITS: Record<string, string> = { WD: '个工作日', ND: '日', H: '小时', M: '个月', Y: '年' };

export interface ClauseLine {
  /** Tells the same line of two versions: what it says may differ, what it is does not. */
  path: string;
  name: string;
  text: string;
}

const bandLines = (path: string, name: string, bands: readonly FineBand[]): ClauseLine[] =>
  bands.map((band) => ({ path: `${path}.${band.id}`, name, text: bandText(band) }));
const partLines = (path: string, name: string, parts: readonly PenaltyPart[]): ClauseLine[] =>
  parts.map((part) => ({ path: `${path}.${part.kind}.${part.text}`, name, text: partText(part) }));

/** Everything that a clause says, a line each: for comparing two versions. */
export const clauseLines = (clause: PenaltyClause): ClauseLine[] => {
  const line = (path: string, name: string, text: string | undefined): ClauseLine[] =>
    text ? [{ path, name, text }] : [];
  const { responsible, daily, escalation } = clause;
  return [
    ...line('text', '条文', clause.text),
    ...line('patterns', '模式', clause.patterns.map((pattern) => PATTERN_NAMES[pattern] ?? pattern).join('、')),
    ...line('basis', '依据', clause.basis.map(({ law, article }) => `《${law}》${article}`).join('；')),
    ...line('origin', '来源', clause.origin),
    ...line('correction', '责令改正', CORRECTIONS[clause.correction]),
    ...line('optional', '是否必须罚款', clause.optional ? '可以罚款' : '应当罚款'),
    ...bandLines('bands', '罚款', clause.bands),
    ...bandLines('overdueBands', '拒不改正的罚款', clause.overdueBands),
    ...partLines('parts', '其他处罚', clause.parts),
    ...partLines('overdueParts', '拒不改正的其他处罚', clause.overdueParts),
    ...(responsible ? bandLines('responsible', '责任人员的罚款', responsible.bands) : []),
    ...line(
      'responsible.when',
      '责任人员何时处罚',
      responsible && (responsible.when === 'always' ? '一律' : '拒不改正的'),
    ),
    ...line('daily', '按日连续处罚', daily?.text),
    ...line(
      'escalation',
      '按次数升级',
      escalation &&
        `${escalation.window.length}${UNITS[escalation.window.unit] ?? ''}内 ${escalation.atLeast} 次以上：${escalation.text}`,
    ),
    ...(escalation ? bandLines('escalation.bands', '升级后的罚款', escalation.bands) : []),
    ...(escalation ? partLines('escalation.parts', '升级后的其他处罚', escalation.parts) : []),
  ];
};
