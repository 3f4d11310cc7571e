import type { Expression } from '#feel';
import type { BpmnElementType, BpmnEventType } from '../records.ts';
import type { DueDate, Repetition } from '../time/iso-8601.ts';
import type { TimerKind } from '../time/timer-text.ts';

export interface SequenceFlow {
  id: string;
  sourceId: string;
  targetId: string;
  condition?: Expression;
}

export interface Mapping {
  source: Expression;
  /** Text of the expression as written, for messages. */
  target: string[];
}

export type TimerDefinition = { kind: TimerKind; expression: Expression };

export interface MessageDefinition {
  id: string;
  name: Expression;
  correlationKey?: Expression;
}

export type BindingType = 'latest' | 'deployment' | 'versionTag';

/** Which version of something that was deployed is meant. */
export interface Binding {
  type: BindingType;
  versionTag: string;
}

export interface LoopCharacteristics {
  sequential: boolean;
  inputCollection: Expression;
  inputElement?: string;
  outputCollection?: string;
  outputElement?: Expression;
  completionCondition?: Expression;
}

/** A job that is done before an element starts its own work, or after it ended that. */
export interface ExecutionListener {
  event: 'start' | 'end';
  type: Expression;
  retries: Expression;
}

export interface UserTaskDefinition {
  assignee?: Expression;
  candidateGroups?: Expression;
  candidateUsers?: Expression;
  dueDate?: Expression;
  followUpDate?: Expression;
  priority?: Expression;
  formId?: Expression;
  externalReference?: Expression;
  formBinding: Binding;
}

/** One flow node, or the process itself, ready to run. */
export interface Element {
  id: string;
  name: string;
  type: BpmnElementType;
  eventType: BpmnEventType;
  /** Id of the embedded subprocess or process around it. */
  scopeId: string;
  incoming: SequenceFlow[];
  outgoing: SequenceFlow[];
  inputs: Mapping[];
  outputs: Mapping[];
  /** Start events directly inside, for a process or subprocess. */
  startEvents: Element[];
  /** The scope around: a process, a subprocess or the body of a multi-instance activity. */
  scope?: Element;
  boundaryEvents: Element[];
  /** What the element waits for while it is active: event subprocesses of it, then its boundary events, or itself. */
  events: Element[];
  /** Those of `events` after which no other event reaches the element, boundary events excepted. */
  interruptingIds: Set<string>;
  /** The activity that a multi-instance body repeats. */
  inner?: Element;
  loop?: LoopCharacteristics;
  listeners: ExecutionListener[];
  attachedToId?: string;
  interrupting: boolean;
  defaultFlowId?: string;
  timer?: TimerDefinition;
  message?: MessageDefinition;
  /** An absent expression catches every error; a fixed text or, where one is thrown, an expression. */
  errorCode?: Expression;
  escalationCode?: Expression;
  signal?: Expression;
  /** Name of a link; a throwing one leads to `linkTarget`. */
  link?: string;
  linkTarget?: Element;
  /** Activity that a compensation boundary event activates. */
  handler?: Element;
  /** The one activity that a throwing compensation event is for. */
  compensates?: string;
  isForCompensation: boolean;
  job?: { type: Expression; retries: Expression };
  headers: Record<string, string>;
  userTask?: UserTaskDefinition;
  script?: { expression: Expression; resultVariable: string };
  decision?: { id: Expression; resultVariable: string; binding: Binding };
  called?: { processId: Expression; propagateAllChild: boolean; propagateAllParent: boolean; binding: Binding };
}

export interface ExecutableProcess {
  id: string;
  versionTag: string;
  /** By id; a multi-instance activity is found as its body. */
  elements: ReadonlyMap<string, Element>;
  flows: ReadonlyMap<string, SequenceFlow>;
  /** Ids of call activities in alphabetical order: the place in it names the caller in incidents. */
  callActivityIds: string[];
}

export type { DueDate, Repetition };
