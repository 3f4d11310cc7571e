/** The broker's time: the machine's, or a moment at which it was pinned (`PUT /v2/clock`). */
export class Clock {
  private pinnedAt: number | undefined;
  private readonly source: () => number;

  constructor(source: () => number = () => Date.now(), pinnedAt?: number) {
    this.source = source;
    this.pinnedAt = pinnedAt;
  }

  now(): number {
    return this.pinnedAt ?? this.source();
  }

  get isPinned(): boolean {
    return this.pinnedAt !== undefined;
  }

  pin(timestamp: number): void {
    this.pinnedAt = timestamp;
  }

  reset(): void {
    this.pinnedAt = undefined;
  }
}
