import type { Command, JobValue } from '#engine';
import { commands } from '#engine';
import { InvalidArgument } from '../errors.ts';
import { routedKey } from './request-parts.ts';

/** A command for the job with this key. */
export const jobCommand = (intent: string, key: string, part: Partial<JobValue> = {}): Command =>
  commands.jobCommand(intent, routedKey(key), part);

/** @throws InvalidArgument in the words of Zeebe's rejection, which an empty activation here would never come to */
export const requireActivation = (type: string, timeout: number): void => {
  const refuse = (wanted: string): never => {
    throw new InvalidArgument(
      `Command 'ACTIVATE' rejected with code 'INVALID_ARGUMENT': Expected to activate job batch with ${wanted}`,
    );
  };
  if (type === '') refuse('type to be present, but it was blank');
  if (timeout < 1) refuse(`timeout to be greater than zero, but it was '${timeout}'`);
};

/**
 * JOB_BATCH ACTIVATE: up to `max` jobs of a type for `timeout` milliseconds, with the variables named by `fetch` (none:
 * all).
 * @throws InvalidArgument for no type or no time
 */
export const activateCommand = (
  type: string,
  worker: string,
  timeout: number,
  max: number,
  fetch: string[],
): Command => {
  requireActivation(type, timeout);
  return commands.activateJobs(type, worker, timeout, max, fetch);
};
