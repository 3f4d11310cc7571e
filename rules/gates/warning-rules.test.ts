import type { CaseFacts, Finding } from '#contracts';
import { factsOfTree } from './condition-tree.ts';
import { isGateFact } from './gate-facts.ts';
import { reviewCase } from './review-case.ts';
import { WARNING_RULES } from './warning-rules.ts';

// What supervision looks for besides the gates (domain facts §11.5): each rule with a case that is in order and one that is not.

const NOW = '2026-09-01T09:00:00+08:00';
const FREQUENCY = { times: 2, basis: { law: '公布的检查频次', article: '第一项' }, origin: '法' } as const;

interface Given {
  events: string[];
  data?: Record<string, unknown>;
  more?: Partial<CaseFacts>;
}

const factsOf = ({ events, data = {}, more = {} }: Given): CaseFacts => ({
  caseId: 'c',
  procedureCode: 'p',
  organ: { id: 'o', name: '局', level: 'district', department: '市场监管', regionCode: '370102' },
  parties: [],
  officers: [],
  events: events.map((text) => {
    const [type = '', on = ''] = text.split('@');
    return { id: text, type, at: `${on}T09:00:00+08:00` };
  }),
  data,
  evidence: [],
  documents: [],
  stepActors: [],
  history: [],
  ...more,
});
const review = (given: Given): Finding[] =>
  reviewCase({
    ...{ facts: factsOf(given), now: NOW, gates: WARNING_RULES },
    parameters: { inspectionsPerYear: FREQUENCY },
  });
const outcomeOf = (code: string, given: Given) => review(given).find(({ gate }) => gate === code)?.outcome;

const actor = (userId: string) => ({ elementId: 'T', userId, at: NOW });
const inspection = (on: string, more: { organId?: string; type?: string } = {}) => ({
  ...{ caseId: on, caseNumber: `立〔2026〕${on}号`, organId: 'o', on },
  ...more,
});
const inspected = (inspections: CaseFacts['inspections'], type?: string): Given => ({
  events: ['inspection.done@2026-06-10'],
  data: type ? { inspectionType: type } : {},
  more: { inspections },
});
const decided = (
  decidedFineYuan: string,
  more: Partial<CaseFacts> = {},
  data: Record<string, unknown> = {},
): Given => ({
  events: ['decision.made@2026-06-10'],
  data: { decidedFineYuan, ...data },
  more,
});
const RANGE = { recommendedFine: { minFen: 100_000, maxFen: 300_000 } };
const twoThisYear = [inspection('2026-01-05'), inspection('2026-03-01')];

test.each<[code: string, what: string, outcome: Finding['outcome'] | undefined, given: Given]>([
  ['W01', '先审核', 'passed', { events: ['review.done@2026-06-01', 'decision.made@2026-06-10'] }],
  ['W01', '后审核', 'failed', { events: ['review.done@2026-06-11', 'decision.made@2026-06-10'] }],
  ['W02', '先告知', 'passed', { events: ['notice.served@2026-06-01', 'decision.made@2026-06-10'] }],
  ['W02', '没有告知', 'failed', { events: ['decision.made@2026-06-10'] }],
  ['W03', '不重于告知', 'passed', decided('100.00', {}, { noticedFineYuan: '100.00' })],
  ['W03', '重于告知', 'failed', decided('200.00', {}, { noticedFineYuan: '100.00' })],
  ['W04', '写明两条途径', 'passed', decided('1.00', {}, { remedyText: '可以申请行政复议或者提起行政诉讼' })],
  ['W04', '没有写复议', 'failed', decided('1.00', {}, { remedyText: '可以提起行政诉讼' })],
  ['W05', '两人参与', 'passed', decided('1.00', { stepActors: [actor('a'), actor('b')] })],
  ['W05', '一人办到底', 'failed', decided('1.00', { stepActors: [actor('a'), actor('a')] })],
  ['W06', '没有别的检查', 'passed', inspected([])],
  ['W06', '三十一日前检查过', 'passed', inspected([inspection('2026-05-10')])],
  ['W06', '三十日前检查过', 'failed', inspected([inspection('2026-05-11')])],
  ['W06', '同日别的机关检查过', 'failed', inspected([inspection('2026-06-10', { organId: 'other' })])],
  ['W06', '后来的检查与本次无关', 'passed', inspected([inspection('2026-06-11')])],
  ['W07', '本年第二次', 'passed', inspected([inspection('2026-01-05')])],
  ['W07', '本年第三次', 'failed', inspected(twoThisYear)],
  ['W07', '本次是上级部署的', 'passed', inspected(twoThisYear, 'superior')],
  ['W07', '一次是上级部署的', 'passed', inspected([twoThisYear[0]!, inspection('2026-03-01', { type: 'superior' })])],
  [
    'W07',
    '去年的和别的机关的不算',
    'passed',
    inspected([inspection('2025-12-31'), inspection('2026-03-01', { organId: 'other' }), twoThisYear[0]!]),
  ],
  ['W08', '在幅度内', 'passed', decided('3000.00', RANGE)],
  ['W08', '低于下限', 'failed', decided('999.99', RANGE)],
  ['W08', '高于上限', 'failed', decided('3000.01', RANGE)],
  ['W08', '没有建议', 'not-applicable', decided('5.00')],
])('%s %s: %s', (code, _what, outcome, given) => expect(outcomeOf(code, given)).toBe(outcome));

test('the sentence tells how often, where, and what the limit is', () => {
  const findings = review(inspected([...twoThisYear, inspection('2026-06-01')]));
  expect(findings.find(({ gate }) => gate === 'W06')?.message).toBe(
    '本次检查前三十日内已对同一当事人检查 1 次：立〔2026〕2026-06-01号（2026-06-01）',
  );
  expect(findings.find(({ gate }) => gate === 'W07')?.message).toContain('已达 4 次，超过公布的上限 2 次');
  expect(review(decided('1.00', RANGE)).find(({ gate }) => gate === 'W08')?.message).toContain('1,000 元 至 3,000 元');
});

test('every name that a condition uses is documented', () => {
  for (const rule of WARNING_RULES)
    for (const tree of [rule.conditionTree, rule.appliesTree])
      if (tree) expect([rule.code, factsOfTree(tree).filter((name) => !isGateFact(name))]).toEqual([rule.code, []]);
});
