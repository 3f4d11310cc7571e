import type { MessagePort } from 'node:worker_threads';

/** Collects what one turn of the event loop has to say and posts it as one text, or as several where it is much. */
export class Outbox<Item> {
  private readonly port: MessagePort;
  private readonly endOfTurn: (post: () => void) => void;
  private readonly atMost: number;
  private items: Item[] = [];
  private planned = false;

  /**
   * @param endOfTurn has a function called once what belongs together has been said
   * @param atMost items that are posted before that, so that the other thread begins while this one goes on
   */
  constructor(port: MessagePort, endOfTurn: (post: () => void) => void, atMost = Infinity) {
    this.port = port;
    this.endOfTurn = endOfTurn;
    this.atMost = atMost;
  }

  add(item: Item): void {
    if (this.items.push(item) >= this.atMost) this.post();
    else this.plan();
  }

  private plan(): void {
    if (this.planned) return;
    this.planned = true;
    this.endOfTurn(() => {
      this.planned = false;
      if (this.items.length > 0) this.post();
    });
  }

  private post(): void {
    const text = JSON.stringify(this.items);
    this.items = [];
    this.port.postMessage(text);
  }
}
