import { Alert, Descriptions, Tag } from 'antd';
import type { ClauseOutcome, DiscretionResult, ItemOutcome, UnitResult } from '#contracts';
import { formatFen, TIER_NAMES } from '#rules';
import { ArticleLink, ArticleLinks, OriginTag } from './article-link.tsx';
import { ConditionOutcomes } from './condition-outcomes.tsx';
import { SimilarCases } from './similar-cases.tsx';
import { APPROVER_NAMES, CLAUSE_STATE_NAMES, FACTOR_EFFECT_NAMES, LIST_NAMES } from './words.ts';

const TIER_COLORS: Record<string, string> = {
  'no-penalty': 'green',
  exempt: 'green',
  mitigated: 'cyan',
  lenient: 'blue',
  ordinary: 'default',
  aggravated: 'red',
};

type One = Omit<DiscretionResult, 'units' | 'totals'>;

function rangeText(minFen: number | undefined, maxFen: number | undefined): string {
  if (maxFen === undefined)
    return minFen === undefined ? '没有可用的法定幅度，请依法裁量' : `${formatFen(minFen)} 以上`;
  return minFen === undefined || minFen === 0
    ? `${formatFen(maxFen)} 以下`
    : `${formatFen(minFen)} ～ ${formatFen(maxFen)}`;
}

/** Tiers under which no fine is imposed. */
const noFine = (result: One) =>
  result.maxFen === undefined && ['no-penalty', 'exempt'].includes(result.recommendedTier);

function MatchRow({ match, hit }: { match: ItemOutcome; hit: boolean }) {
  return (
    <div className="qh-stack-small" style={{ gap: 2 }}>
      <div className="qh-row">
        <strong>
          {match.code} 第 {match.version} 版
        </strong>
        <span>{LIST_NAMES[match.list] ?? match.list}</span>
        <OriginTag origin={match.origin} />
        {match.unconfirmed || match.origin !== '法' ? <Tag color="gold">待确认</Tag> : null}
        {hit ? <Tag color="green">命中</Tag> : <Tag>未命中</Tag>}
      </div>
      <div className="qh-muted">{match.violation}</div>
      <ConditionOutcomes conditions={match.conditions} />
    </div>
  );
}

function Deviation(props: { deviation: NonNullable<DiscretionResult['deviation']>; bounded: boolean }) {
  const { deviation, bounded } = props;
  const requirements = deviation.requirements ?? [];
  if (!deviation.deviates && !deviation.outsideStatutory && requirements.length === 0) {
    return deviation.proposedFen === undefined || !bounded ? null : (
      <Alert type="success" showIcon message={`拟处罚 ${formatFen(deviation.proposedFen)}，在推荐幅度内`} />
    );
  }
  const amount = deviation.proposedFen === undefined ? '拟作处理' : `拟处罚 ${formatFen(deviation.proposedFen)}`;
  const early = requirements.some((need) => need.kind === 'prerequisite');
  return (
    <Alert
      type={deviation.outsideStatutory ? 'error' : 'warning'}
      showIcon
      message={
        deviation.outsideStatutory
          ? `${amount} 超出法定幅度`
          : early
            ? `${amount}，但罚款的前置条件还没有满足`
            : deviation.deviates
              ? `${amount} 偏离推荐`
              : `${amount}，须说明理由`
      }
      description={
        <ul className="qh-plain-list">
          {deviation.reason ? <li>{deviation.reason}</li> : null}
          {requirements.length > 0
            ? requirements.map((need) => (
                <li key={need.text}>
                  {need.approver ? <strong>{APPROVER_NAMES[need.approver]}：</strong> : null}
                  {need.text} <ArticleLink citation={need.basis} />
                </li>
              ))
            : deviation.needs && <li>{deviation.needs}</li>}
        </ul>
      }
    />
  );
}

