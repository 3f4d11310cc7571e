import type { Platform } from '../platform.ts';
import { CASE_INDEX } from '../store/collections.ts';
import { refreshWarnings } from './warnings.ts';

const TICK_MS = 5_000;
const CASES_A_TICK = 40;
const PAGE = 500;

/**
 * Keeps the warnings of supervision up to date beside the work: a case that changed is looked at within seconds, and all
 * open cases once a day, because time alone makes things wrong. Never part of anybody's unit of work.
 */
export class GateWatch {
  readonly #platform: Platform;
  readonly #waiting = new Set<string>();
  #day = '';
  #cursor: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  start(): void {
    this.#platform.live.listen((event) => {
      if (event.type === 'case') this.#waiting.add(event.id);
    });
    this.#timer = setInterval(() => void this.#next(), TICK_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#waiting.clear();
    await this.#working;
  }

  /** Looks at everything that waits, and returns when done. */
  async settle(): Promise<void> {
    await this.#gatherDaily();
    while (this.#waiting.size > 0) await this.#next();
    await this.#working;
  }

  #next(): Promise<void> {
    this.#working = this.#working.then(() =>
      this.#work().catch((error: unknown) => this.#platform.logger.error({ err: error }, 'gate watch failed')),
    );
    return this.#working;
  }

  async #work(): Promise<void> {
    await this.#gatherDaily();
    const batch = [...this.#waiting].slice(0, CASES_A_TICK);
    for (const caseId of batch) {
      this.#waiting.delete(caseId);
      await refreshWarnings(this.#platform, caseId).catch((error: unknown) =>
        this.#platform.logger.error({ err: error, caseId }, 'warnings of a case failed'),
      );
    }
  }

  /** Once a day every open case, a page at a time and only when the former page is done. */
  async #gatherDaily(): Promise<void> {
    const today = this.#platform.clock.today();
    if (this.#day !== today) {
      this.#day = today;
      this.#cursor = '';
    }
    if (this.#cursor === null || this.#waiting.size > 0) return;
    const page = await this.#platform.store.find(CASE_INDEX, {
      where: { status: { in: ['open', 'incident'] }, id: { gt: this.#cursor } },
      limit: PAGE,
    });
    for (const { id } of page) this.#waiting.add(id);
    this.#cursor = page.length < PAGE ? null : (page.at(-1)?.id ?? null);
  }
}
