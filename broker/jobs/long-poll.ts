import type { ActivatedJob, JobDispatcher, JobWish, Waiter } from './job-dispatcher.ts';

const DEFAULT_MS = 10_000;

/** How long a request waits for its first jobs: 0 asks for the usual time, less than 0 for an answer at once. */
export const longPollMs = (requestTimeout: number): number => (requestTimeout === 0 ? DEFAULT_MS : requestTimeout);

/** Who waits for a long poll; told once, of one thing or the other. */
export interface PollTaker {
  /** With the jobs, or with none when the time is over. */
  finish: (jobs: ActivatedJob[]) => void;
  failed: (error: Error) => void;
}

export interface LongPoll {
  /** Ends it without an answer. */
  close: () => void;
}

/** Answers with jobs at once, or waits up to `waitMs` for the first ones. */
export const startLongPoll = (
  dispatcher: JobDispatcher,
  wish: JobWish,
  waitMs: number,
  { finish, failed }: PollTaker,
): LongPoll => {
  let open = true;
  const end = (jobs: ActivatedJob[]): void => {
    if (!open) return;
    close();
    finish(jobs);
  };
  const waiter: Waiter = {
    ...wish,
    once: true,
    ready: () => open,
    deliver: (jobs) => {
      if (jobs.length === 0 && open && waitMs > 0) dispatcher.add(waiter);
      else end(jobs);
    },
    failed: (error) => {
      close();
      failed(error);
    },
  };
  const timer = waitMs > 0 ? setTimeout(() => end([]), waitMs) : undefined;
  // An open long poll is no reason to keep a stopping process alive.
  timer?.unref();
  const close = (): void => {
    open = false;
    clearTimeout(timer);
    dispatcher.remove(waiter);
  };
  if (wish.max > 0 && (waitMs > 0 || dispatcher.hasJobs(wish.type))) dispatcher.add(waiter);
  else end([]);
  return { close };
};
