import { applyRecord } from './appliers/index.ts';
import type {
  Command,
  EngineRecord,
  MessageCorrelationValue,
  RecordValues,
  RejectionType,
  ValueType,
} from './records.ts';
import type { EngineState } from './state/engine-state.ts';

export type Response =
  | { kind: 'done'; key: number; value: object }
  | { kind: 'rejected'; type: RejectionType; reason: string; intent: string };

/** What the host has to do after the records are safe. */
export type Effect =
  | { kind: 'jobs-available'; type: string }
  | { kind: 'instance-ended'; processInstanceKey: number; value: object | null };

/** A processor found that a command can't be carried out; the command is rejected and changes nothing. */
export class Rejection extends Error {
  readonly type: RejectionType;
  constructor(type: RejectionType, reason: string) {
    super(reason);
    this.type = type;
  }
}

/** What one command of the host does: its records, the commands it leads to, and what the host must do afterwards. */
export class Processing {
  readonly state: EngineState;
  readonly now: number;
  readonly records: EngineRecord[] = [];
  readonly effects: Effect[] = [];
  response: Response | undefined;
  /** By message: the sender waits until an instance has taken it. */
  readonly correlations = new Map<number, MessageCorrelationValue>();
  private commands: Command[] = [];
  private sourcePosition = 0;
  private readonly operationReference: string | undefined;

  constructor(state: EngineState, now: number, operationReference?: string) {
    this.state = state;
    this.now = now;
    this.operationReference = operationReference;
  }

  nextKey(): number {
    return this.state.nextKey();
  }

  /** States a fact: it is applied at once, so that what follows sees it. */
  event<Type extends ValueType>(key: number, valueType: Type, intent: string, value: RecordValues[Type]): void {
    const record: EngineRecord = {
      position: this.state.lastPosition + 1,
      sourceRecordPosition: this.sourcePosition,
      key,
      timestamp: this.now,
      recordType: 'EVENT',
      valueType,
      intent,
      value,
    };
    this.keep(record);
  }

  /** Queues a command behind those already queued. */
  command<Type extends ValueType>(key: number, valueType: Type, intent: string, value: RecordValues[Type]): void {
    this.commands.push({ key, valueType, intent, value } as Command);
  }

  reject(command: Command, type: RejectionType, reason: string): void {
    const { key, valueType, intent, value } = command;
    const record: EngineRecord = {
      position: this.state.lastPosition + 1,
      sourceRecordPosition: this.sourcePosition,
      key,
      timestamp: this.now,
      recordType: 'COMMAND_REJECTION',
      valueType,
      intent,
      value,
      rejectionType: type,
      rejectionReason: reason,
    };
    this.keep(record);
  }

  private keep(record: EngineRecord): void {
    if (this.operationReference !== undefined) record.operationReference = this.operationReference;
    applyRecord(this.state, record);
    this.records.push(record);
  }

  respond(key: number, value: object): void {
    this.response = { kind: 'done', key, value };
  }

  effect(effect: Effect): void {
    this.effects.push(effect);
  }

  /** The position that a command takes: commands are counted, though only their outcomes are kept. */
  beginCommand(): void {
    this.sourcePosition = ++this.state.lastPosition;
  }

  takeCommand(): Command | undefined {
    return this.commands.shift();
  }
}
