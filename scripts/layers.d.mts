/** Which room may import which. */
export const ROOMS: Readonly<Record<string, readonly string[]>>;
export const PURE_ROOMS: readonly string[];
