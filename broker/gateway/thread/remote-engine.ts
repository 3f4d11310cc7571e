import type { MessagePort } from 'node:worker_threads';
import type { EnginePort } from '../../engine-port.ts';
import type { JobTaker, JobWish } from '../../jobs/job-dispatcher.ts';
import type { JobStream } from '../../jobs/job-stream.ts';
import type { LongPoll, PollTaker } from '../../jobs/long-poll.ts';
import type { ToEngine, ToGateway } from './messages.ts';
import { commandParts, errorOf, jobOf, responseOf } from './messages.ts';
import { Outbox } from './outbox.ts';

/** Clients answer a group of answers with a group of calls: the engine begins with the first ones while others are read. */
const CALLS_AT_ONCE = 16;

/** The engine for a gateway on another thread, which reaches it through a port. */
export const remoteEngine = (port: MessagePort): EnginePort => {
  // Calls of one turn come by many callbacks of the network: they end together only when the turn does.
  const outbox = new Outbox<ToEngine>(port, setImmediate, CALLS_AT_ONCE);
  const open = new Map<number, (answer: ToGateway) => void>();
  let lastId = 0;

  const giveBack = (keys: number[]): void => {
    if (keys.length > 0) outbox.add(['give-back', keys]);
  };

  port.on('message', (text: string) => {
    for (const answer of JSON.parse(text) as ToGateway[]) {
      const take = open.get(answer[1]);
      if (take) take(answer);
      // Closed while they were on their way.
      else if (answer[0] === 'jobs') giveBack(answer[2].map(([key]) => key));
    }
  });

  /** Asks for one answer. */
  const ask = (question: (id: number) => ToEngine): Promise<ToGateway> =>
    new Promise((resolve) => {
      const id = ++lastId;
      open.set(id, (answer) => {
        open.delete(id);
        resolve(answer);
      });
      outbox.add(question(id));
    });

  const close = (id: number): void => {
    if (open.delete(id)) outbox.add(['close', id]);
  };

  const pollJobs = (wish: JobWish, waitMs: number, taker: PollTaker): LongPoll => {
    const id = ++lastId;
    open.set(id, (answer) => {
      open.delete(id);
      if (answer[0] === 'jobs') taker.finish(answer[2].map(jobOf));
      else taker.failed(errorOf(answer));
    });
    outbox.add(['poll', id, waitMs, wish]);
    return { close: () => close(id) };
  };

  const streamJobs = (wish: JobWish, taker: JobTaker): JobStream => {
    const id = ++lastId;
    open.set(id, (answer) => {
      if (answer[0] !== 'jobs') {
        open.delete(id);
        return taker.failed(errorOf(answer));
      }
      if (taker.ready()) taker.deliver(answer[2].map(jobOf));
      else giveBack(answer[2].map(([key]) => key));
      outbox.add(['ready', id, taker.ready(), 1]);
    });
    outbox.add(['stream', id, wish]);
    return { again: () => outbox.add(['ready', id, taker.ready(), 0]), close: () => close(id) };
  };

  return {
    submit: async (command) => responseOf(await ask((id) => ['submit', id, ...commandParts(command)])),
    carryOut: async (command) => responseOf(await ask((id) => ['carry-out', id, ...commandParts(command)])),
    submitForResult: async (command, timeoutMs) => {
      const answer = await ask((id) => ['submit-for-result', id, timeoutMs, ...commandParts(command)]);
      const response = responseOf(answer);
      return answer[0] === 'result' ? { response, result: answer[4] } : { response };
    },
    pollJobs,
    streamJobs,
    giveBack,
    alive: async () => void (await ask((id) => ['alive', id])),
  };
};
