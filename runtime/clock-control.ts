import type { PlatformClock } from './clock.ts';
import type { EngineClient } from './zeebe/client.ts';

/**
 * Moves the clocks of platform and engine together and keeps them together. The platform's goes on from where it was set; an
 * engine's stands still until it is set again (`PUT /v2/clock`), and a timer that Zeebe 8.6 finds due at that very moment waits
 * for it to go on.
 */
export class ClockControl {
  readonly #clock: PlatformClock;
  readonly #engine: EngineClient;
  #last: Promise<unknown> = Promise.resolve();

  constructor(clock: PlatformClock, engine: EngineClient) {
    this.#clock = clock;
    this.#engine = engine;
  }

  /**
   * The platform's first: workers then see the new time.
   *
   * @param ms milliseconds since the epoch
   */
  moveTo(ms: number): Promise<void> {
    return this.#inTurn(async () => {
      this.#clock.moveTo(ms);
      await this.#engine.setClock(ms);
    });
  }

  reset(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#engine.resetClock();
      this.#clock.reset();
    });
  }

  /** Sets the engine's clock to where the platform's has come; to be called now and then. */
  follow(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#clock.moved) await this.#engine.setClock(this.#clock.ms());
    });
  }

  /** One after the other: no time that is past comes after a newer one. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
