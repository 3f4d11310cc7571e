import type { ClockDefinition, DeadlineFinding, Duration, ExtensionStep } from '#contracts';
import type { PreparedEvent } from './case-events.ts';
import { formatDay } from './civil-date.ts';
import { formatDuration } from './words.ts';

/** An extension that counts. */
export interface Grant {
  step: ExtensionStep;
  event: PreparedEvent;
  length: Duration;
}

export interface Ladder {
  /** The limit with all extensions; lengths of the same unit are one. */
  limits: Duration[];
  grants: Grant[];
  findings: DeadlineFinding[];
}

const UNITS: ReadonlySet<unknown> = new Set(['WD', 'ND', 'H', 'M', 'Y']);

const grantedLength = (event: PreparedEvent, definition: ClockDefinition, step: ExtensionStep): Duration | null => {
  const length = event.event.data?.['days'];
  if (typeof length !== 'number' || !Number.isInteger(length) || length <= 0) return step.add ?? null;
  const unit = event.event.data?.['unit'];
  return { length, unit: UNITS.has(unit) ? (unit as Duration['unit']) : (step.add?.unit ?? definition.limit.unit) };
};

const withLimit = (limits: readonly Duration[], add: Duration): Duration[] => {
  const last = limits.at(-1);
  return last && last.unit === add.unit
    ? [...limits.slice(0, -1), { length: last.length + add.length, unit: add.unit }]
    : [...limits, add];
};

/** The rung that an event uses: the first of its kind with a use left, else the last, used too often. */
const rungOf = (
  definition: ClockDefinition,
  type: string,
  uses: Map<ExtensionStep, number>,
): { step: ExtensionStep; exhausted: boolean } | null => {
  const rungs = definition.extensions.filter((step) => step.event === type);
  const free = rungs.find((step) => step.maxTimes === undefined || (uses.get(step) ?? 0) < step.maxTimes);
  const step = free ?? rungs.at(-1);
  return step ? { step, exhausted: free === undefined } : null;
};

/**
 * Climbs the ladder of extensions in the order in which they were granted. What the ladder does not allow is not
 * counted (too often, after the limit had ended, without a length) or counted only as far as allowed (too long), and is
 * told as a finding.
 *
 * @param dueOf the last day (rolled) of a limit, as it stood when the extension was granted
 */
export const climbLadder = (
  definition: ClockDefinition,
  events: readonly PreparedEvent[],
  dueOf: (limits: readonly Duration[]) => number,
): Ladder => {
  const ladder: Ladder = { limits: [definition.limit], grants: [], findings: [] };
  const uses = new Map<ExtensionStep, number>();
  for (const event of events) {
    const rung = rungOf(definition, event.type, uses);
    if (!rung) continue;
    const tell = (kind: DeadlineFinding['kind'], message: string): void => {
      ladder.findings.push({ kind, message: `${formatDay(event.day)}的延长${message}`, eventId: event.event.id });
    };
    const { step } = rung;
    if (rung.exhausted) {
      tell('extension-too-often', `超过允许的次数（经${step.approver}批准只能延长${step.maxTimes ?? 0}次），不计入。`);
      continue;
    }
    const due = dueOf(ladder.limits);
    if (event.day > due) {
      tell('extension-too-late', `在期限届满（${formatDay(due)}）之后作出，不计入。`);
      continue;
    }
    let length = grantedLength(event, definition, step);
    if (!length) {
      tell('extension-without-length', `没有写明延长多久，不计入，请补充延长的期限。`);
      continue;
    }
    if (step.add && length.unit === step.add.unit && length.length > step.add.length) {
      tell(
        'extension-too-long',
        `为${formatDuration(length)}，超过最长${formatDuration(step.add)}，按${formatDuration(step.add)}计算。`,
      );
      length = step.add;
    }
    if (step.after && !ladder.grants.some((grant) => grant.step.event === step.after))
      tell('extension-out-of-order', `之前没有经过前一级批准延长，请核对批准手续。`);
    uses.set(step, (uses.get(step) ?? 0) + 1);
    ladder.limits = withLimit(ladder.limits, length);
    ladder.grants.push({ step, event, length });
  }
  return ladder;
};
