import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { EngineRecord, EngineState } from '#engine';

/** The state after one record of a history. */
export interface Checkpoint {
  /** Number of the record in the history, counted from 1. */
  records: number;
  digest: string;
}

/** What a log of one release must lead to, in every later release. */
export interface History {
  /** Release whose broker wrote the log. */
  version: string;
  /** Tables and indexes that the digests speak of: a later release may have more, and must still have these. */
  parts: string[];
  checkpoints: Checkpoint[];
  /** Of all parts, behind the last record. */
  finalDigest: string;
  /** `SERVICE_TASK`, `BOUNDARY_EVENT TIMER`…: what became active somewhere in the history. */
  elements: string[];
  /** `JOB COMPLETED`…: kinds of events in the history. */
  events: string[];
}

/** Deployed files: large, and never changed by what instances do. They are in the final digest. */
const DEPLOYED = ['processes', 'forms', 'decisionRequirements'];
/** Records between two checkpoints: no divisor of anything, so that they fall into all phases of an element. */
export const CHECKPOINT_EVERY = 23;

const folder = (version: string): URL => new URL(`./${version}/`, import.meta.url);
export const recordsFile = (version: string): URL => new URL('records.jsonl.br', folder(version));
export const historyFile = (version: string): URL => new URL('history.json', folder(version));

/** Releases whose histories are kept. */
export const versions = (): string[] =>
  readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

export const readHistory = (version: string): { history: History; records: EngineRecord[] } => {
  const lines = brotliDecompressSync(readFileSync(recordsFile(version)))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  return {
    history: JSON.parse(readFileSync(historyFile(version), 'utf8')) as History,
    records: lines.map((line) => JSON.parse(line) as EngineRecord),
  };
};

export const packed = (lines: readonly string[]): Buffer => {
  const text = Buffer.from(`${lines.join('\n')}\n`);
  const params = { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS };
  return brotliCompressSync(text, { params: { ...params, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } });
};

/** The same text for the same value, in whatever order its properties were set. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

const linesOf = (state: EngineState, name: string): string[] => {
  const { tables, indexes } = state.parts();
  const entries: Iterable<[string | number, unknown]> | undefined =
    tables.get(name)?.entries() ?? indexes.get(name)?.entries();
  if (!entries) throw new Error(`the state has no part '${name}' any more`);
  return [...entries].map(([key, value]) => `${key} ${canonical(value instanceof Set ? [...value] : value)}`).sort();
};

export const partsOf = (state: EngineState): string[] => {
  const { tables, indexes } = state.parts();
  return [...tables.keys(), ...indexes.keys()].sort();
};

/** SHA-256 over some parts of a state, the last position and the last key. */
const digestOf = (state: EngineState, parts: readonly string[]): string => {
  const hash = createHash('sha256').update(`${state.lastPosition} ${state.lastKey}\n`);
  for (const name of parts) for (const line of linesOf(state, name)) hash.update(`${name} ${line}\n`);
  return hash.digest('hex');
};

export const finalDigest = (state: EngineState, parts: readonly string[]): string => digestOf(state, parts);
export const checkpointDigest = (state: EngineState, parts: readonly string[]): string =>
  digestOf(
    state,
    parts.filter((name) => !DEPLOYED.includes(name)),
  ).slice(0, 16);
