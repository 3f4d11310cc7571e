import type { EngineRecord, RecordType, ValueType } from './records.ts';

const BROKER_VERSION = '8.6.0';
/** What is the same in every record, between its reason of rejection and its value. */
const CONSTANT = `"brokerVersion":"${BROKER_VERSION}","authorizations":{"authorized_tenants":["<default>"]},"recordVersion":1,"operationReference":-1,"value":`;

/**
 * The record as Zeebe's exporters write it. Keys are JSON numbers, as there: readers take them losslessly.
 * What can be told without parsing the value stands in front, in this order.
 */
export const exportJson = (record: EngineRecord): string => lineOf(record, JSON.stringify(record.value));

/**
 * Writes records as `exportJson` does. One that speaks of the same value as the one before takes over its text: most
 * records of an element come in pairs (activating, activated), and values are never changed in place.
 */
export const recordWriter = (): ((record: EngineRecord) => string) => {
  let value: object | undefined;
  let text = '';
  return (record) => {
    if (record.value !== value) {
      value = record.value;
      text = JSON.stringify(value);
    }
    return lineOf(record, text);
  };
};

/** Put together by hand, as nothing but the reason and the value can hold what JSON must escape. */
const lineOf = (record: EngineRecord, value: string): string => {
  const { position, timestamp, recordType, valueType, intent, key, sourceRecordPosition } = record;
  const { rejectionType = 'NULL_VAL', rejectionReason } = record;
  const reason = rejectionReason ? JSON.stringify(rejectionReason) : '""';
  return `{"partitionId":1,"position":${position},"timestamp":${timestamp},"recordType":"${recordType}","valueType":"${valueType}","intent":"${intent}","key":${key},"sourceRecordPosition":${sourceRecordPosition},"rejectionType":"${rejectionType}","rejectionReason":${reason},${CONSTANT}${value}}`;
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
