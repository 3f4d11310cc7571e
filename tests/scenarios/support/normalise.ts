import type { ExportedRecord } from './exporter-sink.ts';

/** Parts that differ between two correct engines: bytes of resources, how far a subscription is distributed. */
const DROPPED_FIELDS = new Set([
  // Versions count what the engine has seen before, which is the whole suite for the recorded one.
  'version',
  'decisionVersion',
  'processDefinitionVersion',
  'resource',
  'checksum',
  'deploymentKey',
  'retryBackoff',
  'evaluatedDecisions',
  'jobKeys',
  // By what the gateway finds the one who waits for an answer.
  'requestId',
  'requestStreamId',
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
  'MESSAGE_CORRELATION',
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
      return withoutLibraryTexts(value)
        .replace(/22517998136\d{5}/g, (text) => nameOf(Number(text)))
        .replace(/20\d\d-\d\d-\d\dT[\d:.]+Z?(\[\w+\])?/g, 'time');
    }
    if (Array.isArray(value)) return value.map(plain);
    if (value && typeof value === 'object') {
      const entries = Object.entries(value).filter(([name]) => !DROPPED_FIELDS.has(name));
      return Object.fromEntries(
        entries
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, part]) => [name, plain(name === 'ancestorScopeKeys' ? [...(part as number[])].sort() : part)]),
      );
    }
    return value;
  };
  return plain;
};

/** Several variables set at once have no order among them: Zeebe's follows from its hashing. */
const inVariableOrder = (records: ExportedRecord[]): ExportedRecord[] => {
  const sorted = [...records];
  const rank = ({ value }: ExportedRecord): string => `${String(value.scopeKey)} ${String(value.name)}`;
  for (let from = 0; from < sorted.length; from++) {
    let to = from;
    while (sorted[to]?.valueType === 'VARIABLE') to++;
    const run = sorted.slice(from, to).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
    sorted.splice(from, run.length, ...run);
    from = Math.max(from, to - 1);
  }
  return sorted;
};

/**
 * Which texts of the expression language's own library are compared: not the warnings behind a message, nor where
 * a parser stumbled. FEEL's interpreter is another one here.
 */
export const withoutLibraryTexts = (text: string): string =>
  text
    .replace(/ The evaluation reported the following warnings:(\n\[[A-Z_]+\][^\n]*)+/g, ' [warnings]')
    .replace(/(failed to parse expression '[^']*').*/g, '$1');

/** Zeebe looks for expired messages once a minute: those of an earlier scenario may end during a later one. */
const isLeftover = (published: ReadonlySet<number>, { valueType, intent, key }: ExportedRecord): boolean =>
  valueType === 'MESSAGE' && intent === 'EXPIRED' && !published.has(key);

/**
 * A trace: what happened, keys and times made relative. Message subscriptions are opened by commands between
 * partitions whose place among the other records is not defined, so they form a stream of their own.
 */
export const toTrace = (records: ExportedRecord[]) => {
  const plain = normaliser();
  const published = new Set(records.filter(({ intent }) => intent === 'PUBLISHED').map(({ key }) => key));
  const lines = inVariableOrder(
    records
      .filter(
        (record) =>
          record.recordType === 'EVENT' && !DROPPED_TYPES.has(record.valueType) && !isLeftover(published, record),
      )
      .sort((a, b) => a.position - b.position),
  ).map((record) => {
    const value = JSON.stringify(plain(record.value));
    return { messages: MESSAGE_TYPES.has(record.valueType), text: `${record.valueType} ${record.intent} ${value}` };
  });
  return {
    events: lines.filter((line) => !line.messages).map((line) => line.text),
    messages: lines.filter((line) => line.messages).map((line) => line.text),
  };
};

export type Trace = ReturnType<typeof toTrace>;
