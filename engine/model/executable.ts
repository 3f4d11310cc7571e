import type { Expression } from '#feel';
import type { BpmnElementType, BpmnEventType } from '../records.ts';
import type { DueDate, Repetition } from '../time/iso-8601.ts';

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

export type TimerDefinition = { kind: 'duration' | 'date' | 'cycle'; expression: Expression };

export interface MessageDefinition {
  id: string;
  name: Expression;
  correlationKey?: Expression;
}

export type BindingType = 'latest' | 'deployment';

export interface UserTaskDefinition {
  assignee?: Expression;
  candidateGroups?: Expression;
  candidateUsers?: Expression;
  dueDate?: Expression;
  followUpDate?: Expression;
  priority?: Expression;
  formId?: Expression;
  externalReference?: Expression;
  formBinding: BindingType;
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
  /** Nodes directly inside, for a process or subprocess. */
  startEvents: Element[];
  boundaryEvents: Element[];
  attachedToId?: string;
  interrupting: boolean;
  defaultFlowId?: string;
  timer?: TimerDefinition;
  message?: MessageDefinition;
  /** An absent code catches every error. */
  errorCode?: string;
  job?: { type: Expression; retries: Expression };
  headers: Record<string, string>;
  userTask?: UserTaskDefinition;
  script?: { expression: Expression; resultVariable: string };
  decision?: { id: Expression; resultVariable: string; binding: BindingType };
  called?: { processId: Expression; propagateAllChild: boolean; propagateAllParent: boolean; binding: BindingType };
}

export interface ExecutableProcess {
  id: string;
  versionTag: string;
  elements: ReadonlyMap<string, Element>;
  flows: ReadonlyMap<string, SequenceFlow>;
  /** Ids of call activities in alphabetical order: the place in it names the caller in incidents. */
  callActivityIds: string[];
}

export type { DueDate, Repetition };
