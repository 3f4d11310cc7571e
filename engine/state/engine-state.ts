import type { DecisionGraph, Json } from '#feel';
import type { ExecutableProcess } from '../model/executable.ts';
import type {
  CompensationSubscriptionValue,
  DecisionRequirementsValue,
  DecisionValue,
  FormValue,
  IncidentValue,
  JobValue,
  MessageStartEventSubscriptionValue,
  MessageSubscriptionValue,
  MessageValue,
  ProcessInstanceValue,
  ProcessInstanceCreationValue,
  ProcessMessageSubscriptionValue,
  ProcessValue,
  SignalSubscriptionValue,
  TimerValue,
  UserTaskValue,
  Variables,
} from '../records.ts';
import { PARTITION_BASE } from '../records.ts';
import { DueDates } from './due-dates.ts';
import { Index } from './grouped-index.ts';
import { Journal } from './journal.ts';
import { Table } from './table.ts';

export type ElementState = 'ACTIVATING' | 'ACTIVATED' | 'COMPLETING' | 'TERMINATING';

export interface ElementInstance {
  readonly key: number;
  readonly state: ElementState;
  readonly value: ProcessInstanceValue;
  readonly jobKey?: number;
  readonly userTaskKey?: number;
  readonly calledInstanceKey?: number;
  /** Flows taken whose target is not active yet, and how often: a joining gateway waits with some. */
  readonly flows: Readonly<Record<string, number>>;
  /** The event subprocess or the terminate end event that stopped all else in this scope. */
  readonly interruptingId?: string;
  /** An interrupting event was triggered here: only boundary events can follow. */
  readonly eventInterrupted?: boolean;
  /** An interrupting boundary event was triggered here: nothing can follow. */
  readonly closed?: boolean;
  /** Execution listeners of the present phase that are done. */
  readonly listenersDone?: number;
  /** Of the body of a multi-instance activity: how many inner instances were started, completed and terminated. */
  readonly inner?: { readonly started: number; readonly completed: number; readonly terminated: number };
  /** Of an inner instance, counted from 1. */
  readonly loopCounter?: number;
}

export type JobState = 'ACTIVATABLE' | 'ACTIVATED' | 'FAILED' | 'ERROR_THROWN';

export interface Variable {
  readonly key: number;
  readonly text: string;
  readonly json: Json;
}

export interface EventTrigger {
  readonly eventKey: number;
  readonly elementId: string;
  readonly variables: Variables;
  /** The instance that a start event starts. */
  readonly processInstanceKey?: number;
}

export type Subscription<Value> = { readonly key: number; readonly value: Value; readonly correlating: boolean };

/** All that the engine knows. Only appliers change it; everything here can be rebuilt from the records. */
export class EngineState {
  readonly journal = new Journal();
  lastKey = PARTITION_BASE;
  lastPosition = 0;

  readonly processes = this.table<number, ProcessValue>();
  /** Version and key of every deployed version, the latest last. */
  readonly processVersions = this.table<string, readonly { version: number; key: number }[]>();
  /** `PROCESS|id` and the like to the highest version that was ever given. */
  readonly highestVersions = this.table<string, number>();
  readonly forms = this.table<number, FormValue>();
  readonly formVersions = this.table<string, readonly number[]>();
  readonly decisionRequirements = this.table<number, DecisionRequirementsValue>();
  readonly decisionRequirementsVersions = this.table<string, readonly number[]>();
  readonly decisions = this.table<number, DecisionValue>();
  readonly decisionVersions = this.table<string, readonly number[]>();
  /** `deploymentKey|FORM|id` and the like to the key that was deployed together. */
  readonly deployedTogether = this.table<string, number>();

  readonly elementInstances = this.table<number, ElementInstance>();
  readonly children = this.index<number, number>();
  /** How many instances of a definition run. */
  readonly instanceCounts = this.table<number, number>();
  readonly variables = this.table<number, Readonly<Record<string, Variable>>>();
  readonly eventTriggers = this.table<number, readonly EventTrigger[]>();

  /** Creations that were named by their requests, and the names to their keys. */
  readonly creationRequests = this.table<number, ProcessInstanceCreationValue>();
  readonly creationRequestIds = this.table<string, number>();

