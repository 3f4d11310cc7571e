import type { Response } from 'express';
import type { LiveEvent } from '#contracts';

/** Open event streams of signed-in people. Events only name what changed; pages fetch again and see what they may. */
export class LiveEvents {
  readonly #streams = new Set<Response>();
  readonly #listeners: ((event: LiveEvent) => void)[] = [];
  readonly #beat: NodeJS.Timeout;

  constructor() {
    this.#beat = setInterval(() => this.#write(': beat\n\n'), 25_000);
    this.#beat.unref();
  }

  open(response: Response): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 2000\n\n');
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }

  /** Parts of the platform that follow what changes. */
  listen(listener: (event: LiveEvent) => void): void {
    this.#listeners.push(listener);
  }

  publish(...events: LiveEvent[]): void {
    for (const event of events) for (const listener of this.#listeners) listener(event);
    for (const event of events) this.#write(`data: ${JSON.stringify(event)}\n\n`);
  }

  close(): void {
    clearInterval(this.#beat);
    for (const stream of this.#streams) stream.end();
    this.#streams.clear();
  }

  #write(text: string): void {
    for (const stream of this.#streams) stream.write(text);
  }
}
