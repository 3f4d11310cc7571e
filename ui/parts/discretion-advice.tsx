import { Alert, Descriptions, Tag } from 'antd';
import type { DiscretionResult } from '#contracts';
import { formatFen, TIER_NAMES } from '#rules';
import { ArticleLink, OriginTag } from './article-link.tsx';
import { LIST_NAMES } from './words.ts';

const TIER_COLORS: Record<string, string> = {
  'no-penalty': 'green',
  exempt: 'green',
  mitigated: 'cyan',
  lenient: 'blue',
  ordinary: 'default',
  aggravated: 'red',
};

function rangeText(minFen: number | undefined, maxFen: number | undefined): string {
  if (maxFen === undefined)
    return minFen === undefined ? '没有可用的法定幅度，请依法裁量' : `${formatFen(minFen)} 以上`;
  return minFen === undefined || minFen === 0
    ? `${formatFen(maxFen)} 以下`
    : `${formatFen(minFen)} ～ ${formatFen(maxFen)}`;
}

/** Tiers under which no fine is imposed. */
const noFine = (result: DiscretionResult) =>
  result.maxFen === undefined && ['no-penalty', 'exempt'].includes(result.recommendedTier);

type Match = DiscretionResult['matched'][number];

function MatchRow({ match, hit }: { match: Match; hit: boolean }) {
  return (
    <div className="qh-stack-small" style={{ gap: 2 }}>
      <div className="qh-row">
        <strong>{match.code}</strong>
        <span>{LIST_NAMES[match.list] ?? match.list}</span>
        <OriginTag origin={match.origin} />
        {hit ? <Tag color="green">命中</Tag> : <Tag>未命中</Tag>}
      </div>
      <div className="qh-muted">{match.violation}</div>
      {match.conditions.map((condition) => (
        <div key={condition.text}>
          {condition.met ? '✔' : '✘'} {condition.text}
          <span className="qh-visually-hidden">{condition.met ? '（符合）' : '（不符合）'}</span>
        </div>
      ))}
    </div>
  );
}

function Deviation(props: { deviation: NonNullable<DiscretionResult['deviation']>; bounded: boolean }) {
  const { deviation, bounded } = props;
  if (!deviation.deviates && !deviation.outsideStatutory) {
    return deviation.proposedFen === undefined || !bounded ? null : (
      <Alert type="success" showIcon message={`拟处罚 ${formatFen(deviation.proposedFen)}，在推荐幅度内`} />
    );
  }
  const amount = deviation.proposedFen === undefined ? '拟作处理' : `拟处罚 ${formatFen(deviation.proposedFen)}`;
  return (
    <Alert
      type={deviation.outsideStatutory ? 'error' : 'warning'}
      showIcon
      message={deviation.outsideStatutory ? `${amount} 超出法定幅度` : `${amount} 偏离推荐`}
      description={[deviation.needs, deviation.reason].filter(Boolean).join('；')}
    />
  );
}

/** The recommendation with all that led to it. Lists recommend, they never exclude. */
export function DiscretionAdvice({ result }: { result: DiscretionResult }) {
  return (
    <div className="qh-stack-small" data-testid="discretion-advice">
      <Descriptions
        size="small"
        column={1}
        items={[
          {
            key: 'tier',
            label: '推荐档次',
            children: <Tag color={TIER_COLORS[result.recommendedTier]}>{TIER_NAMES[result.recommendedTier]}</Tag>,
          },
          {
            key: 'range',
            label: '推荐幅度',
            children: noFine(result) ? '不罚款' : rangeText(result.minFen, result.maxFen),
          },
          ...(result.statutory
            ? [
                {
                  key: 'statutory',
                  label: '法定幅度',
                  children: rangeText(result.statutory.minFen, result.statutory.maxFen),
                },
              ]
            : []),
        ]}
      />
      {result.deviation ? <Deviation deviation={result.deviation} bounded={result.maxFen !== undefined} /> : null}
      {result.matched.map((match) => (
        <MatchRow key={match.code} match={match} hit />
      ))}
      {result.factors.map((factor) => (
        <div key={factor.id}>
          {factor.effect}：{factor.text} <ArticleLink citation={factor.basis} />
        </div>
      ))}
      {result.measures.length > 0 ? <div>配套措施：{result.measures.join('、')}</div> : null}
      <details className="qh-small">
        <summary className="qh-muted">怎样得出（{result.explanation.length} 步）</summary>
        <ol style={{ paddingInlineStart: 20 }}>
          {result.explanation.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        {result.missed.map((match) => (
          <MatchRow key={match.code} match={match} hit={false} />
        ))}
      </details>
    </div>
  );
}
