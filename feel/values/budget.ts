/** The evaluation was stopped: it would cost too much. */
export class BudgetExceeded extends Error {}

/** Results of more parts than this are refused; a value may hold one part many times. */
export const MAX_PARTS = 100_000;

/** Counts parts of a value and refuses what has too many. */
export const partCounter = (most = MAX_PARTS): (() => void) => {
  let left = most;
  return () => {
    if (--left < 0) throw new BudgetExceeded(`the evaluation was stopped because a value has more than ${most} parts`);
  };
};
