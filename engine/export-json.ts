import type { EngineRecord } from './records.ts';

const BROKER_VERSION = '8.6.0';
const AUTHORIZATIONS = { authorized_tenants: ['<default>'] };

/** The record as Zeebe's exporters write it. Keys are JSON numbers, as there: readers take them losslessly. */
export const exportJson = (record: EngineRecord): string =>
  JSON.stringify({
    partitionId: 1,
    value: record.value,
    key: record.key,
    timestamp: record.timestamp,
    valueType: record.valueType,
    brokerVersion: BROKER_VERSION,
    authorizations: AUTHORIZATIONS,
    recordVersion: 1,
    intent: record.intent,
    sourceRecordPosition: record.sourceRecordPosition,
    rejectionType: record.rejectionType ?? 'NULL_VAL',
    rejectionReason: record.rejectionReason ?? '',
    recordType: record.recordType,
    operationReference: -1,
    position: record.position,
  });
