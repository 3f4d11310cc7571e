import { ClockDefinition } from '#contracts';
import type { ClockRule, Duration, ProblemIssue } from '#contracts';
import { UNIT_TEXT } from './words.ts';

/** Rough length in days, to compare durations of different units. */
const days = ({ length, unit }: Duration): number => length * { H: 1 / 24, ND: 1, WD: 1.4, M: 30, Y: 365 }[unit];

const text = ({ length, unit }: Duration): string => `${length}${UNIT_TEXT[unit]}`;

interface ClockSurroundings {
  events: ReadonlySet<string>;
  known: ReadonlySet<string>;
}

const checkEvents = (rule: ClockRule, at: string, events: ReadonlySet<string>): ProblemIssue[] => {
  const named: [path: string, label: string, event: string | undefined][] = [
    ['startsOn', '起算事件', rule.startsOn],
    ...(rule.stopsOn ?? []).map((event, i): [string, string, string] => [`stopsOn[${i}]`, '停止事件', event]),
    ...(rule.pauses ?? []).flatMap((pause, i): [string, string, string][] => [
      [`pauses[${i}].from`, '扣除开始事件', pause.from],
      [`pauses[${i}].until`, '扣除结束事件', pause.until],
    ]),
    ...(rule.extensions ?? []).map((one, i): [string, string, string] => [
      `extensions[${i}].event`,
      '延长事件',
      one.event,
    ]),
  ];
  return named.flatMap(([path, label, event]) =>
    event === undefined || events.has(event)
      ? []
      : [
          {
            path: `${at}.${path}`,
            label,
            message: `期限 ${rule.code} 的${label}“${event}”不是已知的事件，请从列表中选择`,
          },
        ],
  );
};

const checkLimits = (rule: ClockRule, at: string): ProblemIssue[] => {
  const issues: ProblemIssue[] = [];
  if (rule.limit && (!Number.isInteger(rule.limit.length) || rule.limit.length < 1 || rule.limit.length > 3660))
    issues.push({
      path: `${at}.limit.length`,
      label: '期限长度',
      message: `期限 ${rule.code} 的长度应为 1 至 3660 的整数，不能是 ${rule.limit.length}`,
    });
  for (const [index, warning] of (rule.warnBefore ?? []).entries())
    if (rule.limit && days(warning) >= days(rule.limit))
      issues.push({
        path: `${at}.warnBefore[${index}]`,
        label: '预警提前量',
        message: `期限 ${rule.code} 只有${text(rule.limit)}，不能提前${text(warning)}预警；请把提前量改短`,
      });
  for (const [index, extension] of (rule.extensions ?? []).entries())
    if (extension.approver.trim() === '')
      issues.push({
        path: `${at}.extensions[${index}].approver`,
        label: '延长批准人',
        message: `期限 ${rule.code} 的延长没有写明由谁批准`,
      });
  for (const [index, pause] of (rule.pauses ?? []).entries())
    if (pause.from === pause.until)
      issues.push({
        path: `${at}.pauses[${index}]`,
        label: '不计入的时间',
        message: `期限 ${rule.code} 的扣除时间，开始与结束是同一个事件`,
      });
  if (rule.startsOn !== undefined && rule.stopsOn?.includes(rule.startsOn))
    issues.push({
      path: `${at}.stopsOn`,
      label: '停止事件',
      message: `期限 ${rule.code} 的停止事件与起算事件相同，期限永远不会开始`,
    });
  return issues;
};

/** What is wrong with the clock rules of a pack. */
export const checkClockRules = (rules: readonly ClockRule[], around: ClockSurroundings): ProblemIssue[] =>
  rules.flatMap((rule, index) => {
    const at = `content.clocks[${index}]`;
    const issues: ProblemIssue[] = [];
    if (rules.findIndex((other) => other.code === rule.code) !== index)
      issues.push({ path: `${at}.code`, label: '期限编号', message: `期限 ${rule.code} 在本包里写了两次，请删去一个` });
    if (rule.basis.law.trim() === '' || rule.basis.article.trim() === '')
      issues.push({ path: `${at}.basis`, label: '依据', message: `期限 ${rule.code} 没有写明依据的法规和条文` });
    if (rule.name?.trim() === '')
      issues.push({ path: `${at}.name`, label: '期限名称', message: `请填写期限 ${rule.code} 的名称` });
    if (!around.known.has(rule.code) && !ClockDefinition.safeParse(rule).success)
      issues.push({
        path: at,
        label: '期限',
        message: `期限 ${rule.code} 在上级和规程里都没有，须把名称、起算事件、停止事件和长度写全`,
      });
    return [...issues, ...checkEvents(rule, at, around.events), ...checkLimits(rule, at)];
  });
