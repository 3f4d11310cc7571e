import type { CheckView, Finding } from '#contracts';
import { formatFen, gateFact, TIER_NAMES } from '#rules';
import { DEADLINE_STATE_NAMES } from '#ui';

/** One thing that differs between two runs of a check. */
export interface Change {
  what: string;
  before: string;
  after: string;
}

export const OUTCOME_NAMES: Record<Finding['outcome'], string> = {
  passed: '符合',
  failed: '不符合',
  'not-applicable': '不适用',
  error: '不能判断',
  excepted: '经批准例外',
};
const NOTHING = '—';

const differ = (what: string, before: string | undefined, after: string | undefined): Change[] =>
  before === after ? [] : [{ what, before: before || NOTHING, after: after || NOTHING }];

/** Pairs two lists by a key, in the order of the first and then of the second. */
function pairs<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string): [string, T?, T?][] {
  const old = new Map(before.map((one) => [keyOf(one), one]));
  const fresh = new Map(after.map((one) => [keyOf(one), one]));
  return [...new Set([...old.keys(), ...fresh.keys()])].map((key) => [key, old.get(key), fresh.get(key)]);
}

/** What a fact is called; names of forms and of people stay as they are. */
export const factName = (name: string): string => gateFact(name)?.label ?? name;

const outcomeText = (finding: Finding | undefined): string | undefined =>
  finding && (OUTCOME_NAMES[finding.outcome] ?? String(finding.outcome));

const findings = (before: CheckView, after: CheckView): Change[] =>
  pairs(before.findings, after.findings, (finding) => finding.gate).flatMap(([gate, old, fresh]) => {
    const name = `${gate} ${fresh?.name ?? old?.name ?? ''}`;
    const looked = pairs(old?.lookedAt ?? [], fresh?.lookedAt ?? [], (fact) => fact.name);
    return [
      ...differ(`${name}：结果`, outcomeText(old), outcomeText(fresh)),
      ...looked.flatMap(([fact, was, is]) => differ(`${name}：${factName(fact)}`, was?.value, is?.value)),
      ...(old?.outcome === fresh?.outcome ? differ(`${name}：说明`, old?.message, fresh?.message) : []),
    ];
  });

const deadlines = (before: CheckView, after: CheckView): Change[] =>
  pairs(before.deadlines, after.deadlines, (deadline) => deadline.code).flatMap(([code, old, fresh]) => {
    const name = `${code} ${fresh?.name ?? old?.name ?? ''}`;
    return [
      ...differ(`${name}：状态`, old && DEADLINE_STATE_NAMES[old.state], fresh && DEADLINE_STATE_NAMES[fresh.state]),
      ...differ(`${name}：届满日`, old?.dueOn, fresh?.dueOn),
      ...differ(`${name}：余期`, old?.remainingText, fresh?.remainingText),
      ...differ(`${name}：日历`, old?.calendarVersion, fresh?.calendarVersion),
    ];
  });

const yes = (flag: boolean | undefined): string | undefined => (flag === undefined ? undefined : flag ? '是' : '否');
const money = (fen: number | undefined): string | undefined => (fen === undefined ? undefined : formatFen(fen));

function discretion(before: CheckView, after: CheckView): Change[] {
  const old = before.discretion;
  const fresh = after.discretion;
  if (!old && !fresh) return [];
  const tier = (result: typeof old) => result && TIER_NAMES[result.recommendedTier];
  const matched = (result: typeof old) =>
    result?.matched.map((item) => `${item.code}（第 ${item.version} 版）`).join('、');
  return [
    ...differ('应处档次', tier(old) ?? undefined, tier(fresh) ?? undefined),
    ...differ('幅度下限', money(old?.minFen), money(fresh?.minFen)),
    ...differ('幅度上限', money(old?.maxFen), money(fresh?.maxFen)),
    ...differ('命中清单项', matched(old), matched(fresh)),
    ...differ('拟罚款', money(old?.deviation?.proposedFen), money(fresh?.deviation?.proposedFen)),
    ...differ('偏离基准', yes(old?.deviation?.deviates), yes(fresh?.deviation?.deviates)),
    ...differ('超出法定幅度', yes(old?.deviation?.outsideStatutory), yes(fresh?.deviation?.outsideStatutory)),
  ];
}

const issues = (before: CheckView, after: CheckView): Change[] =>
  pairs(before.issues ?? [], after.issues ?? [], (issue) => issue.path).flatMap(([path, old, fresh]) =>
    differ(fresh?.label ?? old?.label ?? path, old?.message, fresh?.message),
  );

const packsText = (check: CheckView): string | undefined =>
  check.versions?.packs.map((pack) => `${pack.name} v${pack.number}`).join('、');

const versions = (before: CheckView, after: CheckView): Change[] => [
  ...differ('规程版本', text(before.versions?.procedureVersion), text(after.versions?.procedureVersion)),
  ...differ('规则包', packsText(before), packsText(after)),
  ...differ('案件所用日历', before.versions?.calendar, after.versions?.calendar),
];
const text = (value: number | undefined): string | undefined => (value === undefined ? undefined : `v${value}`);

/** What changed from one run of a check to another; empty when nothing that was looked at differs. */
export const compareChecks = (before: CheckView, after: CheckView): Change[] => [
  ...differ('结论', before.passed ? '通过' : '未通过', after.passed ? '通过' : '未通过'),
  ...differ('办理人', before.actorName, after.actorName),
  ...findings(before, after),
  ...deadlines(before, after),
  ...discretion(before, after),
  ...issues(before, after),
  ...versions(before, after),
];