  readonly jobs = this.table<number, { readonly state: JobState; readonly value: JobValue }>();
  readonly activatableJobs = this.index<string, number>();
  readonly userTasks = this.table<number, UserTaskValue>();
  readonly timers = this.table<number, TimerValue>();
  readonly timersByElement = this.index<number, number>();
  readonly startTimers = this.index<number, number>();
  readonly incidents = this.table<number, IncidentValue>();
  readonly incidentByElement = this.table<number, number>();
  readonly incidentByJob = this.table<number, number>();

  readonly messages = this.table<number, MessageValue>();
  readonly messagesByName = this.index<string, number>();
  readonly messageIds = this.table<string, number>();
  /** Processes that a buffered message has reached already: it reaches each only once. */
  readonly correlatedProcesses = this.index<number, string>();
  readonly messageSubscriptions = this.table<number, Subscription<MessageSubscriptionValue>>();
  readonly messageSubscriptionsByName = this.index<string, number>();
  readonly messageSubscriptionsByElement = this.index<number, number>();
  readonly processMessageSubscriptions = this.table<number, Subscription<ProcessMessageSubscriptionValue>>();
  readonly processMessageSubscriptionsByElement = this.index<number, number>();
  readonly messageStartSubscriptions = this.table<number, MessageStartEventSubscriptionValue>();
  readonly messageStartSubscriptionsByName = this.index<string, number>();
  readonly messageStartSubscriptionsByProcess = this.index<number, number>();
  /** `processId|correlationKey` to the one instance that a message started, and back. */
  readonly startedByMessage = this.table<string, number>();
  readonly startedBy = this.table<number, { bpmnProcessId: string; correlationKey: string; messageName: string }>();

  readonly signalSubscriptions = this.table<number, SignalSubscriptionValue>();
  readonly signalSubscriptionsByName = this.index<string, number>();
  readonly signalSubscriptionsByElement = this.index<number, number>();
  readonly signalStartsByProcess = this.index<number, number>();
  readonly compensations = this.table<number, CompensationSubscriptionValue>();
  readonly compensationsByInstance = this.index<number, number>();

  readonly dueDates = new DueDates();
  /** Instances whose creator waits for the result; not part of the log, as no one waits after a restart. */
  readonly awaitedResults = new Map<number, readonly string[]>();

  /** Compiled models by key, made when first needed. */
  readonly executables = new Map<number, ExecutableProcess>();
  readonly decisionGraphs = new Map<number, DecisionGraph>();

  /** Every table and index by its name, for a host that keeps them outside memory. */
  parts(): {
    tables: Map<string, Table<string | number, unknown>>;
    indexes: Map<string, Index<string | number, unknown>>;
  } {
    const named = Object.entries(this) as [string, unknown][];
    const tables = named.filter((part): part is [string, Table<string | number, unknown>] => part[1] instanceof Table);
    const indexes = named.filter((part): part is [string, Index<string | number, unknown>] => part[1] instanceof Index);
    return { tables: new Map(tables), indexes: new Map(indexes) };
  }

  /**
   * The same state once more, in memory: what happens to one does not show in the other. Rows are shared, so a copy
   * costs by their number, not by their size.
   */
  copy(): EngineState {
    const copied = new EngineState();
    const [from, to] = [this.parts(), copied.parts()];
    for (const [name, table] of from.tables) to.tables.get(name)!.copyFrom(table);
    for (const [name, index] of from.indexes) to.indexes.get(name)!.copyFrom(index);
    copied.lastKey = this.lastKey;
    copied.lastPosition = this.lastPosition;
    copied.dueDates.copyFrom(this.dueDates);
    for (const [key, names] of this.awaitedResults) copied.awaitedResults.set(key, names);
    for (const [key, process] of this.executables) copied.executables.set(key, process);
    for (const [key, graph] of this.decisionGraphs) copied.decisionGraphs.set(key, graph);
    return copied;
  }

  nextKey(): number {
    return ++this.lastKey;
  }

  private table<Key, Value>(): Table<Key, Value> {
    return new Table<Key, Value>(this.journal);
  }

  private index<Key, Entry>(): Index<Key, Entry> {
    return new Index<Key, Entry>(this.journal);
  }
}
