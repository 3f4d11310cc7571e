/** What a journal can have take back one of its changes. */
interface Undoable {
  /** @param before what was there, or the place that an entry had; undefined when there was nothing */
  undo: (key: unknown, entry: unknown, before: unknown) => void;
}

/** Remembers how to take back each change since `begin`, so that a command that fails half-way leaves no trace. */
export class Journal {
  /** Four items a change, for this is written for every change and almost never read. */
  private readonly changes: unknown[] = [];
  private open = false;

  begin(): void {
    this.open = true;
  }

  note(target: Undoable, key: unknown, entry: unknown, before: unknown): void {
    if (this.open) this.changes.push(target, key, entry, before);
  }

  commit(): void {
    this.open = false;
    this.changes.length = 0;
  }

  rollback(): void {
    this.open = false;
    const { changes } = this;
    for (let at = changes.length - 4; at >= 0; at -= 4)
      (changes[at] as Undoable).undo(changes[at + 1], changes[at + 2], changes[at + 3]);
    changes.length = 0;
  }
}
