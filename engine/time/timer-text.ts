import type { Evaluation } from '#feel';

export type TimerKind = 'duration' | 'date' | 'cycle';

const WANTED: Record<TimerKind, string> = {
  duration: "one of '[DURATION, PERIOD, STRING]'",
  date: "one of '[DATE_TIME, STRING]'",
  cycle: "'STRING'",
};

/** The text of a timer's expression, or what is wrong with its outcome. */
export const timerTextOf = (
  kind: TimerKind,
  source: string,
  { value, type, warnings }: Evaluation,
): { text: string } | { problem: string } => {
  if (typeof value === 'string') return { text: value };
  const list = warnings.map((warning) => `[${warning.type}] ${warning.message}`).join('\n');
  const tail = list && ` The evaluation reported the following warnings:\n${list}`;
  // Zeebe ends the sentence only where one type alone is wanted.
  const end = kind === 'cycle' ? '.' : '';
  return {
    problem: `Expected result of the expression '${source}' to be ${WANTED[kind]}, but was '${type}'${end}${tail}`,
  };
};
