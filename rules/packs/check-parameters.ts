import type { Citation, ProblemIssue, RuleParameters } from '#contracts';
import { validatePattern } from '../identifiers/number-pattern.ts';

const AT = 'content.parameters';

const checkBasis = (basis: Citation, path: string, label: string): ProblemIssue[] =>
  basis.law.trim() === '' || basis.article.trim() === ''
    ? [{ path: `${path}.basis`, label: '依据', message: `${label}没有写明依据的法规和条文` }]
    : [];

const checkHearing = (thresholds: NonNullable<RuleParameters['hearingThresholds']>): ProblemIssue[] =>
  thresholds.flatMap((threshold, index) => {
    const path = `${AT}.hearingThresholds[${index}]`;
    const label = threshold.measure === 'fine' ? '听证标准（罚款）' : '听证标准（没收）';
    const issues = checkBasis(threshold.basis, path, label);
    if (thresholds.findIndex((other) => other.measure === threshold.measure) !== index)
      issues.push({ path: `${path}.measure`, label, message: `${label}写了两次，请删去一个` });
    for (const [name, who] of [
      ['personFen', '个人'],
      ['organizationFen', '单位'],
    ] as const)
      if (threshold[name] <= 0)
        issues.push({ path: `${path}.${name}`, label, message: `${label}里${who}的数额应大于 0` });
    if (threshold.organizationFen < threshold.personFen)
      issues.push({ path: `${path}.organizationFen`, label, message: `${label}里单位的数额低于个人的数额，请核对` });
    return issues;
  });

const checkTier = (formula: NonNullable<RuleParameters['tierFormula']>): ProblemIssue[] => {
  const path = `${AT}.tierFormula`;
  const label = '裁量档次的划分';
  const issues = checkBasis(formula.basis, path, label);
  const { kind, lenientUpTo, aggravatedFrom } = formula;
  if (kind === 'custom' && (lenientUpTo === undefined || aggravatedFrom === undefined))
    issues.push({ path, label, message: '自定划分须写明从轻到几成为止、从重自几成开始' });
  if (lenientUpTo !== undefined && aggravatedFrom !== undefined && lenientUpTo > aggravatedFrom)
    issues.push({ path: `${path}.lenientUpTo`, label, message: '从轻与从重重叠：从轻的上界不能高于从重的下界' });
  if (formula.zeroMinimum === 'share' && formula.zeroMinimumShare === undefined)
    issues.push({ path: `${path}.zeroMinimumShare`, label, message: '只规定上限的，请写明下限按上限的几成' });
  return issues;
};

const checkPattern = (word: string, pattern: string): ProblemIssue[] => {
  const label = `文号格式（${word === '*' ? '全部' : word}）`;
  const problem = validatePattern(pattern);
  return problem === null
    ? []
    : [{ path: `${AT}.numberPatterns.${word}`, label, message: `${label}“${pattern}”不能用：${problem}` }];
};

/** What is wrong with, or contradictory in, the parameters of a pack. */
export const checkParameters = (parameters: RuleParameters): ProblemIssue[] => {
  const {
    hearingThresholds,
    hearingPrecedence,
    tierFormula,
    firstOffence,
    announcementDays,
    inspectionsPerYear,
    numberPatterns,
  } = parameters;
  const issues: ProblemIssue[] = [];
  if (hearingThresholds) issues.push(...checkHearing(hearingThresholds));
  if (hearingPrecedence)
    issues.push(...checkBasis(hearingPrecedence.basis, `${AT}.hearingPrecedence`, '听证标准的优先次序'));
  if (tierFormula) issues.push(...checkTier(tierFormula));
  if (firstOffence?.basis) issues.push(...checkBasis(firstOffence.basis, `${AT}.firstOffence`, '“初次违法”的认定'));
  if (announcementDays) {
    issues.push(...checkBasis(announcementDays.basis, `${AT}.announcementDays`, '公告送达的天数'));
    if (announcementDays.days > 365)
      issues.push({
        path: `${AT}.announcementDays.days`,
        label: '公告送达的天数',
        message: '公告送达的天数不能超过 365',
      });
  }
  if (inspectionsPerYear)
    issues.push(...checkBasis(inspectionsPerYear.basis, `${AT}.inspectionsPerYear`, '年度检查频次上限'));
  for (const [word, pattern] of Object.entries(numberPatterns ?? {})) issues.push(...checkPattern(word, pattern));
  return issues;
};
