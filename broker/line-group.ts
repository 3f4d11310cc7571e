const FIRST_SIZE = 64 * 1024;

/** Records that go to the log together: their lines as bytes, divided by line ends. */
export class LineGroup {
  /** Position of the first record. */
  readonly firstPosition: number;
  private buffer: Buffer;
  private length = 0;

  /** @param size how many bytes are expected */
  constructor(firstPosition: number, size: number) {
    this.firstPosition = firstPosition;
    this.buffer = Buffer.allocUnsafeSlow(Math.max(FIRST_SIZE, size));
  }

  /** Bytes up to now. */
  get size(): number {
    return this.length;
  }

  /** Answers by how many bytes the group has grown. */
  add(line: string): number {
    const before = this.length;
    // A character takes three bytes at most (one of two code units takes four).
    this.makeRoom(line.length * 3 + 1);
    if (before > 0) this.buffer[this.length++] = LINE_END;
    this.length += this.buffer.write(line, this.length);
    return this.length - before;
  }

  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private makeRoom(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.length + more));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

const LINE_END = 10;
