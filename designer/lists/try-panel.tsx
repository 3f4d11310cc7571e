import { Button, InputNumber, Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { DiscretionItem, DiscretionResult } from '#contracts';
import { DISCRETION_FACTORS, DISCRETION_FACTS, factDefinition, factsOfItem, yuanToFen } from '#rules';
import { call, DiscretionAdvice, FactInput, ProblemView } from '#ui';

const FACTORS = DISCRETION_FACTORS.map((factor) => ({ value: factor.id, label: factor.text }));
const OTHER_FACTS = DISCRETION_FACTS.filter((fact) => ['金额', '数量和程度', '改正'].includes(fact.group)).map(
  (fact) => ({
    value: fact.name,
    label: fact.unit ? `${fact.label}（${fact.unit}）` : fact.label,
  }),
);

type Correction = 'none' | 'ordered' | 'done' | 'not-done';
const CORRECTION_DATA: Record<Correction, Record<string, unknown>> = {
  none: {},
  ordered: { correctionOrdered: true },
  done: { correctionOrdered: true, correctionResult: 'done' },
  'not-done': { correctionOrdered: true, correctionResult: 'not-done' },
};

interface Question {
  circumstances: string[];
  facts: Record<string, unknown>;
  confirmed: boolean;
  correction: Correction;
  fineFen: number | undefined;
}

function Facts({
  question,
  names,
  put,
}: {
  question: Question;
  names: string[];
  put: (part: Partial<Question>) => void;
}) {
  return (
    <div className="qh-person-grid">
      {names.map((fact) => {
        const { label, type, unit } = factDefinition(fact);
        return (
          <label key={fact} className="qh-stack-small" style={{ gap: 2 }}>
            <span>{label}</span>
            <FactInput
              fact={{ fact, label, type, ...(unit ? { unit } : {}) }}
              value={question.facts[fact]}
              onChange={(value) => put({ facts: { ...question.facts, [fact]: value } })}
            />
          </label>
        );
      })}
    </div>
  );
}

/** “What if” for one item, stored or being edited: circumstances, facts and a proposal in, the recommendation out. */
export function TryPanel({ item }: { item: DiscretionItem }) {
  const [question, setQuestion] = useState<Question>({
    circumstances: [],
    facts: {},
    confirmed: false,
    correction: 'none',
    fineFen: undefined,
  });
  const [more, setMore] = useState<string[]>([]);
  const [result, setResult] = useState<DiscretionResult | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const put = (part: Partial<Question>) => setQuestion((former) => ({ ...former, ...part }));
  useEffect(() => setResult(null), [item]);
  const ask = async () => {
    setBusy(true);
    try {
      const facts = Object.fromEntries(Object.entries(question.facts).filter(([, value]) => value !== undefined));
      const answer = await call('previewDiscretionRules', {
        body: {
          department: item.department,
          item,
          data: {
            ...facts,
            ...CORRECTION_DATA[question.correction],
            violationCode: item.code,
            circumstances: question.circumstances,
            otherConditionsConfirmed: question.confirmed,
          },
          ...(question.fineFen === undefined ? {} : { proposedFineFen: question.fineFen }),
        },
      });
      setResult(answer);
      setError(null);
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
    }
  };
  const names = [...new Set([...factsOfItem(item), ...more])];
  return (
    <div className="qh-stack-small" data-testid="try-panel">
      <label className="qh-stack-small" style={{ gap: 2 }}>
        <span>情节</span>
        <Select
          mode="multiple"
          aria-label="情节"
          optionFilterProp="label"
          value={question.circumstances}
          options={FACTORS}
          onChange={(circumstances: string[]) => put({ circumstances })}
        />
      </label>
      <div className="qh-row" style={{ flexWrap: 'wrap' }}>
        <span>责令改正</span>
        <Segmented
          aria-label="责令改正"
          value={question.correction}
          options={[
            { value: 'none', label: '没有责令' },
            { value: 'ordered', label: '已责令，未复查' },
            { value: 'done', label: '已改正' },
            { value: 'not-done', label: '拒不改正或逾期' },
          ]}
          onChange={(correction) => put({ correction: correction as Correction })}
        />
        <Segmented
          aria-label="其他适用条件"
          value={question.confirmed ? 'yes' : 'no'}
          options={[
            { value: 'no', label: '其他条件未核实' },
            { value: 'yes', label: '其他条件核实满足' },
          ]}
          onChange={(value) => put({ confirmed: value === 'yes' })}
        />
      </div>
      <Facts question={question} names={names} put={put} />
      <div className="qh-row" style={{ flexWrap: 'wrap' }}>
        <Select
          mode="multiple"
          aria-label="再填一项事实"
          placeholder="再填一项事实"
          style={{ minWidth: 220 }}
          optionFilterProp="label"
          value={more}
          options={OTHER_FACTS}
          onChange={setMore}
        />
        <InputNumber<string>
          stringMode
          min="0"
          precision={2}
          addonBefore="拟罚款"
          addonAfter="元"
          aria-label="拟罚款（元）"
          onChange={(next) => put({ fineFen: next === null ? undefined : (yuanToFen(String(next)) ?? undefined) })}
        />
        <Button type="primary" ghost loading={busy} onClick={() => void ask()}>
          试算
        </Button>
      </div>
      {error ? <ProblemView error={error} /> : null}
      {result ? <DiscretionAdvice result={result} /> : null}
    </div>
  );
}
