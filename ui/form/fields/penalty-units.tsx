import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, App as AntApp, Button, Empty, InputNumber, Select, Tag } from 'antd';
import type { Party, PenaltyUnit, UnitResult } from '#contracts';
import { fenToYuanText, formatFen, penaltyUnitsOf, TIER_NAMES, unitsTotalFen, yuanToFen } from '#rules';
import { useRead } from '../../api/hooks.ts';
import { FactInput } from '../../parts/fact-inputs.tsx';
import type { FieldDefinition, FieldProps } from '../field-definition.ts';
import { asMissing } from './discretion-advice.tsx';
import './penalty-units.css';
import { useDiscretionPreview } from './use-discretion-preview.ts';
import { ViolationPicker } from './violation.tsx';

/** A case with one unit has its advice in the result itself. */
type Advice = Omit<UnitResult, 'unitId' | 'violationCode' | 'violation'>;

interface UnitProps {
  /** Id of the field; controls of a unit have ids below it. */
  id: string;
  unit: PenaltyUnit;
  index: number;
  parties: readonly Party[];
  /** Units before this one, any of which may be the same act. */
  earlier: readonly PenaltyUnit[];
  advice: Advice | undefined;
  readonly: boolean;
  onChange: (unit: PenaltyUnit) => void;
  onRemove: () => void;
}

const without = <T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> => {
  const { [key]: _gone, ...rest } = value;
  return rest;
};

/** What is recommended for one unit, in a line; what is missing for it can be entered below. */
function UnitAdvice({ advice }: { advice: Advice | undefined }) {
  if (!advice) return null;
  const range =
    advice.minFen === undefined || advice.maxFen === undefined
      ? ''
      : `${formatFen(advice.minFen)} 至 ${formatFen(advice.maxFen)}`;
  return (
    <div className="qh-small" aria-live="polite">
      建议：<strong>{TIER_NAMES[advice.recommendedTier]}</strong>
      {range ? `，${range}` : ''}
      {advice.absorbedBy ? <Tag style={{ marginInlineStart: 8 }}>一事不二罚，不另行罚款</Tag> : null}
      {advice.deviation?.deviates ? <Tag color="orange">{advice.deviation.needs}</Tag> : null}
    </div>
  );
}

function UnitFacts({ unit, advice, readonly, onChange }: Pick<UnitProps, 'unit' | 'advice' | 'readonly' | 'onChange'>) {
  const entered = (unit.facts ?? {}) as Record<string, unknown>;
  const missing = (advice?.missing ?? []).filter(({ fact }) => !(fact in entered));
  const facts = [...Object.keys(entered).map(asMissing), ...missing];
  if (facts.length === 0) return null;
  const enter = (fact: string, value: unknown) => {
    const changed = { ...entered, [fact]: value };
    if (value === undefined) delete changed[fact];
    onChange({ ...unit, facts: changed } as PenaltyUnit);
  };
  return (
    <div className="qh-units-facts">
      {facts.map((fact) => (
        <label key={fact.fact}>
          <span className="qh-small">{fact.label}</span>
          <FactInput
            fact={fact}
            value={entered[fact.fact]}
            disabled={readonly}
            onChange={(next) => enter(fact.fact, next)}
          />
        </label>
      ))}
    </div>
  );
}

/** One violation by one party. */
function Unit({ id, unit, index, parties, earlier, advice, readonly, onChange, onRemove }: UnitProps) {
  const at = `${id}-${index}`;
  const sameAs = earlier.findIndex((other) => unit.act !== undefined && (other.act ?? other.id) === unit.act);
  return (
    <section className="qh-units-unit" aria-label={`处罚单元 ${index + 1}`}>
      <div className="qh-row" style={{ justifyContent: 'space-between' }}>
        <strong>第 {index + 1} 项</strong>
        {readonly ? null : (
          <Button type="text" icon={<DeleteOutlined />} aria-label={`删去第 ${index + 1} 项`} onClick={onRemove} />
        )}
      </div>
      <label htmlFor={`${at}-violation`}>违法行为</label>
      <ViolationPicker
        id={`${at}-violation`}
        value={unit.violationCode}
        readonly={readonly}
        invalid={false}
        describedBy={undefined}
        onBlur={() => undefined}
        onChange={(code) => onChange({ ...unit, violationCode: typeof code === 'string' ? code : '' })}
      />
      <div className="qh-units-row">
        <label>
          <span>当事人</span>
          <Select
            aria-label={`第 ${index + 1} 项的当事人`}
            disabled={readonly}
            value={unit.partyId ?? parties[0]?.id}
            options={parties.map((party) => ({ value: party.id, label: party.name }))}
            onChange={(partyId: string) => onChange({ ...unit, partyId })}
          />
        </label>
        <label>
          <span>拟罚款</span>
          <InputNumber<string>
            stringMode
            aria-label={`第 ${index + 1} 项的拟罚款（元）`}
            disabled={readonly}
            min="0"
            precision={2}
            addonAfter="元"
            value={unit.proposedFineFen === undefined ? null : fenToYuanText(unit.proposedFineFen)}
            onChange={(next) => {
              const fen = next === null ? null : yuanToFen(String(next));
              onChange(fen === null ? without(unit, 'proposedFineFen') : { ...unit, proposedFineFen: fen });
            }}
          />
        </label>
        {earlier.length > 0 ? (
          <label>
            <span>与前面的是否同一行为</span>
            <Select
              aria-label={`第 ${index + 1} 项是否与前面的同一行为`}
              disabled={readonly}
              value={sameAs < 0 ? '' : String(sameAs)}
              options={[
                { value: '', label: '不是，另一个行为' },
                ...earlier.map((_one, other) => ({ value: String(other), label: `与第 ${other + 1} 项是同一行为` })),
              ]}
              onChange={(other: string) => {
                const first = earlier[Number(other)];
                onChange(other === '' || !first ? without(unit, 'act') : { ...unit, act: first.act ?? first.id });
              }}
            />
          </label>
        ) : null}
      </div>
      <UnitAdvice advice={advice} />
      <UnitFacts unit={unit} advice={advice} readonly={readonly} onChange={onChange} />
    </section>
  );
}

