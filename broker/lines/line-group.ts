import type { EngineRecord } from '#engine';
import type { ByteWriter } from './byte-writer.ts';
import type { RecordFormat } from './record-format.ts';

const LINE_END = '\n'.charCodeAt(0);
const RECORD_END = '}'.charCodeAt(0);

/** Records that go to the log together: their lines as bytes, divided by line ends. */
export class LineGroup {
  /** Position of the first record. */
  readonly firstPosition: number;
  private readonly format: RecordFormat;
  private readonly lines: ByteWriter;
  /** The value of the record before, and where its text lies. */
  private value: object | undefined;
  private valueStart = 0;
  private valueEnd = 0;

  /** @param lines where the bytes are put; whatever is there is no longer needed */
  constructor(format: RecordFormat, firstPosition: number, lines: ByteWriter) {
    this.format = format;
    this.firstPosition = firstPosition;
    this.lines = lines;
    lines.clear();
  }

  /** Bytes up to now. */
  get size(): number {
    return this.lines.length;
  }

  /**
   * Answers by how many bytes the group has grown. A record that speaks of the same value as the one before takes over
   * its text: most records of an element come in pairs (activating, activated), and values are never changed in place.
   */
  add(record: EngineRecord): number {
    const { lines, format } = this;
    const before = lines.length;
    if (before > 0) lines.byte(LINE_END);
    format.putFront(lines, record);
    const start = lines.length;
    if (record.value === this.value) lines.copy(this.valueStart, this.valueEnd - this.valueStart);
    else format.values.put(lines, record.valueType, record.value);
    this.value = record.value;
    this.valueStart = start;
    this.valueEnd = lines.length;
    lines.byte(RECORD_END);
    return lines.length - before;
  }

  /** Its lines, packed; valid for good. */
  packed(): Buffer {
    return this.lines.packed();
  }
}
