import { setFlagsFromString } from 'node:v8';

/** From so many rows in memory on, what lives in the heap is tens of megabytes. */
const MANY_ROWS = 10_000;
const FEW_ROWS = 5000;
const LOOK_MS = 100;
/** By how many percent a heap may grow beyond what lives in it until all of it is looked through; 0 leaves it to V8. */
const BOUNDED = 75;
const FREE = 0;

/**
 * Keeps the process small while the state holds many rows. V8 alone lets a heap grow up to fourfold before it looks through all of
 * it: with 100 MB that live, 300 MB of garbage. A small heap is left to V8, as looking through it more often takes time from
 * requests. It goes for the whole process: for programs that are nothing but a broker.
 *
 * @returns what ends it
 */
export const boundHeapGrowth = (heldRows: () => number): (() => void) => {
  let bounded = false;
  const set = (next: boolean): void => {
    if (next === bounded) return;
    bounded = next;
    setFlagsFromString(`--heap-growing-percent=${bounded ? BOUNDED : FREE}`);
  };
  const timer = setInterval(() => set(heldRows() > (bounded ? FEW_ROWS : MANY_ROWS)), LOOK_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    set(false);
  };
};
