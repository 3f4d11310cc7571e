export type DueKind = 'TIMER' | 'JOB_TIMEOUT' | 'JOB_BACKOFF' | 'MESSAGE' | 'CREATION_REQUEST';

export interface Due {
  at: number;
  kind: DueKind;
  key: number;
}

const before = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.key < b.key);

/**
 * A heap of what will fall due. Entries are never taken out early: whoever takes one checks that the thing it
 * speaks of still exists with that date, which keeps each change of a date cheap.
 */
export class DueDates {
  private readonly heap: Due[] = [];

  push(due: Due): void {
    const { heap } = this;
    let index = heap.push(due) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(due, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = due;
  }

  copyFrom(other: DueDates): void {
    this.heap.push(...other.heap);
  }

  peek(): Due | undefined {
    return this.heap[0];
  }

  pop(): Due | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = index * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}
