import type { EngineRecord } from '#engine';
import { ByteWriter } from '../lines/byte-writer.ts';
import { LineGroup } from '../lines/line-group.ts';
import { RecordFormat } from '../lines/record-format.ts';
import { storedLines } from './log-entry.ts';

/** Lines of one entry: whoever reads one has all of it in memory. */
const ENTRY_BYTES = 1024 * 1024;

/** What becomes an entry of the log. */
export interface PackedLines {
  /** Position of the first record. */
  firstPosition: number;
  /** As `LogEntry` reads it. */
  stored: Buffer;
}

/** Makes lines of records, and entries of the log of these. */
export class LinePacker {
  private readonly format = new RecordFormat();
  private readonly writer = new ByteWriter();
  private group: LineGroup | undefined;
  private entries: PackedLines[] = [];
  private bytes = 0;

  /** Bytes of lines since the last `take`. */
  get size(): number {
    return this.bytes;
  }

  /** Answers how many bytes its line takes. */
  add(record: EngineRecord): number {
    this.group ??= new LineGroup(this.format, record.position, this.writer);
    const more = this.group.add(record);
    this.bytes += more;
    if (this.group.size >= ENTRY_BYTES) this.endEntry();
    return more;
  }

  /** Everything since the last call, in order. */
  take(): PackedLines[] {
    this.endEntry();
    const { entries } = this;
    this.clear();
    return entries;
  }

  /** Forgets everything since the last `take`. */
  clear(): void {
    this.group = undefined;
    this.entries = [];
    this.bytes = 0;
  }

  private endEntry(): void {
    const { group } = this;
    if (!group) return;
    this.group = undefined;
    this.entries.push({ firstPosition: group.firstPosition, stored: storedLines(group.packed()) });
  }
}
