import { CASE_EVENTS } from '#contracts';
import type {
  Citation,
  ClockRule,
  Duration,
  GateDefinition,
  HearingPrecedence,
  HearingThreshold,
  RulePackContent,
  RuleParameters,
  TierFormula,
} from '#contracts';
import { conditionSentence } from '../gates/condition-sentence.ts';
import { conditionFromFeel } from '../gates/read-condition.ts';
import { LEVEL_TEXT, PRECEDENCE_TEXT, UNIT_TEXT } from './words.ts';

export const eventText = (type: string): string => (CASE_EVENTS as Record<string, string>)[type] ?? type;
export const durationText = ({ length, unit }: Duration): string => `${length}${UNIT_TEXT[unit]}`;
export const citationText = ({ law, article }: Citation): string => (law === '' ? '' : `${law}${article}`);

const yuan = (fen: number): string =>
  fen % 1_000_000 === 0 ? `${fen / 1_000_000} 万元` : `${(fen / 100).toLocaleString('zh-CN')} 元`;
const percent = (share: number | undefined): string => `${Math.round((share ?? 0) * 1000) / 10}%`;

/** One value of a pack in words: a heading that says what it is, and the value. */
export interface PackLine {
  path: string;
  label: string;
  text: string;
}

const DIRECTION = { forward: '自起算事件之后计算', backward: '在起算事件之前倒推' } as const;
const ROLL_OVER: Record<string, string> = { 'next-working-day': '顺延到节假日后第一个工作日', none: '不顺延' };
const SIDE = { organ: '机关的义务', party: '当事人的权利或者义务' } as const;

export const clockLines = (rule: ClockRule, name: string): PackLine[] => {
  const title = rule.name ?? name;
  const line = (field: string, label: string, text: string | undefined): PackLine[] =>
    text === undefined
      ? []
      : [{ path: `clocks.${rule.code}.${field}`, label: `${title}（${rule.code}）${label}`, text }];
  return [
    ...line('limit', '', rule.limit && durationText(rule.limit)),
    ...line('startsOn', '起算', rule.startsOn && eventText(rule.startsOn)),
    ...line('stopsOn', '停止', rule.stopsOn?.map(eventText).join('、')),
    ...line('direction', '方向', rule.direction && DIRECTION[rule.direction]),
    ...line('rollOver', '届满日遇休息日', rule.rollOver && (ROLL_OVER[rule.rollOver] ?? rule.rollOver)),
    ...line('side', '谁的期限', rule.side && SIDE[rule.side]),
    ...line('pauses', '不计入的时间', rule.pauses?.map((pause) => pause.reason).join('、') || (rule.pauses && '无')),
    ...line(
      'extensions',
      '延长',
      rule.extensions &&
        (rule.extensions
          .map((one) => `${one.approver}批准${one.add ? `延长${durationText(one.add)}` : '延长，期限由批准文书定'}`)
          .join('；') ||
          '不能延长'),
    ),
    ...line('warnBefore', '提前预警', rule.warnBefore && (rule.warnBefore.map(durationText).join('、') || '不预警')),
    ...line('consequence', '逾期后果', rule.consequence),
    ...line('basis', '依据', citationText(rule.basis)),
    ...line('origin', '来源', rule.origin),
  ];
};

/** A condition in words where they suffice, else its FEEL. */
const conditionText = (feel: string): string => {
  const tree = conditionFromFeel(feel);
  return tree ? conditionSentence(tree) : feel;
};

const gateLines = (gate: GateDefinition): PackLine[] => {
  const line = (field: string, label: string, text: string | undefined): PackLine[] =>
    text === undefined
      ? []
      : [{ path: `gates.${gate.code}.${field}`, label: `闸门 ${gate.code} ${gate.name}${label}`, text }];
  return [
    ...line('level', '级别', LEVEL_TEXT[gate.level]),
    ...line('condition', '通过的条件', conditionText(gate.condition)),
    ...line('appliesWhen', '适用的情形', gate.appliesWhen && conditionText(gate.appliesWhen)),
    ...line('message', '未通过时的说明', gate.message),
    ...line('remedy', '改正办法', gate.remedy),
    ...line('basis', '依据', gate.basis.map(citationText).join('、')),
    ...line('exceptionApprover', '例外批准人', gate.exceptionApprover),
  ];
};

