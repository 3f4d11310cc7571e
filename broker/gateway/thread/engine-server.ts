import type { MessagePort } from 'node:worker_threads';
import type { EnginePort } from '../../engine-port.ts';
import type { JobWish } from '../../jobs/job-dispatcher.ts';
import type { CommandParts, ToEngine, ToGateway } from './messages.ts';
import { commandOf, failure, fullAnswer, jobParts, outcome } from './messages.ts';
import { Outbox } from './outbox.ts';

/**
 * Deliveries that may be on their way to a stream. What comes behind one that the client did not take is given back, so
 * this bounds how many jobs travel in vain.
 */
const STREAM_WINDOW = 4;

interface Open {
  close: () => void;
  ready?: (ready: boolean, deliveries: number) => void;
}

/** Answers what a gateway on another thread asks through a port; `close` takes leave of all who wait there. */
export const serveEngine = (engine: EnginePort, port: MessagePort): { close: () => void } => {
  // Answers to one group of commands come by promises, all of which are through before the next tick.
  const outbox = new Outbox<ToGateway>(port, process.nextTick);
  const open = new Map<number, Open>();

  const answer = (id: number, coming: Promise<ToGateway>): void => {
    coming.then(
      (message) => outbox.add(message),
      (error: Error) => outbox.add(failure(id, error)),
    );
  };

  const submitForResult = async (id: number, timeoutMs: number, parts: CommandParts): Promise<ToGateway> => {
    const { response, result } = await engine.submitForResult(commandOf(parts), timeoutMs);
    if (response.kind === 'rejected' || result === undefined) return outcome(id, response);
    return ['result', id, response.key, response.value, result];
  };

  const end = (id: number, message: ToGateway): void => {
    open.delete(id);
    outbox.add(message);
  };

  const poll = (id: number, waitMs: number, wish: JobWish): void => {
    // Before it is answered, which may be at once.
    open.set(id, { close: () => undefined });
    const { close } = engine.pollJobs(wish, waitMs, {
      finish: (jobs) => end(id, ['jobs', id, jobs.map(jobParts)]),
      failed: (error) => end(id, failure(id, error)),
    });
    if (open.has(id)) open.set(id, { close });
  };

  const stream = (id: number, wish: JobWish): void => {
    let takes = true;
    let onTheirWay = 0;
    const { again, close } = engine.streamJobs(wish, {
      ready: () => takes && onTheirWay < STREAM_WINDOW,
      deliver: (jobs) => {
        onTheirWay++;
        outbox.add(['jobs', id, jobs.map(jobParts)]);
      },
      failed: (error) => end(id, failure(id, error)),
    });
    const ready = (now: boolean, deliveries: number): void => {
      takes = now;
      onTheirWay -= deliveries;
      again();
    };
    open.set(id, { close, ready });
  };

  const take = (question: ToEngine): void => {
    switch (question[0]) {
      case 'submit': {
        const [, id, ...parts] = question;
        return answer(
          id,
          engine.submit(commandOf(parts)).then((response) => fullAnswer(id, response)),
        );
      }
      case 'carry-out': {
        const [, id, ...parts] = question;
        return answer(
          id,
          engine.carryOut(commandOf(parts)).then((response) => outcome(id, response)),
        );
      }
      case 'submit-for-result': {
        const [, id, timeoutMs, ...parts] = question;
        return answer(id, submitForResult(id, timeoutMs, parts));
      }
      case 'poll':
        return poll(question[1], question[2], question[3]);
      case 'stream':
        return stream(question[1], question[2]);
      case 'ready':
        return open.get(question[1])?.ready?.(question[2], question[3]);
      case 'close':
        open.get(question[1])?.close();
        return void open.delete(question[1]);
      case 'give-back':
        return engine.giveBack(question[1]);
      case 'alive': {
        const id = question[1];
        return answer(
          id,
          engine.alive().then(() => ['done', id]),
        );
      }
    }
  };

  port.on('message', (text: string) => {
    for (const question of JSON.parse(text) as ToEngine[]) take(question);
  });

  return {
    close: () => {
      port.close();
      for (const { close } of open.values()) close();
      open.clear();
    },
  };
};
