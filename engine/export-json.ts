import type { EngineRecord, RecordType, ValueType } from './records.ts';

const BROKER_VERSION = '8.6.0';
/** What is the same in every record, between its reason of rejection and its reference. */
const CONSTANT = `"brokerVersion":"${BROKER_VERSION}","authorizations":{"authorized_tenants":["<default>"]},"recordVersion":1`;

type Kind = Pick<
  EngineRecord,
  'recordType' | 'valueType' | 'intent' | 'rejectionType' | 'rejectionReason' | 'operationReference'
>;

/**
 * The text of a record around its position, its timestamp, its key, the position of its source and its value, in this
 * order; behind that comes one closing bracket. Put together by hand, as nothing but the reason can hold what JSON must
 * escape.
 */
export const exportFrame = (kind: Kind): [string, string, string, string, string] => {
  const {
    recordType,
    valueType,
    intent,
    rejectionType = 'NULL_VAL',
    rejectionReason,
    operationReference = '-1',
  } = kind;
  const reason = rejectionReason ? JSON.stringify(rejectionReason) : '""';
  return [
    '{"partitionId":1,"position":',
    ',"timestamp":',
    `,"recordType":"${recordType}","valueType":"${valueType}","intent":"${intent}","key":`,
    ',"sourceRecordPosition":',
    `,"rejectionType":"${rejectionType}","rejectionReason":${reason},${CONSTANT},"operationReference":${operationReference},"value":`,
  ];
};

/**
 * The record as Zeebe's exporters write it. Keys are JSON numbers, as there: readers take them losslessly.
 * What can be told without parsing the value stands in front, in this order.
 */
export const exportJson = (record: EngineRecord): string => {
  const [first, timestamp, kind, source, constant] = exportFrame(record);
  const front = `${first}${record.position}${timestamp}${record.timestamp}${kind}${record.key}`;
  return `${front}${source}${record.sourceRecordPosition}${constant}${JSON.stringify(record.value)}}`;
};

export interface ExportedHeader {
  position: number;
  timestamp: number;
  recordType: RecordType;
  valueType: ValueType;
}

const HEADER = /^\{"partitionId":1,"position":(\d+),"timestamp":(\d+),"recordType":"([A-Z_]+)","valueType":"([A-Z_]+)"/;

/** Reads the front of a line that `exportJson` wrote. */
export const exportedHeader = (line: string): ExportedHeader => {
  const match = HEADER.exec(line);
  // A line in another order is still a record: only slower to look at.
  if (!match) return JSON.parse(line) as ExportedHeader;
  const [, position, timestamp, recordType, valueType] = match;
  return {
    position: Number(position),
    timestamp: Number(timestamp),
    recordType: recordType as RecordType,
    valueType: valueType as ValueType,
  };
};

/** An event up to where its reference would stand; what else is in front of its value is the same in all events. */
const EVENT =
  /^\{"partitionId":1,"position":(\d+),"timestamp":(\d+),"recordType":"EVENT","valueType":"([A-Z_]+)","intent":"([A-Z_]+)","key":(-?\d+),"sourceRecordPosition":(-?\d+),/;
const BEFORE_VALUE = exportFrame({ recordType: 'EVENT', valueType: 'JOB', intent: '' })[4].slice(1);

/** Reads lines that `exportJson` wrote, in their order. */
export class RecordReader {
  private text: string | undefined;
  private value: object = {};

  /**
   * Of an event what the engine states in it, else all of the line. Most events of an element come in pairs that speak of
   * the same value: they share it, as they did when they were made.
   */
  read(line: string): EngineRecord {
    const match = EVENT.exec(line);
    const valueStart = (match?.[0].length ?? 0) + BEFORE_VALUE.length;
    // A line in another order, of a rejection or with a reference.
    if (!match || !line.startsWith(BEFORE_VALUE, match[0].length)) return JSON.parse(line) as EngineRecord;
    const [, position, timestamp, valueType, intent, key, sourceRecordPosition] = match;
    return {
      position: Number(position),
      sourceRecordPosition: Number(sourceRecordPosition),
      key: Number(key),
      timestamp: Number(timestamp),
      recordType: 'EVENT',
      valueType: valueType as ValueType,
      intent: intent!,
      value: this.valueOf(line.slice(valueStart, -1)),
    };
  }

  private valueOf(text: string): object {
    if (text === this.text) return this.value;
    this.value = JSON.parse(text) as object;
    this.text = text;
    return this.value;
  }
}
