import type { FactTest, FactTree, ListCondition } from '#contracts';
import { parseChineseNumber } from '../../laws/index.ts';

const yes = (fact: string): FactTest => ({ fact, operator: 'true' });
const corrected: FactTree = { any: [yes('correctedInTime'), yes('correctedOnSpot')] };

/** Phrases of published lists and the circumstances that they mean. */
const PHRASES: readonly [RegExp, FactTree][] = [
  [
    /^(违法行为)?(轻微|较轻)(并|且|,|，)?及时(改正|纠正)(并|且|,|，)?(没有|未|无)(造成)?(危害)?后果$/,
    { all: [yes('minorViolation'), corrected, yes('noConsequence')] },
  ],
  [
    /^(当事人)?(系|属|属于)?(首次|初次)(违法|违反|被发现|发现|被查处|实施)?(该行为|违法行为)?(的)?$/,
    yes('firstOffence'),
  ],
  [/^(危害)?后果(显著)?轻微$/, yes('minorConsequence')],
  [/^(没有|未|无)(造成)?(明显|严重|实际)?(危害|社会危害|不良)?后果(发生)?$/, yes('noConsequence')],
  [/^(能够?|已)?(当场|立即|现场)(自行)?(改正|纠正|整改|停止)(违法行为|到位|完毕)?$/, yes('correctedOnSpot')],
  [/^(能够?|已)?(及时|主动|自行|积极)(改正|纠正|整改)(违法行为|到位|完毕|的)?$/, corrected],
  [
    /^(在|经)?(责令|规定|整改)?(后)?(的)?(限期|期限|规定期限|责令期限|责令改正期限)(内)?(已)?(改正|整改|纠正)(违法行为|到位|完毕|的)?$/,
    corrected,
  ],
  [/^违法行为(情节)?(显著)?轻微$/, yes('minorViolation')],
  [/^(有证据(足以)?证明)?(当事人)?(没有|无|非)主观(过错|故意)$/, yes('noFault')],
  [/^(积极|主动)?配合(执法机关|执法人员)?(调查|检查|查处)(取证)?(并主动提供证据(材料)?)?$/, yes('cooperated')],
  [/^主动(采取措施)?(消除|减轻|消除或者减轻)(违法行为)?(的)?危害后果$/, yes('eliminatedHarm')],
  [/^(经责令改正)?(拒不改正|逾期(不|未)改正?|拒不整改)$/, yes('refusedCorrection')],
  [/^情节严重$/, yes('seriousCircumstances')],
];

const NUMBER = '(\\d+(?:\\.\\d+)?|[零一二三四五六七八九十百千两]+)';
const UNITS = '(万元|元|个工作日|工作日|个月|倍|小时|分贝|dB|db|DB|%|％|平方米|吨|人|名|处|次|件|辆|日|天)';
const BELOW = /(不足|少于|低于|小于|未满|不满|<)$/;
const AT_MOST = /(不超过|未超过|不大于|不高于|不多于|至多|≤|<=)$/;
const ABOVE = /(超过|高于|大于|多于|>)$/;
const AT_LEAST = /(达到|不少于|不低于|至少|≥|>=)$/;
const THRESHOLD = new RegExp(
  `(不足|少于|低于|小于|未满|不满|不超过|未超过|不大于|不高于|不多于|至多|超过|高于|大于|多于|达到|不少于|不低于|至少|<=|>=|≤|≥|<|>)?\\s*${NUMBER}\\s*${UNITS}\\s*(以下|以内|之内|内|以上)?`,
  'g',
);
/** A comparison whose number is no number: `不足O.1倍`, `≤ 倍`, `不超过X万元`. */
const BROKEN = new RegExp(
  `(不足|少于|低于|不超过|未超过|超过|达到|<=|>=|≤|≥|<|>)\\s*([A-Za-z×?？_＿.．·]*(?:\\d*[A-Za-z?？_＿×]+\\d*)?[\\d.]*|)\\s*${UNITS}`,
);

const operatorOf = (before: string | undefined, after: string | undefined): FactTest['operator'] | null => {
  if (before) {
    if (AT_MOST.test(before)) return '<=';
    if (AT_LEAST.test(before)) return '>=';
    if (BELOW.test(before)) return '<';
    if (ABOVE.test(before)) return '>';
  }
  if (after && /以下|以内|之内|内/.test(after)) return '<=';
  return after === '以上' ? '>=' : null;
};

const numberOf = (text: string): number | null => {
  if (/^\d/.test(text)) return Number(text);
  const value = parseChineseNumber(text);
  return value > 0 ? value : null;
};

const MONEY: readonly [RegExp, string][] = [
  [/人均|每人/, 'perPersonAmountFen'],
  [/违法所得|获利/, 'illegalGainsFen'],
  [/货值|价值|销售额|金额/, 'goodsValueFen'],
  [/广告费/, 'advertisingFeeFen'],
  [/合同价款/, 'contractPriceFen'],
  [/造价/, 'constructionCostFen'],
  [/投资额/, 'investmentFen'],
];

