import type { JobDispatcher, JobTaker, JobWish, Waiter } from './job-dispatcher.ts';

export interface JobStream {
  /** The taker was not ready and now may be. */
  again: () => void;
  close: () => void;
}

/** Gives a taker jobs as they become available, `wish.max` of them in one activation, until it is closed. */
export const openJobStream = (dispatcher: JobDispatcher, wish: JobWish, taker: JobTaker): JobStream => {
  let open = true;
  const waiter: Waiter = {
    ...wish,
    once: false,
    ready: () => open && taker.ready(),
    deliver: (jobs) => {
      taker.deliver(jobs);
      if (jobs.length === wish.max) again();
    },
    failed: (error) => {
      close();
      taker.failed(error);
    },
  };
  const again = (): void => dispatcher.dispatch(wish.type);
  const close = (): void => {
    open = false;
    dispatcher.remove(waiter);
  };
  dispatcher.add(waiter);
  return { again, close };
};
