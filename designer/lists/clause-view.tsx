import { Tag } from 'antd';
import type { PenaltyClause } from '#contracts';
import { ArticleLinks, OriginTag } from '#ui';
import { bandText, PATTERN_NAMES } from './clause-words.ts';

function Bands({ title, bands }: { title: string; bands: PenaltyClause['bands'] }) {
  if (bands.length === 0) return null;
  return (
    <div>
      {title}
      <ul style={{ paddingInlineStart: 20, margin: 0 }}>
        {bands.map((band) => (
          <li key={band.id}>{bandText(band)}</li>
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
