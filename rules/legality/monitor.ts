/**
 * An automaton over the events of a run. State 0 is the first; `accepting` says what it means when the run ends there.
 * Safety: a run that reaches `bad` breaks the rule at that moment.
 */
export interface Monitor {
  alphabet: readonly string[];
  next: (state: number, event: string) => number;
  /** Entering it breaks the rule. */
  bad?: number;
  /** A run that ends in one of these breaks the rule. */
  pending?: readonly number[];
  /** A run that reaches it shows that the rule can be kept; without such a run it is broken. */
  goal?: number;
}

const BAD = 3;

/** `event` never happens unless one of `before` has happened. */
export const precedence = (before: readonly string[], event: readonly string[]): Monitor => ({
  alphabet: [...before, ...event],
  next: (state, happened) => {
    if (state !== 0) return state;
    if (before.includes(happened)) return 1;
    return event.includes(happened) ? BAD : 0;
  },
  bad: BAD,
});

/** Every `trigger` is followed by one of `answers` before the run ends. */
export const response = (trigger: readonly string[], answers: readonly string[]): Monitor => ({
  alphabet: [...trigger, ...answers],
  next: (state, happened) => (answers.includes(happened) ? 0 : trigger.includes(happened) ? 1 : state),
  pending: [1],
});

/** Once `trigger` has happened, `event` does not happen before one of `needed`. */
export const responseBefore = (
  trigger: readonly string[],
  needed: readonly string[],
  event: readonly string[],
): Monitor => ({
  alphabet: [...trigger, ...needed, ...event],
  next: (state, happened) => {
    if (state === BAD) return BAD;
    if (needed.includes(happened)) return 0;
    if (trigger.includes(happened)) return 1;
    return state === 1 && event.includes(happened) ? BAD : state;
  },
  bad: BAD,
});

/** `event` never happens once one of `after` has happened. */
export const absenceAfter = (after: readonly string[], event: readonly string[]): Monitor => ({
  alphabet: [...after, ...event],
  next: (state, happened) => {
    if (state === BAD) return BAD;
    if (state === 1 && event.includes(happened)) return BAD;
    return after.includes(happened) ? 1 : state;
  },
  bad: BAD,
});

/** There is a run in which one of `first` happens and later one of `then`. */
export const possibility = (first: readonly string[], then: readonly string[]): Monitor => ({
  alphabet: [...first, ...then],
  next: (state, happened) => {
    if (state === 2) return 2;
    if (state === 1 && then.includes(happened)) return 2;
    return first.includes(happened) ? 1 : state;
  },
  goal: 2,
});
