import { TimedOut } from './errors.ts';
import type { StreamProcessor } from './stream-processor.ts';

/** Variables of a completed instance; null of a terminated one. */
export type Result = { variables: Record<string, unknown> } | null;

/** How long a result is waited for by requests that do not say. */
export const RESULT_TIMEOUT_MS = 10_000;

/** What a client wants to see of the variables of an ended instance; no names: all of them. */
export const fetched = (variables: Record<string, unknown>, names: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => names.length === 0 || names.includes(name)));

/** Lets callers wait for the end of instances that were created with the wish for the result. */
export class Results {
  private readonly processor: StreamProcessor;
  private readonly waiting = new Map<number, Set<(result: Result) => void>>();

  constructor(processor: StreamProcessor) {
    this.processor = processor;
  }

  /** @throws TimedOut */
  wait(processInstanceKey: number, timeoutMs: number): Promise<Result> {
    const waiting = this.waiting.get(processInstanceKey) ?? new Set();
    this.waiting.set(processInstanceKey, waiting);
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        waiting.delete(take);
        if (waiting.size > 0) return;
        this.waiting.delete(processInstanceKey);
        this.processor.state.awaitedResults.delete(processInstanceKey);
      };
      const take = (result: Result): void => {
        end();
        resolve(result);
      };
      const timer = setTimeout(() => {
        end();
        reject(new TimedOut(timeoutMs));
      }, timeoutMs);
      waiting.add(take);
    });
  }

  ended(processInstanceKey: number, value: object | null): void {
    for (const take of [...(this.waiting.get(processInstanceKey) ?? [])]) take(value as Result);
  }
}