const factOf = (unit: string, sentence: string): string | null => {
  const correcting = /改正|整改|备案|完成|补办|补齐|公开/.test(sentence);
  switch (unit) {
    case '元':
    case '万元':
      return MONEY.find(([words]) => words.test(sentence))?.[1] ?? null;
    case '个工作日':
    case '工作日':
      return 'correctedWithinWorkdays';
    case '日':
    case '天':
      return correcting ? 'correctedWithinDays' : 'durationDays';
    case '个月':
      return 'durationMonths';
    case '倍':
      return 'excessMultiple';
    case '小时':
      return /报告/.test(sentence) ? 'reportedWithinHours' : null;
    case '人':
    case '名':
      return 'affectedPersons';
    case '处':
      return 'placeCount';
    case '件':
      return 'itemCount';
    case '辆':
      return 'vehicleCount';
    case '吨':
      return 'wasteTons';
    case '平方米':
      return 'areaSquareMeters';
    case '次':
      return /[两二2]年/.test(sentence)
        ? 'violationsWithinTwoYears'
        : /[一1]年/.test(sentence)
          ? 'violationsWithinOneYear'
          : null;
    case '%':
    case '％':
      return /超限|超载/.test(sentence) ? 'overloadPercent' : /占用|宽度/.test(sentence) ? 'occupiedPercent' : null;
    default:
      return /噪声/.test(sentence) ? 'noiseExcessDb' : null;
  }
};

const MONEY_SCALE: Record<string, number> = { 元: 100, 万元: 1_000_000 };

/** A threshold in the text as a comparison: `持续不足1个月` → durationMonths < 1. Null where it can't be told. */
const thresholdOf = (sentence: string): FactTest | null => {
  const found = [...sentence.matchAll(THRESHOLD)].filter((match) => match[1] || match[4]);
  if (found.length !== 1) return null;
  const [, before, digits = '', unit = '', after] = found[0]!;
  const operator = operatorOf(before, after);
  const value = numberOf(digits);
  const fact = factOf(unit, sentence);
  if (operator === null || value === null || fact === null) return null;
  const scaled = unit in MONEY_SCALE ? Math.round(value * (MONEY_SCALE[unit] ?? 1)) : value;
  return { fact, operator, value: scaled, text: sentence };
};

const clean = (piece: string): string =>
  piece.replace(/^[\s，,、；;。]+|[\s，,、；;。]+$/g, '').replace(/^(的|且|并|并且)/, '');

/** The meaning of one piece of text, where a phrase or a threshold is known; a suggestion, to be confirmed by a person. */
export const suggestTest = (text: string): FactTree | null => {
  const piece = clean(text);
  const phrase = PHRASES.find(([pattern]) => pattern.test(piece))?.[1];
  if (phrase) return phrase;
  const either = piece.split(/，?或者?/).map(clean);
  if (either.length > 1) return together('any', either);
  const both = piece
    .split(/并且|且|，|,/)
    .map(clean)
    .filter(Boolean);
  if (both.length > 1) return together('all', both);
  return thresholdOf(piece);
};

/** Only where every part is understood: half an understanding would be another condition. */
const together = (kind: 'all' | 'any', parts: readonly string[]): FactTree | null => {
  const trees = parts.map(suggestTest);
  if (trees.some((tree) => tree === null)) return null;
  const known = trees as FactTree[];
  return kind === 'all' ? { all: known } : { any: known };
};

const LEAD = /^[^：:；;]{0,60}(同时(符合|满足|具备)|下列|以下|之一)[^：:；;]{0,30}[：:]/;
const ANY = /(之一|任一|任意一)[^；;。]{0,6}(情形|条件)?/;
const MARKS =
  /(?:^|[\s；;。，,])(?:\d{1,2}[.．、)）](?!\d)|[（(]\d{1,2}[）)]|[（(][一二三四五六七八九十]{1,3}[）)]|[①②③④⑤⑥⑦⑧⑨⑩])/g;

const splitText = (text: string): string[] => {
  const marked = text.split(MARKS).map(clean).filter(Boolean);
  if (marked.length > 1) return marked;
  const lines = text
    .split(/[\n；;]/)
    .map(clean)
    .filter(Boolean);
  if (lines.length > 1) return lines;
  const listed = text.split('、').map(clean).filter(Boolean);
  return listed.length > 1 && listed.filter((piece) => suggestTest(piece) !== null).length * 2 >= listed.length
    ? listed
    : [clean(text)];
};

/** A longer sentence is no plain condition: it stays words. */
const LONGEST_PIECE = 200;

export interface ConditionReading {
  conditions: ListCondition[];
  combine: 'all' | 'any';
  /** Thresholds whose number is none, as written. */
  broken: string[];
}

/**
 * Reads the 适用条件 of a list: split into conditions, each with a suggested structure where its words are known. What is
 * suggested is marked and holds as 待确认 until somebody confirms it.
 */
export const readConditions = (text: string, idPrefix: string): ConditionReading => {
  const whole = text
    .normalize('NFKC')
    .replace(/[\r\t]+/g, '\n')
    .trim();
  const lead = LEAD.exec(whole)?.[0] ?? '';
  const body = whole.slice(lead.length);
  const combine = ANY.test(lead) ? ('any' as const) : ('all' as const);
  const pieces = splitText(body).filter((piece) => piece !== '');
  const broken: string[] = [];
  const conditions = pieces.map((piece, index): ListCondition => {
    const short = piece.length <= LONGEST_PIECE;
    const bad = short ? BROKEN.exec(piece) : null;
    const isBroken = bad !== null && !/^\d+(\.\d+)?$/.test(bad[2] ?? '');
    if (isBroken) broken.push(bad[0]);
    const test = short && !isBroken ? suggestTest(piece) : null;
    return {
      id: `${idPrefix}-${index + 1}`,
      text: piece,
      feel: '',
      ...(test ? { test, suggested: true } : {}),
    };
  });
  return { conditions, combine, broken };
};
