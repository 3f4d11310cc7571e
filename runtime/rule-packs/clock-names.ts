import type { LoadedProcedure } from '../procedures/library.ts';

/** Names of the clocks that procedures define, by code. */
export const effectiveClockNames = (procedures: readonly LoadedProcedure[]): Record<string, string> =>
  Object.fromEntries(
    procedures.flatMap(({ manifest }) => manifest.clocks.map((clock) => [clock.code, clock.name] as const)),
  );
