import type { Command, Response } from '#engine';
import type { JobTaker, JobWish } from './jobs/job-dispatcher.ts';
import type { JobStream } from './jobs/job-stream.ts';
import type { LongPoll, PollTaker } from './jobs/long-poll.ts';
import type { Result } from './results.ts';

/**
 * All that the gateway asks of the engine. It is the same whether both live on one thread or on two
 * (docs/adr/0009-gateway-thread.md). What these calls fail with is an ExpectedError or a fault of ours.
 */
export interface EnginePort {
  /** Carries a command out; resolves when its records are safe, also when the engine rejected it. */
  submit: (command: Command) => Promise<Response>;
  /** As `submit`, for callers who need nothing of what was done: its value may be left out. */
  carryOut: (command: Command) => Promise<Response>;
  /**
   * Creates an instance and waits for its end; the result is missing where the command was rejected.
   * @throws TimedOut when the instance goes on for longer than `timeoutMs`
   */
  submitForResult: (command: Command, timeoutMs: number) => Promise<{ response: Response; result?: Result }>;
  /** Jobs at once, or the first ones that come within `waitMs`. */
  pollJobs: (wish: JobWish, waitMs: number, taker: PollTaker) => LongPoll;
  /** Jobs as they come, until the stream is closed. */
  streamJobs: (wish: JobWish, taker: JobTaker) => JobStream;
  /** For jobs that came and can't be handed on. */
  giveBack: (jobKeys: number[]) => void;
  /** Resolves when the engine gets to it. */
  alive: () => Promise<void>;
}