export const thresholdText = (threshold: HearingThreshold): string => {
  const sign = threshold.exclusive ? '超过 ' : '';
  const end = threshold.exclusive ? '' : '以上';
  return `个人${sign}${yuan(threshold.personFen)}${end}，单位${sign}${yuan(threshold.organizationFen)}${end}`;
};

export const tierText = (formula: TierFormula): string => {
  const cuts =
    formula.kind === 'thirty-percent'
      ? '从轻为较低的 30%，从重为较高的 30%'
      : formula.kind === 'mid-point'
        ? '以中限划分：从轻在中限以下，从重在中限以上'
        : `从轻到 ${percent(formula.lenientUpTo)}，从重自 ${percent(formula.aggravatedFrom)}`;
  const zero =
    formula.zeroMinimum === 'share' ? `；只规定上限的，下限按上限的 ${percent(formula.zeroMinimumShare)}` : '';
  return `${cuts}${zero}`;
};

const MEASURES = { fine: '罚款', confiscation: '没收' } as const;

/** Under 就低 a case has two standards a measure: the second has a path of its own. */
const thresholdLines = (threshold: HearingThreshold, index: number, all: readonly HearingThreshold[]): PackLine[] => {
  const second = all.findIndex(({ measure }) => measure === threshold.measure) === index ? '' : '.second';
  const path = `parameters.hearingThresholds.${threshold.measure}${second}`;
  const label = `听证标准（${MEASURES[threshold.measure]}）`;
  return [
    { path, label, text: thresholdText(threshold) },
    { path: `${path}.basis`, label: `${label}依据`, text: citationText(threshold.basis) },
  ];
};

const precedenceLine = ({ rule, basis }: HearingPrecedence): PackLine => ({
  ...{ path: 'parameters.hearingPrecedence', label: '听证标准不一致时' },
  text: `${PRECEDENCE_TEXT[rule]}（${citationText(basis)}）`,
});

export const parameterLines = (parameters: RuleParameters): PackLine[] => [
  ...(parameters.hearingThresholds ?? []).flatMap(thresholdLines),
  ...(parameters.hearingPrecedence ? [precedenceLine(parameters.hearingPrecedence)] : []),
  ...(parameters.tierFormula
    ? [{ path: 'parameters.tierFormula', label: '裁量档次的划分', text: tierText(parameters.tierFormula) }]
    : []),
  ...(parameters.firstOffence
    ? [
        {
          path: 'parameters.firstOffence',
          label: '“初次违法”的认定',
          text: `${parameters.firstOffence.window ? `${durationText(parameters.firstOffence.window)}内` : '从来'}没有${parameters.firstOffence.sameMatter ? '同一事项的' : '任何'}违法记录`,
        },
      ]
    : []),
  ...(parameters.announcementDays
    ? [{ path: 'parameters.announcementDays', label: '公告送达', text: `${parameters.announcementDays.days}日` }]
    : []),
  ...(parameters.inspectionsPerYear
    ? [
        {
          path: 'parameters.inspectionsPerYear',
          label: '同一企业的年度检查频次上限',
          text: `${parameters.inspectionsPerYear.times}次（${citationText(parameters.inspectionsPerYear.basis)}）`,
        },
      ]
    : []),
  ...Object.entries(parameters.numberPatterns ?? {}).map(([word, pattern]) => ({
    path: `parameters.numberPatterns.${word}`,
    label: `文号格式（${word === '*' ? '全部文书' : word}）`,
    text: pattern,
  })),
];

/** A pack's content in words. @param clockNames names of clocks by code, where the rule has none of its own */
export const contentLines = (
  content: RulePackContent,
  clockNames: Readonly<Record<string, string>> = {},
): PackLine[] => [
  ...content.clocks.flatMap((rule) => clockLines(rule, clockNames[rule.code] ?? rule.code)),
  ...content.gates.flatMap(gateLines),
  ...parameterLines(content.parameters),
];
