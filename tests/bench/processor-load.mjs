// The engine with its log and no network: what `npm run bench` measures of the core alone.
import { Clock } from '../../dist/broker/clock.js';
import { RecordLog } from '../../dist/broker/store/record-log.js';
import { StreamProcessor } from '../../dist/broker/stream-processor.js';
import { commands } from '../../dist/engine/index.js';

/** A process of so many service tasks of one type, one behind the other. */
export const chain = (id, steps) => {
  const tasks = Array.from(
    { length: steps },
    (_, at) =>
      `<bpmn:serviceTask id="t${at}"><bpmn:extensionElements><zeebe:taskDefinition type="${id}"/></bpmn:extensionElements><bpmn:incoming>f${at}</bpmn:incoming><bpmn:outgoing>f${at + 1}</bpmn:outgoing></bpmn:serviceTask>`,
  );
  const nodes = ['s', ...tasks.map((_, at) => `t${at}`), 'e'];
  const flows = nodes
    .slice(1)
    .map((to, at) => `<bpmn:sequenceFlow id="f${at}" sourceRef="${nodes[at]}" targetRef="${to}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x"><bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="s"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>${tasks.join('')}<bpmn:endEvent id="e"><bpmn:incoming>f${steps}</bpmn:incoming></bpmn:endEvent>${flows.join('')}</bpmn:process></bpmn:definitions>`;
};

const creation = (id) => commands.createInstance(id, { a: 1 });

/** A processor over a log in a folder, with a worker for each wanted type of job that completes what comes. */
export const startProcessor = (directory) => {
  const log = new RecordLog(directory);
  const clock = new Clock(undefined, undefined);
  const processor = new StreamProcessor(log, clock);
  const waiting = new Map();
  const work = async (type) => {
    if (waiting.get(type)?.busy) return;
    const worker = waiting.get(type);
    if (!worker || processor.state.activatableJobs.count(type) === 0) return;
    worker.busy = true;
    const { value } = await processor.submit(commands.activateJobs(type, 'w', 60_000, 512));
    worker.busy = false;
    for (const key of value.jobKeys) void processor.submit(commands.completeJob(key)).then(worker.done);
    void work(type);
  };
  processor.start({
    jobsAvailable: (type) => void work(type),
    instanceEnded: () => undefined,
    recordsAppended: () => undefined,
    stateSaved: () => undefined,
    delayed: (error) => console.error(error),
    failed: (error) => console.error(error),
  });
  return {
    log,
    processor,
    deploy: (id, steps) => processor.submit(commands.deploy([{ name: `${id}.bpmn`, content: chain(id, steps) }])),
    /** Starts instances that nobody works on. */
    leaveOpen: async (id, count) => {
      for (let left = count; left > 0; left -= 1000)
        await Promise.all(Array.from({ length: Math.min(left, 1000) }, () => processor.submit(creation(id))));
    },
    /** Instances of a chain from start to end, `concurrency` creations at once. */
    run: (id, steps, count, concurrency) =>
      new Promise((resolve, reject) => {
        let done = 0;
        let started = 0;
        waiting.set(id, {
          busy: false,
          done: () => {
            if (++done < count * steps) return;
            waiting.delete(id);
            resolve();
          },
        });
        const create = async () => {
          while (started++ < count) await processor.submit(creation(id));
        };
        for (let client = 0; client < concurrency; client++) create().catch(reject);
      }),
    stop: async () => {
      await processor.stop();
      await log.close();
    },
  };
};