/** What the penalty clause gives: whether a fine may be imposed now, other kinds of penalty, the people responsible. */
function Clause({ clause }: { clause: ClauseOutcome }) {
  const parts = clause.parts.filter((part) => part.state !== 'unmet');
  return (
    <div className="qh-stack-small" style={{ gap: 2 }} data-testid="clause-outcome">
      <div className="qh-row">
        <Tag color={clause.state === 'range' ? 'blue' : clause.state === 'no-fine' ? 'default' : 'gold'}>
          {CLAUSE_STATE_NAMES[clause.state]}
        </Tag>
        {clause.optional ? <Tag>可以罚款，也可以不罚款</Tag> : null}
        <ArticleLinks citations={clause.basis} />
      </div>
      {clause.steps.map((step) => (
        <div key={step} className="qh-small">
          {step}
        </div>
      ))}
      {parts.map((part) => (
        <div key={part.text} className="qh-small">
          {part.mode === 'shall' ? '应当' : part.mode === 'may' ? '可以' : '或者'}：{part.text}
          {part.state === 'unknown' ? '（是否适用待查明）' : ''}
          {part.approval ? <strong>　{part.approval}</strong> : null}
        </div>
      ))}
      {clause.responsible ? (
        <div className="qh-small">
          {clause.responsible.text}：
          {clause.responsible.maxFen === undefined
            ? `还不能计算，缺少${clause.responsible.missing.map((fact) => fact.label).join('、')}`
            : rangeText(clause.responsible.minFen, clause.responsible.maxFen)}
        </div>
      ) : null}
      {clause.daily ? <div className="qh-small">{clause.daily.text}</div> : null}
    </div>
  );
}

function Missing({ result }: { result: One }) {
  const missing = result.missing ?? [];
  if (missing.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      message={`还缺少：${missing.map((fact) => fact.label).join('、')}`}
      description={<span className="qh-small">{missing.map((fact) => fact.reason).join('；')}</span>}
    />
  );
}

function OneAdvice({ result }: { result: One }) {
  return (
    <>
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
      {(result.clauses ?? []).slice(0, 1).map((clause) => (
        <Clause key={clause.clauseId} clause={clause} />
      ))}
      <Missing result={result} />
      {(result.sameAct ?? []).map((finding) => (
        <Alert key={finding.text} type="warning" showIcon message="一事不二罚" description={finding.text} />
      ))}
      {(result.milderVersions ?? []).map((newer) => (
        <Alert key={newer.code} type="info" showIcon message="从旧兼从轻" description={newer.text} />
      ))}
      {result.deviation ? <Deviation deviation={result.deviation} bounded={result.maxFen !== undefined} /> : null}
      {result.matched.map((match) => (
        <MatchRow key={match.code} match={match} hit />
      ))}
      {result.factors.map((factor) => (
        <div key={factor.id}>
          {FACTOR_EFFECT_NAMES[factor.effect] ?? factor.effect}：{factor.text} <ArticleLink citation={factor.basis} />
        </div>
      ))}
      {result.measures.length > 0 ? <div>配套措施：{result.measures.join('、')}</div> : null}
      {result.similar ? <SimilarCases similar={result.similar} /> : null}
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
    </>
  );
}

function UnitAdvice({ unit, number }: { unit: UnitResult; number: number }) {
  return (
    <section className="qh-stack-small" aria-label={`处罚单元 ${number}`}>
      <h3>
        {number}. {unit.partyName ? `${unit.partyName}：` : ''}
        {unit.violation || unit.violationCode}
        {unit.absorbedBy ? <Tag style={{ marginInlineStart: 8 }}>不另行罚款</Tag> : null}
      </h3>
      <OneAdvice result={unit} />
    </section>
  );
}

/** The recommendation with all that led to it. Lists recommend, they never exclude. */
export function DiscretionAdvice({ result }: { result: DiscretionResult }) {
  const units = result.units ?? [];
  return (
    <div className="qh-stack-small" data-testid="discretion-advice">
      {units.length > 1 ? (
        <>
          {result.totals ? <Alert type="info" showIcon message={result.totals.text} /> : null}
          {units.map((unit, index) => (
            <UnitAdvice key={unit.unitId} unit={unit} number={index + 1} />
          ))}
        </>
      ) : (
        <OneAdvice result={result} />
      )}
    </div>
  );
}
