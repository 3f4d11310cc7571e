import { yuanToFen } from '../../money/money.ts';
import { DISCRETION_FACTORS, factorName } from '../factors.ts';

export type FactType = 'money' | 'number' | 'boolean' | 'date' | 'text';

/** A fact that conditions and penalty clauses may name. */
export interface FactDefinition {
  name: string;
  label: string;
  type: FactType;
  unit?: string;
  /** Where the editor of conditions shows it. */
  group: '金额' | '数量和程度' | '情节' | '改正' | '当事人' | '其他';
}

const money = (name: string, label: string): FactDefinition => ({
  name,
  label,
  type: 'money',
  unit: '元',
  group: '金额',
});
const number = (name: string, label: string, unit: string, group: FactDefinition['group'] = '数量和程度') => ({
  name,
  label,
  type: 'number' as const,
  unit,
  group,
});
const yesNo = (name: string, label: string, group: FactDefinition['group']): FactDefinition => ({
  name,
  label,
  type: 'boolean',
  group,
});

/** Facts by name: amounts are in fen and named `…Fen`; a form field `…Yuan` of the same stem gives them. */
export const DISCRETION_FACTS: readonly FactDefinition[] = [
  money('goodsValueFen', '货值金额'),
  money('illegalGainsFen', '违法所得'),
  money('constructionCostFen', '建设工程造价'),
  money('contractPriceFen', '工程合同价款'),
  money('investmentFen', '建设项目总投资额'),
  money('falseCapitalFen', '虚报注册资本（虚假出资）金额'),
  money('advertisingFeeFen', '广告费用'),
  money('disposalCostFen', '所需处置费用'),
  money('perPersonAmountFen', '人均金额'),
  money('unitFineFen', '对单位的罚款数额'),
  number('affectedPersons', '受侵害（涉及）人数', '人'),
  number('violationCount', '违法次数（含本次）', '次'),
  number('violationsWithinOneYear', '一年内同类违法次数（含本次）', '次'),
  number('violationsWithinTwoYears', '两年内同类违法次数（含本次）', '次'),
  number('durationDays', '持续天数', '天'),
  number('durationMonths', '持续月数', '个月'),
  number('excessMultiple', '超标倍数', '倍'),
  number('phValue', 'pH 值', ''),
  number('noiseExcessDb', '噪声超标', '分贝'),
  number('wasteTons', '年产生或贮存量', '吨'),
  number('occupiedPercent', '占用宽度比例', '%'),
  number('placeCount', '处数', '处'),
  number('itemCount', '数量', '件'),
  number('vehicleCount', '车辆数', '辆'),
  number('areaSquareMeters', '面积', '平方米'),
  number('overloadPercent', '超限比例', '%'),
  number('reportedWithinHours', '报告用时', '小时'),
  number('correctedWithinWorkdays', '改正用时', '个工作日', '改正'),
  number('correctedWithinDays', '改正用时', '日', '改正'),
  ...DISCRETION_FACTORS.map((factor) => yesNo(factorName(factor.id), factor.text, '情节')),
  yesNo('seriousCircumstances', '情节严重', '情节'),
  yesNo('intentional', '主观故意', '情节'),
  yesNo('correctionOrdered', '已责令改正', '改正'),
  yesNo('correctionOverdue', '拒不改正或者逾期未改正', '改正'),
  yesNo('correctionDone', '复查已改正', '改正'),
  yesNo('feeUnknown', '广告费用无法计算或者明显偏低', '金额'),
  yesNo('otherConditionsConfirmed', '其他适用条件经核实全部满足', '其他'),
  { name: 'partyKind', label: '当事人类型', type: 'text', group: '当事人' },
  number('partyAge', '年龄', '周岁', '当事人'),
];

const BY_NAME = new Map(DISCRETION_FACTS.map((fact) => [fact.name, fact]));

export const isDiscretionFact = (name: string): boolean => BY_NAME.has(name);

export const factDefinition = (name: string): FactDefinition =>
  BY_NAME.get(name) ?? { name, label: name, type: name.endsWith('Fen') ? 'money' : 'text', group: '其他' };

const LARGEST_FEN = Number.MAX_SAFE_INTEGER;

/** An amount in fen from what a form or an API gives; null when it is none. */
const asFen = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= LARGEST_FEN ? value : null;

/**
 * A fact from form data: `goodsValueFen` as it is, or `goodsValueYuan` as typed. `undefined` = nobody said; `null` = said
 * but unusable (not a number, negative).
 */
export const readFact = (name: string, data: Record<string, unknown>): unknown => {
  const fact = factDefinition(name);
  const given = data[name];
  if (fact.type === 'money') {
    const yuan = data[`${name.slice(0, -3)}Yuan`];
    if (given === undefined || given === null || given === '')
      return yuan === undefined || yuan === null || yuan === ''
        ? undefined
        : typeof yuan === 'string'
          ? yuanToFen(yuan)
          : null;
    return asFen(given);
  }
  if (given === undefined || given === null || given === '') return undefined;
  if (fact.type === 'number') {
    const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  }
  if (fact.type === 'boolean') return typeof given === 'boolean' ? given : null;
  return given;
};
