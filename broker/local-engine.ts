import type { EnginePort } from './engine-port.ts';
import type { JobDispatcher } from './jobs/job-dispatcher.ts';
import { openJobStream } from './jobs/job-stream.ts';
import { startLongPoll } from './jobs/long-poll.ts';
import type { Results } from './results.ts';
import type { StreamProcessor } from './stream-processor.ts';

/** The engine for a gateway on the engine's own thread. */
export const localEngine = (processor: StreamProcessor, dispatcher: JobDispatcher, results: Results): EnginePort => ({
  submit: (command) => processor.submit(command),
  carryOut: (command) => processor.submit(command),
  submitForResult: async (command, timeoutMs) => {
    const response = await processor.submit(command);
    if (response.kind === 'rejected') return { response };
    return { response, result: await results.wait(response.key, timeoutMs) };
  },
  pollJobs: (wish, waitMs, taker) => startLongPoll(dispatcher, wish, waitMs, taker),
  streamJobs: (wish, taker) => openJobStream(dispatcher, wish, taker),
  giveBack: (jobKeys) => dispatcher.giveBack(jobKeys),
  alive: async () => undefined,
});
