import { createHash } from 'node:crypto';
import type { EngineRecord } from '#engine';
import { EngineState, applyRecord, stateLines } from '#engine';
import type { LogEntry } from './log-entry.ts';
import type { RecordLog } from './record-log.ts';

export interface LogVerification {
  firstPosition: number;
  lastPosition: number;
  records: number;
  /** Position up to which the state is on disk. */
  statePosition: number;
  /** SHA-256 over the lines of the state at `statePosition`, then after the rest of the log. */
  stateDigest: string;
  lastDigest: string;
  /** Whether the log reaches back to its first record, so that the state could be derived from it anew. */
  whole: boolean;
  /** What is wrong, in Chinese; empty when all is right. */
  problems: string[];
}

const digestOf = (state: EngineState): string => {
  const hash = createHash('sha256');
  for (const line of stateLines(state)) hash.update(`${line}\n`);
  return hash.digest('hex');
};

/** Lines that one state has and the other lacks, the first few of them. */
const differences = (stored: EngineState, derived: EngineState): string[] => {
  const other = new Set(stateLines(derived));
  const own = new Set(stateLines(stored));
  const only = (lines: Set<string>, others: Set<string>): string[] => [...lines].filter((line) => !others.has(line));
  const show = (line: string): string => line.slice(0, 120);
  return [
    ...only(own, other)
      .slice(0, 5)
      .map((line) => `状态中多出：${show(line)}`),
    ...only(other, own)
      .slice(0, 5)
      .map((line) => `状态中缺少：${show(line)}`),
  ];
};

/** What must hold in any state, whatever its history. */
const brokenReferences = (state: EngineState): string[] => {
  const problems: string[] = [];
  for (const [key, { value }] of state.elementInstances.entries()) {
    if (value.flowScopeKey >= 0 && !state.elementInstances.has(value.flowScopeKey))
      problems.push(`环节实例 ${key} 所属的 ${value.flowScopeKey} 不存在`);
    if (!state.processes.has(value.processDefinitionKey))
      problems.push(`环节实例 ${key} 的流程定义 ${value.processDefinitionKey} 不存在`);
  }
  for (const [key, { value }] of state.jobs.entries())
    if (!state.elementInstances.has(value.elementInstanceKey))
      problems.push(`作业 ${key} 所属的环节实例 ${value.elementInstanceKey} 不存在`);
  for (const [key, { elementInstanceKey }] of state.incidents.entries())
    if (elementInstanceKey >= 0 && !state.elementInstances.has(elementInstanceKey))
      problems.push(`故障 ${key} 所属的环节实例 ${elementInstanceKey} 不存在`);
  return problems.slice(0, 20);
};

/** What can't be read is an empty line, which is no record. */
function* linesOf(entry: LogEntry): Generator<string> {
  try {
    yield* entry.lines();
  } catch {
    yield '';
  }
}

/**
 * Checks a log against the state on disk: positions without a gap, every record readable, and, where the log reaches
 * back to its beginning, the same state derived from the records alone.
 */
export const verifyLog = (log: RecordLog): LogVerification => {
  const stored = new EngineState();
  log.states.attach(stored);
  const statePosition = log.states.position;
  const firstPosition = log.firstPosition;
  // The first command has position 1 and is not kept.
  const whole = firstPosition <= 2;
  const derived = whole ? new EngineState() : undefined;
  const problems: string[] = [];
  const stateDigest = digestOf(stored);
  let records = 0;
  let last = 0;
  let compared = statePosition === 0;
  const compare = (): void => {
    compared = true;
    if (derived && digestOf(derived) !== stateDigest) problems.push(...differences(stored, derived));
  };
  for (const entry of log.read(0)) {
    for (const line of linesOf(entry)) {
      let record: EngineRecord;
      try {
        record = JSON.parse(line) as EngineRecord;
      } catch {
        problems.push(`位置 ${entry.firstPosition} 起的一组记录无法读取`);
        continue;
      }
      // Commands in between are counted in positions but not kept: positions rise, they need not follow each other.
      if (record.position <= last) problems.push(`位置 ${record.position} 的记录排在 ${last} 之后`);
      last = record.position;
      records++;
      if (!compared && record.position > statePosition) compare();
      if (derived) applyRecord(derived, record);
      if (record.position > statePosition) applyRecord(stored, record);
    }
  }
  if (!compared) compare();
  if (last < statePosition) problems.push(`日志到位置 ${last} 为止，状态却已到 ${statePosition}：日志的末尾缺失`);
  problems.push(...brokenReferences(stored));
  return {
    firstPosition,
    lastPosition: last,
    records,
    statePosition,
    stateDigest,
    lastDigest: digestOf(stored),
    whole,
    problems,
  };
};
