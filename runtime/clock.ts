const OFFSET_MS = 8 * 3_600_000;

/** An instant as the platform writes it everywhere: Asia/Shanghai, milliseconds, so that texts sort like times. */
export const toInstant = (ms: number): string => `${new Date(ms + OFFSET_MS).toISOString().slice(0, -1)}+08:00`;

/** The one clock of the platform. */
export interface Clock {
  ms(): number;
  now(): string;
  /** Civil date in Asia/Shanghai. */
  today(): string;
}

/** A clock that tests and demonstrations may move; it goes on from where it was set. */
export class PlatformClock implements Clock {
  #offsetMs = 0;

  ms(): number {
    return Date.now() + this.#offsetMs;
  }

  now(): string {
    return toInstant(this.ms());
  }

  today(): string {
    return this.now().slice(0, 10);
  }

  /** Whether it shows another time than the machine's. */
  get moved(): boolean {
    return this.#offsetMs !== 0;
  }

  moveTo(ms: number): void {
    this.#offsetMs = ms - Date.now();
  }

  reset(): void {
    this.#offsetMs = 0;
  }
}
