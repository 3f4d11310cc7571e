import type { EngineRecord, RecordType, ValueType } from './records.ts';

const BROKER_VERSION = '8.6.0';
const AUTHORIZATIONS = { authorized_tenants: ['<default>'] };

/**
 * The record as Zeebe's exporters write it. Keys are JSON numbers, as there: readers take them losslessly.
 * What can be told without parsing the value stands in front, in this order.
 */
export const exportJson = (record: EngineRecord): string =>
  JSON.stringify({
    partitionId: 1,
    position: record.position,
    timestamp: record.timestamp,
    recordType: record.recordType,
    valueType: record.valueType,
    intent: record.intent,
    key: record.key,
    sourceRecordPosition: record.sourceRecordPosition,
    rejectionType: record.rejectionType ?? 'NULL_VAL',
    rejectionReason: record.rejectionReason ?? '',
    brokerVersion: BROKER_VERSION,
    authorizations: AUTHORIZATIONS,
    recordVersion: 1,
    operationReference: -1,
    value: record.value,
  });

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