const newId = (units: readonly PenaltyUnit[]): string =>
  String(Math.max(0, ...units.map(({ id }) => Number(id) || 0)) + 1);

/** The proposed fine of the case beside the sum of its units. */
function Total({ units, values }: { units: readonly PenaltyUnit[]; values: Record<string, unknown> }) {
  const total = unitsTotalFen(units);
  if (total === undefined) return <div className="qh-muted qh-small">各项都填写拟罚款后显示合计。</div>;
  const name = values['decidedFineYuan'] === undefined ? 'proposedFineYuan' : 'decidedFineYuan';
  const typed = typeof values[name] === 'string' ? yuanToFen(values[name]) : null;
  return (
    <>
      <div>
        合计拟罚款 <strong>{formatFen(total)}</strong>
      </div>
      {typed !== null && typed !== total ? (
        <Alert
          type="warning"
          showIcon
          message={`表单中的罚款为 ${formatFen(typed)}，与各项合计不一致，请改正其中一处。`}
        />
      ) : null}
    </>
  );
}

/** Violations × parties, each weighed by itself; the advice for each follows what is typed. */
function PenaltyUnits({ id, value, onChange, readonly, environment, values }: FieldProps) {
  const { message } = AntApp.useApp();
  const units = penaltyUnitsOf({ penaltyUnits: value });
  const { caseId } = environment;
  const detail = useRead('case', { params: { id: caseId ?? '' }, enabled: caseId !== undefined });
  const { result } = useDiscretionPreview(units.length > 0 ? caseId : undefined, values);
  const parties = detail.data?.parties ?? [];
  const adviceOf = (unit: PenaltyUnit): Advice | undefined =>
    units.length === 1 ? (result ?? undefined) : result?.units?.find(({ unitId }) => unitId === unit.id);
  const add = () => {
    const chosen = values['violationCode'];
    const violationCode = units.length === 0 && typeof chosen === 'string' ? chosen : '';
    const partyId = parties[0]?.id;
    onChange([...units, { id: newId(units), violationCode, ...(partyId ? { partyId } : {}) }]);
  };
  const remove = (index: number) => {
    const before = units;
    onChange(units.filter((_unit, at) => at !== index));
    void message.info({
      duration: 8,
      content: (
        <span>
          已删去第 {index + 1} 项{' '}
          <Button size="small" type="link" onClick={() => onChange(before)}>
            撤销
          </Button>
        </span>
      ),
    });
  };
  return (
    <div id={id} tabIndex={-1} className="qh-stack-small">
      {units.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="还没有处罚单元：每一违法行为、每一当事人一项" />
      ) : null}
      {units.map((unit, index) => (
        <Unit
          key={unit.id}
          id={id}
          unit={unit}
          index={index}
          parties={parties}
          earlier={units.slice(0, index)}
          advice={adviceOf(unit)}
          readonly={readonly}
          onChange={(next) => onChange(units.map((one, at) => (at === index ? next : one)))}
          onRemove={() => remove(index)}
        />
      ))}
      {readonly ? null : (
        <Button type="dashed" icon={<PlusOutlined />} onClick={add}>
          增加一项
        </Button>
      )}
      {units.length > 0 ? <Total units={units} values={values} /> : null}
    </div>
  );
}

export const penaltyUnits: FieldDefinition = { name: 'penalty-units', Control: PenaltyUnits, composite: true };
