/** Difference between the server's clock (which tests and demonstrations move) and this computer's, in ms. */
let offsetMs = 0;

/** Notes what the server said the time is. */
export function noteServerTime(now: string, receivedAtMs: number): void {
  const server = Date.parse(now);
  if (!Number.isNaN(server)) offsetMs = server - receivedAtMs;
}

const SHANGHAI_MS = 8 * 3_600_000;

/** The server's time as an ISO instant of Shanghai, `2026-04-07T09:30:00+08:00`. */
export function serverNow(): string {
  return `${new Date(Date.now() + offsetMs + SHANGHAI_MS).toISOString().slice(0, 19)}+08:00`;
}
