import type { EngineRecord, ValueType } from '#engine';
import { exportFrame } from '#engine';
import type { ByteWriter } from './byte-writer.ts';
import { ValueWriter } from './value-writer.ts';

/** The bytes of a record around what differs from record to record. */
interface Frame {
  first: Uint8Array;
  timestamp: Uint8Array;
  kind: Uint8Array;
  source: Uint8Array;
  constant: Uint8Array;
}

const makeFrame = (record: EngineRecord): Frame => {
  const [first, timestamp, kind, source, constant] = exportFrame(record).map((text) => Buffer.from(text));
  return { first: first!, timestamp: timestamp!, kind: kind!, source: source!, constant: constant! };
};

/** How records become lines of the log: byte by byte what `exportJson` makes of them, without making a text first. */
export class RecordFormat {
  readonly values = new ValueWriter();
  /** Frames of events, by value type and intent. */
  private readonly frames = new Map<ValueType, Map<string, Frame>>();

  /** All of a record up to its value; behind that comes one closing bracket. */
  putFront(to: ByteWriter, record: EngineRecord): void {
    const frame = this.frameOf(record);
    to.put(frame.first);
    to.number(record.position);
    to.put(frame.timestamp);
    to.number(record.timestamp);
    to.put(frame.kind);
    to.number(record.key);
    to.put(frame.source);
    to.number(record.sourceRecordPosition);
    to.put(frame.constant);
  }

  private frameOf(record: EngineRecord): Frame {
    // The reason of a rejection is nearly always another one, and so is a reference.
    if (record.recordType !== 'EVENT' || record.operationReference !== undefined) return makeFrame(record);
    let ofType = this.frames.get(record.valueType);
    if (!ofType) this.frames.set(record.valueType, (ofType = new Map<string, Frame>()));
    let frame = ofType.get(record.intent);
    if (!frame) ofType.set(record.intent, (frame = makeFrame(record)));
    return frame;
  }
}
