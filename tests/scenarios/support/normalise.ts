import type { ExportedRecord } from './exporter-sink.ts';

/** Parts that differ between two correct engines: bytes of resources, how far a subscription is distributed. */
const DROPPED_FIELDS = new Set([
  'resource',
  'checksum',
  'deploymentKey',
  'retryBackoff',
  'evaluatedDecisions',
  'jobKeys',
]);
const DROPPED_TYPES = new Set([
  'DEPLOYMENT',
  'PROCESS',
  'DECISION',
  'DECISION_REQUIREMENTS',
  'FORM',
  'COMMAND_DISTRIBUTION',
  'JOB_BATCH',
  'MESSAGE_BATCH',
  'PROCESS_INSTANCE_BATCH',
  'PROCESS_INSTANCE_RESULT',
  'CHECKPOINT',
  'DEPLOYMENT_DISTRIBUTION',
]);
const MESSAGE_TYPES = new Set([
  'MESSAGE',
  'MESSAGE_SUBSCRIPTION',
  'PROCESS_MESSAGE_SUBSCRIPTION',
  'MESSAGE_START_EVENT_SUBSCRIPTION',
]);
const FIRST_KEY = 2 ** 51;

const normaliser = () => {
  const names = new Map<number, string>();
  const nameOf = (key: number): string => {
    if (!names.has(key)) names.set(key, `k${names.size + 1}`);
    return names.get(key)!;
  };
  const plain = (value: unknown): unknown => {
    if (typeof value === 'number') {
      if (value >= FIRST_KEY) return nameOf(value);
      return value > 1_500_000_000_000 ? 'time' : value;
    }
    if (typeof value === 'string') {
      return value
        .replace(/22517998136\d{5}/g, (text) => nameOf(Number(text)))
        .replace(/20\d\d-\d\d-\d\dT[\d:.]+Z?(\[\w+\])?/g, 'time');
    }
    if (Array.isArray(value)) return value.map(plain);
    if (value && typeof value === 'object') {
      const entries = Object.entries(value).filter(([name]) => !DROPPED_FIELDS.has(name));
      return Object.fromEntries(
        entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, plain(part)]),
      );
    }
    return value;
  };
  return plain;
};

/**
 * A trace: what happened, keys and times made relative. Message subscriptions are opened by commands between
 * partitions whose place among the other records is not defined, so they form a stream of their own.
 */
export const toTrace = (records: ExportedRecord[]) => {
  const plain = normaliser();
  const lines = records
    .filter((record) => record.recordType === 'EVENT' && !DROPPED_TYPES.has(record.valueType))
    .sort((a, b) => a.position - b.position)
    .map((record) => {
      const value = JSON.stringify(plain(record.value));
      return { messages: MESSAGE_TYPES.has(record.valueType), text: `${record.valueType} ${record.intent} ${value}` };
    });
  return {
    events: lines.filter((line) => !line.messages).map((line) => line.text),
    messages: lines.filter((line) => line.messages).map((line) => line.text),
  };
};

export type Trace = ReturnType<typeof toTrace>;
