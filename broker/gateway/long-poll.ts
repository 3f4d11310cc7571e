import type { ActivatedJob, JobDispatcher, Waiter } from './job-dispatcher.ts';

const DEFAULT_MS = 10_000;

/** How long a request waits for its first jobs: 0 asks for the usual time, less than 0 for an answer at once. */
export const longPollMs = (requestTimeout: number): number => (requestTimeout === 0 ? DEFAULT_MS : requestTimeout);

export interface LongPoll extends Omit<Waiter, 'once' | 'ready' | 'deliver'> {
  waitMs: number;
  /** Called once, with the jobs or with none when the time is over. */
  finish: (jobs: ActivatedJob[]) => void;
}

/** Answers with jobs at once, or waits for the first ones until the time is over; `close` ends it without an answer. */
export const startLongPoll = (
  dispatcher: JobDispatcher,
  { waitMs, finish, failed, ...wanted }: LongPoll,
): { close: () => void } => {
  let open = true;
  const end = (jobs: ActivatedJob[]): void => {
    if (!open) return;
    close();
    finish(jobs);
  };
  const waiter: Waiter = {
    ...wanted,
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
  if (wanted.max > 0 && (waitMs > 0 || dispatcher.hasJobs(wanted.type))) dispatcher.add(waiter);
  else end([]);
  return { close };
};
