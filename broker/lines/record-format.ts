import type { EngineRecord, ValueType } from '#engine';
import { exportFrame } from '#engine';
import type { ByteWriter } from './byte-writer.ts';
import { NumberedText } from './numbered-text.ts';
import { ValueWriter } from './value-writer.ts';

/** How records become lines of the log: byte by byte what `exportJson` makes of them, without making a text first. */
export class RecordFormat {
  readonly values = new ValueWriter();
  /** What stands in front of the value of events, by value type and intent. */
  private readonly fronts = new Map<ValueType, Map<string, NumberedText>>();

  /** All of a record up to its value; behind that comes one closing bracket. */
  putFront(to: ByteWriter, record: EngineRecord): void {
    const front = this.frontOf(record);
    front.set(0, record.position);
    front.set(1, record.timestamp);
    front.set(2, record.key);
    front.set(3, record.sourceRecordPosition);
    front.put(to);
  }

  private frontOf(record: EngineRecord): NumberedText {
    // The reason of a rejection is nearly always another one.
    if (record.recordType !== 'EVENT') return new NumberedText(exportFrame(record));
    let ofType = this.fronts.get(record.valueType);
    if (!ofType) this.fronts.set(record.valueType, (ofType = new Map<string, NumberedText>()));
    let front = ofType.get(record.intent);
    if (!front) ofType.set(record.intent, (front = new NumberedText(exportFrame(record))));
    return front;
  }
}
