import { Tag } from 'antd';
import type { FineMeasure, PenaltyClause } from '#contracts';
import { factDefinition, formatFen, treeText } from '#rules';
import { ArticleLinks, OriginTag } from '#ui';

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

function Bands({ title, bands }: { title: string; bands: PenaltyClause['bands'] }) {
  if (bands.length === 0) return null;
  return (
    <div>
      {title}
      <ul style={{ paddingInlineStart: 20, margin: 0 }}>
        {bands.map((band) => (
          <li key={band.id}>
            {band.text}
            {band.when ? `（${treeText(band.when)}）` : ''}：{measureText(band.fine)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A penalty clause as it is reckoned with. */
export function ClauseView({ clause }: { clause: PenaltyClause }) {
  return (
    <div className="qh-stack-small" style={{ gap: 4 }}>
      <div className="qh-row">
        {clause.patterns.map((pattern) => (
          <Tag key={pattern}>{PATTERN_NAMES[pattern] ?? pattern}</Tag>
        ))}
        <ArticleLinks citations={clause.basis} />
        <OriginTag origin={clause.origin} />
      </div>
      {clause.text ? <blockquote style={{ margin: 0 }}>{clause.text}</blockquote> : null}
      <Bands title={clause.correction === 'first' ? '不须先责令改正的：' : '罚款：'} bands={clause.bands} />
      <Bands title="拒不改正或者逾期未改正的：" bands={clause.overdueBands} />
      {[...clause.parts, ...clause.overdueParts].map((part) => (
        <div key={part.text}>
          {part.text}
          {part.approval ? `（${part.approval}）` : ''}
        </div>
      ))}
      {clause.responsible ? <Bands title="责任人员：" bands={clause.responsible.bands} /> : null}
      {clause.escalation ? <Bands title={`${clause.escalation.text}的：`} bands={clause.escalation.bands} /> : null}
      {clause.daily ? <div>{clause.daily.text}</div> : null}
    </div>
  );
}
