import type { Command, RejectionType, Response, ValueType } from '#engine';
import { commands } from '#engine';
import { referredTo } from '../../commands/operation.ts';
import type { Failure } from '../../errors.ts';
import { ExpectedError } from '../../errors.ts';
import type { ActivatedJob, JobWish } from '../../jobs/job-dispatcher.ts';
import type { Result } from '../../results.ts';

/*
 * What goes over between the gateway's thread and the engine's: JSON texts, each a list of all that one turn of the event
 * loop had to say. A text is copied at once and parsed in a tenth of the time of cloning the same objects. `id` is the
 * gateway's name for what it asked; it stays open until an answer ends it, that of a stream until `close`.
 */

/** A command without what its value has in common with all of its type. */
export type CommandParts = [
  valueType: ValueType,
  intent: string,
  key: number,
  value: object,
  operationReference?: string,
];

export type ToEngine =
  | ['submit', id: number, ...CommandParts]
  | ['carry-out', id: number, ...CommandParts]
  | ['submit-for-result', id: number, timeoutMs: number, ...CommandParts]
  | ['poll', id: number, waitMs: number, JobWish]
  | ['stream', id: number, JobWish]
  /** Of a stream: whether it takes further jobs, and how many deliveries it has dealt with since it last said so. */
  | ['ready', id: number, ready: boolean, deliveries: number]
  | ['close', id: number]
  | ['give-back', keys: number[]]
  | ['alive', id: number];

export type ToGateway =
  | ['done', id: number]
  | ['value', id: number, key: number, value: object]
  | ['rejected', id: number, RejectionType, reason: string, intent: string]
  | ['result', id: number, key: number, value: object, Result]
  | ['jobs', id: number, JobParts[]]
  | ['expected', id: number, Failure, message: string]
  | ['unexpected', id: number, message: string, stack: string | undefined];

/** The frames of values that have many parts, of which a command gives few. */
const FRAMES: Partial<Record<ValueType, object>> = { JOB: commands.NO_JOB };

export const commandParts = ({ valueType, intent, key, value, operationReference }: Command): CommandParts => {
  const frame = FRAMES[valueType] as Record<string, unknown> | undefined;
  const given = frame
    ? Object.fromEntries(Object.entries(value).filter(([name, part]) => frame[name] !== part))
    : value;
  const parts: CommandParts = [valueType, intent, key, given];
  if (operationReference !== undefined) parts.push(operationReference);
  return parts;
};

export const commandOf = ([valueType, intent, key, given, operationReference]: CommandParts): Command => {
  const frame = FRAMES[valueType];
  const command = { valueType, intent, key, value: frame ? { ...frame, ...given } : given } as Command;
  return referredTo(command, operationReference);
};

/** A job as the list of its parts: half as long as with their names. */
export type JobParts = ReturnType<typeof jobParts>;

export const jobParts = (job: ActivatedJob) =>
  [
    job.key,
    job.type,
    job.processInstanceKey,
    job.bpmnProcessId,
    job.processDefinitionVersion,
    job.processDefinitionKey,
    job.elementId,
    job.elementInstanceKey,
    job.customHeaders,
    job.worker,
    job.retries,
    job.deadline,
    job.variables,
  ] as const;

export const jobOf = (parts: JobParts): ActivatedJob => {
  const [key, type, processInstanceKey, bpmnProcessId, processDefinitionVersion, processDefinitionKey] = parts;
  const [, , , , , , elementId, elementInstanceKey, customHeaders, worker, retries, deadline, variables] = parts;
  return {
    key,
    type,
    processInstanceKey,
    bpmnProcessId,
    processDefinitionVersion,
    processDefinitionKey,
    elementId,
    elementInstanceKey,
    customHeaders,
    worker,
    retries,
    deadline,
    variables,
  };
};

/** An answer that has nothing to tell but the outcome. */
export const outcome = (id: number, response: Response): ToGateway =>
  response.kind === 'done' ? ['done', id] : ['rejected', id, response.type, response.reason, response.intent];

export const fullAnswer = (id: number, response: Response): ToGateway =>
  response.kind === 'done' ? ['value', id, response.key, response.value] : outcome(id, response);

export const failure = (id: number, error: Error): ToGateway =>
  error instanceof ExpectedError
    ? ['expected', id, error.failure, error.message]
    : ['unexpected', id, error.message, error.stack];

const NOTHING: Response = { kind: 'done', key: -1, value: {} };

/** @throws what the engine failed with */
export const responseOf = (answer: ToGateway): Response => {
  switch (answer[0]) {
    case 'done':
      return NOTHING;
    case 'value':
    case 'result':
      return { kind: 'done', key: answer[2], value: answer[3] };
    case 'rejected':
      return { kind: 'rejected', type: answer[2], reason: answer[3], intent: answer[4] };
    default:
      throw errorOf(answer);
  }
};

/** The error in an answer. */
export const errorOf = (answer: ToGateway): Error => {
  if (answer[0] === 'expected') return new ExpectedError(answer[2], answer[3]);
  if (answer[0] === 'unexpected') return Object.assign(new Error(answer[2]), { stack: answer[3] });
  return new Error(`unexpected answer of the engine: ${answer[0]}`);
};
