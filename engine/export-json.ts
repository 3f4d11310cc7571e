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
