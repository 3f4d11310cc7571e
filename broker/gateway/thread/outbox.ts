import type { MessagePort } from 'node:worker_threads';

/** Collects what one turn of the event loop has to say and posts it as one text. */
export class Outbox<Item> {
  private readonly port: MessagePort;
  private readonly endOfTurn: (post: () => void) => void;
  private items: Item[] = [];

  /** @param endOfTurn has a function called once what belongs together has been said */
  constructor(port: MessagePort, endOfTurn: (post: () => void) => void) {
    this.port = port;
    this.endOfTurn = endOfTurn;
  }

  add(item: Item): void {
    if (this.items.push(item) === 1) this.endOfTurn(() => this.post());
  }

  private post(): void {
    const text = JSON.stringify(this.items);
    this.items = [];
    this.port.postMessage(text);
  }
}
